"""Cases as lines for a terminal: a table for each, the policies beside the law in force, in either language."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

import pandas

from openfisca_jordan_sp.case_items import COUNTS, DISPOSABLE, POINTS, SERVICE, SERVICE_VALUE
from openfisca_jordan_sp.case_outcomes import CaseResults
from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policies_screen import broken
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.writing import Writing

#: Columns of text, policies beside the law in force in one table, and the least that a name and a figure take.
WIDTH, _ABREAST, _NAME, _FIGURE = 118, 4, 26, 13
_GAP = "  "

_WORDS = {
    "law": Text("law in force", "القانون النافذ"),
    "month": Text("In the month {month}, JOD", "في الشهر {month}، بالدينار"),
    "year": Text("In the year {year}, JOD", "في السنة {year}، بالدينار"),
    "services": Text("Rights to services: how many hold them", "الحق في الخدمات: عدد أصحابه"),
    "worth": Text("What services are worth in the year {year}, JOD", "قيمة الخدمات في السنة {year}، بالدينار"),
    "points": Text("Points", "النقاط"),
    "unknown": Text("unknown", "غير معلوم"),
    "unset": Text(
        "Cannot be computed under {policies}: the parameter {parameter} is unset.",
        "تعذر الحساب في ظل {policies}: المعلمة {parameter} بلا قيمة.",
    ),
    "legend": Text(
        "In brackets: the change from the law in force; (?): the law in force cannot be computed.",
        "بين القوسين: التغير عن القانون النافذ؛ (?): القانون النافذ لا يمكن حسابه.",
    ),
    "written": Text("Written to {out}: {files}", "كُتب في {out}: {files}"),
}


def say(key: str, writing: Writing, **values: object) -> str:
    """A sentence of the command."""
    return writing.of(_WORDS[key]).format(**values)


def lines(result: CaseResults, writing: Writing) -> Iterator[str]:
    """All lines of a result: notes, policies, and a table for each case."""
    yield writing.line(writing.of(result.title))
    for policy in result.policies[1:]:
        yield writing.line(f"  {policy.id}: {writing.of(policy.title)}")
    for note in result.notes():
        yield writing.line(f"- {writing.of(note)}")
    if len(result.policies) > 1:
        yield writing.line(f"- {say('legend', writing)}")
    amounts = result.tables["amounts"]
    for case in result.cases:
        yield ""
        yield writing.line(f"{writing.of(case.title)} [{case.id}]")
        for line in textwrap.wrap(writing.of(case.summary), WIDTH):
            yield writing.line(line)
        rows = amounts[amounts["case"] == case.id]
        for first in range(1, max(len(result.policies), 2), _ABREAST):
            shown = (result.policies[0], *result.policies[first : first + _ABREAST])
            yield from map(writing.line, _table(result, case, rows, shown, writing))
        yield from map(writing.line, _unset(rows, writing))


def _table(
    result: CaseResults, case: Case, rows: pandas.DataFrame, policies: Sequence[Policy], writing: Writing
) -> Iterator[str]:
    month, kind = result.months[case.id], rows["kind"]
    year, amounts = month.start.year, rows[~kind.isin({*COUNTS, SERVICE_VALUE})]
    sections = (
        (say("month", writing, month=month), amounts, "month"),
        (say("year", writing, year=year), amounts, "year"),
        (say("services", writing), rows[kind == SERVICE], "month"),
        (say("worth", writing, year=year), rows[kind == SERVICE_VALUE], "year"),
        (say("points", writing), rows[kind == POINTS], "month"),
    )
    made: list[tuple[str, list[str]]] = []
    for title, part, figure in sections:
        found = list(_rows(part, figure, [policy.id for policy in policies], writing))
        made += [(title, []), *found] if found else []
    heads = [say("law", writing), *(policy.id for policy in policies[1:])]
    yield from _laid_out(made, heads)


def _rows(
    rows: pandas.DataFrame, figure: str, policies: Sequence[str], writing: Writing
) -> Iterator[tuple[str, list[str]]]:
    """The name and the cells of each item that is something under some policy."""
    for (kind, _), item in rows.groupby(["kind", "item"], sort=False):
        found = item.set_index("policy").loc[list(policies)]
        values, changes = found[figure], found[f"{figure}_change"]
        if kind == DISPOSABLE or values.isna().any() or (values != 0).any():
            decimals = 0 if kind in COUNTS else 3
            law = values.iloc[0]
            cells = [_cell(*pair, law, decimals, writing) for pair in zip(values, changes, strict=True)]
            yield str(found[f"label_{writing.language}"].iloc[0]), cells


def _cell(value: float, change: float, law: float, decimals: int, writing: Writing) -> str:
    """An amount, with its change from the law in force where there is one."""
    if math.isnan(value):
        return say("unknown", writing)
    told = writing.amount(value, decimals)
    if math.isnan(law):
        return f"{told} (?)"
    signed = f"{change:+,.3f}".rstrip("0").rstrip(".")
    return f"{told} ({signed})" if change else told


def _laid_out(rows: Sequence[tuple[str, list[str]]], heads: Sequence[str]) -> Iterator[str]:
    """The rows in columns: names to one side, figures to the other, under the ids of the policies."""
    cells = [row for _, row in rows if row]
    widths = [max(_FIGURE, *(_columns(row[place]) for row in cells)) for place in range(len(heads))]
    name = max(_NAME, WIDTH - sum(width + len(_GAP) for width in widths))
    name = min(name, max(_columns(title) for title, _ in rows) + len(_GAP))
    headings = [broken(head, width).split("\n") for head, width in zip(heads, widths, strict=True)]
    height = max(map(len, headings))
    padded = [[""] * (height - len(lines)) + lines for lines in headings]
    for place in range(height):
        yield _line("", [lines[place] for lines in padded], name, widths)
    for title, row in rows:
        indent = _GAP if row else ""
        *before, last = textwrap.wrap(title, name, initial_indent=indent, subsequent_indent=2 * indent)
        yield from before
        yield _line(last, row, name, widths)


def _line(title: str, row: Sequence[str], name: int, widths: Sequence[int]) -> str:
    figures = [" " * (width - _columns(cell)) + cell for cell, width in zip(row, widths, strict=False)]
    return _GAP.join([title + " " * (name - _columns(title)), *figures]).rstrip()


def _columns(text: str) -> int:
    """The columns that a text takes: vowel marks take none."""
    return sum(not unicodedata.combining(character) for character in text)


def _unset(rows: pandas.DataFrame, writing: Writing) -> Iterator[str]:
    """What cannot be computed, and for want of which value."""
    for parameter, found in rows[rows["unset"] != ""].groupby("unset", sort=False):
        names = [say("law", writing) if one == "law_in_force" else one for one in found["policy"].drop_duplicates()]
        yield "! " + say("unset", writing, policies=writing.words("comma").join(names), parameter=parameter)
