"""How well a population meets its targets: one row a number, fitted or not."""

from __future__ import annotations

from dataclasses import dataclass

from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.quality.distribution import gini, mean, share
from openfisca_jordan_sp.populations.quality.inspection import Inspection, inspect
from openfisca_jordan_sp.populations.quality.rows import Block, Row, Verdict
from openfisca_jordan_sp.populations.targets import Targets, load_targets

__all__ = ["Block", "Inspection", "Margin", "Row", "Verdict", "gini", "inspect", "margins", "mean", "share"]

_MARGINS = (Block.FITTED, Block.ALIGNED, Block.COMPARED)


@dataclass(frozen=True)
class Margin:
    """One number of a target and what the population has.

    Attributes:
        name: the target's name and the part of it.
        target: the number wanted, in the target's unit.
        achieved: the number found.
        role: `calibrate`, `align` or `validate`.
        confidence: of the target.
        source: of the target.
    """

    name: str
    target: float
    achieved: float
    role: str
    confidence: str
    source: str

    @property
    def difference(self) -> float:
        """Achieved less target."""
        return self.achieved - self.target


def margins(population: Population, targets: Targets | None = None) -> list[Margin]:
    """Compare a population with targets: what `inspect` says of them.

    Args:
        population: any population with a `base_date` in its manifest.
        targets: those of the package if left out.
    """
    found = inspect([population], load_targets() if targets is None else targets, population.manifest)
    return [
        Margin(row.label, row.target, row.achieved, row.role, row.confidence, row.source)
        for row in found.rows
        if row.block in _MARGINS and row.target is not None
    ]
