"""What the measures of targeting give back: shares (0 to 1), units of the population, JOD a month."""

from __future__ import annotations

from dataclasses import dataclass

from openfisca_jordan_sp.measures.arrays import FloatArray


@dataclass(frozen=True)
class Incidence:
    """Who gets a benefit, one value for each quantile, the poorest first; shares, and JOD a month.

    Attributes:
        population: share of the population (near 1 / quantiles).
        coverage: share of the quantile's population that are beneficiaries.
        beneficiaries: share of all beneficiaries: beneficiary incidence.
        benefit: share of all spending: benefit incidence.
        mean_benefit: JOD a month for each beneficiary.
    """

    population: FloatArray
    coverage: FloatArray
    beneficiaries: FloatArray
    benefit: FloatArray
    mean_benefit: FloatArray


@dataclass(frozen=True)
class TargetingErrors:
    """Errors of inclusion and exclusion by every convention, each named by what it is a share of.

    Attributes:
        inclusion_of_beneficiaries: non-poor beneficiaries / beneficiaries.
        inclusion_of_non_poor: non-poor beneficiaries / non-poor.
        inclusion_of_population: non-poor beneficiaries / population.
        exclusion_of_poor: poor who get nothing / poor (undercoverage).
        exclusion_of_population: poor who get nothing / population.
    """

    inclusion_of_beneficiaries: float
    inclusion_of_non_poor: float
    inclusion_of_population: float
    exclusion_of_poor: float
    exclusion_of_population: float


@dataclass(frozen=True)
class Overlap:
    """Who is in two programmes; row and column i are the programme `programmes[i]`.

    Attributes:
        programmes: the names, in the order given.
        both: units in both; on the diagonal the beneficiaries of the one.
        share_of_row: of the beneficiaries of the row, those who are also in the column.
        share_of_population: `both` over the population.
        share_by_number: share of the population in exactly 0, 1, 2 … programmes.
    """

    programmes: tuple[str, ...]
    both: FloatArray
    share_of_row: FloatArray
    share_of_population: FloatArray
    share_by_number: FloatArray


@dataclass(frozen=True)
class WinnersLosers:
    """Who gains and who loses, one value for each group.

    Attributes:
        population: units of each group.
        gain: share that gains more than the smallest change.
        lose: share that loses more than it.
        unchanged: the others; the three shares add up to 1.
        mean_change: JOD a month, over all of the group.
        mean_gain: JOD a month, over those who gain.
        mean_loss: JOD a month, below zero, over those who lose.
    """

    population: FloatArray
    gain: FloatArray
    lose: FloatArray
    unchanged: FloatArray
    mean_change: FloatArray
    mean_gain: FloatArray
    mean_loss: FloatArray
