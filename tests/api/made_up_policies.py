"""What JSON Schema cannot say of policies: which reforms, values and rules there are, and what changes something.

Schemathesis makes policies that hold what the contract says. `Policies` makes those of one request such that they can
be computed: ids are of the catalogue, no two reforms change the same, and each value is one that its parameter takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.asked_policies import TOGETHER
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instrument
from openfisca_jordan_sp.reform import catalogue, load_reform
from openfisca_jordan_sp.system import law_in_force

#: Reforms of the catalogue that change values alone, no two of them the same.
APART = (
    "child_benefit_10",
    "foster_family_allowance_100",
    "income_tax_exemptions_9000_proposal_2013",
    "kindergarten_compulsory",
    "marriage_at_18_without_exception",
    "maternity_90_days",
    "poor_family_insurance_400",
    "refugee_funding_cut",
    "school_fee_exemption_to_grade_10",
    "student_fund_other_weighting",
    "uct_gap_share_60",
    "uct_poverty_line_100",
    "uct_without_asset_tests",
    "unemployment_cap_indexed",
)
_TODAY = "2026-01-01"
#: A policy has few parts here: each joined id may stand for eight reforms.
_MOST_PARTS = 3


class Policies:
    """The policies of one request, each another than those before."""

    def __init__(self) -> None:
        self._bills = 0
        self._ids: set[str] = set()
        self._paths = iter(_changeable())
        self._rules = iter(_rules())
        self._met: list[Any] = []

    def each(self, given: list[Any]) -> list[Any]:
        """Policies that stand beside the law in force and beside each other."""
        return [self.one(policy or APART[0]) for policy in given[:_MOST_PARTS]]

    def one(self, given: Any) -> Any:
        """One policy."""
        made = [self._part(part) for part in given[:_MOST_PARTS]] if isinstance(given, list) else self._part(given)
        if made and made in self._met:
            return self._unlike()
        self._met.append(made)
        return made

    def _unlike(self) -> str:
        """A reform that no policy of the request has."""
        name = next(one for one in APART if one not in str(self._met))
        self._met.append(name)
        return name

    def _part(self, given: Any) -> Any:
        return self._bill(given) if isinstance(given, dict) else self._named(given)

    def _named(self, given: str) -> str:
        """Ids that there are, joined; each once in a request, for the same reform twice in a policy clashes."""
        made = []
        for part in given.split(TOGETHER)[:_MOST_PARTS]:
            free = (one for one in APART if one not in self._ids)
            name = part if part in catalogue() and part not in self._ids else next(free)
            self._ids.add(name)
            made.append(name)
        return TOGETHER.join(made)

    def _bill(self, given: dict[str, Any]) -> dict[str, Any]:
        made = dict(given)
        self._bills += 1
        if "id" in made and (made["id"] in self._ids or made["id"] in catalogue()):
            made["id"] = f"bill_{self._bills}"
        self._ids.add(made.get("id", ""))
        made["values"] = dict(self._values(given.get("values") or {"": {_TODAY: 1}}))
        if "neutralise" in made:
            made["neutralise"] = [next(self._rules) for _ in made["neutralise"][:_MOST_PARTS]]
        return made

    def _values(self, given: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        for _, dated in zip(range(_MOST_PARTS), given.values(), strict=False):
            parameter = next(self._paths)
            since = max(str(instrument(parameter.name.partition(".")[0]).since), _first_day(parameter))
            days = {day if day >= since else _TODAY: value for day, value in dated.items()}
            yield parameter.name, {day: _value(parameter, day, value) for day, value in days.items()}


@cache
def _changeable() -> tuple[Parameter, ...]:
    """Amounts with a range that no reform of the catalogue changes."""
    changed = {path for name in catalogue() for path in load_reform(catalogue()[name]).values}
    folders = {path.rpartition(".")[0] for path in changed}
    leaves = sorted(tree.leaves(law_in_force().parameters), key=lambda one: one.name)
    return tuple(one for one in leaves if one.name.rpartition(".")[0] not in folders and _is_amount(one))


def _is_amount(parameter: Parameter) -> bool:
    value, bounds = parameter(_TODAY), parameter.metadata.get("range")
    return bool(bounds) and isinstance(value, int | float) and not isinstance(value, bool)


def _first_day(parameter: Parameter) -> str:
    return min(str(one.instant_str) for one in parameter.values_list)


def _value(parameter: Parameter, day: str, given: Any) -> float:
    """The amount given as far as the parameter's range lets it, and another than the one in force."""
    low, high = (parameter.metadata["range"][end] for end in ("min", "max"))
    value = min(max(given, low), high) if isinstance(given, int | float) and not isinstance(given, bool) else high
    in_force = parameter(day)
    return value if value != in_force else (low if in_force == high else high)


@cache
def _rules() -> tuple[str, ...]:
    """Rules that no reform of the catalogue writes anew."""
    written = {rule.__name__ for name in catalogue() for rule in load_reform(catalogue()[name]).code.variables}
    return tuple(sorted(name for name, one in law_in_force().variables.items() if one.formulas and name not in written))


def sweepable(given: dict[str, Any]) -> dict[str, Any]:
    """Parameters that can be swept instead of those given, each over a few of its values."""
    found = (one for one in _changeable() if one.metadata.get("unit") == "JOD")
    return {one.name: sorted(map(abs, values))[:4] for one, values in zip(found, given.values(), strict=False)}
