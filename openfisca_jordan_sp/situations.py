"""The description of one household, as a request or a test gives it, completed and computed.

A request may leave families out and give households only: then the families are
derived from the household's composition, and the notes say so.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openfisca_core.errors import SituationParsingError
from openfisca_core.periods import DateUnit
from openfisca_core.periods import period as parse_period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import Problem, SituationError, Text
from openfisca_jordan_sp.formulas import UNKNOWN_AGE, year_months
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.situation_checks import (
    PLURALS,
    as_list,
    form_problems,
    problem,
    raise_problems,
    situation_problems,
    unknown_variable,
)
from openfisca_jordan_sp.system import clear_law_errors

Situation = Mapping[str, Any]

_FAMILIES_DERIVED = Text(
    "Families were not given: one family was derived for each household, with the household's composition.",
    "لم تُذكر الأسر: اشتُقت أسرة واحدة لكل أسرة معيشية بحسب تكوينها.",
)
HOUSEHOLDS_DERIVED = Text(
    "Households were not given: each family was taken to live alone.",
    "لم تُذكر الأسر المعيشية: عُدت كل أسرة مقيمة وحدها.",
)


def complete_situation(situation: Situation) -> tuple[dict[str, Any], list[Text]]:
    """Add the groups that a situation leaves out.

    Args:
        situation: `persons`, and `families`, `households` or both, in OpenFisca's format.

    Returns:
        The completed situation (a copy) and a note for each thing that was derived.

    Raises:
        SituationError: a group in a form that is none, or nothing that says who lives with whom.
    """
    completed = copy.deepcopy(dict(situation))
    raise_problems([*form_problems(completed)])
    persons = completed.get("persons") or {}
    notes: list[Text] = []
    if not completed.get("families") and not completed.get("households"):
        _require_one_person(persons)
        completed["households"] = {"household": {"reference_person": list(persons)}}
    if not completed.get("families"):
        households = completed["households"]
        completed["families"] = {
            f"family of {name}": _family_of(household, persons) for name, household in households.items()
        }
        notes.append(_FAMILIES_DERIVED)
    elif not completed.get("households"):
        completed["households"] = {
            f"household of {name}": _household_of(family) for name, family in completed["families"].items()
        }
        notes.append(HOUSEHOLDS_DERIVED)
    return completed, notes


def _require_one_person(persons: Mapping[str, Any]) -> None:
    if len(persons) != 1:
        raise SituationError(
            Text("Nothing says who lives with whom.", "لا يُعرف من يقيم مع من."),
            path="families",
            hint=Text("Describe `families` or `households`.", "صف `families` أو `households`."),
        )


def _family_of(household: Mapping[str, Any], persons: Mapping[str, Any]) -> dict[str, Any]:
    """The family of a whole household, by each member's relationship to the reference person."""
    family: dict[str, Any] = {"head": as_list(household.get("reference_person"))}
    roles = {"spouse": "spouses", "child": "children"}
    for person in as_list(household.get("members")):
        relationship = _relationship(persons.get(person))
        family.setdefault(roles.get(relationship, "dependants"), []).append(person)
    return family


def _relationship(person: Any) -> str:
    value = person.get("relationship_to_reference_person", "") if isinstance(person, Mapping) else ""
    return str(next(iter(value.values()), "") if isinstance(value, Mapping) else value)


def _household_of(family: Mapping[str, Any]) -> dict[str, Any]:
    others = [person for role in ("spouses", "children", "dependants") for person in as_list(family.get(role))]
    return {"reference_person": as_list(family.get("head")), "members": others}


def build_situation(system: TaxBenefitSystem, situation: Situation, period: str) -> tuple[Simulation, list[Text]]:
    """A simulation of one situation.

    An undated value holds in the whole calendar year of the period: rules by the year and by the quarter look at
    other months too.

    Raises:
        SituationError: mistakes in the situation, all of them listed; or it gives for some what the law works out
            for all.
    """
    prepared, notes = prepare_situation(system, situation, period)
    return simulation_of(system, prepared, period), notes


