"""Families of a request: checked where they stand in it, completed, and computed together in one simulation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.case_simulation import Joined, rests_on
from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import (
    JordanSPError,
    LawError,
    PolicyError,
    Problem,
    SituationError,
    Text,
    UnsetParameterError,
)
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situation_checks import PLURALS, situation_problems
from openfisca_jordan_sp.situations import Situation, prepare_situation
from openfisca_jordan_sp.system import clear_law_errors, law_in_force

from ..errors import InvalidRequestError, ServiceError, TooLargeError
from ..openfisca.values import plain_values as values_as_json
from ..operations import Asked
from .asked_policies import policy_of

_TITLE = Text("The family described", "الأسرة الموصوفة")


@dataclass(frozen=True)
class Families:
    """The families of a request.

    Attributes:
        situations: those that can be computed, by their ids.
        notes: what was derived for them.
        problems: of those that cannot, with their places in the request.
    """

    situations: Mapping[str, Situation]
    notes: Mapping[str, Sequence[Text]]
    problems: Mapping[str, Sequence[Problem]]

    @property
    def persons(self) -> int:
        """How many persons can be computed."""
        return sum(len(one["persons"]) for one in self.situations.values())

    def refuse(self) -> None:
        """Refuse the request if any family of it has a mistake.

        Raises:
            InvalidRequestError: with the mistakes of all families.
        """
        found = [problem for problems in self.problems.values() for problem in problems]
        if found:
            raise InvalidRequestError(found)


def read_families(asked: Asked, given: Mapping[str, Any], month: Period, path: str) -> Families:
    """The families of a request, each held against the law by itself.

    Args:
        asked: the request.
        given: situations by the id of the family.
        month: for which they are described.
        path: of `given` in the request.

    Raises:
        TooLargeError: more families than one request may have.
    """
    most = asked.services.settings.most_families
    if len(given) > most:
        message = Text(f"{len(given)} families; at most {most}.", f"عدد الأسر {len(given)} والحد الأقصى {most}.")
        raise TooLargeError(message, path=path, hint=Text("Send them in parts.", "أرسلها على أجزاء."))
    situations, notes, problems = {}, {}, {}
    for name, situation in given.items():
        try:
            situations[name], notes[name] = read_situation(situation, month, f"{path}.{name}")
        except InvalidRequestError as error:
            problems[name] = error.problems
    return Families(situations, notes, problems)


def read_situation(situation: Situation, month: Period, path: str) -> tuple[Situation, list[Text]]:
    """One situation, completed and dated, with a note for each thing derived.

    Raises:
        InvalidRequestError: its mistakes, with their places in the request.
    """
    found = situation_problems(law_in_force(), situation)
    if found:
        raise InvalidRequestError([Problem(one.code, f"{path}.{one.path}", one.message, one.hint) for one in found])
    with told_at(path):
        return prepare_situation(law_in_force(), situation, str(month))


@contextmanager
def told_at(path: str, places: Mapping[str, str] | None = None) -> Iterator[None]:
    """Tell the mistakes of a computation at their place in the request; what the law or a policy lacks as it is.

    Args:
        path: of what is computed.
        places: where the names that errors give as their path stand in the request.

    Raises:
        InvalidRequestError: with the place.
    """
    try:
        yield
    except (ServiceError, LawError, PolicyError):
        raise
    except JordanSPError as error:
        place = (places or {}).get(error.path)
        if place is None:
            is_within = isinstance(error, SituationError) and error.path.partition(".")[0] in PLURALS
            place = f"{path}.{error.path}" if is_within else path
        raise InvalidRequestError([Problem(error.code, place, error.message, error.hint)]) from None


def month_of(text: str, path: str = "body.period") -> Period:
    """A month of the law's time.

    Raises:
        InvalidRequestError: it is before the law.
    """
    with told_at(path):
        return parse_month(text)


def policies_of(asked: Asked, path: str = "body.policies") -> list[Policy]:
    """The policies that a request asks for beside the law in force, each once.

    Raises:
        InvalidRequestError: a policy twice, the law in force itself, or more than one request may have.
    """
    given = asked.body.get("policies", ())
    most = asked.services.settings.most_policies
    if len(given) > most:
        message = Text(f"{len(given)} policies; at most {most}.", f"عدد السياسات {len(given)} والحد الأقصى {most}.")
        raise InvalidRequestError([Problem("too_many_policies", path, message)])
    found: dict[str, Policy] = {Policy().id: Policy()}
    for place, one in enumerate(given):
        policy = policy_of(one, asked.services.store, f"{path}.{place}")
        if policy.id in found:
            raise InvalidRequestError([_given_twice(policy, f"{path}.{place}")])
        found[policy.id] = policy
    return list(found.values())[1:]


def _given_twice(policy: Policy, path: str) -> Problem:
    if not policy.reforms:
        message = Text("The law in force is computed anyway.", "القانون النافذ محسوب في كل حال.")
        return Problem("policy_twice", path, message, Text("Name reforms only.", "سم مشاريع التعديل فقط."))
    message = Text(f"The policy {policy.id} is given twice.", f"السياسة {policy.id} مذكورة مرتين.")
    hint = Text("Give each bill an `id` of its own.", "ليكن لكل مشروع معرف `id` خاص به.")
    return Problem("policy_twice", path, message, hint)


def one_policy(asked: Asked, name: str, path: str) -> Policy:
    """The policy under a name of the body; the law in force where it is left out."""
    given = asked.body.get(name)
    return Policy() if given is None else policy_of(given, asked.services.store, path)


def case_of(situation: Situation, period: str) -> Case:
    """A situation of a request as a case."""
    return Case(id="family", title=_TITLE, summary=Text("", ""), situation=situation, period=period)


def refuse_unit(policy: Policy, situation: Situation, variable: str, unit: str | None, path: str) -> None:
    """Refuse a unit that a variable is not of, and none where there are several.

    Args:
        policy: that has the variable; of one that it does not know nothing is said here.
        situation: a completed one.
        variable: the variable.
        unit: that was asked for.
        path: of it in the request.

    Raises:
        InvalidRequestError: with the units that it is of.
    """
    known = policy.system.variables.get(variable)
    units = [] if known is None else [str(one) for one in situation[known.entity.plural]]
    if known is None or unit in units or (unit is None and len(units) == 1):
        return
    if unit is None:
        message = Text(f"{variable} is of one of several.", f"المتغير {variable} يخص واحدا من عدة.")
    else:
        message = Text(f"{variable} is not of {unit!r}.", f"المتغير {variable} لا يخص {unit!r}.")
    listed = Text(", ".join(units[:12]), "، ".join(units[:12]))
    hint = Text(f"It is of: {listed.en}.", f"هو يخص: {listed.ar}.")
    raise InvalidRequestError([Problem("unknown_unit", path, message, hint)])


def period_of(system: TaxBenefitSystem, variable: str, month: Period) -> Period:
    """The month; its year for what is of the year."""
    by_year = system.variables[variable].definition_period == DateUnit.YEAR
    return month.this_year if by_year else month


#: The values of a variable by unit; the parameter without a value that stands in the way.
OfUnits = dict[str, Any] | str


def values_by_family(groups: Sequence[Joined], variable: str, period: Period) -> dict[str, OfUnits]:
    """A variable of each unit of each family; where a value of the law is missing, the parameter instead."""
    return {name: found for group in groups for name, found in _values(group, variable, period).items()}


def _values(group: Joined, variable: str, period: Period) -> dict[str, OfUnits]:
    system = group.simulation.tax_benefit_system
    try:
        with clear_law_errors():
            values = group.simulation.calculate(variable, period)
    except UnsetParameterError as error:
        needing = group.needing(error)
        if len(needing) == len(group.names):
            return dict.fromkeys(group.names, error.parameter)
        rest = [name for name in group.names if name not in needing]
        parts = [group.only(names, rests_on(system, variable)) for names in (rest, needing)]
        return {name: found for part in parts for name, found in _values(part, variable, period).items()}
    key = system.variables[variable].entity.key
    found: dict[str, OfUnits] = {name: {} for name in group.names}
    units = (str(unit).partition("/")[2] for unit in group.simulation.populations[key].ids)
    for place, unit, value in zip(group.places[key].tolist(), units, plain_values(values), strict=True):
        found[group.names[place]][unit] = value  # type: ignore[index]
    return found


def total_of(values: Mapping[str, Any]) -> float | None:
    """The sum over units; nothing where it is not known of one of them."""
    return None if None in values.values() else figure(float(sum(values.values())))


def plain_values(values: Any) -> list[Any]:
    """Values of an array as JSON has them: finite numbers to a thousandth of a fils, truths, names of items, days."""
    if isinstance(values, EnumArray):
        return [str(name) for name in values.decode_to_str()]
    if values.dtype.kind == "f":
        return [figure(value) for value in values.tolist()]
    return values_as_json(values)


#: Decimals of figures: a thousandth of a fils, so that differences add up.
_DECIMALS = 6


def figure(value: float) -> float | None:
    """A figure as JSON has it; nothing where it is not known."""
    return round(value, _DECIMALS) + 0.0 if numpy.isfinite(value) else None
