"""Bootstrap standard errors against the formulas of sampling theory, and against every draw of small samples."""

import tracemalloc

import numpy
import pytest

from openfisca_jordan_sp.errors import MeasureError
from openfisca_jordan_sp.measures.uncertainty import (
    SYNTHETIC_NOTE,
    Replicates,
    estimate,
    household_bootstrap,
    normal_interval,
    percentile_interval,
    rao_wu_bootstrap,
    replicate_values,
    standard_error,
)

# The relative error of a standard error from R replicates is near 1 / sqrt(2 R): 1.6 per cent of 2,000.
# Three times that and the terms that linearisation leaves out:
REPLICATES, TOLERANCE = 2000, 0.06


def mean_of(values):
    return lambda weight: float((weight * values).sum() / weight.sum())


def total_of(values):
    return lambda weight: float((weight * values).sum())


def clustered_sample(seed):
    """Four strata of 12 to 30 clusters of 2 to 8 households, alike within the cluster."""
    draw = numpy.random.default_rng(seed)
    sizes = [12, 18, 24, 30]
    stratum_of_cluster = numpy.repeat(numpy.arange(4), sizes)
    cluster_number = numpy.concatenate([numpy.arange(size) for size in sizes])
    households = draw.integers(2, 9, len(cluster_number))
    level = draw.normal(100, 20, len(cluster_number)) + 30 * stratum_of_cluster
    values = numpy.repeat(level, households) + draw.normal(0, 10, households.sum())
    weight = draw.uniform(50, 150, households.sum())
    return values, weight, numpy.repeat(stratum_of_cluster, households), numpy.repeat(cluster_number, households)


def stratified_cluster_error(scores, stratum, cluster):
    """sqrt of the sum over strata of n / (n - 1) * sum over clusters of (z_c - mean z)^2."""
    variance = 0.0
    for one in set(stratum.tolist()):
        inside = stratum == one
        totals = [scores[inside & (cluster == c)].sum() for c in set(cluster[inside].tolist())]
        variance += len(totals) / (len(totals) - 1) * ((totals - numpy.mean(totals)) ** 2).sum()
    return variance**0.5


def linearised(values, weight):
    """The scores of a weighted mean: w (y - mean) / W."""
    return weight * (values - (weight * values).sum() / weight.sum()) / weight.sum()


def test_error_of_a_weighted_mean_is_that_of_the_formula():
    draw = numpy.random.default_rng(1)
    values, weight = draw.gamma(2, 50, 800), draw.uniform(1, 3, 800)
    formula = (linearised(values, weight) ** 2).sum() ** 0.5
    bootstrap = standard_error(mean_of(values), household_bootstrap(weight, count=REPLICATES, seed=1))
    assert bootstrap == pytest.approx(formula, rel=TOLERANCE)


def test_error_of_persons_is_that_of_their_households():
    draw = numpy.random.default_rng(2)
    household = numpy.repeat(numpy.arange(300) + 2**60, draw.integers(1, 7, 300))
    values = draw.normal(100, 20, 300)[household - 2**60]
    weight = numpy.ones(len(values))
    scores = linearised(values, weight)
    formula = (numpy.bincount(household - 2**60, scores) ** 2).sum() ** 0.5
    replicates = household_bootstrap(weight, count=REPLICATES, seed=1, household=household)
    assert standard_error(mean_of(values), replicates) == pytest.approx(formula, rel=TOLERANCE)
    assert formula > 1.3 * (scores**2).sum() ** 0.5, "persons drawn alone would be taken for more than they tell"


@pytest.mark.parametrize("seed", [1, 2])
def test_rao_wu_error_is_the_stratified_variance_of_clusters(seed):
    values, weight, stratum, cluster = clustered_sample(seed)
    replicates = rao_wu_bootstrap(weight, stratum, cluster, count=REPLICATES, seed=seed)
    for_total = stratified_cluster_error(weight * values, stratum, cluster)
    assert standard_error(total_of(values), replicates) == pytest.approx(for_total, rel=TOLERANCE)
    for_mean = stratified_cluster_error(linearised(values, weight), stratum, cluster)
    assert standard_error(mean_of(values), replicates) == pytest.approx(for_mean, rel=TOLERANCE)
    alone = standard_error(mean_of(values), household_bootstrap(weight, count=400, seed=seed))
    assert abs(alone / for_mean - 1) > 0.15, "leaving the design out would show"


def test_rao_wu_of_two_clusters_doubles_one_and_leaves_the_other_out():
    # One of two is drawn, with n / (n - 1) = 2: four replicates are possible, the variance of the total is
    # (10 - 4)^2 + (7 - 2)^2 = 61, the formula's 2 * ((10 - 7)^2 + (4 - 7)^2) / 1 and so on.
    weight = [10.0, 4.0, 7.0, 2.0]
    rows = rao_wu_bootstrap(weight, ["a", "a", "b", "b"], [1, 2, 1, 2], count=200, seed=5).array()
    possible = {(20.0, 0.0, 14.0, 0.0), (20.0, 0.0, 0.0, 4.0), (0.0, 8.0, 14.0, 0.0), (0.0, 8.0, 0.0, 4.0)}
    assert {tuple(row) for row in rows.tolist()} == possible
    totals = [sum(row) for row in possible]
    assert numpy.var(totals) == pytest.approx(61)
    formula = stratified_cluster_error(numpy.array(weight), numpy.array([0, 0, 1, 1]), numpy.array([0, 1, 0, 1]))
    assert formula**2 == pytest.approx(61)


