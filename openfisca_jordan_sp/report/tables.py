"""The tables of the report: cells of text, ready for the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas

from openfisca_jordan_sp.law.catalogue import instruments, units
from openfisca_jordan_sp.law.titles import arabic_title
from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.charts import costs_anything, decile_name
from openfisca_jordan_sp.report.texts import Texts

SCENARIOS = ("baseline", "reform", "difference")
COST = {"cost_month": 0, "cost_year": 0}
REACH = {"families": 0, "persons": 0, "mean_amount": 2}
#: Tables whose figures have names of their own: what is paid is not what a programme costs.
FIGURE_NAMES = {"levies": {"cost_month": "paid_month", "cost_year": "paid_year"}}
#: Tables that leave out rows of nothing and end with a total, and the column that names their rows.
WITH_TOTAL = {"programmes": "programme", "levies": "levy"}
POVERTY = {"headcount": 3, "gap": 3, "severity": 3}
INEQUALITY = {"gini": 5, "mean": 3}

Row = dict[Any, Any]


@dataclass(frozen=True)
class Cell:
    """One cell. Its kind is `text`, `number`, `code` or a `chip`, whose tone says how well a value is known."""

    text: str
    kind: str = "text"
    chip: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Section:
    """Rows of a table under one heading.

    Attributes:
        heading: of the rows.
        count: how many of the table's rows, after those of the sections before, are its own.
        note: what is to be said in place of figures; nothing where they say it.
        link: what leads on from the note, and `address` where to.
    """

    heading: str
    count: int
    note: str = ""
    link: str = ""
    address: str = ""


@dataclass(frozen=True)
class Table:
    """A table: its first cells name the rows; groups stand over several headings, sections over several rows."""

    caption: str
    headings: list[str]
    rows: list[list[Cell]]
    groups: tuple[str, ...] = ()
    span: int = 1
    emphasised: frozenset[int] = frozenset()
    sections: tuple[Section, ...] = ()


def cost_and_reach(table: pandas.DataFrame, kind: str, texts: Texts) -> list[Table]:
    """Two tables of `programmes`, `pillars`, `levies`, `governorates` or `deciles`: cost, then reach."""
    key = WITH_TOTAL.get(kind)
    rows = table[costs_anything(table) | (table[key] == "total")] if key else table
    named, corner, headings = named_rows(rows, texts), texts(key or kind.removesuffix("s")), FIGURE_NAMES.get(kind)
    return [
        side_by_side(texts(f"table_{kind}_{part}"), corner, named, figures, texts, headings)
        for part, figures in (("cost", COST), ("reach", REACH))
    ]


def named_rows(table: pandas.DataFrame, texts: Texts) -> list[tuple[str, Row]]:
    """Each row of a table of the comparison with its name in the language."""
    rows = table.to_dict(orient="records")
    if "decile" in table:
        return [(decile_name(str(row["decile"]), texts), row) for row in rows]
    return [(str(row[texts.label_column]), row) for row in rows]


def side_by_side(
    caption: str,
    corner: str,
    rows: Sequence[tuple[str, Row]],
    figures: dict[str, int],
    texts: Texts,
    headings: Mapping[str, str] | None = None,
) -> Table:
    """For each figure, shown with so many decimals: baseline, reform and difference.

    `headings` gives the texts over figures whose heading is not their own name.
    """
    over = headings or {}
    totals = [i for i, (_, row) in enumerate(rows) if "total" in (row.get("programme"), row.get("levy"))]
    return Table(
        caption=caption,
        headings=[corner, *[texts(scenario) for _ in figures for scenario in SCENARIOS]],
        rows=[[Cell(name), *_trio_cells(row, figures, numbers.number)] for name, row in rows],
        groups=tuple(texts(over.get(figure, figure)) for figure in figures),
        span=len(SCENARIOS),
        emphasised=frozenset(totals),
    )


def poverty(table: pandas.DataFrame, line: float, texts: Texts) -> Table:
    """Headcount, gap and severity in per cent, and poor persons."""
    caption = texts("table_poverty", line=texts.number(line, 2))
    rows = [
        [Cell(name), *_trio_cells(row, POVERTY, _percent_or_points), *_trio_cells(row, {"persons": 0}, numbers.number)]
        for name, row in named_rows(table, texts)
    ]
    groups = (*[texts(measure) for measure in POVERTY], texts("poor_persons"))
    headings = [texts("group"), *[texts(scenario) for _ in groups for scenario in SCENARIOS]]
    return Table(caption, headings, rows, groups, len(SCENARIOS))


def inequality(table: pandas.DataFrame, texts: Texts) -> Table:
    """The Gini coefficient and the mean."""
    row = table.to_dict(orient="records")[0]
    rows = [
        [Cell(texts(figure)), *_trio_cells(row, {figure: decimals}, numbers.number)]
        for figure, decimals in INEQUALITY.items()
    ]
    return Table(texts("table_inequality"), [texts("measure"), *[texts(s) for s in SCENARIOS]], rows)


def services(table: pandas.DataFrame, texts: Texts) -> Table:
    """Who is entitled to services; their value is empty where no source gives one."""
    figures = ("entitled", "value_month")
    rows = [
        [
            Cell(name),
            Cell(texts(f"counted_in_{row['entity']}")),
            *[
                _number(row[column], signed=scenario == "difference")
                if figure == "entitled" or not numbers.is_unset(row[column])
                else Cell("")
                for figure in figures
                for scenario in SCENARIOS
                for column in [f"{figure}_{scenario}"]
            ],
        ]
        for name, row in named_rows(table, texts)
    ]
    figure_headings = [f"{texts(figure)}: {texts(scenario)}" for figure in figures for scenario in SCENARIOS]
    return Table(texts("table_services"), [texts("service"), texts("counted_in"), *figure_headings], rows)


def winners(table: pandas.DataFrame, texts: Texts) -> Table:
    """Shares of persons by outcome and the mean change."""
    shares = ("share_gain", "share_unchanged", "share_lose")
    ordered = pandas.concat([table[table["decile"] == "all"], table[table["decile"] != "all"]])
    rows = [
        [
            Cell(name),
            _number(row["persons"]),
            *[Cell(numbers.percent(row[share], 2), "number") for share in shares],
            _number(row["mean_change"], 3, signed=True),
        ]
        for name, row in named_rows(ordered, texts)
    ]
    headings = [texts(key) for key in ("decile", "persons", *shares, "mean_change")]
    return Table(texts("table_winners"), headings, rows, emphasised=frozenset([0]))


def published(table: pandas.DataFrame, texts: Texts) -> Table:
    """Baseline beside the published figures."""
    rows = [
        [
            Cell(f"{str(row['date'])[:7]} · {texts('figure_' + row['figure'])}"),
            _number(row["published"]),
            _number(row["model"]),
            _number(row["difference"], signed=True),
            Cell(numbers.percent(row["relative_difference"], signed=True), "number"),
        ]
        for row in table.to_dict(orient="records")
    ]
    keys = ("figure", "published", "model", "difference", "relative_difference")
    return Table(texts("table_published"), [texts(key) for key in keys], rows)


def provisions(table: pandas.DataFrame, texts: Texts) -> Table:
    """The values that a policy changes."""
    rows = [
        [
            Cell(str(row[texts.label_column])),
            Cell(instrument_name(row["instrument"], texts)),
            Cell(str(row["date"]), "number"),
            _known(row["before"], row["before_confidence"] or "new", texts),
            Cell(law_value(row["after"], texts), "number"),
            Cell(unit_name(row["unit"], texts)),
            Cell(str(row["path"]), "code"),
        ]
        for row in table.to_dict(orient="records")
    ]
    keys = ("parameter", "instrument", "since", "before", "after", "unit", "path")
    return Table(texts("table_provisions"), [texts(key) for key in keys], rows)


def not_verified(table: pandas.DataFrame, texts: Texts) -> Table:
    """The values used that no source says as they stand."""
    rows = [
        [
            Cell(str(row["path"]), "code"),
            Cell(law_value(row["value"], texts), "number"),
            Cell(str(row["date"]), "number"),
            Cell("", "chip", texts(f"confidence_{row['confidence']}"), row["confidence"]),
            Cell(_source(str(row["source"]), texts)),
        ]
        for row in table.to_dict(orient="records")
    ]
    keys = ("path", "parameter", "since", "confidence", "source")
    return Table(texts("table_not_verified"), [texts(key) for key in keys], rows)


def law_value(value: Any, texts: Texts) -> str:
    """A value of the law: a number as it stands, yes or no, a text, or none."""
    if numbers.is_unset(value):
        return texts("unset")
    if str(value) in ("True", "False"):
        return texts("yes" if str(value) == "True" else "no")
    try:
        return numbers.plain(float(value))
    except (TypeError, ValueError):
        return str(value)


def _trio_cells(row: Row, figures: dict[str, int], write: Callable[..., str]) -> Iterable[Cell]:
    for figure, decimals in figures.items():
        for scenario in SCENARIOS:
            text = write(row[f"{figure}_{scenario}"], decimals, signed=scenario == "difference")
            yield Cell(text, "number")


def _percent_or_points(share: float, decimals: int, *, signed: bool) -> str:
    """A share in per cent; a difference of shares in percentage points, which the caption says."""
    return numbers.number(share * 100, decimals, signed=True) if signed else numbers.percent(share, decimals)


def _source(title: str, texts: Texts) -> str:
    """Where a value was read, in the language as far as it has a name there."""
    return (arabic_title(title) or title) if texts.language == "ar" else title


def _number(value: float, decimals: int = 0, *, signed: bool = False) -> Cell:
    return Cell(numbers.number(value, decimals, signed=signed), "number")


def _known(value: Any, confidence: str, texts: Texts) -> Cell:
    """A value with a chip that says how it is known."""
    return Cell(law_value(value, texts), "number", texts(f"confidence_{confidence}"), confidence)


def instrument_name(folder: str, texts: Texts) -> str:
    """An instrument as it is called; its folder where it is none of the law."""
    known = instruments().get(folder)
    return texts.of(known.title) if known else folder


def unit_name(unit: str, texts: Texts) -> str:
    """A unit of the law as it is called."""
    return texts.of(units()[unit]) if unit in units() else unit
