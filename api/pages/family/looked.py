"""A family as it is looked at: what the operations of `/v1` say of it, and what is wrong, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, g

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.errors import NO_HINT, JordanSPError, Problem, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situation_checks import PLURALS

from ...errors import InvalidRequestError, ServiceError
from ...v1.asked_policies import policy_of
from ..asking import ask
from .described import Family, described
from .fields import text_of
from .questions import Form, form_of, questions_of
from .results import Results, paying, results_of
from .state import State

#: The programmes of a family to which none gives anything.
USUAL = ("uct", "recurring_aid")
#: The id of the family in requests.
ASKED = "family"
#: Where in the address stands what a place of a request is about.
_PLACES = {"policies": "policy", "period": "period", "programmes": "programme"}


@dataclass(frozen=True)
class Looked:
    """A family that is looked at.

    Attributes:
        state: of the address, without what says nothing.
        family: that it describes.
        programmes: ids of those that count, chosen or because they give it something.
        labels: all programmes by id, of the law and of the policies.
        policies: the law in force first; those that could be read.
        form: what is asked.
        results: None where anything is wrong.
        problems: what is wrong beside facts, by the place in the address.
    """

    state: State
    family: Family
    programmes: Sequence[str]
    labels: Mapping[str, Any]
    policies: Sequence[Policy]
    form: Form
    results: Results | None
    problems: Sequence[Problem]

    @property
    def automatic(self) -> Sequence[str]:
        """The programmes that count though nobody chose them."""
        return () if self.state.programmes else self.programmes

    @property
    def titles(self) -> Mapping[str, Text]:
        """The titles of the policies beside the law in force by their ids in the address; none where one is unknown."""
        titles = [policy.title for policy in self.policies[1:]]
        is_known = len(titles) == len(self.state.policies)
        return dict(zip(self.state.policies, titles, strict=True)) if is_known else {}

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems and not self.family.wrong

    def at(self, *places: str) -> list[Problem]:
        """What is wrong at some places of the address."""
        return [one for one in self.problems if one.path in places]


def looked_at(state: State) -> Looked:
    """The family of a state, computed as far as it can be.

    Raises:
        NotFoundError: there is no such case family.
    """
    family, problems = _dated(described(state))
    problems += family.problems
    policies, labels, unread = _policies(state)
    problems += unread
    problems += _unknown_programmes(state, labels)
    if problems or family.wrong:
        chosen = [name for name in state.programmes if name in labels] or list(USUAL)
        return _looked(state, family, chosen, labels, policies, None, problems)
    body = {"families": {ASKED: family.situation(family.called(g.language))}, "period": family.period}
    try:
        answer = ask("compare", body={**body, **({"policies": list(state.policies)} if state.policies else {})})
    except JordanSPError as error:
        family, problems = _told(error, family)
        return _looked(state, family, state.programmes or USUAL, labels, policies, None, problems)
    chosen = list(state.programmes) or paying(answer.body) or list(USUAL)
    results = results_of(answer, chosen, labels, state.policies)
    return _looked(state, family, chosen, labels, policies, results, [])


def _looked(
    state: State,
    family: Family,
    chosen: Sequence[str],
    labels: Mapping[str, Any],
    policies: Sequence[Policy],
    results: Results | None,
    problems: Sequence[Problem],
) -> Looked:
    is_mistaken = bool(problems) or bool(family.wrong)
    # Of a policy that is wrong nothing can be asked.
    of_law = [name for name in chosen if "pillar" in labels.get(name, {})] or USUAL
    wanted = (of_law, ()) if any(one.path == "policy" for one in problems) else (chosen, state.policies)
    questions = None
    try:
        questions = questions_of(family, *wanted)
    except InvalidRequestError as error:
        if not is_mistaken:
            family, problems = _told(error, family)
            results = None
    form = form_of(state, family, questions)
    return Looked(canonical(state, family), family, chosen, labels, policies, form, results, problems)


def canonical(state: State, family: Family) -> State:
    """A state without what says nothing: facts as the case has them, its own month."""
    facts = {name: text for name, text in state.facts.items() if _says(name, text, family)}
    return replace(state, facts=facts, period="" if state.period == family.own_period else state.period)


def _says(name: str, text: str, family: Family) -> bool:
    found = family.fact(name)
    if found is None:
        return any(problem.path == name for problem in family.problems)
    plural, unit, variable = found
    return text != text_of(family.base[plural].get(unit, {}).get(variable.name), family.period)


def _dated(family: Family) -> tuple[Family, list[Problem]]:
    """A family of a month of the law's time; of another the month of its case, with what is wrong."""
    try:
        parse_month(family.period)
    except JordanSPError as error:
        return replace(family, period=family.own_period), [Problem(error.code, "period", error.message, error.hint)]
    return family, []


