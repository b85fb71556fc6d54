"""One line of a quality report, and when it is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, sqrt
from typing import Any

from openfisca_jordan_sp.populations.quality.tally import Tally
from openfisca_jordan_sp.populations.targets import Target

#: From so many households on, what is fitted must be met within `FITTED_FULL`; in a sample within `FITTED_SAMPLE`.
FULL_SIZE, SAMPLE_SIZE = 2_000_000, 20_000
FITTED_FULL, FITTED_SAMPLE = 0.005, 0.02
#: What is only compared is warned of beyond this share of the target (or its sampling error, if that is more).
COMPARED_TOLERANCE = 0.10
_STANDARD_ERRORS = 3
#: What rounding to whole dinars may do to an aligned mean.
_ROUNDING = 0.0005


class Block(StrEnum):
    """The parts of a quality report, in their order."""

    FITTED = "fitted"
    ALIGNED = "aligned"
    COMPARED = "compared"
    HELD_OUT = "held_out"
    STRUCTURE = "structure"
    DISTRIBUTION = "distribution"
    CORRELATION = "correlation"
    WEIGHTS = "weights"
    MODEL = "model"


class Verdict(StrEnum):
    """What a row says: met, missed, worth a look, or told without a judgement."""

    OK = "ok"
    MISS = "miss"
    WARN = "warn"
    INFO = "info"


BLOCK_OF_ROLE = {"calibrate": Block.FITTED, "align": Block.ALIGNED, "validate": Block.COMPARED}


@dataclass(frozen=True)
class Row:
    """One number of a population beside the number wanted.

    Attributes:
        block: the part of the report.
        name: of the target, or of what is counted.
        part: which part of the target; empty where it is one number.
        unit: of the numbers.
        achieved: the number found.
        verdict: whether it is right.
        target: the number wanted, if any.
        tolerance: the largest difference that is right, in the unit.
        standard_error: of the number found, were the households a sample.
        role: of the target.
        date: what the target is true of.
        source: of the target, a key of the sources.
        confidence: of the target.
    """

    block: Block
    name: str
    part: str
    unit: str
    achieved: float
    verdict: Verdict
    target: float | None = None
    tolerance: float | None = None
    standard_error: float | None = None
    role: str = ""
    date: str = ""
    source: str = ""
    confidence: str = ""

    @property
    def label(self) -> str:
        """Name and part."""
        return f"{self.name} {self.part}".strip()

    @property
    def difference(self) -> float | None:
        """Found less wanted."""
        return None if self.target is None else self.achieved - self.target

    @property
    def relative(self) -> float | None:
        """The difference as a share of the target; none of a target of 0, and of a correlation."""
        if not self.target or self.block is Block.CORRELATION:
            return None
        return (self.achieved - self.target) / abs(self.target)

    @property
    def severity(self) -> float:
        """The difference in units of what is tolerated: which rows are the worst."""
        if self.difference is None or self.tolerance is None:
            return 0.0
        if not self.tolerance:
            return inf if self.difference else 0.0
        return abs(self.difference) / self.tolerance

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            **vars(self),
            "block": self.block.value,
            "verdict": self.verdict.value,
            "difference": self.difference,
            "relative_difference": self.relative,
        }


@dataclass(frozen=True)
class Sizes:
    """How large the samples behind a population are.

    Attributes:
        households: of the population.
        alignment: households in which rates were aligned, if others than those of the population.
    """

    households: int
    alignment: int | None = None


def row_of_target(
    target: Target, part: str, wanted: float, found: Tally, sizes: Sizes, *, is_fitted: bool = True
) -> Row:
    """The row of one number of a target (`is_fitted`: or one that stands in it only to be compared)."""
    role = target.role if is_fitted else "validate"
    block = BLOCK_OF_ROLE[role]
    tolerance = _TOLERANCES[block](wanted, found, sizes)
    is_met = abs(found.achieved - wanted) <= tolerance
    missed = Verdict.WARN if block is Block.COMPARED else Verdict.MISS
    return Row(
        block=block,
        name=target.name,
        part=part,
        unit=target.unit,
        achieved=found.achieved,
        verdict=Verdict.OK if is_met else missed,
        target=wanted,
        tolerance=tolerance,
        standard_error=found.standard_error,
        role=role,
        date=target.date,
        source=target.source,
        confidence=target.confidence,
    )


def fitted_tolerance(wanted: float, found: Tally, sizes: Sizes) -> float:
    """A share of the target; in a population smaller than the sample, no less than the noise of a count."""
    if sizes.households >= FULL_SIZE:
        return abs(wanted) * FITTED_FULL
    noise = 1 / sqrt(found.rows) if found.rows and sizes.households < SAMPLE_SIZE else 0.0
    return abs(wanted) * max(FITTED_SAMPLE, noise)


def aligned_tolerance(wanted: float, found: Tally, sizes: Sizes) -> float:
    """Three standard errors of the population and of the sample in which the rate was aligned."""
    samples = 1 + (sizes.households / sizes.alignment if sizes.alignment else 0.0)
    return _STANDARD_ERRORS * found.standard_error * sqrt(samples) + _ROUNDING * abs(wanted)


def compared_tolerance(wanted: float, found: Tally, sizes: Sizes) -> float:
    """A tenth of the target, or the sampling error where that is more."""
    return max(COMPARED_TOLERANCE * abs(wanted), aligned_tolerance(wanted, found, sizes))


_TOLERANCES = {
    Block.FITTED: fitted_tolerance,
    Block.ALIGNED: aligned_tolerance,
    Block.COMPARED: compared_tolerance,
}


@dataclass(frozen=True)
class Fit:
    """How well one target of several numbers is met.

    Attributes:
        name: of the target.
        largest: the largest relative difference.
        srmse: the standardised root mean square error: that of its numbers, by their mean.
    """

    name: str
    largest: float
    srmse: float


def fits(rows: Iterable[Row]) -> list[Fit]:
    """The fit of each target among some rows."""
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        if row.target is not None:
            by_name.setdefault(row.name, []).append(row)
    return [_fit(name, of_target) for name, of_target in by_name.items()]


def _fit(name: str, rows: Sequence[Row]) -> Fit:
    squares = sum((row.difference or 0.0) ** 2 for row in rows) / len(rows)
    mean = sum(abs(row.target or 0.0) for row in rows) / len(rows)
    largest = max((abs(row.relative) for row in rows if row.relative is not None), default=0.0)
    return Fit(name, largest, sqrt(squares) / mean if mean else 0.0)
