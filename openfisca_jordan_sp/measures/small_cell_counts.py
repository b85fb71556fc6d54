"""How many families and households stand behind each cell of the tables of comparisons, and which cells tell others.

A cell of the law in force is the same cell for every policy compared with it. Between any two policies stands a cell
that no table shows: their difference, which a reader could work out.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.law.catalogue import Programme, levies, pillars
from openfisca_jordan_sp.measures.basis import DECILES, FloatArray, total
from openfisca_jordan_sp.measures.tables import SCENARIOS, SMALLEST_CHANGE, Pair
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.suppression import protected, small

Mask = NDArray[numpy.bool_]
Tables = dict[str, pandas.DataFrame]
Key = tuple[Hashable, ...]

DIFFERENCE = "difference"
TRIO = (*SCENARIOS, DIFFERENCE)
OUTCOMES = ("gain", "lose", "unchanged")


@dataclass
class Cells:
    """Cells by key with how many stand behind each, and the sets of cells that give one another away."""

    places: dict[Hashable, int] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    groups: dict[tuple[int, ...], None] = field(default_factory=dict)

    def add(self, key: Hashable, count: int) -> None:
        """A cell with so many behind it; one that is there already stays."""
        if key not in self.places:
            self.places[key] = len(self.counts)
            self.counts.append(count)

    def tie(self, keys: Sequence[Hashable]) -> None:
        """Cells of which each follows from the others."""
        self.groups[tuple(self.places[key] for key in keys)] = None

    def hidden(self, minimum: int) -> set[Hashable]:
        """The cells that may not be shown."""
        counts = numpy.array(self.counts, dtype=numpy.int64)
        hidden = protected(small(counts, minimum), counts, self.groups)
        return {key for key, place in self.places.items() if hidden[place]}

    def of(self, policy: int) -> View:
        """The cells as one policy beside the law in force names them."""
        return View(self, {"baseline": ("baseline",), "reform": (policy,), DIFFERENCE: (policy,)}, policy)

    def between(self, one: int, other: int) -> View:
        """The cells of two policies: the one in the place of the law in force, and their difference."""
        return View(self, {"baseline": (one,), "reform": (other,), DIFFERENCE: ("between", one, other)}, other)


@dataclass(frozen=True)
class View:
    """Cells under the names that a pair of evaluations gives them.

    Attributes:
        cells: of all policies.
        owners: whose cell a scenario of this pair is.
        policy: whose the cells without a scenario are.
    """

    cells: Cells
    owners: Mapping[str, Key]
    policy: int

    def key(self, key: Key) -> Key:
        """The name of a cell among those of all policies."""
        scenario = str(key[-1])
        if key == ("published",) or key[-1] == "persons":
            return ("baseline", *key)  # as many under every policy
        if scenario not in self.owners:
            return (self.policy, *key)
        # What a policy has in the place of the law in force is its own `reform`.
        is_reform = scenario == "baseline" and self.owners[scenario] != ("baseline",)
        return (*self.owners[scenario], *key[:-1], "reform" if is_reform else scenario)

    def add(self, key: Key, count: int) -> None:
        """A cell with so many behind it."""
        self.cells.add(self.key(key), count)

    def tie(self, keys: Sequence[Key]) -> None:
        """Cells of which each follows from the others."""
        self.cells.tie([self.key(key) for key in keys])


def _add_costs(cells: View, pair: Pair) -> None:
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
    for scenario in TRIO:
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
    behind[DIFFERENCE] = (before[0] != after[0]) | (before[1] != after[1])
    return behind


def _add_trio(cells: View, key: tuple[str, str], behind: Mapping[str, Mask], inside: Mask) -> None:
    for scenario in TRIO:
        cells.add((*key, scenario), int((behind[scenario] & inside).sum()))
    cells.tie([(*key, scenario) for scenario in TRIO])


def _add_published(cells: View, tables: Tables, pair: Pair) -> None:
    """The Fund's cash together, which stands beside the published figures."""
    if not len(tables.get("published", ())):
        return
    ids = [programme.id for programme in pair.programmes if programme.is_naf_cash]
    cells.add(("published",), int(_families_behind(pair, ids)["baseline"].sum()))
    cells.tie([("published",), *(("programmes", name, "baseline") for name in ids)])


def _add_services(cells: View, tables: Tables, pair: Pair) -> None:
    for service in tables["services"]["service"] if "services" in tables else ():
        reached = {name: evaluation.services[service] for name, evaluation in pair.evaluations.items()}
        before, after = (reached[name] for name in SCENARIOS)
        is_same = before.entitled == after.entitled and before.value == after.value
        counts = (before.cases, after.cases, 0 if is_same else max(abs(after.cases - before.cases), 1))
        for scenario, count in zip(TRIO, counts, strict=True):
            cells.add(("services", service, scenario), count)
        cells.tie([("services", service, scenario) for scenario in TRIO])


