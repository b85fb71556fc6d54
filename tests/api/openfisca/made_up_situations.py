"""What JSON Schema cannot say of a situation: who belongs to which group, and what holds together.

Schemathesis makes situations that hold what `/spec` says. `whole` makes one of them that can be calculated, by letting
roles name persons that there are, periods lie in years whose law is known, and axes be of one length.
"""

from __future__ import annotations

import copy
import itertools
from functools import cache
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit
from openfisca_core.periods import period as parse_period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.law.reads import all_parameters_read

#: A period of each unit whose law is known to the country template and to ours.
_KNOWN = {
    DateUnit.DAY: "2025-03-31",
    DateUnit.MONTH: "2025-03",
    DateUnit.YEAR: "2025",
    DateUnit.WEEK: "2025-W10",
    DateUnit.WEEKDAY: "2025-W10-1",
    DateUnit.ETERNITY: "ETERNITY",
}
#: What no amount of a real family exceeds.
_LARGEST = 1e9


def whole(system: TaxBenefitSystem, situation: dict[str, Any]) -> dict[str, Any]:
    """A situation that holds what the schema says, changed so that it can be calculated."""
    made = copy.deepcopy(situation)
    persons = list(made[system.person_entity.plural])
    if "axes" in made:
        made["axes"] = _of_one_length(system, made["axes"])
    if not made.get("axes"):
        made.pop("axes", None)
    is_alone = len(persons) == 1 and made.keys() == {system.person_entity.plural}
    for entity in system.entities:
        if not entity.is_person and not is_alone:
            made[entity.plural] = _with_members(entity, made.get(entity.plural, {}), persons)
        roles = set() if entity.is_person else {role.plural or role.key for role in entity.roles}
        for unit in made.get(entity.plural, {}).values():
            for name in unit.keys() - roles:
                unit[name] = _at_known_period(system, name, unit[name])
    return made


def _with_members(entity: Any, units: dict[str, Any], persons: list[str]) -> dict[str, Any]:
    """Groups whose roles name each person once, none with a person's name: our law takes such families for mistakes.

    A group for which nobody is left falls away.
    """
    roles = [role.plural or role.key for role in entity.roles]
    kept = list(units.items())[: len(persons)] or [("group", {})]
    made = {}
    for position, (unit, facts) in enumerate(kept):
        members = persons[position :: len(kept)]
        known = {name: values for name, values in facts.items() if name not in roles}
        own_name = f"{unit} {entity.key}" if unit in persons else unit
        made[own_name] = {roles[0]: members[:1], roles[-1]: members[1:]} | known
    return made


def _at_known_period(system: TaxBenefitSystem, name: str, values: dict[str, Any]) -> dict[str, Any]:
    """One value, at a period whose law is known: two for overlapping periods may contradict each other."""
    variable = system.variables[name]
    for value in itertools.islice(values.values(), 1):
        if value is None and _rests_on_the_unknown(system, name):
            return {}
        is_amount = variable.value_type is float and isinstance(value, int | float) and not isinstance(value, bool)
        return {_KNOWN[variable.definition_period]: max(-_LARGEST, min(_LARGEST, value)) if is_amount else value}
    return {}


@cache
def _rests_on_the_unknown(system: TaxBenefitSystem, name: str) -> bool:
    """Whether a variable may read a parameter for which no source gives a value."""
    period = parse_period(_KNOWN[DateUnit.MONTH])
    paths = all_parameters_read(system, [name], period)
    found = [find(system.parameters, path) for path in paths]
    return any(isinstance(one, Parameter) and one(str(period.start)) is None for one in found)


def _of_one_length(system: TaxBenefitSystem, axes: list[Any]) -> list[Any]:
    """At most two axes across each other with three points each, of the first unit that there is."""
    made = []
    for parallel in axes[:2]:
        kept = {one["name"]: one for one in parallel if system.variables[one["name"]].entity.is_person}
        changed = [
            {
                **one,
                "count": 3,
                "index": 0,
                "min": 0,
                "max": 100,
                "period": _KNOWN[system.variables[one["name"]].definition_period],
            }
            for one in kept.values()
            if system.variables[one["name"]].value_type is not Enum
        ]
        made += [changed] if changed else []
    return made
