"""A smaller population that stands for a large one: every n-th household, with its families and persons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.population import Population, joined

Mask = NDArray[numpy.bool_]


@dataclass
class Thinning:
    """Takes every n-th household of parts that come one after the other.

    Attributes:
        step: the n; 1 takes all.
    """

    step: int
    _parts: list[Population] = field(default_factory=list)
    _seen: int = 0
    _weight: float = 0.0

    def take(self, part: Population) -> None:
        """Take from one more part."""
        # Begun in the middle of the step, so that neither end of the order is favoured.
        keep = (numpy.arange(self._seen, self._seen + part.household_count) % self.step) == self.step // 2
        self._seen += part.household_count
        self._weight += float(part.households["household_weight"].sum())
        if keep.any():
            # Gathered now: kept columns of a part would keep the part.
            self._parts.append(part if keep.all() else joined([part.take(numpy.flatnonzero(keep))]))

    def result(self) -> Population:
        """The households taken, their weights scaled to the total of all."""
        sample = joined(self._parts)
        weight = sample.households["household_weight"]
        scaled = weight * (self._weight / float(weight.sum()))
        return replace(sample, households={**sample.households, "household_weight": scaled})
