"""The charts and tables of each part of the page, with the addresses of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from openfisca_jordan_sp.report import figures as comparison_figures
from openfisca_jordan_sp.report import hurt_figures, policies_figures, statistics_figures
from openfisca_jordan_sp.report.figures import Charted, sources
from openfisca_jordan_sp.report.texts import Texts

from ..figures import FORMS, Figure
from ..tables import Rows
from ..works import Work
from .results import Compared, Comparison, Tables, compared, statistics, who_is_hurt
from .state import Asked

_SOURCES = sources()
#: The charts of each breakdown.
CHARTS = {
    "programme": ("programmes",),
    "pillar": ("pillars",),
    "decile": ("winners", "mean_change", "reach"),
    "group": ("poverty",),
    "governorate": ("governorate_map", "governorate_families"),
}
#: What the charts of other results show: of the tables of targeting and poverty some rows, of who is hurt a table each.
_OF_TARGETING: Mapping[str, Mapping[str, str]] = {
    "targeting": {"programme": "all", "group_kind": "quintile", "measure": "coverage"},
    "leakage": {"group_kind": "all", "measure": "leakage"},
}
_OF_POVERTY = {"poverty_groups": {"measure": "headcount"}}
_OF_HURT = {"types": "types", "provisions": "responsible"}


def of_one(result: Comparison, asked: Asked, texts: Texts, *names: str) -> list[Figure]:
    """Charts of the policy that is shown: those named, or those of the breakdown asked for."""
    one = shown_of(result, asked)
    found = _charts_of_one(one, texts, names or CHARTS.get(asked.breakdown) or sum(CHARTS.values(), ()))
    return [_figure(chart, "", rows_of_one(one, chart.source), asked, kept) for chart, kept in found]


def of_policies(result: Comparison, asked: Asked, texts: Texts, *names: str) -> list[Figure]:
    """Charts of all policies beside one another, those named or all; none of one policy."""
    if len(result.policies) == 1:
        return []
    found = _charts_of_policies(result, texts, names)
    return [_figure(chart, "policies-", rows_of_policies(result, chart.source), asked, kept) for chart, kept in found]


def of_statistics(result: Tables, asked: Asked, texts: Texts, *names: str) -> list[Figure]:
    """Coverage and leakage, or the charts that are named, with their intervals."""
    rows, found = rows_of_statistics(result, asked), _charts_of_statistics(result, texts, names or tuple(_OF_TARGETING))
    return [_figure(chart, "statistics-", rows[chart.name], asked, kept) for chart, kept in found]


def of_hurt(result: Tables, asked: Asked, texts: Texts, *names: str) -> list[Figure]:
    """The loss of each type of household, and what each provision answers for."""
    found = _charts_of_hurt(result, texts, names)
    return [_figure(chart, "hurt-", result.rows[_OF_HURT[chart.name]], asked, kept) for chart, kept in found]


# Building a chart takes a tenth of a second: those of results that are kept are kept too, with what was made of them.
Kept = Sequence[tuple[Charted, dict[str, Any]]]
_MOST_KEPT = 32


def _ready(charts: Iterable[Charted]) -> Kept:
    return [(chart, {}) for chart in charts]


@lru_cache(_MOST_KEPT)
def _charts_of_one(one: Compared, texts: Texts, names: tuple[str, ...]) -> Kept:
    return _ready(comparison_figures.charted(one.tables, one.line, texts, *names))


@lru_cache(_MOST_KEPT)
def _charts_of_policies(result: Comparison, texts: Texts, names: tuple[str, ...]) -> Kept:
    return _ready(policies_figures.charted(result.policies, texts, *names))  # type: ignore[arg-type]


@lru_cache(_MOST_KEPT)
def _charts_of_statistics(result: Tables, texts: Texts, names: tuple[str, ...]) -> Kept:
    chosen = [name for name in (*_OF_TARGETING, *_OF_POVERTY) if name in names]
    return _ready(statistics_figures.charted(result, chosen, texts))  # type: ignore[arg-type]


@lru_cache(_MOST_KEPT)
def _charts_of_hurt(result: Tables, texts: Texts, names: tuple[str, ...]) -> Kept:
    found = hurt_figures.charted(result, texts)  # type: ignore[arg-type]
    return _ready(chart for chart in found if not names or chart.name in names)


def rows_of_statistics(result: Tables, asked: Asked) -> Mapping[str, Rows]:
    """The rows of the headline figures, and those that each chart shows."""
    del asked
    of_charts = {
        name: [row for row in result.rows[table] if all(row[key] == value for key, value in wanted.items())]
        for table, charts in (("targeting", _OF_TARGETING), ("poverty", _OF_POVERTY))
        for name, wanted in charts.items()
    }
    return {"headline": result.rows["headline"], **of_charts}


def shown_of(result: Comparison, asked: Asked) -> Compared:
    """The policy that is shown; the last where there are not so many."""
    return result.policies[min(asked.shown, len(result.policies)) - 1]


def rows_of_one(one: Compared, table: str) -> Rows:
    """The rows of a table of one policy, as the API gives them."""
    rows: Rows = one.told["tables"][table]
    return rows


def rows_of_policies(result: Comparison, table: str) -> Rows:
    """The rows of a table of each policy, after its id."""
    return [{"policy": one.policy.id, **row} for one in result.policies for row in rows_of_one(one, table)]


def _figure(chart: Charted, prefix: str, rows: Rows, asked: Asked, kept: dict[str, Any]) -> Figure:
    name = f"{prefix}{chart.name}"
    addresses = {form: asked.at("pages.compare_file", what=name, form=form) for form in FORMS}
    return Figure(
        name,
        chart.finding,
        chart.note,
        chart.chart,
        chart.table,
        rows,
        addresses,
        opens_table=chart.opens_table,
        kept=kept,
    )


@dataclass(frozen=True)
class _Kind:
    """Where the files of one kind come from."""

    work: Callable[[Asked, int | None], Work]
    figures: Callable[..., Sequence[Figure]]
    rows: Callable[[Any, Asked], Mapping[str, Rows]]


def _tables_of_one(result: Comparison, asked: Asked) -> Mapping[str, Rows]:
    told = shown_of(result, asked).told
    of_charts = {name: told["tables"][source] for name, source in _SOURCES.items()}
    return {**told["tables"], **of_charts, "provisions": [_flat(row) for row in told["provisions"]]}


def _flat(provision: Mapping[str, Any]) -> dict[str, Any]:
    """A provision as a row: names in both languages, the titles of its sources and its articles joined."""
    row: dict[str, Any] = {}
    for key, value in provision.items():
        for language in ("en", "ar"):
            if key == "label":
                row[f"label_{language}"] = value[language]
            elif key == "articles":
                row[f"articles_{language}"] = "; ".join(one["name"][language] for one in value)
            elif key.endswith("_sources"):
                row[f"{key}_{language}"] = "; ".join(one["title"][language] for one in value)
            else:
                row[key] = value
    return row


def _tables_of_policies(result: Comparison, asked: Asked) -> Mapping[str, Rows]:
    of_tables = {name: rows_of_policies(result, name) for name in shown_of(result, asked).told["tables"]}
    return of_tables | {name: of_tables[source] for name, source in policies_figures.sources().items()}


def _tables_of_result(result: Tables, asked: Asked) -> Mapping[str, Rows]:
    del asked
    return result.rows


#: By the prefix of the names of their files.
KINDS = {
    "policies-": _Kind(compared, of_policies, _tables_of_policies),
    "statistics-": _Kind(statistics, of_statistics, rows_of_statistics),
    "hurt-": _Kind(who_is_hurt, of_hurt, _tables_of_result),
    "": _Kind(compared, of_one, _tables_of_one),
}
