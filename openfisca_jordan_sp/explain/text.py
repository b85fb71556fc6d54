"""An explanation, or a difference, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.data import Explanation
from openfisca_jordan_sp.explain.differences import Difference
from openfisca_jordan_sp.explain.differing import difference_head, difference_sections
from openfisca_jordan_sp.explain.telling import Section, headline, introduction, sections
from openfisca_jordan_sp.explain.tree import DEPTH, FAILED, PASSED, Told
from openfisca_jordan_sp.writing import Writing

MARKS = {PASSED: "✓ ", FAILED: "✗ "}


def explanation_lines(explanation: Explanation, writing: Writing, depth: int | None = DEPTH) -> list[str]:
    """An explanation for a terminal, a log or a file.

    Args:
        explanation: of a result.
        writing: the language and the digits.
        depth: so many levels of the tree; None for all.
    """
    head = [headline(explanation), *introduction(explanation)]
    return list(_lines(head, sections(explanation, depth), writing))


def difference_lines(found: Difference, writing: Writing) -> list[str]:
    """A difference for a terminal, a log or a file."""
    return list(_lines(difference_head(found), difference_sections(found), writing))


def _lines(head: Iterable[Text], parts: Iterable[Section], writing: Writing) -> Iterator[str]:
    yield from (writing.line(writing.of(text)) for text in head)
    for section in parts:
        yield ""
        yield writing.line(writing.of(section.title))
        for told in section.lines:
            yield from _tree(told, 1, writing)


def _tree(told: Told, level: int, writing: Writing) -> Iterator[str]:
    yield writing.line(f"{'  ' * level}{MARKS.get(told.mark, '')}{writing.of(told.text)}")
    for part in told.parts:
        yield from _tree(part, level + 1, writing)
