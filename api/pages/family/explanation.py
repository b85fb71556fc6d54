"""Why a programme gives what it gives: the explanation of `/v1`, told as a part of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g
from markupsafe import Markup

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain import Explanation
from openfisca_jordan_sp.explain.telling import Section, headline, introduction, sections
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.writing import Writing

from ..asking import Answer, ask
from .described import Family
from .looked import Looked
from .results import is_of_persons

#: What stands before a line that holds, and one that does not, and what it is called.
MARKS = {"passed": "✓", "failed": "✗"}


def explained(family: Family, variable: str, policy: str, unit: str, language: str) -> Answer:
    """The answer of the operation that explains a result.

    Args:
        family: a sound one.
        variable: that computes the result.
        policy: the id of its policy; empty for the law in force.
        unit: of whom; empty where there is only one.
        language: in which its units are called.

    Raises:
        JordanSPError: what the operation refuses.
    """
    called = family.called(language)
    body: dict[str, Any] = {
        "situation": family.situation(called),
        "variable": variable,
        "period": family.period,
        **({"policy": policy} if policy else {}),
        **({"of": called[unit]} if unit in called else {}),
    }
    return ask("explain", body=body)


def whose(looked: Looked, variable: str) -> list[str]:
    """The members of whom a result can be; none where it is of the family."""
    return [member.id for member in looked.family.members] if is_of_persons(variable) else []


@dataclass(frozen=True)
class Told:
    """An explanation in one language.

    Attributes:
        headline: the result.
        introduction: what holds for all of it.
        sections: its parts, with nested lines.
    """

    headline: Markup
    introduction: list[Markup]
    sections: list[tuple[Markup, Section]]
    writing: Writing

    def html(self, text: Text) -> Markup:
        """A text of it, escaped, its runs from the left kept apart."""
        return _html(self.writing, text)

    def mark(self, kind: str) -> tuple[str, str] | None:
        """The sign of a line with what it is called; None where it has none."""
        return (MARKS[kind], self.writing.of(say(f"mark_{kind}"))) if kind in MARKS else None


def told(explanation: Explanation, depth: int | None = None) -> Told:
    """An explanation in the language of the page.

    Args:
        explanation: of a result.
        depth: so many levels; as many as pages of explanations have where left out.
    """
    writing = Writing(g.language)

    parts = sections(explanation) if depth is None else sections(explanation, depth)
    return Told(
        _html(writing, headline(explanation)),
        [_html(writing, one) for one in introduction(explanation)],
        [(_html(writing, one.title), one) for one in parts],
        writing,
    )


def _html(writing: Writing, text: Text) -> Markup:
    return Markup(writing.html(writing.of(text)))  # noqa: S704 - escaped by the writing
