"""Welfare of the household: where it lives, what it consumes, its dwelling and its meter."""

from __future__ import annotations

from dataclasses import astuple

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import GOVERNORATES, NATIONALITIES, TENURES
from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC, bisect, mean_factor
from openfisca_jordan_sp.populations.synthesise.deciles import mapped_to_deciles
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.refugees import (
    RegisteredHouseholds,
    assistance_of_survey,
    lists_of_survey,
)

FloatArray = NDArray[numpy.float64]

MONTHS = 12
_SOLVER_ROUNDS = 5
_SOLVER_STEPS = 30
#: Log-odds against whatever is out of the question.
_NEVER = 1000.0


def add_dwelling(frame: Frame) -> None:
    """Set the latent welfare factor, then every column of `households`."""
    frame.welfare = frame.draws.normal("welfare", "households")
    frame.households["consumption_before_benefits"] = numpy.round(_consumption(frame), 2)
    _tenure(frame)
    _rooms(frame)
    _electricity(frame)


class _Consumption:
    """Consumption as a function of its two unknowns: the spread, and how much less refugees consume.

    It is consumption before benefits. Refugees' poverty was surveyed with the
    assistance of the time, which is added while their rate is solved (see
    `refugees.assistance_of_survey`). What the National Aid Fund paid when Jordanians
    were surveyed is not taken off, because the survey tells nothing of who had it:
    Jordanians before benefits are somewhat poorer than here.
    """

    def __init__(self, frame: Frame) -> None:
        targets = frame.targets
        self.weight: FloatArray = frame.households["household_weight"]
        self.size = frame.household_size
        self.governorate = frame.households["governorate"]
        self.welfare = frame.welfare
        self.jordanian = frame.is_("nationality", "jordanian")[frame.reference]
        self.refugee = _is_refugee(frame)
        self.registered = numpy.asarray(frame.persons["is_registered_refugee"][frame.reference])
        self.by_size = self.size ** targets["consumption.size_elasticity"]
        means = targets["consumption.mean_by_governorate"]
        households = numpy.bincount(self.governorate, self.weight, minlength=len(GOVERNORATES))
        self.wanted = households * numpy.array([means[name] for name in GOVERNORATES])
        uprating = targets["prices.uprating_2018_to_2025"]
        self.mean: float = targets["consumption.mean_household"] * uprating / MONTHS
        self.line: float = targets["poverty.line"] * uprating
        self.survey_prices: float = targets["prices.uprating_2021_to_2025"]
        self.refugee_line: float = targets["poverty.refugees"]["line"]
        self.poor_jordanians: float = targets["poverty.rate_jordanian"]
        self.poor_refugees: float = targets["poverty.refugees"]["rate"]
        self.assistance = targets["refugees.assistance_of_survey"]
        in_camp = frame.persons["lives_in_refugee_camp"][frame.reference]
        rows = self.registered
        self.registered_households = RegisteredHouseholds(self.size[rows], self.weight[rows], in_camp[rows])

    def _raw(self, spread: float, refugee: float) -> FloatArray:
        return numpy.asarray(self.by_size * numpy.exp(spread * self.welfare + refugee * self.refugee))

    def levels(self, spread: float, refugee: float) -> FloatArray:
        """Factor of each governorate, with which its mean and the Kingdom's are met."""
        raw = self._raw(spread, refugee)
        sums = numpy.bincount(self.governorate, raw * self.weight, minlength=len(GOVERNORATES))
        factors = self.wanted / numpy.where(sums > 0, sums, 1.0)
        return numpy.asarray(factors * mean_factor(raw * factors[self.governorate], self.weight, self.mean))

    def amounts(self, spread: float, refugee: float) -> FloatArray:
        """JOD a month of each household."""
        return self._raw(spread, refugee) * self.levels(spread, refugee)[self.governorate]

    def excess_poor(self, spread: float, refugee: float) -> float:
        """Poverty rate of Jordanians less its target: it rises with the spread."""
        per_head = self.amounts(spread, refugee) / self.size
        return self._rate(per_head[self.jordanian], self.line, self.jordanian) - self.poor_jordanians

    def excess_consuming(self, spread: float, refugee: float) -> float:
        """Share of registered refugees above their line less its target: it rises with what they consume."""
        per_head = self._of_registered(spread, refugee)
        lists = lists_of_survey(per_head, self.registered_households, self.assistance)
        assisted = per_head + assistance_of_survey(per_head, self.registered_households, self.assistance, lists)
        return self.poor_refugees - self._rate(assisted, self.refugee_line, self.registered)

    def lists(self, spread: float, refugee: float) -> FloatArray:
        """The lists of agencies when refugees were surveyed."""
        per_head = self._of_registered(spread, refugee)
        return numpy.array(astuple(lists_of_survey(per_head, self.registered_households, self.assistance)))

    def _of_registered(self, spread: float, refugee: float) -> FloatArray:
        """Consumption a head of registered households before benefits, in prices of their survey."""
        return numpy.asarray((self.amounts(spread, refugee) / self.size)[self.registered] / self.survey_prices)

    def _rate(self, per_head: FloatArray, line: float, group: NDArray[numpy.bool_]) -> float:
        """Share below the line of the persons of a group; `per_head` has one row for each of its households."""
        persons = (self.weight * self.size)[group]
        return float(persons[per_head < line].sum() / persons.sum())


