"""Wages and earnings: of the insured as their Corporation counts them, of the others as surveys find them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import SEXES
from openfisca_jordan_sp.populations.synthesise.align import align_rate, bisect
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

MONTHS = 12

#: Groups of formal wages, in the order of their numbers: sector by sex.
SECTORS = ("public", "private_formal")
_LEAST_SPREAD, _MOST_SPREAD = 0.1, 2.5
_STEPS = 25
_ROUNDS = 8
#: Pay above the minimum wage on the average is never nothing.
_LEAST_MEAN = 1.0


def add_wages(frame: Frame) -> None:
    """Set the wage of employees, and the earnings of those who work on their own account."""
    scores = _Scores.of(frame)
    paid = frame.is_("employment_status", "employee", "daily_wage_worker")
    formal = _FormalWages.of(frame, scores, paid)
    wage = numpy.zeros(len(paid))
    for number, sector in enumerate(SECTORS):
        rows = numpy.flatnonzero(paid & frame.is_("employment_sector", sector))
        wage[rows] = formal.of_rows(frame, rows, numpy.full(len(rows), number))
    informal = numpy.flatnonzero(paid & frame.is_("employment_sector", "informal"))
    wage[informal] = _informal(frame, scores, informal)
    frame.persons["wage"] = numpy.round(wage)
    frame.persons["other_earnings"] = numpy.round(_own_earnings(frame))
    former = numpy.flatnonzero(frame.persons["is_formerly_insured"])
    frame.persons["former_wage"] = numpy.zeros(len(paid))
    frame.persons["former_wage"][former] = formal.of_rows(frame, former, frame.persons["last_sector"][former])


@dataclass(frozen=True)
class _Scores:
    """The draw behind everybody's wage, and where in the tail who is in it stands (0 to 1)."""

    wage: FloatArray
    tail: FloatArray

    @classmethod
    def of(cls, frame: Frame) -> _Scores:
        return cls(frame.correlated("wage", "persons"), frame.draws.uniform("wage_tail", "persons"))


def _group(frame: Frame, rows: IntArray, sector: IntArray) -> IntArray:
    """Number of the group of each row: sector by sex."""
    return numpy.asarray(sector * len(SEXES) + frame.persons["sex"][rows], dtype=numpy.int64)


@dataclass(frozen=True)
class _FormalWages:
    """What the wages of the insured are made of.

    Lognormal above the minimum wage; in each group the best paid follow a Pareto distribution.

    Attributes:
        scores: of everybody.
        spread: standard deviation of the logarithm of pay above the minimum wage.
        edge: score at which the tail of each group begins.
        level: factor of each group.
    """

    scores: _Scores
    spread: float
    edge: FloatArray
    level: FloatArray

    @classmethod
    def of(cls, frame: Frame, scores: _Scores, paid: Mask) -> _FormalWages:
        """Spread and levels solved, so that groups differ as published and the mean and low wages of all are met."""
        solved = frame.align.solve("formal wages", lambda: _solved(frame, scores, paid))
        groups = len(SECTORS) * len(SEXES)
        return cls(scores, float(solved[0]), solved[1 : 1 + groups], solved[1 + groups :])

    def of_rows(self, frame: Frame, rows: IntArray, sector: IntArray) -> FloatArray:
        """JOD a month of those rows, were each insured in that sector."""
        group = _group(frame, rows, sector)
        above = _above(self.scores, rows, self.spread, self.edge[group], frame.targets["labour.wage_tail"]["alpha"])
        return numpy.asarray(frame.targets["labour.minimum_wage"] + self.level[group] * above)


def _above(scores: _Scores, rows: IntArray, spread: float, edge: FloatArray, alpha: float) -> FloatArray:
    """Pay above the minimum wage, but for the level: lognormal up to the edge, Pareto beyond."""
    score = scores.wage[rows]
    below = numpy.exp(spread * numpy.minimum(score, edge))
    return numpy.asarray(below * numpy.where(score > edge, (1 - scores.tail[rows]) ** (-1 / alpha), 1.0))


def _solved(frame: Frame, scores: _Scores, paid: Mask) -> FloatArray:
    """Spread, edges and levels."""
    is_public = frame.is_("employment_sector", "public")
    rows = numpy.flatnonzero(paid & (is_public | frame.is_("employment_sector", "private_formal")))
    sector = numpy.where(is_public[rows], SECTORS.index("public"), SECTORS.index("private_formal"))
    search = _Search(frame, scores, rows, _group(frame, rows, sector))
    spread = bisect(search.excess_low, _LEAST_SPREAD, _MOST_SPREAD, _STEPS)
    return numpy.concatenate([[spread], search.edge, search.level(spread)])


