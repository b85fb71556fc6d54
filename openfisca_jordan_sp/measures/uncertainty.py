"""Sampling error by bootstrap: replicate weights, standard errors and intervals of any statistic of weights.

Every replicate is drawn from its own stream of the seed: replicate 7 of seed 1 is the same weights
whatever the number of replicates, the size of a chunk, or the machine. A statistic takes them one at a time,
a matrix product in chunks: memory does not grow with their number.

Sources, looked up unless they are said to be recalled:
- Rao and Wu (1988), Resampling Inference With Complex Survey Data, Journal of the American Statistical Association
  83(401), 231-241.
- Rao, Wu and Yue (1992), Some Recent Work on Resampling Methods for Complex Surveys, Survey Methodology 18(2), 209-217.
- Efron (1979), Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7(1), 1-26 (recalled).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy
from numpy.typing import ArrayLike

from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.measures.arrays import (
    FloatArray,
    IntArray,
    checked_number,
    checked_values,
    checked_weight,
    checked_whole,
)

#: To be shown wherever a standard error of a synthetic population is.
SYNTHETIC_NOTE = Text(
    "This population is synthetic: sampling error is not its main error. What the standard error leaves out, "
    "how far the model that made the households is from the real ones, is larger and is not measured here.",
    "هذه المجموعة السكانية اصطناعية: خطأ المعاينة ليس الخطأ الرئيسي فيها. ما لا يشمله الخطأ المعياري، "
    "أي مدى ابتعاد النموذج الذي ولّد الأسر عن الأسر الحقيقية، أكبر منه ولا يقاس هنا.",
)

#: Numbers in a chunk: 4 million are 32 MB.
_CHUNK_NUMBERS = 4_000_000
_FEWEST_UNITS = 2
_SHOWN = 5

Statistic = Callable[[FloatArray], float]


@dataclass(frozen=True)
class Replicates:
    """Replicate weights, made when asked for. `household_bootstrap` and `rao_wu_bootstrap` prepare them.

    Attributes:
        weight: the weights of the sample, one for each element.
        unit: for each element the position of what is drawn with it: its household, or its cluster.
        first: for each draw, the first unit that may come out of it.
        after: for each draw, the unit after the last that may come out of it.
        rescale: for each unit, what one draw of it multiplies the weight by.
        count: replicates.
        seed: the same seed gives the same weights.
    """

    weight: FloatArray
    unit: IntArray
    first: IntArray
    after: IntArray
    rescale: FloatArray
    count: int
    seed: int

    def one(self, replicate: int) -> FloatArray:
        """The weights of one replicate, from 0 to `count` - 1: one for each element."""
        stream = numpy.random.SeedSequence(self.seed, spawn_key=(replicate,))
        drawn = numpy.random.default_rng(stream).integers(self.first, self.after)
        times = numpy.bincount(drawn, minlength=len(self.rescale))
        return self.weight * (times * self.rescale)[self.unit]

    def chunks(self, size: int | None = None) -> Iterator[FloatArray]:
        """All replicates in order, `size` rows at a time (as many as 32 MB hold), one column an element.

        For statistics that are matrix products, as the totals of many programmes: `chunk @ amounts`.
        """
        rows = max(1, _CHUNK_NUMBERS // len(self.weight)) if size is None else checked_whole(size, "size", 1)
        for start in range(0, self.count, rows):
            yield self._rows(start, min(start + rows, self.count))

    def array(self) -> FloatArray:
        """All replicates at once: `count` rows, one column an element; 8 bytes each."""
        return self._rows(0, self.count)

    def _rows(self, start: int, stop: int) -> FloatArray:
        result = numpy.empty((stop - start, len(self.weight)))
        for row, replicate in enumerate(range(start, stop)):
            result[row] = self.one(replicate)
        return result


@dataclass(frozen=True)
class Estimate:
    """A statistic with its sampling error, in the unit of the statistic.

    Attributes:
        value: of the sample's own weights.
        standard_error: see `standard_error`.
        percentile: lower and upper bound, see `percentile_interval`.
        normal: lower and upper bound, see `normal_interval`.
        level: share of samples whose interval holds the true value, were the sampling error all.
    """

    value: float
    standard_error: float
    percentile: tuple[float, float]
    normal: tuple[float, float]
    level: float


def household_bootstrap(
    weight: ArrayLike, *, count: int = 500, seed: int = 0, household: ArrayLike | None = None
) -> Replicates:
    """Replicates of a sample of households drawn independently: n of n with replacement (Efron 1979).

    w* = w * t, where t is how often the household came out. For samples without strata and clusters; with
    them it is wrong, mostly too small: use `rao_wu_bootstrap`. Standard errors come out smaller than
    unbiased ones by sqrt((n - 1) / n).

    Args:
        weight: one for each element; a weight of zero stays zero.
        count: replicates, at least 2.
        seed: a whole number from 0.
        household: for each element its household, where elements are persons or families.

    Raises:
        MeasureError: a weight is missing or negative, there are none or all are zero, `household` is missing
            somewhere, or there is only one household (no error can be told from one).
    """
    weights = checked_weight(weight)
    own = numpy.arange(len(weights)) if household is None else _labelled(household, "household", len(weights))[0]
    units = int(own.max()) + 1
    if units < _FEWEST_UNITS:
        raise MeasureError(
            Text("There is only one household: its sampling error cannot be told.", "أسرة واحدة لا تكفي لقياس الخطأ."),
            path="weight" if household is None else "household",
        )
    first, after = numpy.zeros(units, dtype=numpy.int64), numpy.full(units, units)
    return _replicates(weights, own, first, after, numpy.ones(units), count, seed)


def rao_wu_bootstrap(
    weight: ArrayLike, stratum: ArrayLike, cluster: ArrayLike, *, count: int = 500, seed: int = 0
) -> Replicates:
    """Replicates of a stratified sample of clusters (Rao and Wu 1988; weights as Rao, Wu and Yue 1992).

    In each stratum of n clusters, n - 1 are drawn with replacement, and w* = w * n / (n - 1) * t, where t is how
    often the cluster came out. For totals this gives the stratified variance of clusters without bias; the
    share sampled of a stratum is taken to be small (no finite correction).

    Args:
        weight: one for each element; a weight of zero stays zero.
        stratum: for each element its stratum, numbers or names.
        cluster: for each element its cluster (primary sampling unit); numbering may begin again in each stratum.
        count: replicates, at least 2.
        seed: a whole number from 0.

    Raises:
        MeasureError: as `household_bootstrap`, or a stratum has only one cluster.
    """
    weights = checked_weight(weight)
    strata, labels = _labelled(stratum, "stratum", len(weights))
    clusters, _ = _labelled(cluster, "cluster", len(weights))
    # Sorted pairs: the clusters of a stratum follow each other.
    pairs, own = numpy.unique(strata * (clusters.max() + 1) + clusters, return_inverse=True)
    stratum_of_unit = pairs // (clusters.max() + 1)
    sizes = numpy.bincount(stratum_of_unit)
    if (sizes < _FEWEST_UNITS).any():
        raise _single_cluster([label for label, size in zip(labels, sizes, strict=True) if size < _FEWEST_UNITS])
    starts = numpy.cumsum(sizes) - sizes
    rescale = (sizes / (sizes - 1))[stratum_of_unit]
    first, after = numpy.repeat(starts, sizes - 1), numpy.repeat(starts + sizes, sizes - 1)
    return _replicates(weights, own, first, after, rescale, count, seed)


def replicate_values(statistic: Statistic, replicates: Replicates) -> FloatArray:
    """The statistic of every replicate, in order.

    Args:
        statistic: takes weights (one for each element), gives a number.
        replicates: from `household_bootstrap` or `rao_wu_bootstrap`.

    Raises:
        MeasureError: the statistic is not a number in some replicate, such as a mean over nobody.
    """
    values = [float(statistic(replicates.one(replicate))) for replicate in range(replicates.count)]
    return _finite(numpy.array(values))


def standard_error(statistic: Statistic, replicates: Replicates) -> float:
    """sqrt(sum((x_r - mean(x))^2) / (R - 1)) over the R replicates, in the unit of the statistic."""
    return float(replicate_values(statistic, replicates).std(ddof=1))


def percentile_interval(statistic: Statistic, replicates: Replicates, level: float = 0.95) -> tuple[float, float]:
    """The (1 - level) / 2 and (1 + level) / 2 quantiles of the replicates' values (Efron 1979)."""
    return _percentile(replicate_values(statistic, replicates), _level(level))


