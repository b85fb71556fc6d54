"""The plan of a population: which template each household is, in which part, with which weight.

Templates are drawn by systematic sampling, governorate by governorate, in an
order that keeps the first of the sorting keys to about one household. A sample
smaller than the Kingdom is weighted so that it meets the margins like the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.population import CHUNK_HOUSEHOLDS
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.synthesise.align import select_rate
from openfisca_jordan_sp.populations.synthesise.calibrate import Calibration, solve_nearly
from openfisca_jordan_sp.populations.synthesise.margins import CHILD_BELOW, local_margins, national_margins
from openfisca_jordan_sp.populations.synthesise.pool import Pool
from openfisca_jordan_sp.populations.synthesise.streams import stream
from openfisca_jordan_sp.populations.targets import Targets

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]


@dataclass(frozen=True)
class Part:
    """Consecutive households of one governorate, made and written together.

    Attributes:
        governorate: its code.
        number: of the part in its governorate, from 0.
        template: row in the pool of each household.
        weight: of each household.
        is_urban: of each household.
    """

    governorate: int
    number: int
    template: IntArray
    weight: FloatArray
    is_urban: Mask


@dataclass(frozen=True)
class Plan:
    """Every household of a population.

    Attributes:
        template: for each governorate the rows in the pool.
        weight: likewise the weights.
        is_urban: likewise whether they live in towns.
    """

    template: tuple[IntArray, ...]
    weight: tuple[FloatArray, ...]
    is_urban: tuple[Mask, ...]

    def parts(self, households: int = CHUNK_HOUSEHOLDS) -> Iterator[Part]:
        """Cuts of at most so many households, governorate by governorate."""
        for governorate, template in enumerate(self.template):
            for number, start in enumerate(range(0, len(template), households)):
                rows = slice(start, start + households)
                weight, is_urban = self.weight[governorate][rows], self.is_urban[governorate][rows]
                yield Part(governorate, number, template[rows], weight, is_urban)

    def sample(self, pool: Pool, households: int, fewest: int) -> tuple[Part, ...]:
        """About so many households, at least `fewest` of each governorate, weighted to stand for all of it.

        They are taken in order of nationality, kind, size and age of the reference person, so that
        rare kinds of household have their share.
        """
        total = sum(len(template) for template in self.template)
        keys = (pool.of_reference("age"), pool.size, pool.kind, pool.nationality)
        rank = numpy.argsort(numpy.lexsort(keys))
        parts = []
        for governorate, template in enumerate(self.template):
            count = min(max(round(households * len(template) / total), fewest), len(template))
            order = numpy.argsort(rank[template], kind="stable")
            rows = order[(numpy.arange(count) * len(template)) // max(count, 1)]
            weight = self.weight[governorate][rows]
            weight = weight * (self.weight[governorate].sum() / weight.sum()) if count else weight
            parts.append(Part(governorate, 0, template[rows], weight, self.is_urban[governorate][rows]))
        return tuple(parts)


def make_plan(pool: Pool, calibration: Calibration, households: int, seed: int, targets: Targets) -> Plan:
    """Choose the template of every household, weigh it, and settle who lives in town.

    Args:
        pool: the templates.
        calibration: their weights.
        households: how many in all.
        seed: of the population.
        targets: what the calibration met.
    """
    counts = whole_numbers(calibration.weight.sum(axis=1), households)
    copies = numpy.stack([_copies(pool, calibration.weight[g], int(counts[g]), seed, g) for g in range(len(counts))])
    weight_of_template = _weights(pool, copies, households, targets)
    template, weight, urban = [], [], []
    for governorate, number in enumerate(copies):
        rows = stream(seed, "order", governorate).permutation(numpy.repeat(numpy.arange(pool.count), number))
        template.append(rows)
        weight.append(weight_of_template[governorate][rows])
        urban.append(_urban(pool, rows, weight[-1], governorate, seed, targets))
    return Plan(tuple(template), tuple(weight), tuple(urban))


def whole_numbers(values: FloatArray, total: int) -> IntArray:
    """Whole numbers in proportion to values that sum to the total (largest remainders)."""
    exact = values * (total / values.sum())
    whole = numpy.floor(exact).astype(numpy.int64)
    rest = numpy.argsort(whole - exact, kind="stable")[: total - int(whole.sum())]
    whole[rest] += 1
    return numpy.asarray(whole)


def _copies(pool: Pool, weight: FloatArray, households: int, seed: int, governorate: int) -> IntArray:
    """How many households of the governorate each template becomes."""
    persons = pool.persons
    orphans = pool.of_households((persons["age"] < CHILD_BELOW) & ~persons["is_father_alive"])
    keys = (pool.of_reference("age"), orphans, pool.of_reference("sex"), pool.kind, pool.size, pool.nationality)
    order = numpy.lexsort(keys)
    reached = numpy.cumsum(weight[order]) * (households / weight.sum())
    offset = stream(seed, "sampling", governorate).random()
    # The last sum is `households` but for its last bits: rounding would lose or add one.
    drawn = numpy.diff(numpy.floor(numpy.append(reached[:-1], households) + offset), prepend=numpy.floor(offset))
    copies = numpy.zeros(pool.count, dtype=numpy.int64)
    copies[order] = drawn.astype(numpy.int64)
    return copies


def _weights(pool: Pool, copies: IntArray, households: int, targets: Targets) -> FloatArray:
    """Weight of a household of each template: 1 in the whole Kingdom, near the mean in a sample."""
    kingdom = targets["population.households"]
    if households == kingdom:
        return numpy.ones(copies.shape)
    first = copies * (kingdom / households)
    weight = solve_nearly(first, [*local_margins(pool, targets), *national_margins(pool, targets)])
    return numpy.asarray(weight / numpy.maximum(copies, 1) * (kingdom / weight.sum()))


def _urban(pool: Pool, template: IntArray, weight: FloatArray, governorate: int, seed: int, targets: Targets) -> Mask:
    """Town or country: the published share of the governorate's persons, drawn among its households."""
    noise = stream(seed, "urban", governorate).random(len(template))
    share = targets["population.urban_share"][GOVERNORATES[governorate]]
    return select_rate(noise, pool.size[template] * weight, share)
