"""What JSON Schema cannot say of situations: who belongs to which group, and what holds together.

Schemathesis makes situations that hold what the contract says. `whole` makes one of them that can be computed.
"""

from __future__ import annotations

import itertools
from typing import Any

from openfisca_jordan_sp.situation_checks import situation_problems
from openfisca_jordan_sp.system import law_in_force

#: So many persons; few enough for everything that limits the work of one request.
_MOST_PERSONS = 6


def whole(situation: dict[str, Any]) -> dict[str, Any]:
    """A situation that holds the schema, changed so that it can be computed; one that can be is left as it is."""
    law = law_in_force()
    made = {plural: dict(units) for plural, units in situation.items()}
    made["persons"] = dict(itertools.islice(made["persons"].items(), _MOST_PERSONS))
    persons = list(made["persons"])
    if made.keys() == {"persons"} and len(persons) > 1:
        made["households"] = {"home": {}}
    is_right = not situation_problems(law, made)
    for entity in law.entities:
        if entity.is_person:
            roles: list[str] = []
        else:
            roles = [role.plural or role.key for role in entity.roles]
            if entity.plural in made and not is_right:
                made[entity.plural] = _with_members(roles, made[entity.plural], persons)
        if entity.plural in made:
            made[entity.plural] = _same_results(law, made[entity.plural], roles)
    return made


def _with_members(roles: list[str], units: dict[str, Any], persons: list[str]) -> dict[str, Any]:
    """Groups whose roles name each person once; a group for which nobody is left falls away."""
    kept = list(units.items())[: len(persons)]
    made = {}
    for position, (unit, facts) in enumerate(kept):
        leader, *others = persons[position :: len(kept)]
        is_list = isinstance(facts.get(roles[0]), list)
        known = {name: value for name, value in facts.items() if name not in roles}
        named: dict[str, Any] = {roles[0]: [leader] if is_list else leader}
        for person, role in zip(others, itertools.cycle(roles[1:]), strict=False):
            named.setdefault(role, []).append(person)
        made[unit] = named | known
    return made


def _same_results(law: Any, units: dict[str, Any], roles: list[str]) -> dict[str, Any]:
    """Units without the results that the law works out, where some tell them and others do not; of one such a fact
    is told at one date, for two that overlap may contradict each other."""
    made = {}
    for unit, facts in units.items():
        kept = {name: value for name, value in facts.items() if name in roles or len(units) == 1 or _is_fact(law, name)}
        made[unit] = {name: _once(value) for name, value in kept.items()}
    return made


def _is_fact(law: Any, name: str) -> bool:
    return name in law.variables and not law.variables[name].formulas


def _once(value: Any) -> Any:
    return dict(itertools.islice(value.items(), 1)) if isinstance(value, dict) else value


def units_of(situation: dict[str, Any], variable: str) -> list[str]:
    """The units of a situation that a variable is of; none where they are derived, and so are their names."""
    return list(situation.get(law_in_force().variables[variable].entity.plural, {}))
