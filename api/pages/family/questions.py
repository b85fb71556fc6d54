"""Which facts are asked for: those that can change what the chosen programmes give; the others have dropped out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.mattering import what_matters
from openfisca_jordan_sp.explain.questions import Matters, Question, Reason
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import law_in_force

from .described import Family
from .fields import Field, label_of
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


def form_of(state: State, family: Family, results: Sequence[tuple[Policy, Sequence[str]]]) -> Form:
    """The form of a family.

    Args:
        state: of the address.
        family: that it describes.
        results: each policy with the variables of the chosen programmes under it.
    """
    reads_before = any(one in _OF_THE_FUND for _, names in results for one in names)
    matters = what_matters(family.as_case(), results, family.period)
    asked = {family.name_of(one.unit, one.variable) for one in matters.alone if _is_of_law(one)}
    count = len(asked)
    asked |= {*family.wrong, *(family.name_of(unit, _BEFORE) for unit in family.units("f") if reads_before)}
    if state.is_whole:
        dropped = (one for found in (matters.later, matters.never) for one in found if _is_of_law(one))
        asked |= {family.name_of(one.unit, one.variable) for one in dropped}
    groups = [group for group in _groups(state, family, asked) if group.fields or group.member is not None]
    hidden = {name: text for name, text in state.facts.items() if name not in asked and family.fact(name) is not None}
    return Form(groups, hidden, _told(family, matters, "later"), _told(family, matters, "never"), count)


def _is_of_law(question: Question) -> bool:
    """Whether the law in force knows a fact: what only a bill adds cannot be described to the service."""
    return question.variable in law_in_force().variables


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


def _told(family: Family, matters: Matters, which: str) -> list[Dropped]:
    """Questions that dropped out, by what keeps them; those kept by most first."""
    found: dict[Reason, dict[Text, list[Text]]] = {}
    for question, reason in getattr(matters, which).items():
        if _is_of_law(question):
            label = label_of(law_in_force().variables[question.variable])
            found.setdefault(reason, {}).setdefault(label, []).append(family.names[question.unit])
    return [Dropped(reason, questions) for reason, questions in found.items()]
