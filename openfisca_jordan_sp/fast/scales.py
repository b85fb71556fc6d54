"""Tax scales that give what core's give in one pass over the brackets, without a matrix of persons by brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
from numpy.typing import ArrayLike, NDArray
from openfisca_core.taxscales import LinearAverageRateTaxScale, MarginalAmountTaxScale, MarginalRateTaxScale

Array = NDArray[Any]


def tax_by_brackets(base: ArrayLike, thresholds: Sequence[float], rates: Sequence[float]) -> NDArray[numpy.float64]:
    """Each rate on the part of `base` above its own threshold and below the next.

    Args:
        base: amounts of any shape, in the unit of the thresholds; below the first threshold nothing is due.
        thresholds: rising.
        rates: one for each threshold.

    Returns:
        Amounts of the same shape and unit as `base`.
    """
    amounts = numpy.asarray(base, dtype=numpy.float64)
    total, part = numpy.zeros_like(amounts), numpy.empty_like(amounts)
    for low, high, rate in zip(thresholds, [*thresholds[1:], numpy.inf], rates, strict=True):
        numpy.clip(amounts, low, high, out=part)
        part -= low
        part *= rate
        total += part
    return total


class FastMarginalRateScale(MarginalRateTaxScale):
    """A scale of marginal rates. Factors and rounding are left to core."""

    def calc(self, tax_base: Any, factor: Any = 1.0, round_base_decimals: int | None = None) -> Array:
        """The tax on each base (float64)."""
        is_plain = isinstance(factor, float) and factor == 1.0 and round_base_decimals is None
        if not (is_plain and _is_column(tax_base) and _are_rising(self.thresholds)):
            return super().calc(tax_base, factor, round_base_decimals)  # type: ignore[no-any-return]
        return tax_by_brackets(tax_base, [_as_core_compares(threshold) for threshold in self.thresholds], self.rates)


class FastMarginalAmountScale(MarginalAmountTaxScale):
    """A scale of amounts that add up from bracket to bracket."""

    def calc(self, tax_base: Any, right: bool = False) -> Array:
        """The sum of the amounts of all brackets that each base reaches into (it is above their threshold)."""
        if not (_is_column(tax_base) and _are_rising(self.thresholds)):
            return super().calc(tax_base, right)  # type: ignore[no-any-return]
        amounts = numpy.asarray(self.amounts)
        total = numpy.zeros(len(tax_base), dtype=amounts.dtype)
        for threshold, amount in zip(numpy.asarray(self.thresholds, dtype=numpy.float64), amounts, strict=True):
            total += amount * (tax_base > threshold)
        return total


class FastLinearAverageRateScale(LinearAverageRateTaxScale):
    """A scale of average rates that change along a line between thresholds."""

    def calc(self, tax_base: Any, right: bool = False) -> Array:
        """The tax on each base; 0 outside the thresholds, as in core."""
        if len(self.rates) < 2 or not _is_column(tax_base):  # noqa: PLR2004 - a line needs two points
            return super().calc(tax_base, right)  # type: ignore[no-any-return]
        thresholds, rates = (numpy.asarray(numbers, dtype=numpy.float64) for numbers in (self.thresholds, self.rates))
        # One bracket more, before the first and after the last, where nothing is due.
        slopes, starts, lows = numpy.zeros((3, len(thresholds)))
        slopes[:-1], starts[:-1], lows[:-1] = numpy.diff(rates) / numpy.diff(thresholds), rates[:-1], thresholds[:-1]
        bracket = numpy.searchsorted(thresholds, tax_base, side="right") - 1
        average: Array = starts[bracket] + (tax_base - lows[bracket]) * slopes[bracket]
        tax: Array = tax_base * average
        return tax


def fast_scale(scale: Any) -> Any:
    """The same scale, computing fast; it shares its brackets with the one given. What is fast already stays."""
    kind = _KINDS.get(type(scale))
    if kind is None:
        return scale
    result: Any = object.__new__(kind)
    result.__dict__.update(scale.__dict__)
    return result


_KINDS: dict[type, type] = {
    MarginalRateTaxScale: FastMarginalRateScale,
    MarginalAmountTaxScale: FastMarginalAmountScale,
    LinearAverageRateTaxScale: FastLinearAverageRateScale,
}


def _as_core_compares(threshold: float) -> float:
    """Core multiplies the thresholds of a marginal rate scale by a hair more than one."""
    return float(threshold * (1.0 + numpy.finfo(numpy.float64).eps))


def _is_column(tax_base: Any) -> bool:
    return isinstance(tax_base, numpy.ndarray) and tax_base.ndim == 1 and tax_base.dtype.kind in "iuf"


def _are_rising(thresholds: Sequence[float]) -> bool:
    numbers = numpy.asarray(thresholds, dtype=numpy.float64)
    return bool(len(numbers) and numpy.isfinite(numbers).all() and (numpy.diff(numbers) > 0).all())
