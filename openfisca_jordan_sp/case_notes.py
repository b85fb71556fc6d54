"""What a reader of cases must know before using the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas
from openfisca_core.periods import Period

from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.cases import cases as known_cases
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy

MADE_UP = Text(
    "The case families are made up: they show what the rules do, not how many families live so.",
    "حالات الأسر هذه مفترضة: تُظهر أثر الأحكام لا عدد الأسر التي تعيش كذلك.",
)
_TOLD = Text(
    "Whether a family is inside a quota, on a list or has applied is told as a fact of the case: "
    "no source gives the cut-off scores.",
    "وقوع الأسرة ضمن عدد مستهدف أو في قائمة أو تقدمها بطلب واقعة مذكورة في الحالة، إذ لا مصدر لحدود الدرجات.",
)
_DUES = Text(
    "Amounts are what is due in the month and in the calendar year; yearly taxes count by their twelfth.",
    "المبالغ هي المستحق في الشهر وفي السنة الميلادية، وتُحسب الضرائب السنوية في الشهر بجزء من اثني عشر.",
)


def notes_on(
    policies: Sequence[Policy],
    cases: Sequence[Case],
    months: Mapping[str, Period],
    amounts: pandas.DataFrame,
    *,
    moved: bool,
) -> Iterator[Text]:
    """The notes of a result, the most important first.

    Args:
        policies: the law in force first.
        cases: all of them.
        months: in which each is shown.
        amounts: the long table.
        moved: whether a month was asked for that need not be that of the cases.
    """
    if any(known_cases().get(case.id) is case for case in cases):
        yield MADE_UP
    later = dict(_begin_later(policies[1:], months))
    yield from later.values()
    yield from _no_effect([policy for policy in policies[1:] if policy.id not in later], amounts)
    yield from _unset(amounts)
    if moved:
        yield from _dated(cases, months)
    yield _TOLD
    yield _DUES


def _begin_later(policies: Sequence[Policy], months: Mapping[str, Period]) -> Iterator[tuple[str, Text]]:
    """The policies that begin after the month of some case, by id."""
    for policy in policies:
        begins = first_day(policy)
        late = [name for name, month in months.items() if begins is not None and str(month.stop) < begins]
        if late:
            english = "all cases" if len(late) == len(months) else ", ".join(late)
            arabic = "كل الحالات" if len(late) == len(months) else "، ".join(late)
            note = Text(
                f"{policy.id} begins on {begins}, after the month of {english}: only amounts of a year that reaches "
                "so far can show it. For a later month ask for another period.",
                f"تبدأ {policy.id} في {begins} بعد شهر {arabic}: لا تظهر إلا في مبالغ سنة تمتد إلى ذلك التاريخ. "
                "ولشهر لاحق اطلب فترة أخرى.",
            )
            yield policy.id, note


def first_day(policy: Policy) -> str | None:
    """The first day on which a policy changes something; None where it holds at all times."""
    days: list[str] = [provision.date for provision in policy.provisions()]
    for reform in policy.reforms:
        if reform.neutralise:
            return None
        for variable in reform.code.variables:
            days += [_day(name) for name in vars(variable) if name.startswith("formula")]
    first = min(days, default="")
    return first or None


def _day(formula: str) -> str:
    """The first day of a dated formula; nothing of one that holds at all times."""
    parts = formula.split("_")[1:]
    return "-".join([*parts, *["01"] * (3 - len(parts))]) if parts else ""


def _no_effect(policies: Sequence[Policy], amounts: pandas.DataFrame) -> Iterator[Text]:
    """Policies that change nothing in any of the cases."""
    for policy in policies:
        rows = amounts[amounts["policy"] == policy.id]
        law = amounts[amounts["policy"] == amounts["policy"].iloc[0]]
        is_same = (rows["unset"].to_numpy() == law["unset"].to_numpy()).all()
        if is_same and not (rows[["month_change", "year_change"]].fillna(0) != 0).any().any():
            yield Text(f"{policy.id} changes nothing in these cases.", f"لا تغير {policy.id} شيئا في هذه الحالات.")


def _unset(amounts: pandas.DataFrame) -> Iterator[Text]:
    names = sorted(set(amounts["unset"]) - {""})
    if names:
        yield Text(
            f"What cannot be computed needs a value that no source gives: {', '.join(names)}.",
            f"ما تعذر حسابه تلزمه قيمة لا مصدر لها: {'، '.join(names)}.",
        )


def _dated(cases: Sequence[Case], months: Mapping[str, Period]) -> Iterator[Text]:
    """Cases with facts of single months, shown in another month than their own."""
    late = [case.id for case in cases if str(months[case.id]) != case.period and _has_dates(case.situation)]
    if late:
        yield Text(
            f"Some facts hold in single months, and do not move with the period asked for: {', '.join(late)}.",
            f"بعض الوقائع لأشهر بعينها ولا تنتقل مع الفترة المطلوبة: {'، '.join(late)}.",
        )


def _has_dates(situation: Mapping[str, Any]) -> bool:
    """Whether some fact is told by date."""
    units = (values for group in situation.values() for values in group.values())
    return any(isinstance(value, Mapping) for values in units for value in (values or {}).values())
