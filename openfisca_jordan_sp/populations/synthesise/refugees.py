"""Refugees who are registered with UNHCR: in which households, and which of them live in camps.

Facts of a registry, seeded here and never drawn in a rule. Outside the camps the
registered are as many in each area, and of each nationality, as UNHCR counts.
The camps are Zaatari (Mafraq) and Azraq (Zarqa); they are Syrians'.

Nobody is registered with UNRWA here: no count of Palestine refugees has a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import GOVERNORATES, NATIONALITIES, code
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.margins import syrians_by_governorate

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

_ELSEWHERE = "elsewhere"
_NOWHERE = -1
_ROUNDS = 100


def add_refugees(frame: Frame) -> None:
    """Set who is registered and who lives in a camp: whole households."""
    household = frame.persons["household_id"]
    in_camp = _in_camps(frame)
    registered = in_camp | _outside_camps(frame, in_camp)
    frame.persons["is_registered_refugee"] = registered[household]
    frame.persons["lives_in_refugee_camp"] = in_camp[household]


def _nationality(frame: Frame) -> NDArray[numpy.uint8]:
    """Of each household: its members all have the same."""
    return numpy.asarray(frame.persons["nationality"][frame.reference])


def _in_camps(frame: Frame) -> Mask:
    """Syrian households of the camps' governorates, as many persons as live in each camp."""
    camps = frame.targets["refugees.in_camps"]
    syrians = syrians_by_governorate(frame.targets)
    rates = [min(number / syrians[GOVERNORATES.index(name)], 1.0) for name, number in camps.items()]
    place = _place(frame.households["governorate"], GOVERNORATES, [*camps])
    cell = numpy.where(_nationality(frame) == code("nationality", "syrian"), place, _NOWHERE)
    return _spread(frame, cell, numpy.array(rates), "refugee_camp")


def _outside_camps(frame: Frame, in_camp: Mask) -> Mask:
    """By nationality and area at once: one rate for each pair of them."""
    nationalities = [*frame.targets["refugees.registered"]]
    areas = [*frame.targets["refugees.outside_camps"]]
    nationality = _place(_nationality(frame), NATIONALITIES, nationalities)
    area = _place(frame.households["governorate"], GOVERNORATES, areas)
    area = numpy.where(area == _NOWHERE, areas.index(_ELSEWHERE), area)
    cell = numpy.where((nationality != _NOWHERE) & ~in_camp, nationality * len(areas) + area, _NOWHERE)
    rates = frame.align.solve("refugees outside camps", lambda: _rates(frame, cell))
    return _spread(frame, cell, rates, "refugee_registration")


def _place(codes: NDArray[numpy.uint8], members: tuple[str, ...], among: list[str]) -> IntArray:
    """For each code its place in a shorter list of names."""
    places = numpy.array([among.index(name) if name in among else _NOWHERE for name in members])
    return numpy.asarray(places[codes])


def _spread(frame: Frame, cell: IntArray, rates: FloatArray, stage: str) -> Mask:
    """Households taken evenly from each cell, small and large ones, as its rate says.

    Those of one size stand in random order. A threshold on random scores would do
    the same, but not so exactly: cells are small, and it would be solved on few of them.
    """
    start = frame.draws.uniform(stage, "households")
    chosen = numpy.zeros(len(cell), dtype=bool)
    for number, rate in enumerate(rates):
        rows = numpy.flatnonzero(cell == number)
        if len(rows):
            steps = numpy.floor(numpy.arange(len(rows) + 1) * rate + start[rows[0]])
            by_size = rows[numpy.argsort(frame.household_size[rows], kind="stable")]
            chosen[by_size] = numpy.diff(steps) > 0
    return chosen


def _rates(frame: Frame, cell: IntArray) -> FloatArray:
    """The share registered of each cell, so that the persons of each nationality and area are met."""
    wanted, areas = dict(frame.targets["refugees.registered"]), frame.targets["refugees.outside_camps"]
    in_camps = frame.targets["refugees.in_camps"]
    wanted["syrian"] = max(wanted["syrian"] - sum(in_camps.values()), 0)
    by_nationality = numpy.array(list(wanted.values()), dtype=numpy.float64)
    by_area = numpy.array(list(areas.values()), dtype=numpy.float64)
    # Another number of registered refugees is spread over the areas like the present one.
    by_area *= by_nationality.sum() / max(float(by_area.sum()), 1.0)
    persons, inside = frame.weight("households") * frame.household_size, cell != _NOWHERE
    cells = len(wanted) * len(areas)
    counts = numpy.bincount(cell[inside], persons[inside], minlength=cells).astype(numpy.float64)
    available = counts.reshape(len(wanted), len(areas))
    available[list(wanted).index("syrian")] = _syrians_outside(frame, [*areas])
    table = _fitted(available, by_nationality, by_area)
    return numpy.asarray(table / numpy.where(available > 0, available, 1.0)).ravel()


