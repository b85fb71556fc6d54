"""What families get, pay and are left with under policies: the items of `jordan-sp cases` as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from openfisca_core.periods import DateUnit, Period
from openfisca_core.variables import Variable

from openfisca_jordan_sp.case_amounts import Amount, Amounts, CasesOfYear, amounts_of
from openfisca_jordan_sp.case_items import COUNTS, DISPOSABLE, GROSS, POINTS, PROGRAMME, Item, items_of
from openfisca_jordan_sp.case_tables import NONE, change_of
from openfisca_jordan_sp.errors import NO_HINT, Problem, Text
from openfisca_jordan_sp.law.show import variable_named
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import Situation

from ..errors import InvalidRequestError
from .families import figure
from .telling import text_data

#: What an item is called that a request asks for by its variable.
OUTPUT = "output"
#: Units of amounts that add up.
_MONEY = frozenset({"JOD", "JOD/month", "JOD/year"})
#: Amounts below a hundredth of a fils are rounding of the machine.
_NOTHING = 1e-5


@dataclass(frozen=True)
class Outcomes:
    """The items of some families under some policies.

    Attributes:
        policies: the law in force first.
        items: in their order.
        amounts: of each policy.
        asked: variables that were asked for by their names; empty where the items are those of the law.
    """

    policies: Sequence[Policy]
    items: Sequence[Item]
    amounts: Sequence[Amounts]
    asked: frozenset[str]

    def shown(self, family: str) -> list[Item]:
        """The items that are something under some policy; incomes, and what was asked for, in any case."""
        return [item for item in self.items if self._is_shown(item, family)]

    def _is_shown(self, item: Item, family: str) -> bool:
        found = [self.amount(place, item, family) for place in range(len(self.policies))]
        is_something = any(one.unset or abs(one.month) > _NOTHING or abs(one.year) > _NOTHING for one in found)
        return is_something or item.kind in (GROSS, DISPOSABLE) or item.id in self.asked

    def amount(self, policy: int, item: Item, family: str) -> Amount:
        """An item of a family; nothing where the policy does not know it."""
        return self.amounts[policy].get((item.kind, item.id), {}).get(family, NONE)

    def unset(self) -> Iterator[str]:
        """The parameters without a value that something needs."""
        return (
            one.unset for of_policy in self.amounts for of in of_policy.values() for one in of.values() if one.unset
        )

    def variables(self) -> set[str]:
        """The variables of all items that are something for some family."""
        families = {name for of_policy in self.amounts for of in of_policy.values() for name in of}
        return {item.variable for name in families for item in self.shown(name)}

    def changed(self, policy: int) -> bool:
        """Whether a policy changes anything for any family."""
        law, other = self.amounts[0], self.amounts[policy]
        pairs = (
            (law.get(key, {}).get(name, NONE), other.get(key, {}).get(name, NONE))
            for key in {**law, **other}
            for name in {**law.get(key, {}), **other.get(key, {})}
        )
        return any(_differ(*pair) for pair in pairs)

    def data(self, family: str) -> list[dict[str, Any]]:
        """The items of a family as JSON: the baseline, and each policy with its difference."""
        return [self._item(item, family) for item in self.shown(family)]

    def _item(self, item: Item, family: str) -> dict[str, Any]:
        law = self.amount(0, item, family)
        reforms = {}
        for place, policy in enumerate(self.policies[1:], 1):
            amount = self.amount(place, item, family)
            difference = {"month": _change(amount.month, law.month), "year": _change(amount.year, law.year)}
            reforms[policy.id] = {"reform": self._amount(amount, item), "difference": difference}
        is_asked = item.id in self.asked
        return {
            "kind": OUTPUT if is_asked else item.kind,
            "id": item.id,
            "variable": item.variable,
            "label": text_data(item.label),
            "unit": "count" if item.kind in COUNTS else "JOD" if not is_asked else _unit(self._rule(item)),
            "baseline": self._amount(law, item),
            "policies": reforms,
        }

    def _amount(self, amount: Amount, item: Item) -> dict[str, Any]:
        is_of_year = item.id in self.asked and self._rule(item).definition_period == DateUnit.YEAR
        month = None if is_of_year else figure(amount.month)
        return {"month": month, "year": figure(amount.year), "unset": amount.unset or None}

    def _rule(self, item: Item) -> Variable:
        return next(
            one.system.variables[item.variable] for one in self.policies if item.variable in one.system.variables
        )


def _differ(one: Amount, other: Amount) -> bool:
    pairs = ((one.month, other.month), (one.year, other.year))
    return one.unset != other.unset or any(abs(after - before) > _NOTHING for before, after in pairs)


def _change(value: float, before: float) -> float | None:
    return figure(change_of(value, before))


def outcomes_of(
    policies: Sequence[Policy], situations: Mapping[str, Situation], month: Period, outputs: Sequence[str] = ()
) -> Outcomes:
    """The items of families, all computed together; each policy has a system and a simulation of its own.

    Args:
        policies: the law in force first.
        situations: ready to be computed, by the id of the family.
        month: in which all are shown.
        outputs: variables that are computed instead of the items of the law.

    Raises:
        InvalidRequestError: an output that is no number, or that no policy has.
    """
    return outcomes_by_month(policies, situations, dict.fromkeys(situations, month), outputs)


def outcomes_by_month(
    policies: Sequence[Policy],
    situations: Mapping[str, Situation],
    months: Mapping[str, Period],
    outputs: Sequence[str] = (),
) -> Outcomes:
    """The same where each family is shown in a month of its own."""
    items = output_items(policies, outputs) if outputs else items_of(policies)
    amounts: list[Amounts] = [{} for _ in policies]
    for year in sorted({month.start.year for month in months.values()}):
        of_year = {name: month for name, month in months.items() if month.start.year == year}
        group = CasesOfYear({name: situations[name] for name in of_year}, of_year)
        for found, more in zip(amounts, amounts_of(policies, group, items), strict=True):
            for key, by_family in more.items():
                found[key] = {**found.get(key, {}), **by_family}
    return Outcomes(policies, items, amounts, frozenset(outputs))


def output_items(policies: Sequence[Policy], outputs: Sequence[str], path: str = "body.outputs") -> list[Item]:
    """Variables as items, summed over the units of a family.

    Raises:
        InvalidRequestError: one that no policy has, or that is no number and no truth; all are told.
    """
    known: dict[str, tuple[Variable, Text]] = {}
    for policy in policies:
        for name in outputs:
            if name in policy.system.variables:
                label = variable_named(policy.system, name).label
                known.setdefault(name, (policy.system.variables[name], label))
    problems = []
    for place, name in enumerate(outputs):
        if name not in known:
            problems.append(unknown(policies[0], name, f"{path}.{place}"))
        elif known[name][0].value_type not in (int, float, bool):
            message = Text(f"{name} is no number.", f"المتغير {name} ليس رقما.")
            problems.append(Problem("not_a_number", f"{path}.{place}", message))
    if problems:
        raise InvalidRequestError(problems)
    return [Item(_kind(variable), name, name, label) for name, (variable, label) in known.items()]


def unknown(policy: Policy, name: str, path: str) -> Problem:
    """That there is no such variable, with the nearest names."""
    near = ", ".join(get_close_matches(name, policy.system.variables, n=3, cutoff=0.6))
    hint = Text(f"Nearest: {near}.", f"الأقرب: {near}.") if near else NO_HINT
    return Problem("unknown_name", path, Text(f"There is no variable {name}.", f"لا يوجد متغير باسم {name}."), hint)


def _kind(variable: Variable) -> str:
    """What is no amount of money has no sum of twelve months."""
    is_summed = is_money(variable) or variable.definition_period == DateUnit.YEAR
    return PROGRAMME if is_summed else POINTS


def is_money(variable: Variable) -> bool:
    """Whether a variable is an amount of dinars, that months and units add up; a rate or a score is none."""
    return variable.unit in _MONEY


def _unit(variable: Variable) -> str:
    return "JOD" if is_money(variable) else str(variable.unit or "")
