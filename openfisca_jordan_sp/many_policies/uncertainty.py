"""The law's own uncertainty: what the headline figures would be if values that no source verifies were others.

Every such value behind the figures is drawn from its range, all of them together, many times, and the law and the
reform are evaluated with the same draw. The spread of the figures is an interval for what is not known of the law.
It says nothing of errors in the population, and it rests on ranges of which most are a convention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy
import pandas

from openfisca_jordan_sp.comparison import DEFAULT_PERIOD
from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.many_policies.asked import (
    AskedPopulation,
    AskedReform,
    asked_policy,
    asked_stage,
)
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.many_policies.contributions import contributions_table
from openfisca_jordan_sp.many_policies.distributions import checked_draws, checked_seed
from openfisca_jordan_sp.many_policies.draws import Drawer, Rejected, drawn_only
from openfisca_jordan_sp.many_policies.intervals import LawUncertainty
from openfisca_jordan_sp.many_policies.orders import orders_of
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.many_policies.ranges import load_ranges
from openfisca_jordan_sp.many_policies.summaries import described
from openfisca_jordan_sp.many_policies.unsure import UnsureValue, unsure_values, values_table
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.headlines import FIGURES, HeadlineReader
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import law_in_force

MOST_DRAWS = 10_000
DEFAULT_DRAWS = 200
DEFAULT_LEVEL = 0.9

#: The figures of one draw: of the law, of the policy, and their difference, by figure.
Drawn = dict[str, dict[str, float]]
#: The values of one draw.
Values = Mapping[UnsureValue, Any]


def law_uncertainty(
    *reforms: AskedReform,
    population: AskedPopulation = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = "national",
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    level: float = DEFAULT_LEVEL,
    ranges: str | Path | None = None,
    one_at_a_time: bool = False,
    progress: Callable[[int], None] | None = None,
    started: Callable[[int], None] | None = None,
) -> LawUncertainty:
    """Give an interval for each headline figure over draws of the values that no source verifies.

    Contributions and taxes that change with a draw do not change what people have been seen to consume: consumption
    before benefits is kept, and only what a reform adds to a draw's levies is taken off.

    Args:
        reforms: files, ids or loaded reforms; with none the law in force alone.
        population: `demo`, a population folder, or a loaded population.
        period: the month of the monthly figures; yearly figures are of its calendar year.
        line: the poverty line, as in `compare`; it is not drawn.
        draws: how many.
        seed: draw n depends on it, on n and on each value's path alone.
        level: the share of the draws inside an interval.
        ranges: a file whose ranges replace those of `law/uncertainty.yaml`.
        one_at_a_time: also evaluate each value alone at both ends of its interval.
        progress: called with the number of steps done.
        started: called with the number of steps there are, once they are known.

    Raises:
        JordanSPError: any mistake in what is asked for, or ranges that contradict one another.
    """
    policy = asked_policy(reforms)
    checked_draws(draws, MOST_DRAWS)
    checked_seed(seed)
    if not 0 < level < 1:
        raise refusal("level", f"{level:g} is not between 0 and 1.", f"{level:g} ليس بين 0 و1.")
    found_ranges = load_ranges(law_in_force().parameters, ranges)
    stage = asked_stage(population, period, line, progress)
    orders = tuple(orders_of(law_in_force().parameters, found_ranges.orders))
    pairs = _pairs(stage, policy)
    unsure = unsure_values(pairs.values(), found_ranges)
    drawer = Drawer(drawn_only(unsure), policy, orders, stage.period, seed)
    run = _Run(stage, drawer, bool(policy.reforms))
    point = run.figures(*pairs.values())
    del pairs
    rejected: list[Rejected] = []
    count = draws if drawer.unsure else 0
    ends = _ends(drawer.unsure, level) if one_at_a_time else []
    if started is not None:
        started(run.steps(count + len(ends)))
    made = [drawer.values(number, draws, rejected) for number in range(count)]
    results = run.of_draws([*made, *ends])
    tables = _tables(point, unsure, made, results[:count], level)
    tables["contributions"] = contributions_table(
        drawer.unsure, made, results[:count], _by_stream(ends, results[count:])
    )
    tables["rejected"] = pandas.DataFrame([vars(each) for each in rejected], columns=["draw", "attempt", "reason"])
    return LawUncertainty(replace(stage, progress=None), policy, draws, seed, level, tables)


def _pairs(stage: Stage, policy: Policy) -> dict[str, Pair]:
    """The law in force beside itself, and the reform beside it."""
    policies = [Policy(), policy] if policy.reforms else [Policy()]
    evaluations = evaluate_all(policies, stage.population, stage.period, None)
    basis = Basis(stage.population, evaluations[0])
    return dict(zip(("baseline", "reform"), (Pair(basis, each) for each in evaluations), strict=False))


def _ends(unsure: Sequence[UnsureValue], level: float) -> list[Values]:
    """For each stream its values at the lower and at the upper end of their intervals, all others as they are."""
    streams: dict[str, list[UnsureValue]] = {}
    for each in unsure:
        streams.setdefault(each.range.stream, []).append(each)
    return [
        {each: each.drawn(share) for each in values}
        for values in streams.values()
        for share in ((1 - level) / 2, (1 + level) / 2)
    ]


def _by_stream(ends: Sequence[Values], results: Sequence[Drawn]) -> dict[str, tuple[Drawn, Drawn]]:
    """The figures at both ends of each stream."""
    names = [next(iter(places)).range.stream for places in ends[::2]]
    return dict(zip(names, zip(results[::2], results[1::2], strict=True), strict=True))


@dataclass(frozen=True)
class _Run:
    """Evaluates draws, each with and without the reforms, and keeps their figures."""

    stage: Stage
    drawer: Drawer
    has_reform: bool

    def figures(self, law: Pair, reform: Pair | None = None) -> Drawn:
        """The figures of the law, of the reform beside it, and of their difference."""
        reader = HeadlineReader(law.basis, self.stage.line)
        before = reader.read(law.reform)
        if reform is None:
            return {"baseline": dict(before.baseline)}
        after = reader.read(reform.reform)
        return {"baseline": dict(after.baseline), "reform": dict(after.figures), "difference": after.differences}

    def steps(self, count: int) -> int:
        """Steps reported for so many draws."""
        policies = count * (2 if self.has_reform else 1)
        return self.stage.steps(policies)

    def of_draws(self, draws: Sequence[Values]) -> list[Drawn]:
        """The figures of each draw, in their order."""
        built = (self.drawer.built(values, number) for number, values in enumerate(draws))
        policies: Iterator[Policy] = chain.from_iterable(
            (draw.law, draw.policy) if self.has_reform else (draw.law,) for draw in built
        )
        results = []
        for _, *evaluations in self.stage.batches(policies):
            laws = evaluations[::2] if self.has_reform else evaluations
            reforms = evaluations[1::2] if self.has_reform else repeat(None, len(laws))
            for law, reform in zip(laws, reforms, strict=True):
                basis = Basis(self.stage.population, law)
                results.append(self.figures(Pair(basis, law), None if reform is None else Pair(basis, reform)))
            del evaluations, laws, reforms
        return results


def _tables(
    point: Drawn, unsure: Sequence[UnsureValue], made: Sequence[Values], results: Sequence[Drawn], level: float
) -> dict[str, pandas.DataFrame]:
    return {
        "intervals": _intervals(point, results or [point], level),
        "values": values_table(unsure),
        "draws": pandas.DataFrame(
            [
                {
                    "draw": number,
                    **{f"{each.lever.path}[{each.record.date}]": value for each, value in draw.items()},
                    **{f"{name}_{of}": value for of, figures in drawn.items() for name, value in figures.items()},
                }
                for number, (draw, drawn) in enumerate(zip(made, results, strict=True), 1)
            ]
        ),
    }


def _intervals(point: Drawn, results: Sequence[Drawn], level: float) -> pandas.DataFrame:
    rows = []
    for of, figures in point.items():
        for name, value in figures.items():
            column = numpy.array([drawn[of][name] for drawn in results], dtype=numpy.float64)
            figure = FIGURES[name]
            rows.append(
                {
                    "figure": name,
                    "label_en": figure.label.en,
                    "label_ar": figure.label.ar,
                    "unit": figure.unit,
                    "of": of,
                    "point": value,
                    **described(column, (1 - level) / 2, (1 + level) / 2),
                }
            )
    return pandas.DataFrame(rows)