def normal_interval(statistic: Statistic, replicates: Replicates, level: float = 0.95) -> tuple[float, float]:
    """The statistic of the sample less and plus z * standard error, where z is 1.96 at a level of 0.95.

    It can leave the range of the statistic, as a share below 0.
    """
    return estimate(statistic, replicates, level).normal


def estimate(statistic: Statistic, replicates: Replicates, level: float = 0.95) -> Estimate:
    """The statistic, its standard error and both intervals, working the replicates out once."""
    z = NormalDist().inv_cdf((1 + _level(level)) / 2)
    value = float(_finite(numpy.array([float(statistic(replicates.weight))]))[0])
    values = replicate_values(statistic, replicates)
    error = float(values.std(ddof=1))
    normal = (value - z * error, value + z * error)
    return Estimate(value, error, _percentile(values, level), normal, level)


def _replicates(
    weight: FloatArray, unit: IntArray, first: IntArray, after: IntArray, rescale: FloatArray, count: int, seed: int
) -> Replicates:
    number, start = checked_whole(count, "count", 2), checked_whole(seed, "seed", 0)
    weight.flags.writeable = False  # so that no statistic changes the sample
    return Replicates(weight, unit, first, after, rescale, number, start)


def _labelled(labels: ArrayLike, name: str, count: int) -> tuple[IntArray, list[str]]:
    """Labels, numbers or names, as positions from 0 in their order; and the label of each position."""
    array = numpy.asarray(labels)
    if array.dtype.kind in "OU":
        # As they were given: in one row with names a missing number would have become the name "nan".
        given = numpy.asarray(labels, dtype=object)
        if given.shape != (count,) or not all(isinstance(label, (str, int, numpy.integer)) for label in given):
            raise MeasureError(
                Text(f"{name} must have {count} labels, none missing.", f"{name}: يجب أن تكون {count} تسمية بلا نقص."),
                path=name,
            )
        array = given.astype(str)
    else:
        # Only a check: as float64, long identifiers would run together.
        checked_values(array, name, count=count)
    found, positions = numpy.unique(array, return_inverse=True)
    return positions.astype(numpy.int64), [str(label) for label in found.tolist()]


