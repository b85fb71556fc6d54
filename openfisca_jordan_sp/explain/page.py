"""An explanation, or a difference, as one HTML page: nested details that the keyboard opens, without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.data import Explanation
from openfisca_jordan_sp.explain.differences import Difference
from openfisca_jordan_sp.explain.differing import difference_head, difference_sections
from openfisca_jordan_sp.explain.telling import Section, headline, introduction, sections
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.explain.tree import DEPTH, FAILED, PASSED, Told
from openfisca_jordan_sp.writing import Writing

#: What a mark looks like, and what it is called for who hears the page.
_MARKS = {PASSED: ("✓", "passed"), FAILED: ("✗", "failed")}
#: Levels of the tree that are open when the page is.
_OPEN = 3


def explanation_page(explanation: Explanation, writing: Writing, depth: int | None = DEPTH) -> str:
    """An explanation as a page.

    Args:
        explanation: of a result.
        writing: the language and the digits.
        depth: so many levels of the tree; None for all.
    """
    return _page([headline(explanation), *introduction(explanation)], sections(explanation, depth), writing)


def difference_page(found: Difference, writing: Writing) -> str:
    """A difference as a page."""
    return _page(list(difference_head(found)), difference_sections(found), writing)


def _page(head: list[Text], parts: Iterable[Section], writing: Writing) -> str:
    def told(text: Text) -> str:
        return writing.html(writing.of(text))

    direction = "rtl" if writing.is_right_to_left else "ltr"
    lines = [
        "<!doctype html>",
        f'<html lang="{writing.language}" dir="{direction}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{told(say('page_title'))}</title><style>{_style()}</style></head>",
        f"<body><main><h1>{told(head[0])}</h1>",
        *(f"<p>{told(text)}</p>" for text in head[1:]),
    ]
    for section in parts:
        lines += [f"<section><h2>{told(section.title)}</h2><ul>", *_items(section.lines, 0, writing), "</ul></section>"]
    return "\n".join([*lines, "</main></body></html>"]) + "\n"


def _items(lines: Iterable[Told], level: int, writing: Writing) -> Iterator[str]:
    for line in lines:
        text = f"{_mark(line, writing)}{writing.html(writing.of(line.text))}"
        if not line.parts:
            yield f"<li>{text}</li>"
            continue
        is_open = " open" if level < _OPEN else ""
        yield f"<li><details{is_open}><summary>{text}</summary><ul>"
        yield from _items(line.parts, level + 1, writing)
        yield "</ul></details></li>"


def _mark(line: Told, writing: Writing) -> str:
    if line.mark not in _MARKS:
        return ""
    sign, kind = _MARKS[line.mark]
    name = writing.of(say(f"mark_{kind}"))
    return f'<span class="mark {kind}" role="img" aria-label="{writing.html(name)}">{sign}</span> '


@cache
def _style() -> str:
    return files(__package__).joinpath("style.css").read_text(encoding="utf-8")