class _Search:
    """Formal wages of the alignment sample as a function of their spread."""

    def __init__(self, frame: Frame, scores: _Scores, rows: IntArray, group: IntArray) -> None:
        targets = frame.targets
        self.scores, self.rows, self.group = scores, rows, group
        self.weight = frame.weight("persons")[rows]
        self.insured = ~frame.persons["is_in_treasury_pension_scheme"][rows]
        self.floor = float(targets["labour.minimum_wage"])
        self.ceiling = float(targets["insurance.highest_wage"]["later"])
        self.mean = float(targets["labour.mean_insured_wage"])
        self.low, self.tail = targets["labour.low_insured_wages"], targets["labour.wage_tail"]
        by_sector = targets["labour.mean_wage"]
        self.relative = numpy.array([by_sector[sector][sex] for sector in SECTORS for sex in SEXES]) / self.mean
        self.number = numpy.bincount(group, self.weight, minlength=len(self.relative))
        wage, share = scores.wage[rows], self.tail["share"]
        self.edge = numpy.array(
            [-align_rate(wage[group == each], self.weight[group == each], share) for each in range(len(self.relative))]
        )

    def level(self, spread: float) -> FloatArray:
        """Factors of the groups with which their means differ as published and the mean of insured wages is met.

        The Corporation knows a wage up to the ceiling: its mean is of those.
        """
        above = self._above(spread)
        sums = numpy.bincount(self.group, above * self.weight, minlength=len(self.number))
        scale = 1.0
        for _ in range(_ROUNDS):
            wanted = numpy.maximum(scale * self.relative * self.mean - self.floor, _LEAST_MEAN)
            level = wanted * self.number / numpy.where(sums > 0, sums, 1.0)
            declared = numpy.minimum(self.floor + level[self.group] * above, self.ceiling)[self.insured]
            scale *= self.mean / (self._mean_of_insured(declared) or self.mean)
        return numpy.asarray(level)

    def excess_low(self, spread: float) -> float:
        """Share of low wages less its target: it rises with the spread."""
        wage = self.floor + self.level(spread)[self.group] * self._above(spread)
        is_low = wage[self.insured] <= self.low["of_mean"] * self.mean
        return self._mean_of_insured(is_low) - float(self.low["share"])

    def _mean_of_insured(self, values: FloatArray | Mask) -> float:
        """Mean of the insured, whose values are given; 0 if there is nobody."""
        weight = self.weight[self.insured]
        return float((values * weight).sum() / max(float(weight.sum()), 1e-9))

    def _above(self, spread: float) -> FloatArray:
        return _above(self.scores, self.rows, spread, self.edge[self.group], self.tail["alpha"])


def _informal(frame: Frame, scores: _Scores, rows: IntArray) -> FloatArray:
    """Lognormal around the mean of the least educated; men and women differ as in insured private work."""
    targets = frame.targets
    by_sex = targets["labour.mean_wage"]["private_formal"]
    raw = numpy.exp(targets["labour.wage_deviation"]["informal"] * scores.wage[rows])
    raw = raw * numpy.array([by_sex[sex] for sex in SEXES])[frame.persons["sex"][rows]]
    return frame.scaled("informal wage", raw, "persons", rows, targets["labour.mean_informal_wage"])


def _own_earnings(frame: Frame) -> FloatArray:
    """Lognormal; all together what the income survey found of self-employment, at the prices of the base year."""
    targets, persons = frame.targets, frame.persons
    rows = numpy.flatnonzero(frame.is_("employment_status", "self_employed", "employer"))
    by_sex = numpy.array([targets["labour.own_earnings_by_sex"][sex] for sex in SEXES])
    score = frame.correlated("own_earnings", "persons", "wage")[rows]
    raw = by_sex[persons["sex"][rows]] * numpy.exp(targets["labour.wage_deviation"]["own_account"] * score)
    weight = frame.weight("persons")
    yearly = targets["income.self_employment"] * targets["prices.uprating_2018_to_2025"] * float(weight.sum())
    mean = yearly / MONTHS / max(float(weight[rows].sum()), 1.0)
    earnings = numpy.zeros(len(weight))
    earnings[rows] = frame.scaled("own earnings", raw, "persons", rows, mean)
    return earnings
