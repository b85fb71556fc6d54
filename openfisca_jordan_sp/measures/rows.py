"""Rows of a table as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas


def records(rows: pandas.DataFrame) -> list[dict[Any, Any]]:
    """The rows of a table; a text that is not there is None, a figure that is hidden stays NaN."""
    texts = rows.select_dtypes(exclude="number").columns
    return rows.assign(**{name: rows[name].astype(object).where(rows[name].notna(), None) for name in texts}).to_dict(
        orient="records"
    )


def in_order(by_policy: Sequence[Mapping[str, object]]) -> list[str]:
    """The names of the rows of several policies, each once; the total after those that one policy alone has."""
    names = dict.fromkeys(name for rows in by_policy for name in rows)
    return sorted(names, key=lambda name: name == "total")
