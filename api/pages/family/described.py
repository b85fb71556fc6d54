"""The family that a state describes: its members and facts, as the operations of `/v1` take them.

Units bear in requests the names by which the page calls them, in its language: so explanations name them, too.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openfisca_core.variables import Variable

from openfisca_jordan_sp.defaults import DEFAULT_PERIOD
from openfisca_jordan_sp.errors import NO_HINT, Problem, Text
from openfisca_jordan_sp.situation_values import Wrong
from openfisca_jordan_sp.system import law_in_force

from ...errors import NotFoundError
from ..asking import ask
from .fields import Field, field_of, holds_all_year, text_of, value_of, wrong_with
from .members import MOST_MEMBERS, NEW, Member, is_member_id, members_of
from .state import PREFIXES, State

#: The ids of the family and of its dwelling where no case gives others, and what they are called.
_FAMILY, _HOME = "family", "home"
_NAMES = {_FAMILY: Text("The family", "الأسرة"), _HOME: Text("The dwelling", "المسكن")}
_NEW_SITUATION: Mapping[str, Any] = {
    "persons": {"head": {}},
    "families": {_FAMILY: {"head": ["head"]}},
    "households": {_HOME: {}},
}
#: Of the entity.
_MOST_SPOUSES = 4
_OWN_TITLE = Text("A family of your own", "أسرة من وصفك")
_ROLES = ("head", "spouse", "spouses", "child", "children", "dependant", "dependants")
_HOUSEHOLD_ROLES = ("reference_person", "member", "members")
#: What no id of a unit in a request may hold, and what stands between the parts of paths.
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff/.]")


class UnknownCaseError(NotFoundError):
    """There is no such case family to begin with."""

    def __init__(self, message: Text) -> None:
        super().__init__(message, hint=Text("Begin with one of these.", "ابدأ بواحدة مما يلي."))


@dataclass(frozen=True)
class Family:
    """A family with its facts.

    Attributes:
        case: where it starts from.
        title, summary: of that.
        period: a month; `own_period` that of the case.
        members: in the order of their roles.
        names: of all units, by id.
        facts: as JSON has them, by the kind of unit, unit and variable; those that are wrong left out.
        base: those of the case.
        varies: what the case varies: the name of the field and its range.
        wrong: what is wrong with facts, by the name of their field.
        problems: what is wrong with anything else, by the name in the address.
    """

    case: str
    title: Text
    summary: Text
    period: str
    own_period: str
    members: Sequence[Member]
    names: Mapping[str, Text]
    facts: Mapping[str, Mapping[str, Mapping[str, Any]]]
    base: Mapping[str, Mapping[str, Mapping[str, Any]]]
    varies: tuple[str, float, float] | None = None
    wrong: Mapping[str, Wrong] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.wrong and not self.problems

    def units(self, prefix: str) -> list[str]:
        """The ids of the units of a kind."""
        return list(self.facts[PREFIXES[prefix]])

    def situation(self, names: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The family in OpenFisca's format.

        Args:
            names: what units are called in it, by their ids; by their ids where left out.
        """
        called = {**{unit: unit for unit in self.names}, **(names or {})}
        roles: dict[str, list[str]] = {}
        for member in self.members:
            plural = {"head": "head", "spouse": "spouses", "child": "children", "dependant": "dependants"}[member.role]
            roles.setdefault(plural, []).append(called[member.id])
        head, others = called[self.members[0].id], [called[one.id] for one in self.members[1:]]
        home = {"reference_person": [head], **({"members": others} if others else {})}
        groups = {"persons": {}, "families": roles, "households": home}
        return {
            plural: {called[unit]: {**groups[plural], **copy.deepcopy(dict(facts))} for unit, facts in units.items()}
            for plural, units in self.facts.items()
        }

    def called(self, language: str) -> dict[str, str]:
        """What each unit is called in a language, so that it can stand in a request and no two are alike."""
        found: dict[str, str] = {}
        for unit, name in self.names.items():
            plain = _NOT_IN_NAMES.sub(" ", str(getattr(name, language)))[:56] or unit
            taken, number = set(found.values()), 2
            told = plain
            while told in taken:
                told, number = f"{plain} ({number})", number + 1
            found[unit] = told
        return found

    def units_called(self, language: str) -> dict[str, str]:
        """The ids of units by what they are called in a language."""
        return {called: unit for unit, called in self.called(language).items()}

    def field(self, name: str, text: str | None) -> Field | None:
        """The field of a name; None where it can be none of this family.

        Args:
            name: in the address.
            text: what was typed; None for what holds.
        """
        found = self.fact(name)
        if found is None:
            return None
        plural, unit, variable = found
        base = text_of(self.base[plural].get(unit, {}).get(variable.name), self.period)
        holds = text_of(self.facts[plural][unit].get(variable.name), self.period)
        return field_of(name, variable, holds if text is None else text, base, self.wrong.get(name))

    def fact(self, name: str) -> tuple[str, str, Variable] | None:
        """The kind of unit, the unit and the variable of a name in the address; None where there is none such."""
        return _fact(self.facts, name)

    def name_of(self, unit: str, variable: str) -> str:
        """The name in the address of a fact of a unit."""
        for prefix, plural in PREFIXES.items():
            if unit in self.facts[plural]:
                return f"{prefix}.{unit}.{variable}" if prefix == "p" else f"{prefix}.{variable}"
        raise KeyError(unit)


