"""The tables of cases: long (a row for each policy, case and item) and wide (a column for each policy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy
import pandas
from openfisca_core.periods import Period

from openfisca_jordan_sp.case_amounts import Amount, Amounts
from openfisca_jordan_sp.case_items import DISPOSABLE, GROSS, Item
from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy

COLUMN_LABELS = {
    "case": Text("Case family", "الحالة"),
    "summary_en": Text("Who they are, in English", "الوصف بالإنجليزية"),
    "summary_ar": Text("Who they are, in Arabic", "الوصف بالعربية"),
    "period": Text("Month", "الشهر"),
    "persons": Text("Persons", "عدد الأفراد"),
    "kind": Text("Kind of item", "نوع البند"),
    "item": Text("Item", "البند"),
    "month": Text("In the month, JOD; of a service, how many are entitled", "في الشهر بالدينار، وللخدمة عدد المستحقين"),
    "year": Text("In the calendar year, JOD", "في السنة الميلادية بالدينار"),
    "month_change": Text("Month: change from the law in force", "الشهر: التغير عن القانون النافذ"),
    "year_change": Text("Year: change from the law in force", "السنة: التغير عن القانون النافذ"),
    "unset": Text("Parameter without a value that is needed", "معلمة لازمة بلا قيمة"),
}
TABLE_LABELS = {
    "families": Text("Case families", "حالات الأسر"),
    "amounts": Text("Amounts by policy, case and item", "المبالغ حسب السياسة والحالة والبند"),
    "amounts_wide": Text("Amounts, the policies side by side", "المبالغ والسياسات جنبا إلى جنب"),
}
#: Differences below a hundredth of a fils are rounding of the machine.
_NOTHING = 1e-5
#: Rows that are shown also where they are nothing.
_ALWAYS = frozenset({GROSS, DISPOSABLE})


def case_tables(
    policies: Sequence[Policy],
    cases: Sequence[Case],
    months: Mapping[str, Period],
    items: Sequence[Item],
    amounts: Sequence[Amounts],
) -> dict[str, pandas.DataFrame]:
    """The tables of a result; an item that no policy pays in a case has no row there.

    Args:
        policies: the law in force first.
        cases: in their order.
        months: in which each is shown.
        items: in their order.
        amounts: of each policy.
    """
    rows = [
        row
        for case in cases
        for item in items
        if _is_shown(item, case.id, amounts)
        for row in _rows(case.id, item, policies, amounts)
    ]
    columns = ["policy", "case", "kind", "item", "label_en", "label_ar", "month", "year"]
    long = pandas.DataFrame(rows, columns=[*columns, "month_change", "year_change", "unset"])
    return {"families": _families(cases, months), "amounts": long, "amounts_wide": _wide(long, policies)}


def _families(cases: Sequence[Case], months: Mapping[str, Period]) -> pandas.DataFrame:
    return pandas.DataFrame(
        [
            {
                "case": case.id,
                "title_en": case.title.en,
                "title_ar": case.title.ar,
                "summary_en": case.summary.en,
                "summary_ar": case.summary.ar,
                "period": str(months[case.id]),
                "persons": len(case.situation["persons"]),
            }
            for case in cases
        ]
    )


def _is_shown(item: Item, case: str, amounts: Sequence[Amounts]) -> bool:
    if item.kind in _ALWAYS:
        return True
    found = [one.get((item.kind, item.id), {}).get(case, NONE) for one in amounts]
    return any(amount.unset or abs(amount.month) > _NOTHING or abs(amount.year) > _NOTHING for amount in found)


#: What a policy that does not know an item pays of it.
NONE = Amount(0.0, 0.0)


def _rows(case: str, item: Item, policies: Sequence[Policy], amounts: Sequence[Amounts]) -> list[dict[str, Any]]:
    key = (item.kind, item.id)
    law = amounts[0].get(key, {}).get(case, NONE)
    made = []
    for policy, found in zip(policies, amounts, strict=True):
        amount = found.get(key, {}).get(case, NONE)
        made.append(
            {
                "policy": policy.id,
                "case": case,
                "kind": item.kind,
                "item": item.id,
                "label_en": item.label.en,
                "label_ar": item.label.ar,
                "month": amount.month,
                "year": amount.year,
                "month_change": change_of(amount.month, law.month),
                "year_change": change_of(amount.year, law.year),
                "unset": amount.unset,
            }
        )
    return made


def change_of(value: float, before: float) -> float:
    """A difference, exactly nothing where it is rounding; not a number where either is not known."""
    change = value - before
    return 0.0 if abs(change) < _NOTHING else change


def _wide(long: pandas.DataFrame, policies: Sequence[Policy]) -> pandas.DataFrame:
    """The same with a column for the month and one for the year of each policy."""
    keys = ["case", "kind", "item", "label_en", "label_ar"]
    if long.empty:
        return long[keys]
    columns = {key: numpy.asarray(long.loc[long["policy"] == policies[0].id, key]) for key in keys}
    for policy in policies:
        rows = long[long["policy"] == policy.id]
        columns |= {f"{policy.id}: {figure}": numpy.asarray(rows[figure]) for figure in ("month", "year")}
    return pandas.DataFrame(columns)