def _syrians_outside(frame: Frame, areas: list[str]) -> FloatArray:
    """Syrians of each area who are in no camp: weights are calibrated to their number, so it need not be estimated."""
    in_camps = frame.targets["refugees.in_camps"]
    syrians = numpy.zeros(len(areas))
    for name, number in zip(GOVERNORATES, syrians_by_governorate(frame.targets), strict=True):
        area = name if name in areas else _ELSEWHERE
        syrians[areas.index(area)] += max(float(number) - in_camps.get(name, 0), 0.0)
    return syrians


def _fitted(available: FloatArray, rows: FloatArray, columns: FloatArray) -> FloatArray:
    """A table between 0 and `available`, proportional to it, with the sums of rows and columns (as far as they go)."""
    table = available.copy()
    for _ in range(_ROUNDS):
        for axis, wanted in ((1, rows), (0, columns)):
            sums = table.sum(axis=axis)
            factor = wanted / numpy.where(sums > 0, sums, 1.0)
            table = numpy.minimum(table * numpy.expand_dims(factor, axis), available)
    return table


@dataclass(frozen=True)
class RegisteredHouseholds:
    """Households of registered refugees, one row each.

    Attributes:
        size: members.
        weight: households that each stands for.
        in_camp: whether they live in a camp.
    """

    size: IntArray
    weight: FloatArray
    in_camp: Mask


@dataclass(frozen=True)
class Lists:
    """Up to which consumption a head households outside camps were on the lists of agencies (JOD a month).

    Attributes:
        most_vulnerable: to the higher amount of food assistance.
        moderately_vulnerable: to the lower amount.
        cash: to monthly cash.
    """

    most_vulnerable: float
    moderately_vulnerable: float
    cash: float


def lists_of_survey(per_head: FloatArray, households: RegisteredHouseholds, amounts: Mapping[str, float]) -> Lists:
    """The lists that take the poorest first until they have the shares of `amounts`.

    Args:
        per_head: consumption before benefits of each household.
        households: all that are registered.
        amounts: the target `refugees.assistance_of_survey`.
    """
    outside = numpy.flatnonzero(~households.in_camp)
    order = outside[numpy.argsort(per_head[outside], kind="stable")]
    people = numpy.cumsum((households.size * households.weight)[order])
    high, moderate = amounts["most_vulnerable_share"], amounts["moderately_vulnerable_share"]

    def highest(share: float) -> float:
        inside = int(numpy.searchsorted(people, share * people[-1], side="right")) if len(people) else 0
        return float(per_head[order[inside - 1]]) if inside else 0.0

    return Lists(highest(high), highest(high + moderate), highest(amounts["cash_share"]))


def assistance_of_survey(
    per_head: FloatArray, households: RegisteredHouseholds, amounts: Mapping[str, float], lists: Lists
) -> FloatArray:
    """What agencies gave each household a head when refugees' poverty was surveyed (JOD a month of that year).

    The survey counts what is bought with assistance, and so does its poverty
    rate. The population's consumption is that before benefits, to which the
    rules add the assistance of their own year: so assistance of the survey's
    year is added only while the rate is solved or compared. In camps everybody
    got food assistance; outside, the poorest did, and the poorest families cash
    as well, which is how `populations.layers` makes the lists of today.

    Args:
        per_head: consumption before benefits of each household, in prices of the survey's year.
        households: who they are.
        amounts: the target `refugees.assistance_of_survey`.
        lists: who was on the lists.
    """
    is_high, is_moderate = per_head <= lists.most_vulnerable, per_head <= lists.moderately_vulnerable
    food = numpy.select([is_high, is_moderate], [amounts["most_vulnerable"], amounts["moderate"]], 0.0)
    further = numpy.minimum(households.size, amounts["cash_largest_family"]) - 1
    cash = (amounts["cash_one_person"] + amounts["cash_further_person"] * further) / households.size
    listed = food + numpy.where(per_head <= lists.cash, cash, 0.0)
    return numpy.where(households.in_camp, amounts["camp"], listed)
