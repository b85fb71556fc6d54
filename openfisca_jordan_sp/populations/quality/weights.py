"""How uneven the weights of a population are, and how often a template stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy

from openfisca_jordan_sp.populations.quality.rows import Block, Row, Verdict
from openfisca_jordan_sp.populations.quality.view import View
from openfisca_jordan_sp.populations.schema import GOVERNORATES


@dataclass(frozen=True)
class Weights:
    """Counts, sums and squares of the weights of each governorate; they add up over parts.

    Attributes:
        sums: three numbers a governorate, one row each.
        largest: the largest weight.
        smallest: the smallest weight.
    """

    sums: Any
    largest: float
    smallest: float

    @staticmethod
    def of(view: View) -> Weights:
        """The weights of one part."""
        weight, place = view.households.weight, view.households["governorate"]
        sums = [numpy.bincount(place, weight**power, minlength=len(GOVERNORATES)) for power in (0, 1, 2)]
        return Weights(numpy.stack(sums), float(weight.max()), float(weight.min()))

    def __add__(self, other: Weights) -> Weights:
        return Weights(self.sums + other.sums, max(self.largest, other.largest), min(self.smallest, other.smallest))

    @property
    def total(self) -> float:
        """Households of the Kingdom."""
        return float(self.sums[1].sum())

    def design_effect(self, place: int | None = None) -> float:
        """Kish's design effect of a governorate, or of all: by how much uneven weights widen sampling errors."""
        count, total, squares = self.sums.sum(axis=1) if place is None else self.sums[:, place]
        return float(count * squares / total**2) if total else 0.0


def weight_rows(weights: Weights, manifest: Mapping[str, Any], limit: int = 0) -> Iterator[Row]:
    """Design effects and effective households of the weights, and what the generator says of its templates.

    Nothing is said of a governorate with fewer households in the data than `limit`.
    """
    yield _row("design_effect", "", "factor", weights.design_effect())
    yield _row("largest_to_smallest_weight", "", "factor", weights.largest / weights.smallest)
    for place, name in enumerate(GOVERNORATES):
        count = float(weights.sums[0, place])
        if count and count >= limit:
            effect = weights.design_effect(place)
            yield _row("design_effect", name, "factor", effect)
            yield _row("effective_households", name, "households", count / effect)
    yield from _template_rows(manifest)


def _template_rows(manifest: Mapping[str, Any]) -> Iterator[Row]:
    """What `manifest["synthesis"]["calibration"]` says: a number, or numbers by name, of each governorate or of all."""
    synthesis = manifest.get("synthesis")
    told = synthesis.get("calibration") if isinstance(synthesis, Mapping) else None
    for key, value in told.items() if isinstance(told, Mapping) else ():
        numbers = value if isinstance(value, Mapping) else {"": value}
        for name, number in numbers.items():
            if isinstance(number, int | float) and not isinstance(number, bool):
                place, figure = (key, name) if key in GOVERNORATES else (name, key)
                yield _row(f"calibration.{figure}", place, "", float(number))


def _row(name: str, part: str, unit: str, value: float) -> Row:
    return Row(Block.WEIGHTS, name, part, unit, value, Verdict.INFO)
