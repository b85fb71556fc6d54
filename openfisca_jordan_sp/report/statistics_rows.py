"""Rows of the statistics' tidy tables, as the page needs them: by policy, measure and group."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas

from openfisca_jordan_sp.report.charts import decile_name
from openfisca_jordan_sp.report.result_page import names_of
from openfisca_jordan_sp.report.series import Bar
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.report.units import bare, decimals_of, told, unit_name

if TYPE_CHECKING:
    from openfisca_jordan_sp.population_statistics import Statistics

Row = dict[Any, Any]
_MILLION = 1e6
#: Amounts a month that are of the whole population.
_OF_ALL = frozenset({"spending"})


def records(table: pandas.DataFrame) -> list[Row]:
    """The rows of a table."""
    rows: list[Row] = table.to_dict(orient="records")
    return rows


def chosen(table: pandas.DataFrame, **wanted: str | Sequence[str]) -> pandas.DataFrame:
    """The rows whose columns have a value, or one of several."""
    for column, values in wanted.items():
        table = table[table[column].isin([values] if isinstance(values, str) else list(values))]
    return table


def level(result: Statistics, table: str, measure: str, group: str = "all", policy: int = 0) -> Row:
    """One figure under a policy: of all programmes where it is about any."""
    rows = chosen(
        result.tables[table],
        policy=result.policies[policy].id,
        figure="level",
        measure=measure,
        group=group,
        programme=["", "all"],
    )
    return records(rows)[0]


def value_text(row: Row, *, is_change: bool = False) -> str:
    """The figure of a row, without its unit."""
    return bare(row["value"], row["unit"], is_change=is_change, of_all=row["measure"] in _OF_ALL)


def value_told(row: Row, texts: Texts, *, is_change: bool = False) -> str:
    """The figure of a row to stand within a sentence."""
    return told(row["value"], row["unit"], texts, is_change=is_change)


def between_text(row: Row, *, is_change: bool = False) -> str:
    """The bounds of its interval; nothing where no error was asked for or can be told."""
    if math.isnan(row["low"]) or math.isnan(row["high"]):
        return ""
    of_all = row["measure"] in _OF_ALL
    decimals = decimals_of(row["value"], row["unit"], is_change=is_change, of_all=of_all)
    ends = (row["low"], row["high"])
    return " … ".join(bare(end, row["unit"], is_change=is_change, of_all=of_all, decimals=decimals) for end in ends)


def with_bounds(row: Row, *, is_change: bool = False) -> str:
    """The figure, and its interval in brackets."""
    between = between_text(row, is_change=is_change)
    value = value_text(row, is_change=is_change)
    return f"{value} ({between})" if between else value


def measure_name(row: Row, texts: Texts) -> str:
    """The name of the measure of a row, and the unit of its figures where they do not show it."""
    unit = unit_name(row["unit"], texts, of_all=row["measure"] in _OF_ALL)
    return f"{row[texts.label_column]}{texts('comma')}{unit}" if unit else str(row[texts.label_column])


def bars(result: Statistics, rows: pandas.DataFrame, texts: Texts, name: str = "group") -> list[Bar]:
    """A bar for each row of levels: named by its group, its measure (`label`) or its programme."""
    return list(_bars(result, rows, texts, name))


def _bars(result: Statistics, rows: pandas.DataFrame, texts: Texts, name: str) -> Iterator[Bar]:
    series = dict(zip([policy.id for policy in result.policies], names_of(result.policies, texts), strict=True))
    for row in records(rows[rows["figure"] == "level"]):
        divisor = _MILLION if row["unit"] == "JOD/year" else 1.0
        ends = {end: row[end] / divisor for end in ("low", "high")}
        yield Bar(
            name=group_name(row, texts) if name == "group" else str(row[f"{name}_{texts.language}"]),
            series=series[row["policy"]],
            value=row["value"] / divisor,
            label=value_text(row),
            **ends,
            between=between_text(row),
        )


def group_name(row: Row, texts: Texts) -> str:
    """The group of a row, with what kind of group it is where its name alone does not tell."""
    kind = str(row["group_kind"])
    if kind in ("all", "governorate"):
        return str(row[f"group_{texts.language}"])
    group = str(row[f"group_{texts.language}"])
    if kind == "decile":
        group = decile_name(str(row["group"]), texts)
    if kind == "quintile":
        group = {"1": texts("decile_first"), "5": texts("quintile_last")}.get(str(row["group"]), group)
    return f"{texts(f'statistics_kind_{kind}')}: {group}"
