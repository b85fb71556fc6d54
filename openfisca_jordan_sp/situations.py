"""The description of one household, as a request or a test gives it, completed and computed.

A request may leave families out and give households only: then the families are
derived from the household's composition, and the notes say so.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from openfisca_core.errors import SituationParsingError, VariableNotFoundError
from openfisca_core.periods import DateUnit
from openfisca_core.periods import period as parse_period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import SituationError, Text
from openfisca_jordan_sp.formulas import UNKNOWN_AGE, year_months
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.system import clear_law_errors

Situation = Mapping[str, Any]

_FAMILIES_DERIVED = Text(
    "Families were not given: one family was derived for each household, with the household's composition.",
    "لم تُذكر الأسر: اشتُقت أسرة واحدة لكل أسرة معيشية بحسب تكوينها.",
)
_HOUSEHOLDS_DERIVED = Text(
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
        SituationError: several persons, and nothing that says who lives with whom.
    """
    completed = copy.deepcopy(dict(situation))
    _require_object(completed.get("persons"), "persons")
    persons = completed.get("persons") or {}
    notes: list[Text] = []
    _require_leader(completed.get("families"), "families", "head")
    _require_leader(completed.get("households"), "households", "reference_person")
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
        notes.append(_HOUSEHOLDS_DERIVED)
    return completed, notes


def _require_object(value: Any, path: str) -> None:
    if value is not None and not isinstance(value, Mapping):
        raise SituationError(Text("must be an object.", "يجب أن يكون كائنا."), path=path)


def _require_leader(groups: Any, plural: str, role: str) -> None:
    """Every group that is given has exactly one person in its first role: the law looks at the head."""
    _require_object(groups, plural)
    for name, group in (groups or {}).items():
        count = len(_as_list(group.get(role))) if isinstance(group, Mapping) else 0
        if count != 1:
            raise SituationError(
                Text(f"must have exactly one {role}, not {count}.", f"يجب أن يكون فيها {role} واحد لا {count}."),
                path=f"{plural}.{name}",
            )


def _require_one_person(persons: Mapping[str, Any]) -> None:
    if len(persons) != 1:
        raise SituationError(
            Text("Nothing says who lives with whom.", "لا يُعرف من يقيم مع من."),
            path="families",
            hint=Text("Describe `families` or `households`.", "صف `families` أو `households`."),
        )


def _as_list(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _family_of(household: Mapping[str, Any], persons: Mapping[str, Any]) -> dict[str, Any]:
    """The family of a whole household, by each member's relationship to the reference person."""
    family: dict[str, Any] = {"head": _as_list(household.get("reference_person"))}
    roles = {"spouse": "spouses", "child": "children"}
    for person in _as_list(household.get("members")):
        relationship = _relationship(persons.get(person))
        family.setdefault(roles.get(relationship, "dependants"), []).append(person)
    return family


def _relationship(person: Any) -> str:
    value = person.get("relationship_to_reference_person", "") if isinstance(person, Mapping) else ""
    return str(next(iter(value.values()), "") if isinstance(value, Mapping) else value)


def _household_of(family: Mapping[str, Any]) -> dict[str, Any]:
    others = [person for role in ("spouses", "children", "dependants") for person in _as_list(family.get(role))]
    return {"reference_person": _as_list(family.get("head")), "members": others}


def build_situation(system: TaxBenefitSystem, situation: Situation, period: str) -> tuple[Simulation, list[Text]]:
    """A simulation of one situation.

    An undated value of a monthly variable holds in every month of the period's
    year, for rules by the year and by the quarter look at other months too.

    Raises:
        SituationError: the situation is not in OpenFisca's format, or gives for some what the law works out for all.
    """
    completed, notes = complete_situation(situation)
    _hold_all_year(system, completed, period)
    _refuse_partial_results(system, completed)
    builder = SimulationBuilder()
    builder.set_default_period(period)
    try:
        return builder.build_from_entities(system, completed), notes
    except SituationParsingError as error:
        text = str(error.error)
        raise SituationError(Text(text, text), path="situation") from None


def _hold_all_year(system: TaxBenefitSystem, situation: dict[str, Any], period: str) -> None:
    """Date the undated values of monthly variables with each month of the year (in place)."""
    months = [str(month) for month in year_months(parse_period(period).this_year)]
    for plural in ("persons", "families", "households"):
        for values in situation[plural].values():
            for name in values if isinstance(values, dict) else ():
                variable = system.variables.get(name)
                is_monthly = variable is not None and variable.definition_period == DateUnit.MONTH
                if is_monthly and not isinstance(values[name], Mapping):
                    values[name] = dict.fromkeys(months, values[name])


def _refuse_partial_results(system: TaxBenefitSystem, situation: Mapping[str, Any]) -> None:
    """Refuse a result of the law given for some and not for others: core would take the others' for zero."""
    for plural in ("persons", "families", "households"):
        units = {unit: values for unit, values in situation[plural].items() if isinstance(values, Mapping)}
        for name in sorted({name for values in units.values() for name in values}):
            variable = system.variables.get(name)
            if variable is None or not variable.formulas:
                continue
            periods = {unit: _periods_given(values.get(name)) for unit, values in units.items()}
            every = frozenset().union(*periods.values())
            without = [unit for unit, given in periods.items() if given != every]
            derived_from = variable_reads(system, name).names
            if _means_unknown(variable.default_value):
                without = [unit for unit in without if derived_from & units[unit].keys()]
            if without:
                raise _partial_result(plural, name, without)


def _means_unknown(default: Any) -> bool:
    """Whether a default says that nothing is known (not a number, or -1): right for who tells nothing."""
    return bool(default == UNKNOWN_AGE or default != default)  # noqa: PLR0124 - only NaN is not itself


def _periods_given(value: Any) -> frozenset[str]:
    """The periods for which a unit has a value."""
    return frozenset(map(str, value)) if isinstance(value, Mapping) else frozenset(() if value is None else ("",))


def _partial_result(plural: str, name: str, without: Sequence[str]) -> SituationError:
    units = ", ".join(map(str, without))
    return SituationError(
        Text(
            f"is given for some {plural} and not, or not in the same periods, for {units}.",
            f"معطى لبعضهم وليس، أو ليس للفترات نفسها، لـ {units}.",
        ),
        path=f"{plural}.{name}",
        hint=Text(
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
    try:
        with clear_law_errors():
            return simulation.calculate(variable, period)
    except VariableNotFoundError:
        message = Text(f"There is no variable {variable}.", f"لا يوجد متغير باسم {variable}.")
        raise SituationError(message, path=variable) from None
