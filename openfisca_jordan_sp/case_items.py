"""What is shown of a case: incomes, contributions and taxes, programmes, and rights to services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import levies, services
from openfisca_jordan_sp.policy import Policy

#: Kinds of items, in the order in which they are shown.
GROSS, LEVY, PROGRAMME, DISPOSABLE, SERVICE, SERVICE_VALUE, POINTS = KINDS = (
    "gross_income",
    "levy",
    "programme",
    "disposable_income",
    "service",
    "service_value",
    "points",
)
#: Those that are no amounts, and are shown of the month alone: who is entitled, and points.
COUNTS = frozenset({SERVICE, POINTS})


@dataclass(frozen=True)
class Item:
    """One line of a case.

    Attributes:
        kind: one of `KINDS`.
        id: of the programme, the levy or the service; the kind where there is one alone.
        variable: that computes it.
        label: in both languages.
        is_spread: whether what is worked out by the year counts in a month by its twelfth (levies), or not at all.
    """

    kind: str
    id: str
    variable: str
    label: Text
    is_spread: bool = False


_GROSS_INCOME = Item(
    GROSS,
    GROSS,
    "household_gross_income",
    Text("Income of its own, before the rules", "دخل الأسرة المعيشية قبل تطبيق الأحكام"),
)
_DISPOSABLE_INCOME = Item(
    DISPOSABLE,
    DISPOSABLE,
    "household_disposable_income",
    Text("Disposable income of the household", "الدخل المتاح للأسرة المعيشية"),
)


#: What the Student Support Fund decides, which a comparison of populations cannot count: ranks are of districts.
_OF_STUDENTS = (
    Item(
        POINTS,
        "student_fund_points",
        "student_fund_points",
        Text("Student Support Fund: points", "صندوق دعم الطالب: النقاط"),
    ),
    Item(
        SERVICE_VALUE,
        "student_grant",
        "student_grant_amount",
        Text("Student Support Fund: fees paid by a grant", "صندوق دعم الطالب: رسوم تدفعها منحة"),
    ),
    Item(
        SERVICE_VALUE,
        "student_loan",
        "student_loan_amount",
        Text("Student Support Fund: fees paid by a loan", "صندوق دعم الطالب: رسوم يدفعها قرض"),
    ),
)


def items_of(policies: Sequence[Policy]) -> list[Item]:
    """The items of all policies, each once, in the order in which they are shown."""
    programmes = {one.id: one for policy in policies for one in policy.programmes}
    return [
        _GROSS_INCOME,
        *_levies(paid_by_person=True),
        *(Item(PROGRAMME, one.id, one.variable, one.label) for one in programmes.values()),
        _DISPOSABLE_INCOME,
        *_levies(paid_by_person=False),
        *_service_items(),
        *_OF_STUDENTS,
    ]


def _levies(*, paid_by_person: bool) -> Iterator[Item]:
    """What a person pays stands between the gross and the disposable income, what an employer pays below both."""
    for one in levies():
        if one.is_paid_by_person == paid_by_person:
            yield Item(LEVY, one.id, one.variable, one.label, is_spread=True)


def _service_items() -> Iterator[Item]:
    for one in services():
        yield Item(SERVICE, one.id, one.variable, one.label)
        if one.amount is not None:
            label = Text(f"{one.label.en}: worth", f"{one.label.ar}: قيمتها")
            yield Item(SERVICE_VALUE, one.id, one.amount, label)
