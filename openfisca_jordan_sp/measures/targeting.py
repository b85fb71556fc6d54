"""How well benefits reach the poor: coverage, incidence, adequacy, errors, overlap, winners and losers.

All functions take one value for each element (a household, a family, a person) and `weight`, how many
units of the Kingdom it stands for. Amounts are JOD a month *for each unit that the weight counts*: with
weights in persons, benefit and consumption per head. Who has a benefit above zero is a beneficiary.

For all of them: the results are shares (0 to 1) unless said otherwise; a zero benefit is no benefit; an
element of weight zero counts for nothing; one observation gives the figures of that one. A share of
nothing (of the spending of a programme that pays nobody, of the poor where nobody is poor) is not a
number (NaN), never 0, which would read as a finding. A missing (NaN), infinite or negative amount, arrays
of unequal length, and weights that are empty, negative or all zero raise a `MeasureError` that names the
argument. Splitting an element into copies that share its weight, and another unit of money, change no
share.

Sources, looked up unless they are said to be recalled:
- ASPIRE, the World Bank's Atlas of Social Protection: Indicators of Resilience and Equity, its metadata glossary.
- Tesliuc, Pop, Grosh and Yemtsov (2014), Income Support for the Poorest, World Bank.
- Coady, Grosh and Hoddinott (2004), Targeting Outcomes Redux, World Bank Research Observer 19(1), 61-85; and Targeting
  of Transfers in Developing Countries, World Bank.
- Cornia and Stewart (1993), Two Errors of Targeting, Innocenti Occasional Papers, Economic Policy Series 36, UNICEF.
- Galasso and Ravallion (2005), Decentralized Targeting of an Antipoverty Program, Journal of Public Economics 89(4),
  705-727 (found as World Bank Policy Research Working Paper 2316 of 2000; journal, pages and formula are recalled).
- Benefit-cost ratio: an indicator of ADePT Social Protection and ASPIRE; its formula is recalled.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy
from numpy.typing import ArrayLike

from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.measures.arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    checked_codes,
    checked_mask,
    checked_number,
    checked_values,
    checked_weight,
    checked_whole,
    ratio,
)
from openfisca_jordan_sp.measures.targeting_results import Incidence, Overlap, TargetingErrors, WinnersLosers


def quantiles(value: ArrayLike, weight: ArrayLike, count: int = 10) -> IntArray:
    """The quantile (0 the poorest) of each element by `value`, which may be negative.

    Elements in ascending order; the quantile is floor(count * (W_before + w / 2) / W): where the middle of
    the element's weight lies. Ties keep their order; an element heavier than a quantile can leave one empty.
    """
    groups = checked_whole(count, "count", 1)
    weights = checked_weight(weight)
    values = checked_values(value, "value", count=len(weights))
    order = numpy.argsort(values, kind="stable")
    middle = (numpy.cumsum(weights[order]) - weights[order] / 2) / weights.sum()
    result = numpy.empty(len(values), dtype=numpy.int64)
    result[order] = numpy.minimum((middle * groups).astype(numpy.int64), groups - 1)
    return result


def incidence(benefit: ArrayLike, weight: ArrayLike, quantile: ArrayLike, count: int = 10) -> Incidence:
    """Coverage, beneficiary incidence and benefit incidence by quantile (ASPIRE; Tesliuc et al. 2014).

    In quantile q: coverage = sum(w * [b > 0]) / sum(w); beneficiaries = sum_q(w * [b > 0]) / sum(w * [b > 0]);
    benefit = sum_q(w * b) / sum(w * b). Both incidences add up to 1.
    """
    benefits, weights = _benefit(benefit, weight)
    groups = checked_codes(quantile, "quantile", len(weights), count)
    people = numpy.bincount(groups, weights, minlength=count)
    reached = numpy.bincount(groups, weights * (benefits > 0), minlength=count)
    paid = numpy.bincount(groups, weights * benefits, minlength=count)
    return Incidence(
        population=ratio(people, people.sum()),
        coverage=ratio(reached, people),
        beneficiaries=ratio(reached, reached.sum()),
        benefit=ratio(paid, paid.sum()),
        mean_benefit=ratio(paid, reached),
    )


def coverage(benefit: ArrayLike, weight: ArrayLike, inside: ArrayLike | None = None) -> float:
    """The share of the population, or of those `inside`, who are beneficiaries: sum(w * [b > 0]) / sum(w)."""
    benefits, weights = _benefit(benefit, weight)
    within = weights * _inside(inside, len(weights))
    return float(ratio((within * (benefits > 0)).sum(), within.sum()))


def adequacy(benefit: ArrayLike, welfare: ArrayLike, weight: ArrayLike, inside: ArrayLike | None = None) -> float:
    """The benefit as a share of what beneficiaries consume: sum(w * b) / sum(w * y) over b > 0 (ASPIRE).

    The ratio of the sums, not the mean of the ratios. `welfare` is JOD a month *with* the benefit; it may be
    zero; a negative one raises a `MeasureError`, as a share of it has no meaning.
    """
    benefits, weights = _benefit(benefit, weight)
    consumption = checked_values(welfare, "welfare", count=len(weights), least=0)
    within = weights * _inside(inside, len(weights)) * (benefits > 0)
    return float(ratio((within * benefits).sum(), (within * consumption).sum()))


def leakage(benefit: ArrayLike, poor: ArrayLike, weight: ArrayLike) -> float:
    """The share of spending that goes to who is not poor: sum(w * b * [not poor]) / sum(w * b).

    As Coady, Grosh and Hoddinott (2004) discuss it. Of money; the error of inclusion is of beneficiaries.
    """
    benefits, weights = _benefit(benefit, weight)
    outside = ~checked_mask(poor, "poor", len(weights))
    return float(ratio((weights * benefits * outside).sum(), (weights * benefits).sum()))


def targeting_errors(benefit: ArrayLike, poor: ArrayLike, weight: ArrayLike) -> TargetingErrors:
    """Errors of inclusion and exclusion, whoever counts as `poor`.

    Cornia and Stewart (1993) call them E (excessive coverage) and F (failure to reach) mistakes, and take them as
    shares of the population, of the non-poor or of the poor. `poor` is the group meant to be reached, before the
    benefit. The formulas are at `TargetingErrors`.
    """
    benefits, weights = _benefit(benefit, weight)
    meant, reached = checked_mask(poor, "poor", len(weights)), benefits > 0
    included, excluded = _sum(weights, reached & ~meant), _sum(weights, meant & ~reached)
    return TargetingErrors(
        inclusion_of_beneficiaries=float(ratio(included, _sum(weights, reached))),
        inclusion_of_non_poor=float(ratio(included, _sum(weights, ~meant))),
        inclusion_of_population=float(ratio(included, weights.sum())),
        exclusion_of_poor=float(ratio(excluded, _sum(weights, meant))),
        exclusion_of_population=float(ratio(excluded, weights.sum())),
    )


def targeting_differential(benefit: ArrayLike, poor: ArrayLike, weight: ArrayLike) -> float:
    """Coverage of the poor less coverage of the others, from -1 to 1 (Galasso and Ravallion 2005).

    1: all of the poor and nobody else; 0: the same share of both, as with a benefit for all or none.
    """
    benefits, weights = _benefit(benefit, weight)
    meant = checked_mask(poor, "poor", len(weights))
    return coverage(benefits, weights, meant) - coverage(benefits, weights, ~meant)


def coady_grosh_hoddinott(benefit: ArrayLike, poorest: ArrayLike, weight: ArrayLike) -> float:
    """The share of spending that reaches the `poorest` over their share of the population.

    Coady, Grosh and Hoddinott (2004): 60 per cent of the benefits for the poorest 40 per cent are 60/40 = 1.5.

    (sum(w * b * [poorest]) / sum(w * b)) / (sum(w * [poorest]) / sum(w)). 1 is neutral, above 1 progressive; at
    most 1 over their share of the population, 2.5 for the poorest 40 per cent.
    """
    benefits, weights = _benefit(benefit, weight)
    meant = checked_mask(poorest, "poorest", len(weights))
    of_spending = ratio((weights * benefits * meant).sum(), (weights * benefits).sum())
    return float(ratio(of_spending, ratio(_sum(weights, meant), weights.sum())))


def benefit_cost_ratio(
    before: ArrayLike, benefit: ArrayLike, weight: ArrayLike, line: float, *, other_cost: float = 0.0
) -> float:
    """JOD by which the poverty gap falls for each JOD spent, from 0 to 1 (ADePT Social Protection; recalled).

    (G(y) - G(y + b)) / (sum(w * b) + other cost), where G(y) = sum(w * max(line - y, 0)). What is given to the
    non-poor, or to the poor beyond the line, closes no gap.

    Args:
        before: JOD a month without the benefit; it may be zero or negative (a gap larger than the line).
        benefit: JOD a month.
        weight: units that each element stands for.
        line: JOD a month, above zero.
        other_cost: JOD a month for the whole programme beside the benefits, such as administration.
    """
    benefits, weights = _benefit(benefit, weight)
    welfare = checked_values(before, "before", count=len(weights))
    checked_number(line, "line", above=0)
    cost = (weights * benefits).sum() + checked_number(other_cost, "other_cost", least=0)
    closed = numpy.minimum(benefits, numpy.maximum(line - welfare, 0.0))
    return float(ratio((weights * closed).sum(), cost))


def overlap(benefits: Mapping[str, ArrayLike], weight: ArrayLike) -> Overlap:
    """Who is in two programmes: both[i, j] = sum(w * [b_i > 0] * [b_j > 0]), a symmetric matrix, in units.

    Raises:
        MeasureError: there is no programme, or an amount is missing or negative (it names the programme).
    """
    weights = checked_weight(weight)
    if not benefits:
        raise MeasureError(Text("benefits has no programme.", "benefits: لا يوجد أي برنامج."), path="benefits")
    of_programmes = [checked_values(b, key, count=len(weights), least=0) > 0 for key, b in benefits.items()]
    reached = numpy.column_stack(of_programmes).astype(numpy.float64)
    both = reached.T @ (weights[:, None] * reached)
    number = reached.sum(axis=1).astype(numpy.int64)
    return Overlap(
        programmes=tuple(benefits),
        both=both,
        share_of_row=ratio(both, numpy.diag(both)[:, None]),
        share_of_population=both / weights.sum(),
        share_by_number=numpy.bincount(number, weights, minlength=len(benefits) + 1) / weights.sum(),
    )


def winners_losers(
    change: ArrayLike, weight: ArrayLike, group: ArrayLike, count: int, *, smallest_change: float = 0.0005
) -> WinnersLosers:
    """Who gains and loses by group: a gain is a change above `smallest_change`, a loss one below its negative.

    Args:
        change: JOD a month, below zero for a loss.
        weight: units that each element stands for.
        group: its group, from 0 to `count` - 1, such as its quantile or governorate.
        count: groups.
        smallest_change: JOD a month, not below zero; half a fils as in the tables of a comparison.
    """
    weights = checked_weight(weight)
    changes = checked_values(change, "change", count=len(weights))
    groups = checked_codes(group, "group", len(weights), count)
    checked_number(smallest_change, "smallest_change", least=0)

    def by_group(of_each: FloatArray) -> FloatArray:
        return numpy.bincount(groups, of_each, minlength=count).astype(numpy.float64)

    gains, loses = weights * (changes > smallest_change), weights * (changes < -smallest_change)
    population, gain, lose = by_group(weights), by_group(gains), by_group(loses)
    return WinnersLosers(
        population=population,
        gain=ratio(gain, population),
        lose=ratio(lose, population),
        unchanged=ratio(by_group(weights * (numpy.abs(changes) <= smallest_change)), population),
        mean_change=ratio(by_group(weights * changes), population),
        mean_gain=ratio(by_group(gains * changes), gain),
        mean_loss=ratio(by_group(loses * changes), lose),
    )


def _benefit(benefit: ArrayLike, weight: ArrayLike) -> tuple[FloatArray, FloatArray]:
    weights = checked_weight(weight)
    return checked_values(benefit, "benefit", count=len(weights), least=0), weights


def _inside(inside: ArrayLike | None, count: int) -> BoolArray:
    return numpy.ones(count, dtype=bool) if inside is None else checked_mask(inside, "inside", count)


def _sum(weights: FloatArray, mask: BoolArray) -> float:
    return float(weights[mask].sum())
