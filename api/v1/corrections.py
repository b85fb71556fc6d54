"""The corrected facts of an appeal: put into the situation of the decision, and what differs between the two."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.situation_checks import PLURALS, role_names, unknown_variable
from openfisca_jordan_sp.situations import Situation

from ..errors import InvalidRequestError

_PATH = "body.corrected.facts"


def corrected_of(
    system: TaxBenefitSystem, decided: Situation, completed: Situation, corrected: Mapping[str, Any]
) -> Situation:
    """The situation as it is: given as a whole, or that of the decision with some facts changed.

    Args:
        system: of the policy.
        decided: the situation of the decision, as the request describes it.
        completed: the same with the families or households that it leaves out; facts may be of those too.
        corrected: `situation`, or `facts`.

    Raises:
        InvalidRequestError: facts of unknown variables or units; all are told.
    """
    if "situation" in corrected:
        whole: Situation = corrected["situation"]
        return whole
    facts: Sequence[Mapping[str, Any]] = corrected["facts"]
    problems = [problem for place, fact in enumerate(facts) for problem in _problems(system, completed, fact, place)]
    if problems:
        raise InvalidRequestError(problems)
    made = copy.deepcopy(dict(decided))
    for fact in facts:
        plural = system.variables[fact["variable"]].entity.plural
        if not made.get(plural):
            made[plural] = _bare(system, completed, plural)
        _set(made[plural], fact)
    return made


def _problems(system: TaxBenefitSystem, completed: Situation, fact: Mapping[str, Any], place: int) -> Iterator[Problem]:
    name = fact["variable"]
    if name not in system.variables:
        yield unknown_variable(system, name, f"{_PATH}.{place}.variable")
        return
    units = completed[system.variables[name].entity.plural]
    if fact["of"] not in units:
        listed = ", ".join(map(str, list(units)[:12]))
        message = Text(f"{name} is not of {fact['of']!r}.", f"المتغير {name} لا يخص {fact['of']!r}.")
        hint = Text(f"It is of: {listed}.", f"هو يخص: {listed}.")
        yield Problem("unknown_unit", f"{_PATH}.{place}.of", message, hint)


def _bare(system: TaxBenefitSystem, completed: Situation, plural: str) -> dict[str, Any]:
    """The groups of a kind that were derived, with their members."""
    entity = next(one for one in system.entities if one.plural == plural)
    roles = role_names(entity)
    units = completed[plural].items()
    return {unit: {name: value for name, value in values.items() if name in roles} for unit, values in units}


def _set(units: dict[str, Any], fact: Mapping[str, Any]) -> None:
    """Put one fact in its place (in place); null takes it away."""
    values = dict(units[fact["of"]])
    values.pop(fact["variable"], None)
    if fact["value"] is not None:
        values[fact["variable"]] = fact["value"]
    units[fact["of"]] = values


def facts_changed(before: Situation, after: Situation) -> list[dict[str, Any]]:
    """What differs between two situations: facts, members of roles, and units that are in one alone."""
    found = []
    for plural in PLURALS:
        old, new = before.get(plural) or {}, after.get(plural) or {}
        for unit in dict.fromkeys([*old, *new]):
            was, now = old.get(unit) or {}, new.get(unit) or {}
            if unit in old and unit in new:
                found += [
                    {"path": f"{plural}.{unit}.{name}", "before": was.get(name), "after": now.get(name)}
                    for name in dict.fromkeys([*was, *now])
                    if was.get(name) != now.get(name)
                ]
            else:
                told = {"before": was if unit in old else None, "after": now if unit in new else None}
                found.append({"path": f"{plural}.{unit}", **told})
    return found
