"""The tables of a job's JSON, as the functions of charts take them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas

from openfisca_jordan_sp.measures.statistics.sheet import COLUMNS, FIGURES

from ..tables import Rows, table_of


def tables_of(rows: Mapping[str, Rows], *, is_tidy: bool = False) -> dict[str, pandas.DataFrame]:
    """Each table by its name; figures that are hidden are not a number.

    Args:
        rows: of each table.
        is_tidy: whether they are of statistics: then those without a row have their columns too.
    """
    return {name: _tidy(table) if is_tidy and _is_tidy(table) else table_of(table) for name, table in rows.items()}


def _is_tidy(rows: Rows) -> bool:
    return not rows or "measure" in rows[0]


def _tidy(rows: Rows) -> pandas.DataFrame:
    table = pandas.DataFrame(list(rows), columns=list(COLUMNS))
    return table.astype(dict.fromkeys(FIGURES, "float64"))
