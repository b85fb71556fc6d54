"""The figures of the report of several policies: each a chart, the sentence that it shows, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import altair

from openfisca_jordan_sp.report import numbers, policies_charts, policies_tables
from openfisca_jordan_sp.report.figures import Charted, Figure, drawn, nothing_to_show, titled
from openfisca_jordan_sp.report.numbers import rounds_to_zero
from openfisca_jordan_sp.report.policies_charts import rows_of
from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.comparison_result import Comparison, Comparisons

Policies = Sequence["Comparison"]
#: What is drawn of each chart: a table and the columns that it shows.
_SOURCES = {
    "cost": ("programmes", ("cost_year_difference",)),
    "families": ("programmes", ("families_difference",)),
    "poverty": ("poverty", ("headcount_difference",)),
    "winners": ("winners_losers", ("share_gain", "share_lose", "share_unchanged")),
    "deciles": ("winners_losers", ("mean_change",)),
    "governorates": ("governorates", ("cost_year_difference",)),
    "programmes": ("programmes", ("cost_year_difference",)),
}
#: The charts that show one row of a table for each policy: the first or the last.
_ONE_ROW = {"cost": -1, "families": -1, "poverty": 0, "winners": -1}
_CHARTS: dict[str, Callable[[Policies, Texts], altair.LayerChart]] = {
    name: getattr(policies_charts, name) for name in _SOURCES
}


def sources() -> dict[str, str]:
    """The table that each chart is made of."""
    return {name: table for name, (table, _) in _SOURCES.items()}


def chart_of(result: Comparisons, name: str, language: str) -> altair.LayerChart:
    """One chart of several policies by itself, with the sentence that it shows as its title.

    Raises:
        ResultError: figures of it are hidden, because few people of a survey stand behind them.
        OutputError: there is no chart in the language.
    """
    texts = Texts(language)
    shown = _shown(result.comparisons, name)
    if not shown:
        raise nothing_to_show(name)
    return titled(_CHARTS[name](shown, texts), finding(shown, name, texts), texts)


def charted(comparisons: Policies, texts: Texts, *names: str) -> list[Charted]:
    """The charts of several policies, in the order of the report; one whose figures are hidden is left out.

    Args:
        comparisons: each policy by itself: its `tables`, its `line`, and the `title` of its `policy`.
        texts: of the language.
        names: of the charts; all where none is named.
    """
    tables = _tables(comparisons, texts)
    return [
        Charted(
            name=name,
            finding=finding(shown, name, texts),
            chart=chart(shown, texts),
            table=tables[name],
            note=texts(f"policies_note_{name}"),
            source=_SOURCES[name][0],
        )
        for name, chart in _CHARTS.items()
        if (not names or name in names) and (shown := _shown(comparisons, name))
    ]


def figures(result: Comparisons, texts: Texts) -> list[Figure]:
    """The figures of the report."""
    return drawn(charted(result.comparisons, texts), "policies-")


def _shown(comparisons: Policies, name: str) -> Policies:
    """The policies, if a chart can show all of them; none where any of its figures is hidden."""
    table, columns = _SOURCES[name]
    for one in comparisons:
        figures_of = one.tables[table][list(columns)]
        if name in _ONE_ROW:
            figures_of = figures_of.iloc[[_ONE_ROW[name]]]
        if figures_of.isna().any(axis=None):
            return ()
    return comparisons


def _tables(comparisons: Policies, texts: Texts) -> dict[str, Table]:
    main = policies_tables.main(comparisons, texts)
    by_caption = dict(zip(policies_tables.ORDER, policies_tables.all_tables(comparisons, texts), strict=True))
    return {
        **dict.fromkeys(("cost", "families", "poverty", "winners"), main),
        "deciles": by_caption["mean_change"],
        "governorates": by_caption["governorates"],
        "programmes": by_caption["programmes"],
    }


def finding(comparisons: Policies, name: str, texts: Texts) -> str:
    """What a chart of several policies shows, in a sentence."""
    if name == "governorates":
        return _of_governorates(comparisons, texts)
    values = _values(comparisons, name)
    if all(rounds_to_zero(value, 7 if name == "poverty" else 3) for value in values):
        return texts(f"policies_{name}_none")
    places = sorted(range(len(values)), key=lambda place: values[place])
    if name == "poverty":
        places.reverse()
    most, least = places[-1], places[0]
    write = _WRITERS[name]
    if write(values[most], texts) == write(values[least], texts):
        return texts(f"policies_{name}_same", value=write(values[most], texts))
    return texts(
        f"policies_{name}_most",
        most=texts.number(most + 1),
        most_value=write(values[most], texts),
        least=texts.number(least + 1),
        least_value=write(values[least], texts),
    )


def _values(comparisons: Policies, name: str) -> list[float]:
    """The number of each policy by which a chart's sentence ranks them."""
    if name == "winners":
        return [rows_of(one, "winners_losers")[-1]["share_gain"] for one in comparisons]
    if name == "deciles":
        return [rows_of(one, "winners_losers")[0]["mean_change"] for one in comparisons]
    if name == "families":
        return [rows_of(one, "programmes")[-1]["families_difference"] for one in comparisons]
    if name == "poverty":
        return [rows_of(one, "poverty")[0]["headcount_difference"] for one in comparisons]
    return [rows_of(one, "programmes")[-1]["cost_year_difference"] for one in comparisons]


def _money(value: float, texts: Texts) -> str:
    return texts.money(value, signed=True)


_WRITERS: dict[str, Callable[[float, Texts], str]] = {
    "cost": _money,
    "families": lambda value, texts: texts.number(value, signed=True),
    "poverty": lambda value, texts: texts.isolated(numbers.number(value * 100, 2, signed=True)),
    "winners": lambda value, texts: texts.percent(value),
    "deciles": lambda value, texts: texts.number(value, 3, signed=True),
    "programmes": _money,
}


def _of_governorates(comparisons: Policies, texts: Texts) -> str:
    """Which policy changes the cost most in which governorate."""
    changes = [
        (abs(row["cost_year_difference"]), -place, row)
        for place, one in enumerate(comparisons)
        for row in rows_of(one, "governorates")
    ]
    size, place, row = max(changes, key=lambda change: change[:2])
    if rounds_to_zero(size):
        return texts("policies_governorates_none")
    value = _money(row["cost_year_difference"], texts)
    return texts(
        "policies_governorates_most", name=row[texts.label_column], policy=texts.number(1 - place), value=value
    )
