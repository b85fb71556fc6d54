"""The tables of a comparison without the cells that few people of a survey stand behind.

A cell is what one row says of one scenario: its cost, reach and mean are shown
together or not at all. Families are counted where amounts are, households where
consumption is. Behind a difference stand those for whom anything differs. A cell
is also hidden where others that are shown would give it away: baseline, reform
and difference; the rows of a table and their total; the programmes of a pillar.
Hidden figures are NaN (null in JSON, empty in CSV).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.engine.quota import QuotaReach
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import levies, pillars
from openfisca_jordan_sp.measures.basis import DECILES, FloatArray, total
from openfisca_jordan_sp.measures.tables import SCENARIOS, SMALLEST_CHANGE, Pair
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.suppression import minimum_cell, protected, small

Mask = NDArray[numpy.bool_]
Tables = dict[str, pandas.DataFrame]

_DIFFERENCE = "difference"
_TRIO = (*SCENARIOS, _DIFFERENCE)
_OUTCOMES = ("gain", "lose", "unchanged")
_NAMES = {"programmes": "programme", "levies": "levy", "pillars": "pillar", "governorates": "governorate"}


@dataclass
class _Cells:
    """Cells by key with how many stand behind each, and the sets of cells that give one another away."""

    places: dict[Hashable, int] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)

    def add(self, key: Hashable, count: int) -> None:
        self.places[key] = len(self.counts)
        self.counts.append(count)

    def tie(self, keys: Sequence[Hashable]) -> None:
        self.groups.append([self.places[key] for key in keys])

    def hidden(self, minimum: int) -> set[Hashable]:
        counts = numpy.array(self.counts, dtype=numpy.int64)
        hidden = protected(small(counts, minimum), counts, self.groups)
        return {key for key, place in self.places.items() if hidden[place]}


def hide_small_cells(tables: Tables, pair: Pair, line: float) -> Tables:
    """The tables with small cells hidden; as they are for a population without `minimum_cell` in its manifest.

    Args:
        tables: those of `compare`, or some of them.
        pair: the two evaluations that they come from.
        line: the poverty line, JOD a person and month.
    """
    minimum = minimum_cell(pair.basis.population.manifest)
    if not minimum:
        return tables
    cells = _Cells()
    _add_costs(cells, pair)
    _add_published(cells, tables, pair)
    _add_services(cells, tables, pair)
    _add_poverty(cells, pair, line)
    _add_inequality(cells, pair)
    _add_winners(cells, pair)
    return _without(tables, cells.hidden(minimum))


def hidden_notes(manifest: Mapping[str, Any]) -> list[Text]:
    """Why some figures of a survey are not shown; nothing for people who are synthetic."""
    minimum = minimum_cell(manifest)
    note = Text(
        f"Figures that fewer than {minimum} families or persons of the survey stand behind are not shown (…), "
        "nor those that would give them away.",
        f"تُحجب الأرقام التي يقف وراءها أقل من {minimum} أسر أو أفراد في المسح (…)، وكذلك ما يكشفها.",
    )
    return [note] if minimum else []


def quotas_shown(pair: Pair) -> dict[str, Evaluation]:
    """The evaluations without what quotas tell of few families, if their population has a `minimum_cell`.

    A cutoff is the score of one family. How many rows stand behind a weighted number is at least the number
    divided by the largest weight.
    """
    minimum = minimum_cell(pair.basis.population.manifest)
    if not minimum:
        return pair.evaluations
    enough = minimum * float(pair.basis.household_weight.max())
    shown = {}
    for name, evaluation in pair.evaluations.items():
        quotas = {
            flag: replace(quota, cutoff=None) if quota.reached >= enough else QuotaReach(quota.families, 0.0, 0.0, None)
            for flag, quota in evaluation.quotas.items()
        }
        shown[name] = replace(evaluation, quotas=quotas)
    return shown


def _add_costs(cells: _Cells, pair: Pair) -> None:
    """Programmes, pillars, levies, governorates and deciles: families that get or pay anything."""
    everyone = numpy.ones(len(pair.basis.family_weight), dtype=bool)
    programmes = [programme.id for programme in pair.programmes]
    paid = [levy.id for levy in levies()]
    of_pillar = {name: [p.id for p in pair.programmes if p.pillar == name] for name in pillars()}
    rows: dict[str, dict[str, list[str]]] = {
        "programmes": {**{each: [each] for each in programmes}, "total": programmes},
        "levies": {**{each: [each] for each in paid}, "total": paid},
        "pillars": of_pillar,
    }
    for table, by_name in rows.items():
        for name, ids in by_name.items():
            _add_trio(cells, (table, name), _families_behind(pair, ids), everyone)
    behind = _families_behind(pair, programmes)
    household = pair.basis.household_of_family
    for number, name in enumerate(GOVERNORATES):
        _add_trio(cells, ("governorates", name), behind, (pair.basis.governorate == number)[household])
    for number in range(DECILES):
        _add_trio(cells, ("deciles", str(number + 1)), behind, (pair.basis.decile == number)[household])
    for scenario in _TRIO:
        everything = ("programmes", "total", scenario)
        for table in ("programmes", "levies"):
            cells.tie([(table, name, scenario) for name in rows[table]])
        for pillar, ids in of_pillar.items():
            cells.tie([("pillars", pillar, scenario), *(("programmes", name, scenario) for name in ids)])
        for table, names in (
            ("pillars", list(of_pillar)),
            ("governorates", list(GOVERNORATES)),
            ("deciles", _deciles()),
        ):
            cells.tie([everything, *((table, name, scenario) for name in names)])


def _deciles() -> list[str]:
    return [str(number + 1) for number in range(DECILES)]


def _families_behind(pair: Pair, ids: Sequence[str]) -> dict[str, Mask]:
    """Which families any of the amounts concerns, under each policy and by their difference."""
    count = len(pair.basis.family_weight)
    amounts: dict[str, tuple[FloatArray, FloatArray]] = {}
    for name, evaluation in pair.evaluations.items():
        month = {**evaluation.month, **evaluation.levies_month}
        year = {**evaluation.year, **evaluation.levies_year}
        amounts[name] = (
            total({key: month[key] for key in ids if key in month}, count),
            total({key: year[key] for key in ids if key in year}, count),
        )
    behind = {name: (month != 0) | (year != 0) for name, (month, year) in amounts.items()}
    before, after = (amounts[name] for name in SCENARIOS)
    behind[_DIFFERENCE] = (before[0] != after[0]) | (before[1] != after[1])
    return behind


def _add_trio(cells: _Cells, key: tuple[str, str], behind: Mapping[str, Mask], inside: Mask) -> None:
    for scenario in _TRIO:
        cells.add((*key, scenario), int((behind[scenario] & inside).sum()))
    cells.tie([(*key, scenario) for scenario in _TRIO])


def _add_published(cells: _Cells, tables: Tables, pair: Pair) -> None:
    """The Fund's cash together, which stands beside the published figures."""
    if not len(tables.get("published", ())):
        return
    ids = [programme.id for programme in pair.programmes if programme.is_naf_cash]
    cells.add(("published",), int(_families_behind(pair, ids)["baseline"].sum()))
    cells.tie([("published",), *(("programmes", name, "baseline") for name in ids)])


