"""Which facts are asked for: those that can change what the chosen programmes give; the others have dropped out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import g

from openfisca_jordan_sp.errors import Text

from ..asking import ask
from .described import Family
from .fields import Field
from .members import Member
from .state import PREFIXES, State


@dataclass(frozen=True)
class Group:
    """The questions about one member, about the family, or about its dwelling.

    Attributes:
        unit: its id.
        name: what it is called.
        member: who it is; None of the family and the dwelling.
        fields: in a fixed order.
    """

    unit: str
    name: Text
    member: Member | None
    fields: Sequence[Field]


class Reason(NamedTuple):
    """What settles the results: what it says, and whether it holds; None of a figure that is nothing."""

    text: Text
    holds: bool | None


@dataclass(frozen=True)
class Dropped:
    """Questions that one thing keeps from changing anything: each with the names of those whom it is about."""

    reason: Reason
    questions: Mapping[Text, Sequence[Text]]


@dataclass(frozen=True)
class Form:
    """What the form asks.

    Attributes:
        groups: of questions.
        hidden: facts of the address that it does not ask, by the name of their field.
        later: questions that count only together with others that are open.
        never: questions that cannot change anything whatever else is answered.
        count: how many questions can change what the chosen programmes give.
    """

    groups: Sequence[Group]
    hidden: Mapping[str, str]
    later: Sequence[Dropped]
    never: Sequence[Dropped]
    count: int


#: What was paid before: it changes no entitlement, but whether a letter tells of a grievance.
_BEFORE = "naf_cash_last_month"
_OF_THE_FUND = frozenset({"uct_amount", "naf_recurring_aid_amount"})


#: The facts that count, as the operation of `/v1` answers.
Questions = Mapping[str, Any]


def questions_of(family: Family, programmes: Sequence[str], policies: Sequence[str]) -> Questions:
    """What the service says of the facts of a family: which count, and what settles the results without the others.

    Args:
        family: units of it are called there as the page calls them.
        programmes: ids of those that count.
        policies: ids, beside the law in force.

    Raises:
        InvalidRequestError: what the operation refuses.
    """
    body = {
        "situation": family.situation(family.called(g.language)),
        "period": family.period,
        "programmes": list(programmes),
        **({"policies": list(policies)} if policies else {}),
    }
    answered: Questions = ask("listQuestions", body=body).body
    return answered


def form_of(state: State, family: Family, questions: Questions | None) -> Form:
    """The form of a family.

    Args:
        state: of the address.
        family: that it describes.
        questions: of it; None where the service cannot say: then what was told is asked, so that it can be put right.
    """
    if questions is None:
        told = {family.name_of(unit, one) for units in family.facts.values() for unit in units for one in units[unit]}
        return _form(state, family, told | set(family.wrong), [], [], 0)
    asked = set(_names(family, questions["questions"]))
    count = len(asked)
    dropped = questions["dropped"]
    reads_before = any(one["variable"] in _OF_THE_FUND for one in questions["results"])
    asked |= {*family.wrong, *(family.name_of(unit, _BEFORE) for unit in family.units("f") if reads_before)}
    if state.is_whole:
        asked |= {name for one in dropped for name in _names(family, one["questions"])}
    later, never = (_told(family, questions, when) for when in ("later", "never"))
    return _form(state, family, asked, later, never, count)


def _form(
    state: State,
    family: Family,
    asked: set[str],
    later: Sequence[Dropped],
    never: Sequence[Dropped],
    count: int,
) -> Form:
    groups = [group for group in _groups(state, family, asked) if group.fields or group.member is not None]
    hidden = {name: text for name, text in state.facts.items() if name not in asked and family.fact(name) is not None}
    return Form(groups, hidden, later, never, count)


def _names(family: Family, questions: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The names of questions in the address."""
    units = family.units_called(g.language)
    return (family.name_of(units[one["of"]], one["variable"]) for one in questions)


def _groups(state: State, family: Family, asked: Iterable[str]) -> Iterable[Group]:
    names = sorted(asked, key=_in_order)
    members = {member.id: member for member in family.members}
    for prefix, plural in PREFIXES.items():
        for unit in family.facts[plural]:
            start = f"{prefix}.{unit}." if prefix == "p" else f"{prefix}."
            fields = [family.field(name, state.facts.get(name)) for name in names if name.startswith(start)]
            yield Group(unit, family.names[unit], members.get(unit), [one for one in fields if one is not None])


#: What is asked of a member first.
_FIRST = ("sex", "age", "marital_status", "nationality", "employment_status", "employment_sector", "wage", "pension")


def _in_order(name: str) -> tuple[int, str]:
    variable = name.rpartition(".")[2]
    return (_FIRST.index(variable) if variable in _FIRST else len(_FIRST), name)


def _told(family: Family, questions: Questions, when: str) -> list[Dropped]:
    """Questions that dropped out, by what keeps them."""
    units = family.units_called(g.language)
    found: dict[Reason, dict[Text, list[Text]]] = {}
    for dropped in questions["dropped"]:
        if dropped["when"] != when:
            continue
        reason = Reason(Text(**dropped["reason"]["text"]), dropped["reason"]["holds"])
        for one in dropped["questions"]:
            label = Text(**questions["facts"][one["variable"]]["label"])
            found.setdefault(reason, {}).setdefault(label, []).append(family.names[units[one["of"]]])
    return [Dropped(reason, named) for reason, named in found.items()]