def _policies(state: State) -> tuple[list[Policy], dict[str, Any], list[Problem]]:
    """The policies of a state, the programmes of all of them, and what is wrong."""
    services = current_app.extensions["jordan_sp"]
    listed: list[Any] = ask("listProgrammes").body["programmes"]
    labels = {one["id"]: one for one in listed}
    found = [Policy()]
    problems: list[Problem] = []
    for name in state.policies:
        try:
            policy = policy_of(name, services.store, name)
        except JordanSPError as error:
            problems += _wrong_policy(name, error)
            continue
        found.append(policy)
        new = (one for one in policy.programmes if one.id not in labels)
        labels |= {one.id: {"id": one.id, "variable": one.variable, "label": vars(one.label)} for one in new}
    return found, labels, problems


def _wrong_policy(name: str, error: JordanSPError) -> Iterator[Problem]:
    for one in _problems_of(error):
        is_named = name in one.message.en
        message = one.message if is_named else Text(f"{name}: {one.message.en}", f"{name}: {one.message.ar}")
        yield replace(one, path="policy", message=message)


def _problems_of(error: JordanSPError) -> Sequence[Problem]:
    """What is wrong, one by one; an error that lists nothing is one mistake itself."""
    return getattr(error, "problems", None) or [Problem(error.code, "", error.message, error.hint)]


def _unknown_programmes(state: State, labels: Mapping[str, Any]) -> Iterator[Problem]:
    for name in state.programmes:
        if name not in labels:
            message = Text(f"There is no programme {name}.", f"لا يوجد برنامج باسم {name}.")
            yield Problem("unknown_name", "programme", message, NO_HINT)


def _told(error: JordanSPError, family: Family) -> tuple[Family, list[Problem]]:
    """What an operation refuses, at the field or the place of the address that it is about.

    Raises:
        ServiceError: it is about no part of the family.
    """
    if isinstance(error, ServiceError) and not hasattr(error, "problems"):
        raise error
    wrong, problems = dict(family.wrong), []
    units = family.units_called(g.language)
    for one in _problems_of(error):
        name = _field_named(one.path, units, family)
        if name is not None:
            wrong[name] = (one.message, one.hint)
        else:
            place = next((told for key, told in _PLACES.items() if one.path.startswith(f"body.{key}")), "")
            problems.append(Problem(one.code, place, one.message, one.hint))
    is_of_other_month = any(one.path == "period" for one in problems)
    return replace(family, wrong=wrong, period=family.own_period if is_of_other_month else family.period), problems


def _field_named(path: str, units: Mapping[str, str], family: Family) -> str | None:
    """The field that a path of a request is about."""
    parts = path.removeprefix(f"body.families.{ASKED}.").removeprefix("body.situation.").split(".")
    if len(parts) < 3 or parts[0] not in PLURALS or parts[1] not in units:  # noqa: PLR2004 - group, unit, fact
        return None
    name = family.name_of(units[parts[1]], parts[2])
    return name if family.fact(name) is not None else None