def test_households_of_equal_weight_keep_their_total():
    rows = household_bootstrap(numpy.full(50, 3.0), count=20, seed=1).array()
    assert rows.sum(axis=1) == pytest.approx(numpy.full(20, 150.0))
    assert (rows.std(axis=1) > 0).all()


def test_members_of_a_cluster_are_drawn_together():
    _, weight, stratum, cluster = clustered_sample(3)
    rows = rao_wu_bootstrap(weight, stratum, cluster, count=10, seed=1).array()
    factor = rows / weight
    for one in range(4):
        for number in range(12):
            together = factor[:, (stratum == one) & (cluster == number)]
            assert together == pytest.approx(numpy.repeat(together[:, :1], together.shape[1], axis=1))


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    weight = numpy.linspace(1, 2, 40)
    first = household_bootstrap(weight, count=30, seed=7).array()
    assert (household_bootstrap(weight, count=30, seed=7).array() == first).all()
    assert (household_bootstrap(weight, count=30, seed=8).array() != first).any(axis=1).all()
    stratum, cluster = numpy.repeat([0, 1], 20), numpy.arange(40)
    designed = rao_wu_bootstrap(weight, stratum, cluster, count=30, seed=7).array()
    assert (rao_wu_bootstrap(weight, stratum, cluster, count=30, seed=7).array() == designed).all()
    assert (rao_wu_bootstrap(weight, stratum, cluster, count=30, seed=8).array() != designed).any(axis=1).all()
    assert (numpy.diff(first, axis=0) != 0).any(axis=1).all(), "replicates of one seed differ from each other"


def test_numbers_of_a_seed_are_fixed():
    # Held so that a published standard error can be made again.
    assert household_bootstrap(numpy.ones(6), count=2, seed=1).array().tolist() == [
        [1, 1, 0, 1, 3, 0],
        [1, 1, 1, 1, 0, 2],
    ]


def test_neither_chunks_nor_the_number_of_replicates_change_a_replicate():
    weight = numpy.linspace(1, 2, 40)
    whole = household_bootstrap(weight, count=30, seed=7)
    chunks = list(whole.chunks(7))
    assert [len(chunk) for chunk in chunks] == [7, 7, 7, 7, 2]
    assert (numpy.concatenate(chunks) == whole.array()).all()
    assert (household_bootstrap(weight, count=5, seed=7).array() == whole.array()[:5]).all()
    assert (whole.one(29) == whole.array()[29]).all()


def test_a_matrix_product_of_chunks_is_the_statistic_of_each_replicate():
    draw = numpy.random.default_rng(4)
    amounts, weight = draw.gamma(1, 10, (40, 3)), draw.uniform(1, 2, 40)
    replicates = household_bootstrap(weight, count=25, seed=7)
    totals = numpy.concatenate([chunk @ amounts for chunk in replicates.chunks(10)])
    for column in range(3):
        assert totals[:, column] == pytest.approx(replicate_values(total_of(amounts[:, column]), replicates))


def test_memory_does_not_grow_with_the_number_of_replicates():
    weight, values = numpy.ones(20_000), numpy.arange(20_000.0)
    replicates = household_bootstrap(weight, count=300, seed=1)
    tracemalloc.start()
    standard_error(mean_of(values), replicates)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # All replicates are 48 MB; one is 0.16 MB.
    assert peak < 3_000_000
    assert next(replicates.chunks()).shape == (200, 20_000)


def test_intervals_are_those_of_the_replicates():
    draw = numpy.random.default_rng(5)
    values, weight = draw.normal(100, 20, 300), draw.uniform(1, 3, 300)
    statistic, replicates = mean_of(values), household_bootstrap(weight, count=999, seed=1)
    result = estimate(statistic, replicates, 0.9)
    by_hand = numpy.array([statistic(replicates.one(number)) for number in range(999)])
    assert result.value == pytest.approx(statistic(weight))
    assert result.standard_error == pytest.approx(numpy.std(by_hand, ddof=1))
    # Quantiles at 0.05 and 0.95 of 999 in order: positions 49.9 and 948.1.
    ordered = numpy.sort(by_hand)
    assert result.percentile[0] == pytest.approx(ordered[49] + 0.9 * (ordered[50] - ordered[49]))
    assert result.percentile[1] == pytest.approx(ordered[948] + 0.1 * (ordered[949] - ordered[948]))
    reach = 1.6448536 * result.standard_error
    assert result.normal == pytest.approx((result.value - reach, result.value + reach))
    assert percentile_interval(statistic, replicates, 0.9) == result.percentile
    assert normal_interval(statistic, replicates, 0.9) == result.normal
    assert result.level == 0.9


