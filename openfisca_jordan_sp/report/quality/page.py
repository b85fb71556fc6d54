"""The page of a quality report: what stands in each section."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from openfisca_jordan_sp.populations.quality.rows import Block, Row, Verdict
from openfisca_jordan_sp.populations.quality.texts import QualityTexts
from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.page import in_order
from openfisca_jordan_sp.report.quality.figures import figures
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.population_quality import QualityReport

_WORST = 20
_THOUSAND = 1_000


@dataclass(frozen=True)
class Line:
    """One row of a table: cells of text, and how it is judged."""

    name: str
    explained: str
    note: str
    unit: str
    cells: tuple[str, ...]
    verdict: Verdict
    confidence: str
    source: str


@dataclass(frozen=True)
class Sheet:
    """One block of the report."""

    block: Block
    title: str
    about: str
    counts: dict[str, int]
    largest: str
    srmse: str
    lines: tuple[Line, ...]


def render(report: QualityReport, language: str) -> str:
    """A quality report as one HTML file.

    Args:
        report: what `check_population` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    Texts(language)
    texts = QualityTexts(language)
    return _template().render(
        texts=texts,
        report=report,
        style=Markup(_file("openfisca_jordan_sp.report", "style.css")),  # noqa: S704 - our own file
        more_style=Markup(_file(__package__, "quality.css")),  # noqa: S704 - our own file
        verdicts=list(Verdict),
        sheets=[_sheet(report, block, texts) for block in Block if report.of(block)],
        worst=[line(row, texts) for row in report.worst()[:_WORST]],
        figures=figures(report, texts),
        omitted=[(one.name, texts.of(one.reason)) for one in report.omitted],
        sources=_sources(report),
        facts=[(texts(f"fact_{key}"), fact(value)) for key, value in {**report.facts, **report.run}.items()],
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(lambda name: _file(__package__, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=in_order,
    )
    return environment.get_template("quality.html.jinja")


def _file(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


def _sheet(report: QualityReport, block: Block, texts: QualityTexts) -> Sheet:
    found = [] if block in (Block.STRUCTURE, Block.CORRELATION) else report.fits(block)
    return Sheet(
        block=block,
        title=texts(f"block_{block}"),
        about=texts(f"about_{block}"),
        counts={verdict.value: report.count(block, verdict) for verdict in Verdict},
        largest=numbers.percent(max(fit.largest for fit in found), 2) if found else "",
        srmse=numbers.number(max(fit.srmse for fit in found), 5) if found else "",
        lines=tuple(line(row, texts) for row in report.of(block)),
    )


def line(row: Row, texts: QualityTexts) -> Line:
    """One row as text."""
    return Line(
        name=row.label,
        explained=texts.explained(row),
        note=texts.noted(row),
        unit=row.unit,
        cells=(
            written(row.target),
            written(row.achieved),
            written(row.difference, signed=True),
            "" if row.relative is None else numbers.percent(row.relative, 2, signed=True),
            written(row.tolerance),
            written(row.standard_error),
        ),
        verdict=row.verdict,
        confidence=row.confidence,
        source=row.source,
    )


def written(value: float | None, *, signed: bool = False) -> str:
    """A number with as many digits as tell something; nothing where there is none."""
    if value is None:
        return ""
    size = abs(value)
    decimals = 0 if size >= _THOUSAND or value == round(value) else 5 if size < 1 else 2
    return numbers.number(value, decimals, signed=signed)


def fact(value: object) -> str:
    """A fact as text: numbers with commas, versions side by side."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    if isinstance(value, int | float):
        return written(float(value))
    return str(value)


def _sources(report: QualityReport) -> list[tuple[str, str]]:
    """The sources that the rows name by a key."""
    used = dict.fromkeys(row.source for row in report.rows)
    return [(key, report.targets.sources[key]) for key in used if key in report.targets.sources]
