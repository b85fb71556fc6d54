"""What is shown of a case: incomes, contributions and taxes, programmes, and rights to services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import levies, services
from openfisca_jordan_sp.policy import Policy

#: Kinds of items, in the order in which they are shown.
GROSS, LEVY, PROGRAMME, DISPOSABLE, SERVICE, SERVICE_VALUE = KINDS = (
    "gross_income",
    "levy",
    "programme",
    "disposable_income",
    "service",
    "service_value",
)
#: Those that are amounts; the others count who is entitled.
AMOUNTS = frozenset(KINDS) - {SERVICE}


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
    Text("Wages, pensions, rents and transfers of others", "الأجور والرواتب التقاعدية والإيجارات وتحويلات الآخرين"),
)
_DISPOSABLE_INCOME = Item(
    DISPOSABLE,
    DISPOSABLE,
    "household_disposable_income",
    Text("Disposable income of the household", "الدخل المتاح للأسرة المعيشية"),
)


def items_of(policies: Sequence[Policy]) -> list[Item]:
    """The items of all policies, each once, in the order in which they are shown."""
    programmes = {one.id: one for policy in policies for one in policy.programmes}
    return [
        _GROSS_INCOME,
        *(Item(LEVY, one.id, one.variable, one.label, is_spread=True) for one in levies()),
        *(Item(PROGRAMME, one.id, one.variable, one.label) for one in programmes.values()),
        _DISPOSABLE_INCOME,
        *_service_items(),
    ]


def _service_items() -> Iterator[Item]:
    for one in services():
        yield Item(SERVICE, one.id, one.variable, one.label)
        if one.amount is not None:
            label = Text(f"{one.label.en}: worth", f"{one.label.ar}: قيمتها")
            yield Item(SERVICE_VALUE, one.id, one.amount, label)
