"""The page of a difference: one file that needs nothing else, in one language or in both, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from importlib.resources import files

from openfisca_jordan_sp.drafting.differences import PolicyDifference
from openfisca_jordan_sp.drafting.rules import RuleDifference
from openfisca_jordan_sp.drafting.said import Said
from openfisca_jordan_sp.drafting.values import ValueDifference
from openfisca_jordan_sp.drafting.wording import DELETED, INSERTED, Piece, WordingDifference
from openfisca_jordan_sp.writing import Writing

_TAGS = {DELETED: "del", INSERTED: "ins"}
_STYLE = """
del { background: #fbe3e1; color: #7d1b12; text-decoration: line-through; }
ins { background: #ddf1e2; color: #17512c; text-decoration: underline; }
blockquote { margin: .4rem 0 1rem; padding: .5rem 1rem; border-inline-start: 4px solid var(--line); }
blockquote { white-space: pre-wrap; }
td:nth-child(4) { white-space: nowrap; }
article + article { margin-top: 4rem; border-top: 3px double var(--ink); }
"""


def difference_page(difference: PolicyDifference, writings: Sequence[Writing]) -> str:
    """The page; whatever stands in a reform is escaped.

    Args:
        difference: what differs.
        writings: the languages, the first one first.
    """
    first = Said(writings[0])
    title = f"{first('title')} · {difference.after.id}"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{writings[0].language}" dir="{_direction(writings[0])}">',
        '<head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_plain(title)}</title>",
        f"<style>{files('openfisca_jordan_sp.report').joinpath('style.css').read_text(encoding='utf-8')}{_STYLE}</style>",
        "</head><body>",
        f'<a class="skip" href="#{writings[0].language}">{_plain(first("skip"))}</a>',
        *_switch(writings),
        "<main>",
        *(line for writing in writings for line in _article(difference, writing, writings)),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """A text where no element may stand."""
    return Writing().html(text)


def _direction(writing: Writing) -> str:
    return "rtl" if writing.is_right_to_left else "ltr"


def _switch(writings: Sequence[Writing]) -> Iterator[str]:
    """Links to each language, where there are several."""
    if len(writings) > 1:
        links = (
            f'<li><a href="#{one.language}" lang="{one.language}">{_plain(Said(one)("read_in"))}</a></li>'
            for one in writings
        )
        yield f"<header><nav><ul>{''.join(links)}</ul></nav></header>"


def _article(difference: PolicyDifference, writing: Writing, writings: Sequence[Writing]) -> Iterator[str]:
    said = Said(writing)
    yield f'<article id="{writing.language}" lang="{writing.language}" dir="{_direction(writing)}">'
    yield f"<h1>{writing.html(said('title'))}</h1>"
    yield '<dl class="facts">'
    for name, policy in (("before", difference.before), ("after", difference.after)):
        yield f"<dt>{writing.html(said(name))}</dt><dd>{writing.html(said.policy(policy))}</dd>"
    yield "</dl>"
    if difference.is_empty:
        yield f'<p class="headline">{writing.html(said("nothing"))}</p>'
    yield from _values(difference.values, said)
    yield from _rules(difference.rules, said)
    yield from _programmes(difference, said)
    yield from _wording(difference, said, writings)
    made = said("made_by", version=version("openfisca-jordan-sp"))
    yield f'<p class="note">{writing.html(made)}</p></article>'


def _table(title: str, headings: Iterable[str], rows: Iterable[Sequence[str]], said: Said) -> Iterator[str]:
    """A table; its cells are HTML already, the first of a row names it."""
    yield f"<h2>{said.writing.html(title)}</h2>"
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{_plain(title)}"><table><thead><tr>'
    yield "".join(f'<th scope="col">{said.writing.html(said(f"column_{key}"))}</th>' for key in headings)
    yield "</tr></thead><tbody>"
    for first, *others in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _values(rows: Sequence[ValueDifference], said: Said) -> Iterator[str]:
    headings = ("provision", "instrument", "article", "time", "before", "after", "difference", "path")
    if rows:
        yield from _table(said("values", count=len(rows)), headings, (_value(row, said) for row in rows), said)


def _value(row: ValueDifference, said: Said) -> list[str]:
    html, words = said.writing.html, said.words
    sides = ((row.before, row.before_confidence), (row.after, row.after_confidence))
    return [
        html(said.writing.of(row.label)),
        html(said.instrument(row.instrument)),
        html(said.articles(row.articles)),
        html(said.time(row)),
        *(html(words.value_with_unit(value, row.unit)) + _chip(known, said) for value, known in sides),
        html(said.rise(row) or said(f"kind_{row.kind}")),
        f"<code>{_plain(row.path).replace('.', '.<wbr>')}</code>",
    ]


def _chip(confidence: str | None, said: Said) -> str:
    """How well a value is known, marked as on every page."""
    if confidence is None:
        return ""
    text = said.writing.html(said.grade(confidence))
    return f' <span class="chip {_plain(confidence)}">{text}</span>'


def _rules(rows: Sequence[RuleDifference], said: Said) -> Iterator[str]:
    if not rows:
        return
    html = said.writing.html
    cells = (
        [
            f"{html(said.writing.of(row.label))}<br><code>{_plain(row.name)}</code>",
            html(said.origin(row)),
            html(said.rule(row)),
        ]
        for row in rows
    )
    yield from _table(said("rules", count=len(rows)), ("rule", "instrument", "kind"), cells, said)


def _programmes(difference: PolicyDifference, said: Said) -> Iterator[str]:
    html = said.writing.html
    found = [("programme_added", one) for one in difference.programmes_added]
    found += [("programme_removed", one) for one in difference.programmes_removed]
    if found:
        yield f"<h2>{html(said('programmes', count=len(found)))}</h2><ul>"
    for kind, programme in found:
        pillar = said.words.pillar(programme.pillar)
        yield f"<li>{html(f'{said.writing.of(programme.label)} · {said(kind)} · {pillar}')}</li>"
    if found:
        yield "</ul>"


def _wording(difference: PolicyDifference, said: Said, writings: Sequence[Writing]) -> Iterator[str]:
    html, rows = said.writing.html, difference.wording
    if not rows:
        yield "" if difference.is_empty else f"<p>{html(said('wording_unknown'))}</p>"
        return
    yield f"<h2>{html(said('wording', count=len(rows)))}</h2>"
    yield from (line for row in rows for line in _one_wording(row, said, writings))


def _one_wording(row: WordingDifference, said: Said, writings: Sequence[Writing]) -> Iterator[str]:
    """One article: in the language of the section first."""
    html = said.writing.html
    articles = said.articles((row.article,) if row.article else ())
    named = [said.instrument(row.instrument), articles, said("paraphrase") if row.paraphrase else ""]
    yield f"<h3>{html(' · '.join(part for part in named if part))}</h3>"
    for writing in sorted(writings, key=lambda each: each != said.writing):
        text = "".join(_marked(piece, writing) for piece in row.pieces(writing.language))
        yield f'<blockquote lang="{writing.language}" dir="{_direction(writing)}">{text}</blockquote>'
    yield from (f'<p class="note">{html(source)}</p>' for source in said.sources((row.source,) if row.source else ()))


def _marked(piece: Piece, writing: Writing) -> str:
    text = writing.html(piece.text)
    tag = _TAGS.get(piece.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text
