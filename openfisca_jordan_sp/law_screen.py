"""The law told on a terminal: one line after the other, so that long ones wrap and none is cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch

from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.coverage_page import (
    article_cell,
    article_name,
    in_force_text,
    instrument_facts,
    related_lines,
    source_line,
    state,
)
from openfisca_jordan_sp.law.finding import Found
from openfisca_jordan_sp.law.register import STATUSES, Coverage, Provision
from openfisca_jordan_sp.law.views import (
    DatedValue,
    FolderView,
    FormulaView,
    InstrumentView,
    Named,
    ParameterView,
    Reading,
    VariableView,
    View,
)
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.writing import Writing

#: One line of a page: its text and its style.
Line = tuple[str, str]
#: The style of a line of code.
CODE = "code"
#: Columns that the table of instruments needs.
WIDTH = 110


def print_lines(lines: Iterable[Line], writing: Writing) -> None:
    """Print lines as they are, in the order of their language: brackets of the law are not markup."""
    screen = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    for text, style in lines:
        if style == CODE:
            screen.print(writing.code(text))
        else:
            screen.print(writing.line(text), style=style)


def print_counts(register: Sequence[Coverage], words: Words) -> None:
    """Print how many provisions of each instrument are in each state."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words("instrument"), no_wrap=True)
    for status in STATUSES:
        table.add_column(words(f"status_{status}"), justify="right")
    table.add_column(words("total"), justify="right")
    for one in register:
        counts = [str(one.count(status)) for status in STATUSES]
        table.add_row(one.instrument.folder, *counts, str(len(one.provisions)))
    totals = [str(sum(one.count(status) for one in register)) for status in STATUSES]
    table.add_row(words("total"), *totals, str(sum(len(one.provisions) for one in register)), style="bold")
    Console(width=max(Console().width, WIDTH), markup=False, highlight=False).print(table)


def coverage_lines(coverage: Coverage, words: Words, article: str | None = None) -> Iterator[Line]:
    """One instrument: what the register says of it, and each provision."""
    yield f"{words.name(coverage.instrument.title)}", "bold"
    if article is None:
        yield from (_fact(name, text.replace("`", "")) for name, text in instrument_facts(coverage, words))
        if coverage.instrument.related:
            yield from _heading(words("related"))
        yield from ((f"  {line}", "") for line in related_lines(coverage, words))
    else:
        yield _fact(words("in_force_from"), in_force_text(coverage.instrument.act.in_force, words))
    counts = (f"{words(f'status_{status}')} {coverage.count(status)}" for status in STATUSES)
    yield from _heading(f"{words('provisions')}: {len(coverage.provisions)} ({words('comma').join(counts)})")
    if not coverage.provisions:
        yield f"  {words('no_provisions')}", ""
    for provision in coverage.provisions:
        yield from _provision(provision, words)


def _provision(provision: Provision, words: Words, instrument: str = "") -> Iterator[Line]:
    parts = (instrument, article_name(provision.article, words), words.of(provision.title))
    yield f"  {': '.join(part for part in parts if part)}", ""
    variables = words("comma").join(provision.variables)
    yield f"      {state(provision, words)}" + (f" ({variables})" if variables else ""), "dim"


#: How many things of one kind a search shows.
_SHOWN = 12


def found_lines(found: Found, words: Words, day: str) -> Iterator[Line]:
    """What was found under some words: provisions, values, rules; of many the first ones, with how many there are."""
    yield words("values_on", day=day), "dim"
    provisions = found.provisions[:_SHOWN]
    yield from _kind_found("provisions", len(found.provisions), _provisions_found(provisions, words), words)
    readings = _readings_found(found.parameters[:_SHOWN], words)
    yield from _kind_found("parameters", len(found.parameters), readings, words)
    variables = ((f"  {one.name}  {words.of(one.label)}", "") for one in found.variables[:_SHOWN])
    yield from _kind_found("variables", len(found.variables), variables, words)


def _kind_found(title: str, count: int, lines: Iterable[Line], words: Words) -> Iterator[Line]:
    if count:
        yield from _heading(f"{words(title)}: {count}")
    yield from lines
    if count > _SHOWN:
        yield f"  {words('and_more', count=count - _SHOWN)}", "dim"


def _provisions_found(found: Sequence[tuple[str, Provision]], words: Words) -> Iterator[Line]:
    for folder, provision in found:
        yield from _provision(provision, words, folder)


@singledispatch
def view_lines(view: View, words: Words, day: str) -> Iterator[Line]:
    """Everything that is told of one thing of the law.

    Raises:
        TypeError: a thing that nobody knows how to print.
    """
    raise TypeError(f"cannot print a {type(view).__name__} on {day} in {words.language}")


@view_lines.register
def _(view: InstrumentView, words: Words, day: str) -> Iterator[Line]:  # noqa: ARG001 - the same for all views
    yield from coverage_lines(view.coverage, words, view.article)
    yield from _names(words("variables"), view.variables, words)
    yield from _names(words("parameters"), view.folders, words)