def _is_refugee(frame: Frame) -> NDArray[numpy.bool_]:
    """Households of Syrians, and others who are registered: they consume less by one factor."""
    registered = frame.persons["is_registered_refugee"][frame.reference]
    return numpy.asarray(registered | frame.is_("nationality", "syrian")[frame.reference])


def _consumption(frame: Frame) -> FloatArray:
    """Lognormal around the governorate's mean, rising with size; spread and refugees' level are solved.

    Where the means of deciles are known, amounts are mapped to them by rank.
    """
    spread, refugee, *level = frame.align.solve("consumption", lambda: _solved(_Consumption(frame)))
    # No part needs them: they tell, in the manifest, with what assistance the rate of refugees was met.
    frame.align.solve("assistance lists", lambda: _Consumption(frame).lists(spread, refugee))
    households = frame.households
    power = spread * frame.welfare + refugee * _is_refugee(frame)
    by_size = frame.household_size ** frame.targets["consumption.size_elasticity"]
    amounts = by_size * numpy.exp(power) * numpy.array(level)[households["governorate"]]
    return mapped_to_deciles(frame, amounts)


def _solved(model: _Consumption) -> FloatArray:
    """Spread, refugees' level, and the level of each governorate.

    A population too small to hold any registered household leaves their level as it is.
    """
    spread, refugee = 0.5, 0.0
    for _ in range(_SOLVER_ROUNDS):
        if model.registered.any():
            refugee = bisect(lambda level: model.excess_consuming(spread, level), -3, 1, _SOLVER_STEPS)  # noqa: B023
        spread = bisect(lambda value: model.excess_poor(value, refugee), 0.05, 1.5, _SOLVER_STEPS)  # noqa: B023
    return numpy.array([spread, refugee, *model.levels(spread, refugee)])


def _tenure(frame: Frame) -> None:
    """Owned by alignment on a prior by nationality; of the rest, a few live free of charge, all in camps among them."""
    prior = frame.targets["dwelling.owned_prior"]
    by_nationality = numpy.array([prior[name] for name in NATIONALITIES])
    log_odds = numpy.log(by_nationality / (1 - by_nationality))
    nationality = frame.persons["nationality"][frame.reference]
    shares = frame.targets["dwelling.tenure"]
    in_camp = frame.persons["lives_in_refugee_camp"][frame.reference]
    score = log_odds[nationality] + LOGISTIC * frame.correlated("tenure", "households") - _NEVER * in_camp
    owned = frame.select("tenure", score, "households", shares["owned"])
    noise = frame.draws.normal("free_tenure", "households") + _NEVER * in_camp
    share = shares["free"] / (shares["free"] + shares["rented"])
    free = frame.select("free_tenure", noise, "households", share, ~owned)
    codes = {name: TENURES.index(name) for name in TENURES}
    frame.households["tenure"] = numpy.where(owned, codes["owned"], numpy.where(free, codes["free"], codes["rented"]))


def _rooms(frame: Frame) -> None:
    shape = frame.targets["dwelling.rooms"]
    by_size = frame.align.standardised("log_size", numpy.log(frame.household_size))
    score = frame.align.standardised("rooms", frame.correlated("rooms", "households") + by_size)
    rooms = numpy.round(shape["mean"] + shape["deviation"] * score)
    frame.households["number_of_rooms"] = numpy.clip(rooms, shape["lowest"], shape["highest"])


def _electricity(frame: Frame) -> None:
    """Lognormal with the published median and spread; larger and better-off households use more."""
    shape = frame.targets["dwelling.electricity"]
    size = frame.align.standardised("log_size of meters", numpy.log(frame.household_size))
    by_size = frame.targets["dwelling.electricity_by_size"] * size
    score = frame.align.standardised("electricity", frame.correlated("electricity", "households") + by_size)
    use = shape["median"] * numpy.exp(shape["deviation"] * score)
    frame.households["electricity_consumption"] = numpy.round(use, 1)