def _fact(units: Mapping[str, Mapping[str, Any]], name: str) -> tuple[str, str, Variable] | None:
    prefix, _, rest = name.partition(".")
    unit, _, variable = rest.rpartition(".")
    plural = PREFIXES.get(prefix, "")
    if prefix in ("f", "h"):
        unit = next(iter(units[plural])) if not unit else ""
    known = law_in_force().variables.get(variable)
    is_of_it = known is not None and unit in units.get(plural, {}) and known.entity.plural == plural
    return (plural, unit, known) if is_of_it and known is not None else None


def described(state: State) -> Family:
    """The family of a state, with all that is wrong with it.

    Raises:
        NotFoundError: there is no such case.
    """
    start = _start(state)
    names = {**_NAMES, **{str(unit): Text(name["en"], name["ar"]) for unit, name in start["names"].items()}}
    situation = start["situation"]
    family = next(iter(situation["families"].values()))
    members = [one for one in members_of(family, names, state.added) if one.id not in state.left_out]
    problems = list(_member_problems(state, members))
    members = _within_bounds([*members_of(family, names, ())[:1], *members])
    names = {unit: name for unit, name in names.items() if unit not in situation["persons"]}
    names |= {member.id: member.name for member in members}
    base = _base(situation, members)
    period = state.period or start["period"]
    facts, wrong, unknown = _changed(base, state, period)
    varies = start["varies"]
    found = Family(
        case=state.case,
        title=Text(**start["title"]),
        summary=Text(**start["summary"]),
        period=period,
        own_period=start["period"],
        members=members,
        names=names,
        facts=facts,
        base=base,
        wrong=wrong,
        problems=[*problems, *unknown],
    )
    if varies and any(varies["of"] in units for units in facts.values()):
        ends = (float(varies["from"]), float(varies["to"]))
        found = replace(found, varies=(found.name_of(varies["of"], varies["variable"]), *ends))
    return found


def _start(state: State) -> Mapping[str, Any]:
    if state.case != NEW:
        try:
            read: Mapping[str, Any] = ask("readCase", path={"case_id": state.case}).body
        except NotFoundError as error:
            raise UnknownCaseError(error.message) from None
        return read
    title, nothing = vars(_OWN_TITLE), {"en": "", "ar": ""}
    return {
        "title": title,
        "summary": nothing,
        "period": DEFAULT_PERIOD,
        "names": {},
        "situation": _NEW_SITUATION,
        "varies": None,
    }


def _member_problems(state: State, members: Sequence[Member]) -> list[Problem]:
    problems = [
        _problem("with", Text(f"{one} can be no member.", f"{one} لا يصلح عضوا."))
        for one in state.added
        if not is_member_id(one)
    ]
    if len(members) > MOST_MEMBERS:
        message = Text(f"At most {MOST_MEMBERS} members.", f"لا يزيد الأعضاء على {MOST_MEMBERS}.")
        problems.append(_problem("with", message))
    spouses = sum(one.role == "spouse" for one in members)
    if spouses > _MOST_SPOUSES:
        problems.append(_problem("with", Text("At most four spouses.", "لا يزيد الأزواج على أربعة.")))
    if not any(one.role == "head" for one in members):
        problems.append(_problem("without", Text("A family has a head.", "لكل أسرة رب.")))
    return problems


def _within_bounds(members: Sequence[Member]) -> list[Member]:
    """The members that can be computed: a head, at most four spouses, and no more than there may be."""
    once = list({member.id: member for member in members}.values())
    spouses = [member for member in once if member.role == "spouse"][:_MOST_SPOUSES]
    return [member for member in once if member.role != "spouse" or member in spouses][:MOST_MEMBERS]


def _base(situation: Mapping[str, Any], members: Sequence[Member]) -> dict[str, dict[str, dict[str, Any]]]:
    """The facts of a case without roles, for those who are there."""
    persons = situation["persons"]
    family, facts = next(iter(situation["families"].items()))
    home, dwelling = next(iter(situation["households"].items()))
    return {
        "persons": {member.id: dict(persons.get(member.id, {})) for member in members},
        "families": {family: {name: value for name, value in facts.items() if name not in _ROLES}},
        "households": {home: {name: value for name, value in dwelling.items() if name not in _HOUSEHOLD_ROLES}},
    }


def _changed(
    base: Mapping[str, Mapping[str, Mapping[str, Any]]], state: State, period: str
) -> tuple[dict[str, dict[str, dict[str, Any]]], dict[str, Wrong], list[Problem]]:
    """The facts of a case with what a state says otherwise, what is wrong, and names that are none."""
    facts = {plural: {unit: dict(of) for unit, of in units.items()} for plural, units in base.items()}
    wrong: dict[str, Wrong] = {}
    unknown: list[Problem] = []
    for name, text in state.facts.items():
        found = _fact(facts, name)
        if found is None:
            if name.split(".")[1] not in state.left_out:
                unknown.append(_problem(name, Text("is no fact of this family.", "ليس من معلومات هذه الأسرة.")))
            continue
        plural, unit, variable = found
        told = facts[plural][unit]
        before = told.get(variable.name)
        if text == text_of(before, period):
            continue
        if not text:
            told.pop(variable.name, None)
            continue
        value = value_of(variable, text)
        mistake = wrong_with(variable, value)
        if mistake is not None:
            wrong[name] = mistake
        elif isinstance(before, Mapping) and not holds_all_year(variable):
            told[variable.name] = {**before, period: value}
        else:
            told[variable.name] = value
    return facts, wrong, unknown


def _problem(path: str, message: Text, hint: Text = NO_HINT) -> Problem:
    return Problem("invalid_request", path, message, hint)
