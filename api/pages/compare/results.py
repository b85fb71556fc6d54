"""What jobs gave, as the charts and tables of reports need it: the rows of the JSON as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text

from ..tables import Rows, table_of
from ..works import Work, work
from .bodies import compare_body, hurt_body
from .state import Asked

Told = Mapping[str, Any]
#: The tables of statistics that the page shows; the others are many times as large.
_OF_STATISTICS = ("headline", "poverty", "targeting")


@dataclass(frozen=True)
class Named:
    """A policy by its id and its title."""

    id: str
    title: Text


@dataclass(frozen=True, eq=False)
class Compared:
    """One policy beside the law in force.

    Attributes:
        policy: that it is.
        tables: of the comparison.
        line: the poverty line, JOD a person and month.
        told: the same as JSON.
    """

    policy: Named
    tables: Mapping[str, pandas.DataFrame]
    line: float
    told: Told


@dataclass(frozen=True, eq=False)
class Tables:
    """Any other result: its tables, and the policies that they are of.

    Attributes:
        policies: in their order; of statistics, the law in force first.
        tables: by name.
        told: the JSON without its tables.
        rows: the rows of the JSON by table.
        method: of attribution, as `WhoIsHurt` has it.
    """

    policies: Sequence[Named]
    tables: Mapping[str, pandas.DataFrame]
    told: Told
    rows: Mapping[str, Rows]
    method: str = ""


@dataclass(frozen=True, eq=False)
class Comparison:
    """All policies beside the law in force, and the JSON that they were made of."""

    policies: Sequence[Compared]
    told: Told


def compared(asked: Asked, seconds: int | None = None) -> Work:
    """The comparison, as far as it is; its result is a `Comparison`."""
    return work("compare", compare_body(asked), seconds=seconds, made=_comparison)


def statistics(asked: Asked, seconds: int | None = None) -> Work:
    """The statistics with their errors, as far as they are; their result is `Tables`."""
    return work("statistics", compare_body(asked), seconds=seconds, made=_statistics)


def who_is_hurt(asked: Asked, seconds: int | None = None) -> Work:
    """Who is hurt by the policy that is shown, as far as it is; the result is `Tables`."""
    return work("who_is_hurt", hurt_body(asked), seconds=seconds, made=_hurt)


def _comparison(told: Told) -> Comparison:
    found = [
        Compared(
            policy=Named(one["id"], Text(**one["title"])),
            tables={name: table_of(rows) for name, rows in one["tables"].items()},
            line=told["poverty_line"],
            told=one,
        )
        for one in told["policies"]
    ]
    return Comparison(found, told)


def _statistics(told: Told) -> Tables:
    rows = {name: told["tables"][name] for name in _OF_STATISTICS}
    policies = [Named(row["policy"], Text(row["title_en"], row["title_ar"])) for row in told["tables"]["policies"]]
    return _tables(policies, rows, told)


def _hurt(told: Told) -> Tables:
    policies = [Named(one["id"], Text(**one["title"])) for one in told["policies"]]
    responsible = told["tables"]["responsible"]
    is_shared = any(row["loss_month"] is not None for row in responsible)
    return _tables(policies, told["tables"], told, "" if is_shared or not responsible else "one_at_a_time")


def _tables(policies: Sequence[Named], rows: Mapping[str, Rows], told: Told, method: str = "") -> Tables:
    rest = {key: value for key, value in told.items() if key != "tables"}
    return Tables(policies, {name: table_of(found) for name, found in rows.items()}, rest, rows, method)
