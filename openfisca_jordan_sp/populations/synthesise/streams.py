"""Random numbers: one independent stream for each stage and governorate.

A result depends on nothing but the seed: not on the order of stages, on chunks
or on the number of workers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import GOVERNORATES

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
)

WHOLE_KINGDOM = len(GOVERNORATES)


def stream(seed: int, stage: str, governorate: int = WHOLE_KINGDOM) -> numpy.random.Generator:
    """The generator of one stage in one governorate (by code), or in the whole Kingdom."""
    sequence = numpy.random.SeedSequence(entropy=seed, spawn_key=(STAGES.index(stage), governorate))
    return numpy.random.Generator(numpy.random.PCG64DXSM(sequence))


@dataclass(frozen=True)
class Draws:
    """Draws for the rows of a table, governorate by governorate.

    Attributes:
        seed: seed of the population.
        rows: for each table the rows of each governorate (by code).
    """

    seed: int
    rows: Mapping[str, Mapping[int, slice]]

    def normal(self, stage: str, table: str) -> FloatArray:
        """Standard normal, one a row."""
        parts = [
            stream(self.seed, stage, code).standard_normal(part.stop - part.start)
            for code, part in self.rows[table].items()
        ]
        return numpy.concatenate(parts)

    def correlated(self, stage: str, table: str, with_values: FloatArray, correlation: float) -> FloatArray:
        """Standard normal with that correlation to `with_values` (themselves standard normal, one a row)."""
        rest = numpy.sqrt(1 - correlation**2)
        return numpy.asarray(correlation * with_values + rest * self.normal(stage, table))
