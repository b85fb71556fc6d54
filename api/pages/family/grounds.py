"""The grounds of a decision: the conditions that decided it, each with its article, values of the law and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain import Explanation
from openfisca_jordan_sp.explain.data import Node, ProvisionModelled, ValueUsed
from openfisca_jordan_sp.explain.decisive import Detail, Reason, computing, decisive
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.explain.tree import article_text
from openfisca_jordan_sp.law.catalogue import instrument, is_instrument, words
from openfisca_jordan_sp.law.coverage_page import source_line
from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.system import law_in_force
from openfisca_jordan_sp.writing import LANGUAGES


@dataclass(frozen=True)
class Basis:
    """A provision on which a decision rests.

    Attributes:
        instrument: its title.
        article: its article; None where the register has none.
        title: what it provides.
        folder: of the instrument, where it is known.
        place: the article's name in the register, where a provision of the register is meant.
    """

    instrument: Text
    article: Text | None
    title: Text
    folder: str = ""
    place: str = ""


@dataclass(frozen=True)
class Value:
    """A value of the law: its path (empty: only a bill has it), label, figure, how well known, where it was read."""

    path: str
    label: Text
    shown: Text
    known: Text
    sources: Sequence[Text]


@dataclass(frozen=True)
class Ground:
    """A condition that decided.

    Attributes:
        text: the condition.
        holds: whether it is met.
        details: what it rests on.
        basis: its provisions.
        values: of the law in it.
    """

    text: Text
    holds: bool
    details: Sequence[Detail]
    basis: Sequence[Basis]
    values: Sequence[Value]


@dataclass(frozen=True)
class Fact:
    """A fact that bears on the decision: what it is of, and what was stated or assumed."""

    label: Text
    shown: Text


#: Facts by whose they are.
Facts = dict[Text, list[Fact]]


def grounds_of(explanation: Explanation) -> list[Ground]:
    """The conditions that decided a result."""
    return [_ground(one) for one in decisive(explanation)]


def _ground(reason: Reason) -> Ground:
    basis = [basis_of(one) for one in reason.provisions]
    if reason.article and not any(one.article for one in basis):
        basis.append(Basis(article_text(reason.article), None, Text("", "")))
    return Ground(reason.text, bool(reason.holds), reason.details, basis, [_value(one) for one in reason.values])


def basis_of(provision: ProvisionModelled) -> Basis:
    """A provision of the register as a basis."""
    place = provision.article or ""
    article = article_text(place) if place else None
    return Basis(instrument(provision.instrument).title, article, provision.title, provision.instrument, place)


def every_basis(explanation: Explanation) -> list[Basis]:
    """The provisions that rules of the result model, and the articles that its values were read in, each once."""
    found = {basis_of(one): None for node in explanation.nodes.values() for one in node.provisions}
    for value in explanation.values.values():
        for name in value.articles[:1] if is_instrument(value.instrument) else ():
            basis = Basis(instrument(value.instrument).title, article_text(name), value.label, value.instrument)
            found.setdefault(basis)
    return list(found)


def amount_of(explanation: Explanation) -> tuple[Sequence[Text], list[Value]]:
    """How an amount is found, in words, and the values of the law in it."""
    lines, values = computing(explanation)
    return lines, [_value(one) for one in values]


def _value(value: ValueUsed) -> Value:
    shown = say("unset") if value.value is None else value.shown
    sources = [Text(*(source_line(one, Words(language)) for language in LANGUAGES)) for one in value.sources]
    path = value.path if find(law_in_force().parameters, value.path) else ""
    return Value(path, value.label, shown, words()[f"confidence_{value.confidence}"], sources)


def facts_of(explanations: Sequence[Explanation]) -> tuple[Facts, Facts]:
    """The facts that were stated and read, and those that decided though nobody stated them, each once."""
    stated = [leaf for one in explanations for leaf in one.leaves if leaf.kind == "given"]
    assumed = [leaf for one in explanations for reason in decisive(one) for leaf in reason.assumed]
    return _by_name(stated), _by_name(assumed)


def _by_name(leaves: Iterable[Node]) -> Facts:
    found: dict[Text, dict[Fact, None]] = {}
    for one in leaves:
        found.setdefault(one.name, {}).setdefault(Fact(one.label, one.shown))
    return {name: list(facts) for name, facts in found.items()}
