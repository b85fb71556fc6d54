"""The figures of a quality report: each a chart and the sentence that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair

from openfisca_jordan_sp.measures.law_tables import governorate_names
from openfisca_jordan_sp.populations.quality.rows import Block, Row
from openfisca_jordan_sp.populations.quality.texts import QualityTexts
from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.figures import nothing_to_show, titled
from openfisca_jordan_sp.report.quality import charts
from openfisca_jordan_sp.report.quality.charts import Item
from openfisca_jordan_sp.report.svg import Drawing, draw
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.population_quality import QualityReport

_AGES = ("population.age_groups",)
_HOUSEHOLDS = ("households.size", "households.type", "households.composition", "households.earners")


@dataclass(frozen=True)
class Figure:
    """A chart, what it is of, and what it shows."""

    name: str
    caption: str
    finding: str
    drawing: Drawing


@dataclass(frozen=True)
class _Plan:
    """A chart and its finding, or nothing where the report has no rows for it."""

    chart: altair.LayerChart
    finding: str


def figures(report: QualityReport, texts: QualityTexts) -> list[Figure]:
    """Every figure for which the report has rows."""
    made = []
    for name, make in _FIGURES.items():
        plan = make(report, texts)
        if plan is not None:
            made.append(Figure(name, texts(f"chart_{name}"), plan.finding, draw(plan.chart, name, plan.finding)))
    return made


def chart_of(report: QualityReport, name: str, language: str) -> altair.LayerChart:
    """One chart by itself, with the sentence that it shows as its title.

    Raises:
        ResultError: the report has no rows for it.
        OutputError: there is no report in the language.
    """
    words = Texts(language)
    plan = _FIGURES[name](report, QualityTexts(language))
    if plan is None:
        raise nothing_to_show(name)
    return titled(plan.chart, plan.finding, words)


def _fitted(report: QualityReport, texts: QualityTexts) -> _Plan | None:
    fits = sorted(report.fits(Block.FITTED), key=lambda fit: -fit.largest)
    if not fits:
        return None
    items = [Item(fit.name, "", fit.largest, numbers.percent(fit.largest, 3)) for fit in fits]
    finding = texts("finding_fitted", largest=numbers.percent(fits[0].largest, 2), name=fits[0].name)
    return _Plan(charts.bars(items, texts("axis_relative"), ".2%"), finding)


def _wanted_rows(report: QualityReport, *names: str) -> list[Row]:
    """The rows of some targets as the population has them: held-out rows tell of another calibration."""
    return [
        row for row in report.rows if row.name in names and row.target is not None and row.block is not Block.HELD_OUT
    ]


def _ages(report: QualityReport, texts: QualityTexts) -> _Plan | None:
    rows = next(filter(None, (_wanted_rows(report, name) for name in _AGES)), [])
    if not rows:
        return None
    sides = (texts("male"), texts("female"))
    return _Plan(
        charts.pyramid(list(_pyramid_items(rows, sides)), texts("axis_share"), sides),
        texts("finding_ages", points=_points(rows)),
    )


def _pyramid_items(rows: list[Row], sides: tuple[str, str]) -> Iterator[Item]:
    """A bar for what is found and a tick for what is wanted, men to the left."""
    for row in rows:
        group, _, sex = row.part.rpartition(" ")
        sign = -1 if sex == "male" else 1
        yield Item(group, sides[0] if sex == "male" else sides[1], sign * row.achieved)
        yield Item(group, "", sign * (row.target or 0.0))


def _points(rows: list[Row]) -> str:
    return numbers.number(max(abs(row.difference or 0.0) for row in rows) * 100, 2)


def _lorenz(report: QualityReport, texts: QualityTexts) -> _Plan | None:
    kinds = {"consumption_per_head": "series_persons", "consumption_per_household": "series_households"}
    items = [
        Item(row.part, texts(series), row.achieved, numbers.percent(row.achieved))
        for kind, series in kinds.items()
        for row in report.rows
        if row.name == f"{kind}.decile_share"
    ]
    ginis = [row.achieved for row in report.rows if row.name == "consumption_per_head.gini"]
    if not items:
        return None
    tenths = [item.label for item in items if item.series == texts("series_persons")]
    finding = texts("finding_lorenz", first=tenths[0], last=tenths[-1], gini=numbers.number(ginis[0], 3))
    return _Plan(charts.pairs(items, texts("axis_consumption"), ".0%"), finding)


def _households(report: QualityReport, texts: QualityTexts) -> _Plan | None:
    rows = _wanted_rows(report, *_HOUSEHOLDS)
    if not rows:
        return None
    items = [item for row in rows for item in _two(row, f"{texts.part(row.name)}: {texts.part(row.part)}", texts, 1)]
    return _Plan(charts.pairs(items, texts("axis_share"), ".0%"), texts("finding_households", points=_points(rows)))


def _two(row: Row, name: str, texts: QualityTexts, decimals: int) -> Iterator[Item]:
    """Wanted and found."""
    for series, value in (("series_target", row.target or 0.0), ("series_achieved", row.achieved)):
        label = numbers.percent(value, decimals) if decimals else numbers.number(value)
        yield Item(name, texts(series), value, label)


def _aligned(report: QualityReport, texts: QualityTexts) -> _Plan | None:
    """Every number of a target on one line: difference by tolerance."""
    rows = [row for row in report.of(Block.ALIGNED) if row.difference is not None and row.tolerance]
    if not rows:
        return None
    items = [Item(row.name, "", (row.difference or 0.0) / (row.tolerance or 1.0)) for row in rows]
    inside = sum(abs(item.value) <= 1 for item in items)
    finding = texts("finding_aligned", inside=inside, all=len(items))
    return _Plan(charts.errors(items, texts("axis_errors"), texts("column_tolerance")), finding)


def _governorates(report: QualityReport, texts: QualityTexts) -> _Plan | None:
    rows = _wanted_rows(report, "population.governorate")
    if not rows:
        return None
    worst = max(rows, key=lambda row: abs(row.relative or 0.0))
    largest = numbers.percent(worst.relative or 0.0, 2, signed=True)
    ordered = sorted(rows, key=lambda row: -(row.target or 0.0))
    names = {key: pair[texts.language == "ar"] for key, pair in governorate_names().items()}
    items = [item for row in ordered for item in _two(row, names[row.part], texts, 0)]
    return _Plan(
        charts.pairs(items, texts("axis_persons"), ",.0f"),
        texts("finding_governorates", largest=largest, name=names[worst.part]),
    )


_FIGURES: dict[str, Callable[[QualityReport, QualityTexts], _Plan | None]] = {
    "fitted": _fitted,
    "ages": _ages,
    "lorenz": _lorenz,
    "households": _households,
    "aligned": _aligned,
    "governorates": _governorates,
}
