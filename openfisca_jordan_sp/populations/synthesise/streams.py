"""Random numbers: one independent stream for each stage, governorate and part.

A result depends on nothing but the seed: not on the order of stages, on chunks
or on the number of workers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

FloatArray = NDArray[numpy.float64]

#: A stage's place is its number in the seed: append, never reorder.
STAGES = (
    "pool",
    "sampling",
    "order",
    "welfare",
    "urban",
    "disability",
    "education",
    "enrolment",
    "participation",
    "unemployment",
    "sector",
    "status",
    "wage",
    "own_earnings",
    "job_start",
    "pension",
    "pension_amount",
    "heir_pension",
    "heir_pension_amount",
    "transfers",
    "transfers_amount",
    "rents",
    "rents_amount",
    "tenure",
    "free_tenure",
    "rooms",
    "electricity",
    "car",
    "second_car",
    "car_age",
    "business",
    "business_amount",
    "property",
    "second_property",
    "second_property_amount",
    "livestock",
    "livestock_heads",
    "insurance",
    "score_error",
    "recurring_aid",
    "cash_transfer_claim",
    "refugee_registration",
    "refugee_camp",
    "poor_family_card_claim",
    "school_authority",
    "school_meals",
    "birthday",
    "school_grade",
    "military_school",
    "study_level",
    "first_year",
    "military_insurance",
    "private_insurance",
    "military",
    "wage_tail",
    "pension_scheme",
    "heir_scheme",
    "civil_pension",
    "formerly_insured",
    "last_sector",
    "months_out",
    "registration",
    "density",
    "longest_run",
    "unemployment_claim",
    "earlier_spell",
    "since_spell",
    "voluntary",
    "voluntary_months",
)

#: The number of the part that stands for the sample on which alignment is solved: beyond any real part.
ALIGNMENT_SAMPLE = 2**31 - 1


def stream(seed: int, stage: str, place: int, part: int = 0) -> numpy.random.Generator:
    """The generator of one stage in one part of a place: a governorate's code (of the pool: a nationality's)."""
    sequence = numpy.random.SeedSequence(entropy=seed, spawn_key=(STAGES.index(stage), place, part))
    return numpy.random.Generator(numpy.random.PCG64DXSM(sequence))


@dataclass(frozen=True)
class Draws:
    """Draws for the rows of a table, governorate by governorate.

    Attributes:
        seed: seed of the population.
        part: number of the part of the governorate.
        rows: for each table the rows of each governorate (by code).
    """

    seed: int
    part: int
    rows: Mapping[str, Mapping[int, slice]]

    def normal(self, stage: str, table: str) -> FloatArray:
        """Standard normal, one a row."""
        return self._of(table, lambda place, count: stream(self.seed, stage, place, self.part).standard_normal(count))

    def uniform(self, stage: str, table: str) -> FloatArray:
        """Between 0 and 1 (excluded), one a row."""
        return self._of(table, lambda place, count: stream(self.seed, stage, place, self.part).random(count))

    def _of(self, table: str, draw: Callable[[int, int], FloatArray]) -> FloatArray:
        return numpy.concatenate([draw(code, rows.stop - rows.start) for code, rows in self.rows[table].items()])

    def correlated(self, stage: str, table: str, with_values: FloatArray, correlation: float) -> FloatArray:
        """Standard normal with that correlation to `with_values` (themselves standard normal, one a row)."""
        rest = numpy.sqrt(1 - correlation**2)
        return numpy.asarray(correlation * with_values + rest * self.normal(stage, table))