def _add_services(cells: _Cells, tables: Tables, pair: Pair) -> None:
    for service in tables["services"]["service"] if "services" in tables else ():
        reached = {name: evaluation.services[service] for name, evaluation in pair.evaluations.items()}
        before, after = (reached[name] for name in SCENARIOS)
        is_same = before.entitled == after.entitled and before.value == after.value
        counts = (before.cases, after.cases, 0 if is_same else max(abs(after.cases - before.cases), 1))
        for scenario, count in zip(_TRIO, counts, strict=True):
            cells.add(("services", service, scenario), count)
        cells.tie([("services", service, scenario) for scenario in _TRIO])


def _add_poverty(cells: _Cells, pair: Pair, line: float) -> None:
    """Households that are poor in each group, or whose poverty changes."""
    basis = pair.basis
    before, after = (basis.consumption_per_head(evaluation) for evaluation in pair.evaluations.values())
    concerned = {
        "baseline": before < line,
        "reform": after < line,
        _DIFFERENCE: ((before < line) | (after < line)) & (before != after),
    }
    groups = {"all": basis.is_jordanian | True, "jordanian": basis.is_jordanian, "other": ~basis.is_jordanian}
    for group, inside in groups.items():
        for scenario in _TRIO:
            cells.add(("poverty", group, scenario), int((inside & concerned[scenario]).sum()))
        cells.tie([("poverty", group, scenario) for scenario in _TRIO])
    for scenario in _TRIO:
        cells.tie([("poverty", group, scenario) for group in groups])