def test_intervals_hold_the_true_value_about_as_often_as_they_say():
    held = 0
    for sample in range(100):
        values = numpy.random.default_rng([99, sample]).normal(0, 1, 60)
        low, high = percentile_interval(
            mean_of(values), household_bootstrap(numpy.ones(60), count=200, seed=sample), 0.8
        )
        held += low <= 0 <= high
    # 80 of 100 expected, with a standard deviation of 4.
    assert 68 <= held <= 92


def test_a_constant_has_no_sampling_error():
    assert standard_error(mean_of(numpy.full(20, 5.0)), household_bootstrap(numpy.ones(20), count=50)) < 1e-12


def test_error_scales_with_money_and_not_with_weights():
    draw = numpy.random.default_rng(6)
    values, weight = draw.gamma(2, 50, 100), draw.uniform(1, 3, 100)
    one = standard_error(mean_of(values), household_bootstrap(weight, count=100, seed=1))
    assert standard_error(mean_of(values * 1000), household_bootstrap(weight, count=100, seed=1)) == pytest.approx(
        one * 1000
    )
    assert standard_error(mean_of(values), household_bootstrap(weight * 9, count=100, seed=1)) == pytest.approx(one)


def test_a_weight_of_zero_stays_zero():
    rows = household_bootstrap([1.0, 0.0, 2.0], count=50, seed=1).array()
    assert not rows[:, 1].any()


def test_a_statistic_cannot_change_the_sample():
    given = numpy.ones(10)
    replicates = household_bootstrap(given, count=5)
    with pytest.raises(ValueError, match="read-only"):
        replicates.weight[0] = 5
    given[0] = 5
    assert isinstance(replicates, Replicates)
    assert replicates.weight[0] == 1


def test_strata_of_one_cluster_are_refused_with_what_to_do():
    with pytest.raises(MeasureError, match="only one cluster: Ajloun") as error:
        rao_wu_bootstrap(numpy.ones(5), ["Amman", "Amman", "Ajloun", "Ajloun", "Amman"], [1, 2, 1, 1, 2])
    assert error.value.path == "stratum"
    assert "Collapse" in error.value.hint.en
    assert "ادمج" in error.value.hint.ar
    with pytest.raises(MeasureError, match=r"7 stratum\(s\).*: 0, 1, 2, 3, 4, …"):
        rao_wu_bootstrap(numpy.ones(7), numpy.arange(7), numpy.arange(7))


@pytest.mark.parametrize(
    ("make", "argument"),
    [
        (lambda: household_bootstrap([]), "weight"),
        (lambda: household_bootstrap([0.0, 0.0]), "weight"),
        (lambda: household_bootstrap([1.0, numpy.nan]), "weight"),
        (lambda: household_bootstrap([1.0, -1.0]), "weight"),
        (lambda: household_bootstrap([1.0]), "weight"),
        (lambda: household_bootstrap([1.0, 1.0], household=[4, 4]), "household"),
        (lambda: household_bootstrap([1.0, 1.0], household=[4.0, numpy.nan]), "household"),
        (lambda: household_bootstrap([1.0, 1.0], household=[1, 2, 3]), "household"),
        (lambda: household_bootstrap([1.0, 1.0], household=["a", None]), "household"),
        (lambda: household_bootstrap([1.0, 1.0], household=["a", numpy.nan]), "household"),
        (lambda: household_bootstrap([1.0, 1.0], count=1), "count"),
        (lambda: household_bootstrap([1.0, 1.0], count=2.5), "count"),
        (lambda: household_bootstrap([1.0, 1.0], seed=-1), "seed"),
        (lambda: list(household_bootstrap([1.0, 1.0]).chunks(0)), "size"),
        (lambda: rao_wu_bootstrap([1.0, 1.0], [numpy.nan, 1.0], [1, 2]), "stratum"),
        (lambda: rao_wu_bootstrap([1.0, 1.0], [1, 1], [1]), "cluster"),
        (lambda: estimate(numpy.sum, household_bootstrap([1.0, 1.0]), 1.0), "level"),
        (lambda: normal_interval(numpy.sum, household_bootstrap([1.0, 1.0]), 0.0), "level"),
        (lambda: percentile_interval(numpy.sum, household_bootstrap([1.0, 1.0]), 95), "level"),
        (lambda: standard_error(lambda weight: numpy.nan, household_bootstrap([1.0, 1.0])), "statistic"),
    ],
)
def test_what_has_no_meaning_is_an_error_that_names_the_argument(make, argument):
    with pytest.raises(MeasureError) as error:
        make()
    assert error.value.path == argument
    assert error.value.message.ar


def test_synthetic_populations_say_that_sampling_error_is_not_their_main_error():
    assert "sampling error is not its main error" in SYNTHETIC_NOTE.en
    assert "خطأ المعاينة ليس الخطأ الرئيسي" in SYNTHETIC_NOTE.ar
