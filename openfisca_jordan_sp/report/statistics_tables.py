"""The tables of the page of statistics: the headline figures side by side, then each topic under each policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas

from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.result_page import names_of
from openfisca_jordan_sp.report.statistics_rows import (
    Row,
    chosen,
    group_name,
    measure_name,
    records,
    value_text,
    with_bounds,
)
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.population_statistics import Statistics


@dataclass(frozen=True)
class _Topic:
    """What the page shows of a table: measures and kinds of groups (all if none is named), and what names the rows."""

    name: str = "group"
    measures: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    figure: str = "level"


_TOPICS: Mapping[str, _Topic] = {
    "poverty": _Topic(measures=("headcount", "gap", "severity", "poor", "mean")),
    "targeting": _Topic(
        "programme",
        ("coverage", "beneficiaries", "spending", "adequacy", "leakage", "exclusion_error", "benefit_cost_ratio"),
        ("all",),
    ),
    "budget": _Topic("programme", ("cost_year", "persons"), ("all",)),
    "programmes_per_family": _Topic(),
    "winners_losers": _Topic(kinds=("all", "decile"), figure="difference"),
    "marginal_rates": _Topic(kinds=("all", "decile")),
}


def main(result: Statistics, texts: Texts) -> Table:
    """The headline figures: each with its interval, and by how much each policy changes it."""
    return _side_by_side(result, result.tables["headline"], texts("statistics_table_headline"), texts)


def all_tables(result: Statistics, texts: Texts) -> list[Table]:
    """Inequality side by side, then each topic under each policy."""
    everybody = chosen(result.tables["inequality"], group_kind="all")
    made = [_side_by_side(result, everybody, texts("statistics_table_inequality"), texts)]
    for table, topic in _TOPICS.items():
        if table not in result.tables or not len(result.tables[table]):
            continue
        for policy, name in zip(result.policies, names_of(result.policies, texts), strict=True):
            rows = chosen(result.tables[table], policy=policy.id, figure=topic.figure)
            if len(rows):
                made.append(_pivot(rows, topic, f"{texts(f'statistics_table_{table}')} · {name}", texts))
    return made


def _side_by_side(result: Statistics, rows: pandas.DataFrame, caption: str, texts: Texts) -> Table:
    """A row for each measure: the figure under the first policy, and by how much each other changes it."""
    first, *others = result.policies
    by_measure: dict[str, dict[tuple[str, str], Row]] = {}
    for row in records(rows):
        by_measure.setdefault(row["measure"], {})[row["policy"], row["figure"]] = row
    made = []
    for by in by_measure.values():
        law = by[first.id, "level"]
        changes = [with_bounds(by[policy.id, "difference"], is_change=True) for policy in others]
        made.append([Cell(measure_name(law, texts)), *(Cell(text, "number") for text in [with_bounds(law), *changes])])
    return Table(caption, [texts("measure"), *names_of(result.policies, texts)], made)


def _pivot(rows: pandas.DataFrame, topic: _Topic, caption: str, texts: Texts) -> Table:
    """A row for each group or programme, a column for each measure."""
    if topic.measures:
        rows = chosen(rows, measure=topic.measures)
    if topic.kinds:
        rows = chosen(rows, group_kind=topic.kinds)
    labels = {row["measure"]: measure_name(row, texts) for row in records(rows.drop_duplicates("measure"))}
    by_group: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in records(rows):
        by_group.setdefault((row["programme"], row["group_kind"], row["group"]), {})[row["measure"]] = row
    made = []
    for by_measure in by_group.values():
        row = next(iter(by_measure.values()))
        name = group_name(row, texts) if topic.name == "group" else str(row[f"programme_{texts.language}"])
        written = [_text(by_measure.get(measure)) for measure in labels]
        made.append([Cell(name), *(Cell(text, "number") for text in written)])
    return Table(caption, [texts(topic.name), *labels.values()], made)


def _text(row: Row | None) -> str:
    if row is None:
        return numbers.HIDDEN
    return value_text(row, is_change=row["measure"] in ("mean_change", "relative_change"))
