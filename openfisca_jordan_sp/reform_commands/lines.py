"""Bills and differences told on a terminal: lines in one language, each in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from openfisca_jordan_sp.drafting.differences import PolicyDifference
from openfisca_jordan_sp.drafting.listing import Entry
from openfisca_jordan_sp.drafting.rules import ADDED, CHANGED, RuleDifference
from openfisca_jordan_sp.drafting.said import Said
from openfisca_jordan_sp.drafting.values import ValueDifference
from openfisca_jordan_sp.drafting.wording import DELETED, INSERTED, Piece, WordingDifference
from openfisca_jordan_sp.law.catalogue import Programme
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.writing import Writing

#: What stands around a deletion and an insertion, whether or not there is colour, and their colour.
_MARKS = {DELETED: ("[-", "-]", "red"), INSERTED: ("{+", "+}", "green")}


def entry_lines(entry: Entry, writing: Writing) -> Iterator[str]:
    """One reform of the list."""
    said = Said(writing)
    facts = [
        said(f"status_{entry.reform.status}"),
        said("since", since=entry.since) if entry.since else said("begins_always"),
        said("count_values", count=entry.values),
        said("count_rules", count=entry.rules),
        said("text_known" if entry.is_text_known else "text_unknown"),
    ]
    yield _bold(writing.line(entry.reform.id))
    yield writing.line(f"    {writing.of(entry.reform.title)}")
    yield writing.line(f"    {' · '.join(facts)}")


def reform_lines(entry: Entry, writing: Writing) -> Iterator[str]:
    """What one reform is: title, status, dates, summary and sources."""
    said, reform = Said(writing), entry.reform
    yield _bold(writing.line(writing.of(reform.title)))
    facts = [(said("id"), reform.id), (said("status"), said(f"status_{reform.status}"))]
    facts.append((said("begins"), entry.since or said("begins_always")))
    if reform.summary:
        facts.append((said("summary"), writing.of(reform.summary)))
    sources = said.sources(reform.source)
    if not sources:
        facts.append((said("sources"), said("no_source")))
    yield from (writing.line(f"  {name}: {text}") for name, text in facts)
    if sources:
        yield writing.line(f"  {said('sources')}:")
    yield from (writing.line(f"    - {source}") for source in sources)


def heading_lines(before: Policy, after: Policy, writing: Writing) -> Iterator[str]:
    """Which two policies are held against each other."""
    said = Said(writing)
    yield _bold(writing.line(said("title")))
    yield writing.line(f"  {said('before')}: {said.policy(before)}")
    yield writing.line(f"  {said('after')}: {said.policy(after)}")


def difference_lines(difference: PolicyDifference, writings: Sequence[Writing]) -> Iterator[str]:
    """All that differs, in the first language; the wording of articles in each of the languages."""
    writing = writings[0]
    said = Said(writing)
    if difference.is_empty:
        yield from ("", writing.line(said("nothing")))
        return
    if difference.values:
        yield from _section(said, "values", len(difference.values))
        yield from _values(difference.values, said)
    if difference.rules:
        yield from _section(said, "rules", len(difference.rules))
        yield from (line for rule in difference.rules for line in _rule(rule, said))
    programmes = [("programme_added", one) for one in difference.programmes_added]
    programmes += [("programme_removed", one) for one in difference.programmes_removed]
    if programmes:
        yield from _section(said, "programmes", len(programmes))
        yield from (_programme(kind, one, said) for kind, one in programmes)
    yield from _wording(difference.wording, writings)


def _section(said: Said, key: str, count: int) -> Iterator[str]:
    yield ""
    yield _bold(said.writing.line(said(key, count=count)))


def _values(rows: Sequence[ValueDifference], said: Said) -> Iterator[str]:
    line = said.writing.line
    for folder, of_instrument in groupby(rows, key=lambda row: row.instrument):
        yield line(f"  {said.instrument(folder)}")
        for path, of_path in groupby(of_instrument, key=lambda row: row.path):
            found = list(of_path)
            articles = dict.fromkeys(article for row in found for article in row.articles)
            named = [said.writing.of(found[0].label), said.articles(tuple(articles))]
            yield line(f"    {' · '.join(part for part in named if part)}")
            yield click.style(line(f"      {path}"), dim=True)
            yield from (line(f"      {_value(row, said)}") for row in found)


def _value(row: ValueDifference, said: Said) -> str:
    rise, confidence = said.rise(row), said.confidence(row)
    parts = [f"{said.time(row)}: {said.values(row)}", f"({rise})" if rise else "", f"[{confidence}]"]
    return "  ".join(part for part in parts if part)


def _rule(rule: RuleDifference, said: Said) -> Iterator[str]:
    line = said.writing.line
    yield line(f"  {said.writing.of(rule.label)} ({rule.name})")
    yield line(f"      {' · '.join(part for part in (said.rule(rule), said.origin(rule)) if part)}")
    if said.writing.language == "en":  # what rules say of themselves is written in English only
        yield from (f"      {text}" for text in _says(rule, said))


def _says(rule: RuleDifference, said: Said) -> Iterator[str]:
    before, after = (" ".join(text.split()) for text in (rule.before, rule.after))
    if rule.kind == CHANGED and before and before != after:
        yield said("said_before", text=before)
    if rule.kind in {CHANGED, ADDED} and after:
        yield said("said_after", text=after)


def _programme(kind: str, programme: Programme, said: Said) -> str:
    pillar = said.words.pillar(programme.pillar)
    return said.writing.line(f"  {said.writing.of(programme.label)} ({programme.id}) · {said(kind)} · {pillar}")


def _wording(rows: Sequence[WordingDifference], writings: Sequence[Writing]) -> Iterator[str]:
    writing = writings[0]
    said = Said(writing)
    if not rows:
        yield from ("", writing.line(said("wording_unknown")))
        return
    yield from _section(said, "wording", len(rows))
    yield writing.line(f"  {said('marks')}")
    for row in rows:
        articles = said.articles((row.article,) if row.article else ())
        named = [said.instrument(row.instrument), articles, said("paraphrase") if row.paraphrase else ""]
        yield writing.line(f"  {' · '.join(part for part in named if part)}")
        for each in writings:
            text = "".join(_marked(piece, each) for piece in row.pieces(each.language))
            yield f"    {text}".replace("\n", "\n    ")
        yield from (writing.line(f"      {source}") for source in said.sources((row.source,) if row.source else ()))


def _marked(piece: Piece, writing: Writing) -> str:
    """A piece of an article between its marks; each piece is laid out by itself, so that no sign joins a mark."""
    text = "\n".join(writing.line(part) for part in piece.text.split("\n"))
    if piece.kind not in _MARKS:
        return text
    opening, closing, colour = _MARKS[piece.kind]
    return click.style(f"{opening}{text}{closing}", fg=colour, strikethrough=piece.kind == DELETED or None)


def _bold(text: str) -> str:
    return click.style(text, bold=True)
