"""Rows of the totals' tables, as the page needs them: policies by their names, figures as written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas

from openfisca_jordan_sp.measures.totals_tables import unique_ids
from openfisca_jordan_sp.report.result_page import names_of
from openfisca_jordan_sp.report.series import Bar
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.report.units import bare, in_millions

if TYPE_CHECKING:
    from openfisca_jordan_sp.totals import Totals

Row = dict[Any, Any]
_MILLION = 1e6
#: The unit of each column of the tables; amounts are of the whole population.
UNITS = {
    "cost_month": "JOD",
    "cost_year": "JOD",
    "families": "families",
    "persons": "persons",
    "headcount": "share",
    "gap": "share",
    "severity": "share",
    "poor": "persons",
    "entitled": "units",
    "value_month": "JOD",
}


def named(result: Totals, texts: Texts) -> dict[str, str]:
    """The name of each policy by the id that the tables have."""
    return dict(zip(unique_ids(result.policies), names_of(result.policies, texts), strict=True))


def cost(result: Totals) -> str:
    """The column of what is spent: in the year, or in the month where the year was not computed."""
    return "cost_year" if result.question.with_year else "cost_month"


def headline(result: Totals) -> dict[tuple[str, str], Row]:
    """The headline figures by policy and measure."""
    rows: list[Row] = result.tables["headline"].to_dict(orient="records")
    return {(row["policy"], row["measure"]): row for row in rows}


def bars(result: Totals, rows: pandas.DataFrame, column: str, name: str, texts: Texts) -> list[Bar]:
    """A bar for each row and policy, named by the column `label` or `group` of the language."""
    return list(_bars(named(result, texts), rows, column, f"{name}_{texts.language}"))


def _bars(names: dict[str, str], rows: pandas.DataFrame, column: str, name: str) -> Iterator[Bar]:
    unit = UNITS[column]
    divisor = _MILLION if in_millions(unit) else 1.0
    for row in rows.to_dict(orient="records"):
        yield Bar(str(row[name]), names[row["policy"]], row[column] / divisor, bare(row[column], unit))