def _add_inequality(cells: _Cells, pair: Pair) -> None:
    basis = pair.basis
    before, after = (basis.consumption_per_head(evaluation) for evaluation in pair.evaluations.values())
    everybody, changed = len(before), int((before != after).sum())
    for scenario, count in zip(_TRIO, (everybody, everybody, changed), strict=True):
        cells.add(("inequality", scenario), count)
    cells.tie([("inequality", scenario) for scenario in _TRIO])


def _add_winners(cells: _Cells, pair: Pair) -> None:
    """Households that gain, lose and keep, in each decile and together; their mean change is what programmes cost."""
    basis = pair.basis
    change = basis.consumption_per_head(pair.reform) - basis.consumption_per_head(basis.baseline)
    gains, loses = change > SMALLEST_CHANGE, change < -SMALLEST_CHANGE
    inside = {**{name: basis.decile == number for number, name in enumerate(_deciles())}, "all": gains | True}
    outcomes = {"gain": gains, "lose": loses, "unchanged": ~(gains | loses), "persons": gains | True}
    behind = {**outcomes, "mean_change": change != 0}
    for group, mask in inside.items():
        for name, who in behind.items():
            cells.add(("winners_losers", group, name), int((mask & who).sum()))
        cells.tie([("winners_losers", group, name) for name in outcomes])
        cost = ("programmes", "total") if group == "all" else ("deciles", group)
        cells.tie([("winners_losers", group, "mean_change"), (*cost, _DIFFERENCE)])
    for name in behind:
        cells.tie([("winners_losers", group, name) for group in inside])
    cells.tie([("winners_losers", "all", "mean_change"), ("inequality", _DIFFERENCE)])


def _without(tables: Tables, hidden: set[Hashable]) -> Tables:
    """The tables with NaN in the columns of hidden cells."""
    result = {name: table.copy() for name, table in tables.items()}
    for table, row, columns in _places(result, hidden):
        for column in columns:
            frame = result[table]
            place = frame.columns.get_loc(column)
            frame[column] = frame[column].astype(float)
            frame.iloc[row, place] = numpy.nan  # type: ignore[index]
    return result


def _places(tables: Tables, hidden: set[Hashable]) -> Iterator[tuple[str, int, list[str]]]:
    """Table, row and columns of every hidden cell."""
    for name, frame in tables.items():
        for row, record in enumerate(frame.to_dict(orient="records")):
            key = str(record.get(_KEYS.get(name, ""), ""))
            columns = [column for column in frame.columns if _cell(name, key, str(column)) in hidden]
            if columns:
                yield name, row, columns


_KEYS: Mapping[str, str] = {
    **_NAMES,
    "deciles": "decile",
    "services": "service",
    "poverty": "group",
    "winners_losers": "decile",
}
_OF_PUBLISHED = ("model", "difference", "relative_difference")


def _cell(table: str, key: str, column: str) -> Hashable:
    """The cell that a column of a row belongs to; nothing for columns that are always shown."""
    if table == "published":
        return ("published",) if column in _OF_PUBLISHED else None
    figure, _, scenario = column.rpartition("_")
    if table == "winners_losers":
        outcome = scenario if scenario in _OUTCOMES else column
        return (table, key, outcome)
    if not figure or scenario not in _TRIO or table in {"provisions", "non_verified"}:
        return None
    return (table, scenario) if table == "inequality" else (table, key, scenario)