def _add_poverty(cells: View, pair: Pair, line: float) -> None:
    """Households that are poor in each group, or whose poverty changes."""
    basis = pair.basis
    before, after = (pair.consumption[name] for name in SCENARIOS)
    concerned = {
        "baseline": before < line,
        "reform": after < line,
        DIFFERENCE: ((before < line) | (after < line)) & (before != after),
    }
    groups = {"all": basis.is_jordanian | True, "jordanian": basis.is_jordanian, "other": ~basis.is_jordanian}
    for group, inside in groups.items():
        for scenario in TRIO:
            cells.add(("poverty", group, scenario), int((inside & concerned[scenario]).sum()))
        cells.tie([("poverty", group, scenario) for scenario in TRIO])
    for scenario in TRIO:
        cells.tie([("poverty", group, scenario) for group in groups])


def _add_inequality(cells: View, pair: Pair) -> None:
    before, after = (pair.consumption[name] for name in SCENARIOS)
    everybody, changed = len(before), int((before != after).sum())
    for scenario, count in zip(TRIO, (everybody, everybody, changed), strict=True):
        cells.add(("inequality", scenario), count)
    cells.tie([("inequality", scenario) for scenario in TRIO])


def _add_winners(cells: View, pair: Pair) -> None:
    """Households that gain, lose and keep, in each decile and together; their mean change is what programmes cost."""
    inside, behind = _groups(pair), _outcomes(pair)
    for group, mask in inside.items():
        for name, who in behind.items():
            cells.add(("winners_losers", group, name), int((mask & who).sum()))
        cells.tie([("winners_losers", group, name) for name in (*OUTCOMES, "persons")])
        cost = ("programmes", "total") if group == "all" else ("deciles", group)
        cells.tie([("winners_losers", group, "mean_change"), (*cost, DIFFERENCE)])
    for name in behind:
        cells.tie([("winners_losers", group, name) for group in inside])
    cells.tie([("winners_losers", "all", "mean_change"), ("inequality", DIFFERENCE)])


def _groups(pair: Pair) -> dict[str, Mask]:
    """The households of each decile, and all."""
    decile = pair.basis.decile
    return {**{name: decile == number for number, name in enumerate(_deciles())}, "all": decile >= 0}


def _outcomes(pair: Pair) -> dict[str, Mask]:
    """Who gains, loses and keeps; everybody; and those whose consumption changes at all."""
    change = pair.consumption["reform"] - pair.consumption["baseline"]
    gains, loses = change > SMALLEST_CHANGE, change < -SMALLEST_CHANGE
    outcomes = {"gain": gains, "lose": loses, "unchanged": ~(gains | loses), "persons": gains | True}
    return {**outcomes, "mean_change": change != 0}


@dataclass(frozen=True)
class _Between(Pair):
    """Two policies that stand beside the same baseline: the first in the place of the baseline."""

    first: Pair

    @property
    def evaluations(self) -> dict[str, Evaluation]:
        """Both policies."""
        return {"baseline": self.first.reform, "reform": self.reform}

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes of either; those that one policy alone has pay nothing under the other."""
        return tuple({one.id: one for one in (*self.first.programmes, *self.reform.policy.programmes)}.values())

    @cached_property
    def consumption(self) -> dict[str, FloatArray]:
        """Consumption under both policies."""
        return {"baseline": self.first.consumption["reform"], "reform": self.basis.consumption_per_head(self.reform)}


def _add_winners_between(cells: Cells, pairs: tuple[Pair, Pair], policies: tuple[int, int]) -> None:
    """Households that gain, lose or keep under one of two policies but not under the other."""
    inside, (first, second) = _groups(pairs[0]), (_outcomes(pair) for pair in pairs)
    for group, mask in inside.items():
        for name in (*OUTCOMES, "mean_change"):
            key = ("winners_losers", group, name)
            between = ("between", policies, *key)
            cells.add(between, int((mask & (first[name] ^ second[name])).sum()))
            cells.tie([between, *(cells.of(policy).key(key) for policy in policies)])


def count_cells(tables: Sequence[Tables], pairs: Sequence[Pair], line: float) -> Cells:
    """The cells of the tables of several policies, and what any two policies would give away of one another.

    Args:
        tables: of each policy.
        pairs: the evaluations that they come from, which share their baseline.
        line: the poverty line, JOD a person and month.
    """
    cells = Cells()
    for policy, (of_policy, pair) in enumerate(zip(tables, pairs, strict=True)):
        view = cells.of(policy)
        _add_amounts(view, of_policy, pair, line)
        _add_published(view, of_policy, pair)
        _add_winners(view, pair)
    for one, other in combinations(range(len(pairs)), 2):
        between = _Between(pairs[one].basis, pairs[other].reform, pairs[one])
        _add_amounts(cells.between(one, other), tables[one], between, line)
        _add_winners_between(cells, (pairs[one], pairs[other]), (one, other))
    return cells


def _add_amounts(view: View, tables: Tables, pair: Pair, line: float) -> None:
    """What both a policy beside the law in force and two policies beside one another show."""
    _add_costs(view, pair)
    _add_services(view, tables, pair)
    _add_poverty(view, pair, line)
    _add_inequality(view, pair)
