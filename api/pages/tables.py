"""Rows of the JSON of `/v1` as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas

Rows = Sequence[Mapping[str, Any]]


def table_of(rows: Rows) -> pandas.DataFrame:
    """Rows as the results had them: a column of nothing is one of figures that are hidden, but for a reason's."""
    table = pandas.DataFrame(list(rows))
    empty = [name for name in table.columns if table[name].isna().all() and not name.startswith("reason")]
    return table.astype(dict.fromkeys(empty, "float64"))
