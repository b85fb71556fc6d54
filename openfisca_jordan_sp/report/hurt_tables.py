"""The tables of the page of who is hurt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas

from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.hurt.result import WhoIsHurt

Row = dict[Any, Any]
#: The row of all types together, in the tables of the result.
_ALL = "all"
#: Columns of the main table: how each is written, and its heading.
_COUNTS = ("households", "families", "persons")


def _records(table: pandas.DataFrame) -> list[Row]:
    return table.to_dict(orient="records")


def rows_of_types(result: WhoIsHurt) -> list[Row]:
    """The types, the greatest loss first, without the row of all."""
    return [row for row in _records(result.tables["types"]) if row["type"] != _ALL]


def rows_of_provisions(result: WhoIsHurt) -> tuple[list[Row], str]:
    """The provisions that change anything for who loses, the greatest loss first, and the column that says so."""
    column = "loss_spared" if result.method == "one_at_a_time" else "loss_month"
    rows = [row for row in _records(result.tables["responsible"]) if row["loss_alone"] != 0 or row["loss_spared"] != 0]
    return sorted(rows, key=lambda row: 0.0 if numbers.is_unset(row[column]) else -row[column]), column


def main(result: WhoIsHurt, texts: Texts) -> Table | None:
    """A row for each type, all together last; none where nobody loses."""
    found = _records(result.tables["types"])
    if not found:
        return None
    rows = [
        [
            Cell(_type(row, texts)),
            Cell(str(row[f"description_{texts.language}"])),
            *(Cell(numbers.number(row[name]), "number") for name in (*_COUNTS, "households_in_sample")),
            Cell(numbers.number(row["mean_loss_month"], 2), "number"),
            Cell(numbers.number(row["loss_month"]), "number"),
            Cell(numbers.percent(row["share_of_loss"]), "number"),
            *(Cell(_named_share(row, name, texts)) for name in ("programme", "provision")),
        ]
        for row in found
    ]
    keys = ("type", "who", *_COUNTS, "sample", "mean_loss", "loss", "share", "programme", "provision")
    headings = [texts(f"hurt_{key}") for key in keys]
    return Table(texts("hurt_table_types"), headings, rows, emphasised=frozenset([len(rows) - 1]))


def _type(row: Row, texts: Texts) -> str:
    return texts("decile_all") if row["type"] == _ALL else str(row["type"])


def _named_share(row: Row, name: str, texts: Texts) -> str:
    share = texts.isolated(numbers.percent(row[f"{name}_share"]))
    return f"{row[f'{name}_{texts.language}']} ({share})"


def all_tables(result: WhoIsHurt, texts: Texts) -> list[Table]:
    """What most of each type share, then provisions, reforms, losses by type, facts and rights; no empty ones."""
    of_types = "types_provisions", "types_programmes"
    made = [
        _mostly(result, texts),
        _responsible(result, texts),
        _reforms(result, texts),
        *(_by_type(result.tables[name], texts(f"hurt_table_{name}"), texts) for name in of_types),
        _facts(result, texts),
        _rights(result, texts),
    ]
    return [table for table in made if table.rows]


def _mostly(result: WhoIsHurt, texts: Texts) -> Table:
    rows = [
        [Cell(_type(row, texts)), Cell(str(row[f"mostly_{texts.language}"]))]
        for row in _records(result.tables["types"])
        if row[f"mostly_{texts.language}"]
    ]
    return Table(texts("hurt_table_mostly"), [texts("hurt_type"), texts("hurt_mostly")], rows)


def _responsible(result: WhoIsHurt, texts: Texts) -> Table:
    columns = ("loss_month", "loss_alone", "loss_spared", "standard_error")
    rows = [
        [
            Cell(str(row[texts.label_column])),
            *_numbers(row, columns),
            Cell(numbers.percent(row["share"]), "number"),
            Cell(str(row["changes"]), "code"),
        ]
        for row in rows_of_provisions(result)[0]
    ]
    keys = ("hurt_provision", "hurt_loss", "hurt_alone", "hurt_spared", "hurt_error", "hurt_share", "path")
    return Table(texts("hurt_table_responsible"), [texts(key) for key in keys], rows)


def _numbers(row: Row, columns: Sequence[str]) -> list[Cell]:
    return [Cell(numbers.number(row[name]), "number") for name in columns]


def _reforms(result: WhoIsHurt, texts: Texts) -> Table:
    found = _records(result.tables["responsible_reforms"])
    rows = [
        [
            Cell(str(row[f"title_{texts.language}"])),
            *_numbers(row, ["loss_month"]),
            Cell(numbers.percent(row["share"]), "number"),
        ]
        for row in (found if len(found) > 1 else [])
    ]
    headings = [texts(key) for key in ("hurt_reform", "hurt_loss", "hurt_share")]
    return Table(texts("hurt_table_reforms"), headings, rows)


def _by_type(table: pandas.DataFrame, caption: str, texts: Texts) -> Table:
    """A row for each provision or programme that anybody loses by, a column for each type."""
    by_name: dict[str, dict[str, Row]] = {}
    for row in _records(table):
        by_name.setdefault(str(row[texts.label_column]), {})[row["type"]] = row
    types = list(dict.fromkeys(table["type"]))
    rows = [
        [Cell(name), *(Cell(numbers.number(of[each]["loss_month"]), "number") for each in types)]
        for name, of in by_name.items()
        if any(of[each]["loss_month"] != 0 for each in types)
    ]
    return Table(caption, ["", *(_type({"type": each}, texts) for each in types)], rows)


def _facts(result: WhoIsHurt, texts: Texts) -> Table:
    by_fact: dict[str, list[Row]] = {}
    for row in _records(result.tables["types_facts"]):
        by_fact.setdefault(str(row[texts.label_column]), []).append(row)
    rows = [
        [
            Cell(name),
            *(Cell(numbers.percent(row["share"]), "number") for row in of),
            *(Cell(numbers.percent(of[0][share]), "number") for share in ("share_of_losers", "share_of_all")),
        ]
        for name, of in by_fact.items()
    ]
    types = dict.fromkeys(result.tables["types_facts"]["type"])
    headings = [texts("hurt_fact"), *map(str, types), texts("hurt_of_losers"), texts("hurt_of_all")]
    return Table(texts("hurt_table_facts"), headings, rows)


def _rights(result: WhoIsHurt, texts: Texts) -> Table:
    rows = [
        [
            Cell(str(row[texts.label_column])),
            Cell(texts(f"counted_in_{row['entity']}")),
            *_numbers(row, ["fewer", "more", "households_with_fewer"]),
        ]
        for row in _records(result.tables["rights"])
    ]
    keys = ("service", "counted_in", "hurt_fewer", "hurt_more", "hurt_households")
    return Table(texts("hurt_table_rights"), [texts(key) for key in keys], rows)
