"""A quality report printed on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.population_quality import QualityReport
from openfisca_jordan_sp.populations.quality.rows import Block, Row, Verdict
from openfisca_jordan_sp.populations.quality.texts import QualityTexts

#: Columns of text that the widest table needs.
WIDTH = 150
#: Rows off that are shown without `--all`.
_WORST = 12
_STYLES = {Verdict.OK: "green", Verdict.MISS: "bold red", Verdict.WARN: "yellow", Verdict.INFO: ""}
_THOUSAND = 1_000


def show_quality(report: QualityReport, screen: Console, language: str, *, everything: bool = False) -> None:
    """Print the summary and the rows furthest off, or every row."""
    texts = QualityTexts(language)
    screen.print(f"\n[bold]{texts('title', name=report.name)}[/bold]", highlight=False)
    for note in report.notes():
        screen.print(f"- {texts.of(note)}", style="yellow", highlight=False, markup=False)
    screen.print(_summary(report, texts))
    if everything:
        for block in Block:
            if report.of(block):
                screen.print(_rows(texts(f"block_{block}"), report.of(block), report, texts))
    else:
        _print_worst(report, screen, texts)
    for one in report.omitted:
        screen.print(f"- {one.name}: {texts.of(one.reason)}", highlight=False, markup=False)
    _print_facts(report, screen, texts)
    style = "bold green" if report.has_passed else "bold red"
    screen.print(f"\n{texts.of(report.verdict)}", style=style, highlight=False, markup=False)


def number(value: float | None) -> str:
    """A number with as many digits as tell something."""
    if value is None:
        return ""
    if value == round(value) or abs(value) >= _THOUSAND:
        return f"{round(value) + 0:,}"
    return f"{value:.5f}" if abs(value) < 1 else f"{value:,.2f}"


def percent(share: float | None, *, signed: bool = False) -> str:
    """A share in per cent; nothing where there is none."""
    if share is None:
        return ""
    return f"{share * 100:{'+' if signed else ''}.2f} %"


def _summary(report: QualityReport, texts: QualityTexts) -> Table:
    verdicts = [texts(f"verdict_{verdict}") for verdict in Verdict]
    columns = [texts(f"column_{key}") for key in ("block", "rows")]
    ends = [texts(f"column_{key}") for key in ("largest", "srmse")]
    table = _table(texts("section_summary"), *columns, *verdicts, *ends)
    for block in Block:
        if report.of(block):
            counts = [str(report.count(block, verdict) or "") for verdict in Verdict]
            table.add_row(texts(f"block_{block}"), str(len(report.of(block))), *counts, *_fit_cells(report, block))
    return table


def _fit_cells(report: QualityReport, block: Block) -> list[str]:
    """The largest relative error and the largest SRMSE of a block whose rows have a comparable target."""
    found = report.fits(block) if block not in (Block.STRUCTURE, Block.CORRELATION) else []
    if not found:
        return ["", ""]
    return [percent(max(fit.largest for fit in found)), f"{max(fit.srmse for fit in found):.5f}"]


def _print_worst(report: QualityReport, screen: Console, texts: QualityTexts) -> None:
    off = report.worst()
    if not off:
        screen.print(texts("nothing_off"), highlight=False)
        return
    screen.print(_rows(texts("section_worst"), off[:_WORST], report, texts))
    if len(off) > _WORST:
        screen.print(texts("more_rows", count=len(off) - _WORST), highlight=False)


def _rows(title: str, rows: Iterable[Row], report: QualityReport, texts: QualityTexts) -> Table:
    keys = ("name", "target", "achieved", "difference", "relative", "tolerance", "verdict", "confidence", "source")
    table = _table(title, *(texts(f"column_{key}") for key in keys))
    for row in rows:
        style = _STYLES[row.verdict]
        verdict = texts(f"verdict_{row.verdict}")
        table.add_row(
            _label(row, texts),
            *(number(value) for value in (row.target, row.achieved, row.difference)),
            percent(row.relative, signed=True),
            number(row.tolerance),
            f"[{style}]{verdict}[/]" if style else verdict,
            row.confidence,
            row.source if row.source in report.targets.sources else "",
        )
    return table


def _label(row: Row, texts: QualityTexts) -> str:
    explained = texts.explained(row)
    return f"{explained} {row.part}".strip() if explained else row.label


def _print_facts(report: QualityReport, screen: Console, texts: QualityTexts) -> None:
    screen.print(f"\n[bold]{texts('section_facts')}[/bold]")
    for key, value in {**report.facts, **report.run}.items():
        screen.print(f"{texts(f'fact_{key}')}: {fact(value)}", highlight=False, markup=False)


def fact(value: Any) -> str:
    """A fact as text: numbers with commas, versions side by side."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    if isinstance(value, int | float):
        return number(value)
    return str(value)


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="left" if index == 0 else "right", no_wrap=index > 0)
    return table