def prepare_situation(system: TaxBenefitSystem, situation: Situation, period: str) -> tuple[dict[str, Any], list[Text]]:
    """A situation that was checked, completed and dated: ready for `simulation_of`, by itself or beside others.

    Raises:
        SituationError: see `build_situation`.
    """
    raise_problems(situation_problems(system, situation))
    completed, notes = complete_situation(situation)
    _hold_all_year(system, completed, period)
    raise_problems([*_partial_results(system, completed)])
    return completed, notes


def simulation_of(system: TaxBenefitSystem, prepared: Situation, period: str) -> Simulation:
    """A simulation of what `prepare_situation` made.

    Raises:
        SituationError: OpenFisca refuses it all the same.
    """
    builder = SimulationBuilder()
    builder.set_default_period(period)
    try:
        return builder.build_from_entities(system, prepared)
    except SituationParsingError as error:
        reason = " ".join(str(error.error).split())
        raise SituationError(
            Text(f"OpenFisca cannot read it: {reason}", "تعذر على المحرك قراءة وصف الحالة."), path="situation"
        ) from None


def _hold_all_year(system: TaxBenefitSystem, situation: dict[str, Any], period: str) -> None:
    """Date the undated values with the year, or with each month of it (in place)."""
    year = parse_period(period).this_year
    dates = {DateUnit.MONTH: [str(month) for month in year_months(year)], DateUnit.YEAR: [str(year)]}
    for plural in PLURALS:
        for values in situation[plural].values():
            for name in values if isinstance(values, dict) else ():
                variable = system.variables.get(name)
                when = dates.get(variable.definition_period) if variable is not None else None
                if when and not isinstance(values[name], Mapping):
                    values[name] = dict.fromkeys(when, values[name])


def _partial_results(system: TaxBenefitSystem, situation: Mapping[str, Any]) -> Iterator[Problem]:
    """Results of the law given for some and not for others: core would take the others' for zero."""
    for plural in PLURALS:
        units = {unit: values for unit, values in situation[plural].items() if isinstance(values, Mapping)}
        for name in sorted({name for values in units.values() for name in values}):
            variable = system.variables.get(name)
            if variable is None or not variable.formulas:
                continue
            periods = {unit: _periods_given(values.get(name)) for unit, values in units.items()}
            every = frozenset().union(*periods.values())
            without = [unit for unit, given in periods.items() if given != every]
            derived_from = variable_reads(system, name).names
            if means_unknown(variable.default_value):
                without = [unit for unit in without if derived_from & units[unit].keys()]
            if without:
                yield _partial_result(plural, name, without)


def means_unknown(default: Any) -> bool:
    """Whether a default says that nothing is known (not a number, or -1): right for who tells nothing."""
    return bool(default == UNKNOWN_AGE or default != default)  # noqa: PLR0124 - only NaN is not itself


def _periods_given(value: Any) -> frozenset[str]:
    """The periods for which a unit has a value."""
    return frozenset(map(str, value)) if isinstance(value, Mapping) else frozenset(() if value is None else ("",))


def _partial_result(plural: str, name: str, without: Sequence[str]) -> Problem:
    units = ", ".join(map(str, without))
    return problem(
        f"{plural}.{name}",
        Text(
            f"is given for some {plural} and not, or not in the same periods, for {units}.",
            f"معطى لبعضهم وليس، أو ليس للفترات نفسها، لـ {units}.",
        ),
        Text(
            "The law can work it out: give it for all in the same periods, or for none.",
            "يستطيع القانون حسابه: أعطه للجميع للفترات نفسها أو لا تعطه لأحد.",
        ),
    )


def calculate(system: TaxBenefitSystem, situation: Situation, variable: str, period: str) -> Any:
    """One variable of a situation: an array with one value for each of its entities.

    Raises:
        SituationError: an unknown variable, or a situation that cannot be read.
        UnsetParameterError: a rule needs a value that no source gives.
    """
    simulation, _ = build_situation(system, situation, period)
    if variable not in system.variables:
        raise_problems([unknown_variable(system, variable, variable)])
    with clear_law_errors():
        return simulation.calculate(variable, period)