def _single_cluster(labels: list[str]) -> MeasureError:
    shown = ", ".join(labels[:_SHOWN]) + (", …" if len(labels) > _SHOWN else "")
    return MeasureError(
        Text(
            f"{len(labels)} stratum(s) have only one cluster: {shown}.",
            f"طبقات فيها عنقود واحد فقط، عددها {len(labels)}: {shown}.",
        ),
        path="stratum",
        hint=Text(
            "Collapse each with a stratum like it, so that every stratum has two clusters or more; or ask for no "
            "errors (replicates: 0).",
            "ادمج كلا منها مع طبقة تشبهها، ليكون في كل طبقة عنقودان أو أكثر؛ أو لا تطلب أخطاء معيارية (replicates: 0).",
        ),
    )


def _finite(values: FloatArray) -> FloatArray:
    lost = int((~numpy.isfinite(values)).sum())
    if lost:
        raise MeasureError(
            Text(
                f"The statistic is not a number in {lost} of {len(values)} sets of weights.",
                f"الإحصاء ليس عددا في {lost} من {len(values)} مجموعة أوزان.",
            ),
            path="statistic",
            hint=Text("Its group may be too small: widen it.", "قد تكون الفئة صغيرة جدا: وسّعها."),
        )
    return values


def _level(level: float) -> float:
    value = checked_number(level, "level", above=0)
    if value >= 1:
        raise MeasureError(Text("level must be below 1.", "level: يجب أن يكون أقل من 1."), path="level")
    return value


def _percentile(values: FloatArray, level: float) -> tuple[float, float]:
    lower, upper = numpy.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(lower), float(upper)