@view_lines.register
def _(view: FolderView, words: Words, day: str) -> Iterator[Line]:
    yield view.path, "bold"
    yield _fact(words("name"), words.name(view.label))
    if view.description and words.language == "en":
        yield _fact(words("description"), view.description)
    yield from _readings(words("values_on", day=day), view.readings, words)


@view_lines.register
def _(view: ParameterView, words: Words, day: str) -> Iterator[Line]:
    yield view.path, "bold"
    yield from (_fact(name, text) for name, text in _parameter_facts(view, words) if text)
    yield from _heading(words("values"))
    for value in view.values:
        yield from _value(value, words, day)
    if not any(value.in_force for value in view.values):
        yield f"  {words('nothing_in_force', day=day)}", "yellow"
    if view.superseded:
        yield from _heading(words("superseded"))
    for old in view.superseded:
        known = words(f"confidence_{old.confidence}")
        better = words.of(old.replaced_by)
        what = f" {words('replaced_by', what=better)}" if better else ""
        yield f"  {old.date}  {words.value(old.value)}  ({known}){what}", ""
    yield from _names(words("read_by"), view.read_by, words)


def _parameter_facts(view: ParameterView, words: Words) -> Iterator[tuple[str, str]]:
    yield words("name"), words.name(view.label)
    yield words("unit"), words.unit(view.unit)
    if view.range:
        bounds = {name: words.value(view.range[key]) for name, key in (("minimum", "min"), ("maximum", "max"))}
        yield words("range"), words("range_is", **bounds)
    yield words("description"), _in_english(view.description, words)
    yield words("note"), words.of(view.note)
    if view.is_documentation_only:
        yield words("note"), words("documentation_only")


def _value(value: DatedValue, words: Words, day: str) -> Iterator[Line]:
    known = words(f"confidence_{value.confidence}") + words("semicolon") + words(f"date_{value.date_confidence}")
    now = f"  ◄ {words('in_force_on', day=day)}" if value.in_force else ""
    yield f"  {value.date}  {words.value(value.value)}  ({known}){now}", "bold" if value.in_force else ""
    for source in value.sources:
        yield f"      {source_line(source, words)}", "dim"
    if note := words.of(value.note):
        yield f"      {note}", "dim"


@view_lines.register
def _(view: VariableView, words: Words, day: str) -> Iterator[Line]:
    yield view.name, "bold"
    yield from (_fact(name, text) for name, text in _variable_facts(view, words) if text)
    if view.provisions:
        yield from _heading(words("in_register"))
    for folder, provision in view.provisions:
        yield from _provision(provision, words, folder)
    if not view.formulas:
        yield f"  {words('no_formula')}", ""
    for formula in view.formulas:
        yield from _formula(formula, words, day)
    yield from _readings(words("reads_parameters", day=day), view.parameters, words)
    yield from _names(words("reads_variables"), view.variables, words)
    yield from _names(words("read_by"), view.read_by, words)


def _variable_facts(view: VariableView, words: Words) -> Iterator[tuple[str, str]]:
    yield words("name"), words.name(view.label)
    yield words("kind"), words(f"kind_{view.kind}")
    yield words("of_whom"), words(f"entity_{view.entity}")
    yield words("period"), words(f"period_{view.period}")
    yield words("unit"), words.unit(view.unit)
    yield words("article"), article_cell(view.article, words)
    yield words("pillar"), words.pillar(view.pillar)
    yield words("end"), view.end or ""
    references = (Source(reference).titled(words.language) for reference in view.references)
    yield words("references"), words("semicolon").join(references)
    yield words("file"), view.file
    yield words("documentation"), _in_english(view.documentation, words).replace("\n", "\n      ")


def _formula(formula: FormulaView, words: Words, day: str) -> Iterator[Line]:
    since = words("from", day=formula.since) if formula.since else words("from_the_start")
    now = f"  ◄ {words('in_force_on', day=day)}" if formula.in_force else ""
    yield from _heading(f"{words('formula')}{words('comma')}{since}{now}")
    for line in formula.source.splitlines():
        yield f"    {line}", CODE


def _in_english(text: str, words: Words) -> str:
    """What stands in the law's files in English alone: who reads Arabic is spared it."""
    return text if words.language == "en" else ""


def _readings(title: str, readings: Sequence[Reading], words: Words) -> Iterator[Line]:
    if readings:
        yield from _heading(title)
    yield from _readings_found(readings, words)


def _readings_found(readings: Sequence[Reading], words: Words) -> Iterator[Line]:
    for one in readings:
        known = f"  ({words(f'confidence_{one.confidence}')})" if one.confidence else ""
        yield f"  {one.path}  {words.value_with_unit(one.value, one.unit)}{known}", ""
        yield f"      {words.of(one.label)}", "dim"


def _names(title: str, names: Sequence[Named], words: Words) -> Iterator[Line]:
    if names:
        yield from _heading(title)
    for one in names:
        yield f"  {one.name}  {words.of(one.label)}", ""


def _heading(text: str) -> Iterator[Line]:
    yield "", ""
    yield text, "bold"


def _fact(name: str, text: str) -> Line:
    return f"  {name}: {text}", ""
