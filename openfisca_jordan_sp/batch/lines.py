"""Cases described one by one as situations: usual ones are read by columns, the others as one alone would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy
from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.batch.described import BoolArray, Described
from openfisca_jordan_sp.batch.gathering import Gathered, mark_partial
from openfisca_jordan_sp.case_inputs import by_period
from openfisca_jordan_sp.errors import Problem, SituationError, Text
from openfisca_jordan_sp.situation_checks import (
    LEADERS,
    PLURALS,
    as_list,
    problem,
    role_names,
    situation_problems,
)
from openfisca_jordan_sp.situations import HOUSEHOLDS_DERIVED, prepare_situation

#: Units of one kind in one case.
MOST_UNITS = 200


@dataclass(frozen=True, eq=False)
class Gathering:
    """Cases that can be computed.

    Attributes:
        described: their facts.
        ids: by the key of an entity, the id of each unit within its case.
        cases: the number that each case was given.
        notes: what was derived in a case, by its number.
    """

    described: Described
    ids: Mapping[str, list[str]]
    cases: list[int]
    notes: Mapping[int, Sequence[Text]] = field(default_factory=dict)


def gather(
    system: TaxBenefitSystem, situations: Mapping[int, Any], period: Period
) -> tuple[list[Gathering], dict[int, tuple[Problem, ...]]]:
    """Situations as arrays, and what is wrong with the others.

    Args:
        system: the law.
        situations: by the number of the case; anything else than a situation is refused.
        period: the month asked for; what is told without a date holds in its year.
    """
    usual, doubtful = _gathered(system, situations, period)
    prepared: dict[int, Any] = {}
    notes: dict[int, Sequence[Text]] = {}
    refused: dict[int, tuple[Problem, ...]] = {}
    for case in sorted(doubtful):
        try:
            prepared[case], notes[case] = _prepared(system, situations[case], period)
        except SituationError as error:
            refused[case] = tuple(getattr(error, "problems", ())) or (
                Problem(error.code, error.path, error.message, error.hint),
            )
    found, left = _gathered(system, prepared, period)
    refused |= dict.fromkeys(left, (_OUT_OF_BOUNDS,))
    found = replace(found, notes={case: told for case, told in notes.items() if told})
    return [one for one in (usual, found) if one.cases], refused


_OUT_OF_BOUNDS = problem("situation", Text("has a value out of all bounds.", "فيه قيمة خارج كل حد."))


class _MistakesError(SituationError):
    """All mistakes of one situation."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].message, path=problems[0].path, hint=problems[0].hint)
        self.problems = tuple(problems)


def _prepared(system: TaxBenefitSystem, situation: Any, period: Period) -> tuple[dict[str, Any], Sequence[Text]]:
    """A situation as `situations` prepares one alone, its facts by period, and notes.

    Raises:
        SituationError: its mistakes.
    """
    _refuse(_form(situation))
    _refuse(situation_problems(system, situation))
    completed, notes = prepare_situation(system, situation, str(period))
    for entity in system.entities:
        roles = () if entity.is_person else role_names(entity)
        for unit, values in completed[entity.plural].items():
            facts = {
                name: dict(by_period(system.variables[name], told))
                for name, told in values.items()
                if name not in roles
            }
            members = {name: as_list(values[name]) for name in roles if name in values}
            completed[entity.plural][unit] = members | facts
    return completed, notes


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise _MistakesError(problems)


def _form(situation: Any) -> list[Problem]:
    if not isinstance(situation, dict):
        return [problem("situation", Text("must be an object.", "يجب أن يكون كائنا."))]
    if "axes" in situation:
        return [problem("axes", Text("is no part of a situation here.", "ليس جزءا من وصف الحالة هنا."))]
    if not isinstance(situation.get("persons"), dict) or not situation["persons"]:
        return [problem("persons", Text("must name at least one person.", "يجب أن يُذكر فرد واحد على الأقل."))]
    many = [
        plural for plural in PLURALS if isinstance(situation.get(plural), dict) and len(situation[plural]) > MOST_UNITS
    ]
    message = Text(f"has more than {MOST_UNITS} units.", f"فيه أكثر من {MOST_UNITS} وحدة.")
    return [problem(plural, message) for plural in many]


def _gathered(system: TaxBenefitSystem, situations: Mapping[int, Any], period: Period) -> tuple[Gathering, set[int]]:
    """What can be read a column at a time, and the cases that need a closer look."""
    reader = _Reader(system)
    taken = [case for case, situation in situations.items() if reader.take(situation)]
    doubtful = numpy.zeros(len(taken), dtype=bool)
    described = reader.described(period, doubtful)
    closer = {case for case, is_doubtful in zip(taken, doubtful, strict=True) if is_doubtful}
    closer |= situations.keys() - set(taken)
    keeps = ~doubtful
    ids = {key: _among(one.ids, keeps, one.cases) for key, one in reader.units.items()}
    cases = [case for case, is_kept in zip(taken, keeps, strict=True) if is_kept]
    alone = {case: (HOUSEHOLDS_DERIVED,) for case in cases if not situations[case].get("households")}
    return Gathering(described.only(keeps), ids, cases, alone), closer


