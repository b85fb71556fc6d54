"""Why corrected facts change a decision: each difference explained, and the conditions that hold now or no longer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openfisca_jordan_sp.case_simulation import Joined, rests_on
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.as_json import difference_data
from openfisca_jordan_sp.explain.differences import difference_of
from openfisca_jordan_sp.explain.explaining import recorded
from openfisca_jordan_sp.situation_checks import PLURALS
from openfisca_jordan_sp.situations import Situation

from .families import case_of, values_by_family
from .telling import grounds, named, warning

if TYPE_CHECKING:
    from .appeals import Appeal

#: Differences that are explained.
_MOST = 12
_FAMILY = "family"
_BEFORE, _AFTER = Text("The facts of the decision", "وقائع القرار"), Text("The corrected facts", "الوقائع المصححة")


def reasons(appeal: Appeal, changes: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The explanation of each output that differs, and what must be said of those that are not explained."""
    differing = [one for one in changes if one["is_changed"] and one["unset"] is None]
    corrected = _in_order_of(appeal.corrected, appeal.decided)
    if not differing:
        return [], []
    if corrected is None:
        english = "The corrected family has other members, so differences are told but not explained step by step."
        arabic = "أفراد الأسرة المصححة غير أفراد الأسرة في القرار، فذُكرت الفروق دون تفسيرها خطوة خطوة."
        return [], [warning("not_explained", Text(english, arabic))]
    found = []
    for one in differing[:_MOST]:
        asked = {"variable": one["variable"], "period": one["period"], "of": one["unit"], "policy": appeal.policy}
        before = recorded(case_of(appeal.decided, str(appeal.month)), **asked)
        after = recorded(case_of(corrected, str(appeal.month)), **asked)
        told = replace(difference_of(before, after), before_title=_BEFORE, after_title=_AFTER)
        found.append({"variable": one["variable"], "unit": one["unit"], "difference": difference_data(told)})
    return found, list(_too_many(differing))


def _too_many(differing: Sequence[Any]) -> Iterator[dict[str, Any]]:
    if len(differing) > _MOST:
        english = f"Only the first {_MOST} differences are explained."
        yield warning("not_explained", Text(english, f"فُسرت أول {_MOST} فروق فقط."))


def _in_order_of(corrected: Situation, decided: Situation) -> dict[str, Any] | None:
    """The corrected family with its units in the order of the decision; None where they are others."""
    if any(set(corrected[plural]) != set(decided[plural]) for plural in PLURALS):
        return None
    return {plural: {unit: corrected[plural][unit] for unit in decided[plural]} for plural in PLURALS}


def conditions_changed(appeal: Appeal, before: Sequence[Joined], after: Sequence[Joined]) -> Iterator[dict[str, Any]]:
    """The conditions on which the outputs rest and that hold now or no longer, with where they stand in the law."""
    system = appeal.policy.system
    resting = {name for output in appeal.outputs for name in rests_on(system, output)}
    for name in sorted(resting):
        rule = system.variables[name]
        if rule.value_type is not bool or not rule.formulas:
            continue
        period = appeal.period_of(name)
        old, new = (values_by_family(groups, name, period)[_FAMILY] for groups in (before, after))
        if isinstance(old, str) or isinstance(new, str):
            continue
        for unit in old:
            if unit in new and old[unit] != new[unit]:
                yield {
                    **named(system, name),
                    "unit": unit,
                    "holds_before": old[unit],
                    "holds_after": new[unit],
                    "grounds": grounds(system, name),
                }
