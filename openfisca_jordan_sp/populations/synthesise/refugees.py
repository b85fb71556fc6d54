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
from openfisca_jordan_sp.populations.synthesise.align import align_rate
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

_ELSEWHERE = "elsewhere"
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


def _persons(frame: Frame) -> FloatArray:
    """Persons of the Kingdom that each household stands for."""
    return numpy.asarray(frame.weight("households") * frame.household_size)


def _in_camps(frame: Frame) -> Mask:
    """Syrian households of the camps' governorates, as many persons as live in each camp."""
    score = frame.draws.normal("refugee_camp", "households")
    syrian = _nationality(frame) == code("nationality", "syrian")
    chosen = numpy.zeros(len(score), dtype=bool)
    for name, number in frame.targets["refugees.in_camps"].items():
        among = syrian & (frame.households["governorate"] == GOVERNORATES.index(name))
        total = float(_persons(frame)[among].sum())
        rate = min(number / total, 1.0) if total else 0.0
        chosen |= frame.align.select(f"camp {name}", score, _persons(frame), rate, among)
    return chosen


def _outside_camps(frame: Frame, in_camp: Mask) -> Mask:
    """By nationality and area at once: one threshold for each pair of them."""
    score = frame.draws.normal("refugee_registration", "households")
    wanted = frame.targets["refugees.registered"]
    areas = frame.targets["refugees.outside_camps"]
    nationality = _place(_nationality(frame), NATIONALITIES, list(wanted))
    area = _place(frame.households["governorate"], GOVERNORATES, [*areas])
    area = numpy.where(area < 0, list(areas).index(_ELSEWHERE), area)
    cell = numpy.where((nationality >= 0) & ~in_camp, nationality * len(areas) + area, -1)
    cells = len(wanted) * len(areas)
    thresholds = frame.align.solve(
        "refugees outside camps", lambda: _thresholds(frame, score, cell, cells, float(_persons(frame)[in_camp].sum()))
    )
    return numpy.asarray((cell >= 0) & (score + thresholds[cell] > 0))


def _place(codes: NDArray[numpy.uint8], members: tuple[str, ...], among: list[str]) -> IntArray:
    """For each code its place in a shorter list of names; -1, if it is not in it."""
    places = numpy.array([among.index(name) if name in among else -1 for name in members])
    return numpy.asarray(places[codes])


def _thresholds(frame: Frame, score: FloatArray, cell: IntArray, cells: int, camp_persons: float) -> FloatArray:
    """The intercept of each cell, so that the persons of each nationality and area are met."""
    persons, inside = _persons(frame), cell >= 0
    available = numpy.bincount(cell[inside], persons[inside], minlength=cells).astype(numpy.float64)
    by_nationality = dict(frame.targets["refugees.registered"])
    by_nationality["syrian"] -= camp_persons
    by_area = frame.targets["refugees.outside_camps"]
    table = _fitted(
        available.reshape(len(by_nationality), len(by_area)),
        numpy.array(list(by_nationality.values()), dtype=numpy.float64),
        numpy.array(list(by_area.values()), dtype=numpy.float64),
    ).ravel()
    rates = table / numpy.where(available > 0, available, 1.0)
    rows = [numpy.flatnonzero(cell == number) for number in range(cells)]
    return numpy.array([align_rate(score[row], persons[row], rate) for row, rate in zip(rows, rates, strict=True)])


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


def assistance_of_survey(
    per_head: FloatArray, households: RegisteredHouseholds, amounts: Mapping[str, float]
) -> FloatArray:
    """What agencies gave each household a head when refugees' poverty was surveyed (JOD a month of that year).

    The survey counts what is bought with assistance, and so does its poverty
    rate. The population's consumption is that before benefits, to which the
    rules add the assistance of their own year: so assistance of the survey's
    year is added only while the rate is solved or compared. In camps everybody
    got food assistance; outside, the poorest did, a share with the higher and a
    further share with the lower amount, and the poorest families cash as well,
    which is how `populations.layers` makes the lists of today.

    Args:
        per_head: consumption before benefits of each household, in any unit: only its order is used.
        households: who they are.
        amounts: the target `refugees.assistance_of_survey`.
    """
    outside = numpy.flatnonzero(~households.in_camp)
    order = outside[numpy.argsort(per_head[outside], kind="stable")]
    people = (households.size * households.weight)[order]
    rank = numpy.ones(len(per_head))
    rank[order] = (numpy.cumsum(people) - people / 2) / max(float(people.sum()), 1.0)
    high, moderate = amounts["most_vulnerable_share"], amounts["moderately_vulnerable_share"]
    food = numpy.select([rank < high, rank < high + moderate], [amounts["most_vulnerable"], amounts["moderate"]], 0.0)
    further = numpy.minimum(households.size, amounts["cash_largest_family"]) - 1
    cash = (amounts["cash_one_person"] + amounts["cash_further_person"] * further) / households.size
    listed = food + numpy.where(rank < amounts["cash_share"], cash, 0.0)
    return numpy.where(households.in_camp, amounts["camp"], listed)