def _among(ids: list[str], keeps: BoolArray, cases: list[int]) -> list[str]:
    return ids if keeps.all() else [one for one, case in zip(ids, cases, strict=True) if keeps[case]]


class _Reader:
    """Situations in the usual form, one after the other."""

    def __init__(self, system: TaxBenefitSystem) -> None:
        self._system = system
        self._count = 0
        self._groups = [entity for entity in system.entities if not entity.is_person]
        roles = {entity.key: frozenset(role_names(entity)) for entity in self._groups}
        self.units = {one.key: Gathered(one.key, roles.get(one.key, frozenset())) for one in system.entities}
        self._roles = {entity.key: _roles_of(entity) for entity in self._groups}
        self._group_of: dict[str, list[int]] = {entity.key: [] for entity in self._groups}
        self._role_of: dict[str, list[int]] = {entity.key: [] for entity in self._groups}

    def take(self, situation: Any) -> bool:
        """Add a situation; false, and nothing is added, where its form is not the usual one."""
        if type(situation) is not dict or not situation.keys() <= PLURALS.keys():
            return False
        persons: Any = situation.get("persons")
        families: Any = situation.get("families")
        if not _is_table(persons) or not _is_table(families):
            return False
        households = situation.get("households") or {
            f"household of {name}": _alone(family) for name, family in families.items()
        }
        if not _is_table(households):
            return False
        tables = {"family": families, "household": households}
        places = {entity.key: self._members(entity, tables[entity.key], persons) for entity in self._groups}
        if any(found is None for found in places.values()):
            return False
        self._add(persons, tables, places)
        return True

    def _members(self, entity: Any, groups: Mapping[str, Any], persons: Mapping[str, Any]) -> Any:
        """The group and the role of each person by id; None where that needs a closer look."""
        found: dict[str, tuple[int, int]] = {}
        count = 0
        leader, roles = LEADERS[entity.plural], self._roles[entity.key]
        for place, group in enumerate(groups.values()):
            if len(as_list(group.get(leader))) != 1:
                return None
            for code, (name, singular, most) in enumerate(roles):
                if singular and singular in group:
                    return None
                names = group.get(name)
                if names is None:
                    continue
                listed = [names] if isinstance(names, str) else names
                if type(listed) is not list or (most and len(listed) > most):
                    return None
                count += len(listed)
                for member in listed:
                    if type(member) is not str or member not in persons:
                        return None
                    found[member] = (place, code)
        return found if len(found) == count == len(persons) else None

    def _add(self, persons: Mapping[str, Any], tables: Mapping[str, Any], places: Mapping[str, Any]) -> None:
        for key, found in places.items():
            first = len(self.units[key].ids)
            self._group_of[key] += [first + found[name][0] for name in persons]
            self._role_of[key] += [found[name][1] for name in persons]
        of_persons = self.units["person"]
        for name, told in persons.items():
            of_persons.add(name, self._count, told)
        for key, groups in tables.items():
            for name, told in groups.items():
                self.units[key].add(name, self._count, told)
        self._count += 1

    def described(self, period: Period, doubtful: BoolArray) -> Described:
        """What was added; cases with anything but facts of the law are marked (in place)."""
        cases = {key: numpy.array(one.cases, dtype=numpy.intp) for key, one in self.units.items()}
        facts: dict[str, Any] = {}
        for key, units in self.units.items():
            found = units.facts(self._system, period.this_year, doubtful)
            mark_partial(self._system, key, found, cases[key], doubtful)
            facts |= found
        return Described(
            count=self._count,
            case=cases,
            group_of={key: numpy.array(of, dtype=numpy.intp) for key, of in self._group_of.items()},
            role_of={key: numpy.array(of, dtype=numpy.int8) for key, of in self._role_of.items()},
            entity_of={name: self._system.variables[name].entity.key for name in facts},
            facts=facts,
        )


def _roles_of(entity: Any) -> list[tuple[str, str | None, int | None]]:
    """The roles of a group: under which name their members stand, under which not, and how many may be there."""
    return [(one.plural or one.key, one.key if one.plural else None, one.max) for one in entity.flattened_roles]


def _is_table(units: Any) -> bool:
    """Whether it is an object of at least one unit and not too many, each an object."""
    return type(units) is dict and 0 < len(units) <= MOST_UNITS and all(type(one) is dict for one in units.values())


def _alone(family: Mapping[str, Any]) -> dict[str, Any]:
    """The household of a family that lives alone."""
    others = [name for role in ("spouses", "children", "dependants") for name in as_list(family.get(role))]
    return {"reference_person": as_list(family.get("head")), "members": others}
