"""Reach and targeting of benefits, against results worked out by hand and one element at a time."""

import numpy
import pytest

from openfisca_jordan_sp.errors import MeasureError
from openfisca_jordan_sp.measures import targeting
from openfisca_jordan_sp.measures.basis import deciles
from openfisca_jordan_sp.measures.tables import SMALLEST_CHANGE

# Five households; the line is 100 JOD: the first two, 2 + 3 = 5 of 10 persons, are poor.
BEFORE = numpy.array([40.0, 80.0, 120.0, 200.0, 400.0])
WEIGHT = numpy.array([2.0, 3.0, 1.0, 2.0, 2.0])
BENEFIT = numpy.array([30.0, 0.0, 10.0, 15.0, 0.0])
POOR = BEFORE < 100
# Spending: 2 * 30 + 1 * 10 + 2 * 15 = 100 JOD. Beneficiaries: 2 + 1 + 2 = 5 persons, 2 of them poor.


def random_sample(seed, count=60):
    draw = numpy.random.default_rng(seed)
    before = draw.gamma(2, 60, count)
    benefit = numpy.where(draw.random(count) < 0.4, draw.gamma(2, 15, count), 0)
    return before, benefit, draw.integers(1, 5, count).astype(float)


def shares(before, benefit, weight):
    """Every measure that is a share or a ratio, as one row."""
    poor = before < 100
    errors = targeting.targeting_errors(benefit, poor, weight)
    return numpy.array(
        [
            targeting.coverage(benefit, weight),
            targeting.adequacy(benefit, before + benefit, weight),
            targeting.leakage(benefit, poor, weight),
            targeting.targeting_differential(benefit, poor, weight),
            targeting.coady_grosh_hoddinott(benefit, poor, weight),
            targeting.benefit_cost_ratio(before, benefit, weight, 100),
            *vars(errors).values(),
        ]
    )


def test_measures_of_five_households_worked_out_by_hand():
    assert targeting.coverage(BENEFIT, WEIGHT) == pytest.approx(5 / 10)
    assert targeting.coverage(BENEFIT, WEIGHT, POOR) == pytest.approx(2 / 5)
    assert targeting.leakage(BENEFIT, POOR, WEIGHT) == pytest.approx((1 * 10 + 2 * 15) / 100)
    # Beneficiaries consume with the benefit 2 * 70 + 1 * 130 + 2 * 215 = 700 JOD.
    assert targeting.adequacy(BENEFIT, BEFORE + BENEFIT, WEIGHT) == pytest.approx(100 / 700)
    assert targeting.adequacy(BENEFIT, BEFORE + BENEFIT, WEIGHT, POOR) == pytest.approx(30 / 70)
    # 2 of 5 poor persons less 3 of 5 others.
    assert targeting.targeting_differential(BENEFIT, POOR, WEIGHT) == pytest.approx(2 / 5 - 3 / 5)
    # 60 of 100 JOD to half of the people.
    assert targeting.coady_grosh_hoddinott(BENEFIT, POOR, WEIGHT) == pytest.approx(0.6 / 0.5)


def test_errors_are_named_by_what_they_are_shares_of():
    errors = targeting.targeting_errors(BENEFIT, POOR, WEIGHT)
    assert errors.inclusion_of_beneficiaries == pytest.approx(3 / 5)
    assert errors.inclusion_of_non_poor == pytest.approx(3 / 5)
    assert errors.inclusion_of_population == pytest.approx(3 / 10)
    assert errors.exclusion_of_poor == pytest.approx(3 / 5)
    assert errors.exclusion_of_population == pytest.approx(3 / 10)


def test_incidence_by_quantile_worked_out_by_hand():
    result = targeting.incidence(BENEFIT, WEIGHT, [0, 0, 1, 1, 2], 4)
    assert result.population == pytest.approx([5 / 10, 3 / 10, 2 / 10, 0])
    assert result.coverage[:3] == pytest.approx([2 / 5, 3 / 3, 0])
    assert result.beneficiaries == pytest.approx([2 / 5, 3 / 5, 0, 0])
    assert result.benefit == pytest.approx([60 / 100, 40 / 100, 0, 0])
    assert result.mean_benefit[:2] == pytest.approx([60 / 2, 40 / 3])
    assert numpy.isnan(result.coverage[3]), "a quantile of nobody has no coverage"
    assert numpy.isnan(result.mean_benefit[2]), "no beneficiary, no mean"


def test_the_gap_closed_counts_neither_the_non_poor_nor_what_goes_beyond_the_line():
    # 60 of the 100 JOD close a gap.
    assert targeting.benefit_cost_ratio(BEFORE, BENEFIT, WEIGHT, 100) == pytest.approx(60 / 100)
    assert targeting.benefit_cost_ratio(BEFORE, BENEFIT, WEIGHT, 100, other_cost=20) == pytest.approx(60 / 120)
    # At a line of 50, 10 of the 30 JOD of each of the two poorest.
    assert targeting.benefit_cost_ratio(BEFORE, BENEFIT, WEIGHT, 50) == pytest.approx(20 / 100)
    # Who has less than nothing has a gap larger than the line.
    assert targeting.benefit_cost_ratio([-50.0], [120.0], [1.0], 100) == pytest.approx(1)


def test_overlap_of_three_programmes_worked_out_by_hand():
    benefits = {"a": [1, 1, 0, 0, 0], "b": [0, 1, 1, 1, 0], "none": [0, 0, 0, 0, 0]}
    result = targeting.overlap(benefits, WEIGHT)
    assert result.programmes == ("a", "b", "none")
    assert result.both.tolist() == [[5, 3, 0], [3, 6, 0], [0, 0, 0]]
    assert result.share_of_row[:2] == pytest.approx(numpy.array([[1, 3 / 5, 0], [3 / 6, 1, 0]]))
    assert numpy.isnan(result.share_of_row[2]).all()
    assert result.share_of_population == pytest.approx(result.both / 10)
    # Nobody in the last (2 persons), both in the second (3), one in the others (2 + 1 + 2).
    assert result.share_by_number == pytest.approx([2 / 10, 5 / 10, 3 / 10, 0])


def test_winners_and_losers_worked_out_by_hand():
    change = [10.0, -5.0, 0.0004, -20.0, 0.0]
    result = targeting.winners_losers(change, WEIGHT, [0, 0, 0, 1, 1], 3)
    assert result.population.tolist() == [6, 4, 0]
    assert result.gain[:2] == pytest.approx([2 / 6, 0])
    assert result.lose[:2] == pytest.approx([3 / 6, 2 / 4])
    assert result.unchanged[:2] == pytest.approx([1 / 6, 2 / 4])
    assert result.mean_change[:2] == pytest.approx([(20 - 15 + 0.0004) / 6, -40 / 4])
    assert result.mean_gain[0] == pytest.approx(10)
    assert result.mean_loss[:2] == pytest.approx([-5, -20])
    assert numpy.isnan(result.gain[2])
    assert targeting.winners_losers(change, WEIGHT, [0] * 5, 1, smallest_change=10).gain[0] == 0


def test_half_a_fils_is_the_smallest_change_of_the_tables_too():
    change = numpy.array([1, 1.01, -1, -1.01]) * SMALLEST_CHANGE
    result = targeting.winners_losers(change, numpy.ones(4), [0] * 4, 1)
    assert (result.gain[0], result.lose[0], result.unchanged[0]) == (1 / 4, 1 / 4, 2 / 4), "at the bound is no change"


@pytest.mark.parametrize("seed", range(5))
def test_deciles_are_those_of_the_tables(seed):
    before, _, weight = random_sample(seed)
    assert targeting.quantiles(before, weight).tolist() == deciles(before, weight).tolist()


def test_quantiles_hold_equal_shares_of_equal_weights():
    value = numpy.random.default_rng(3).normal(size=1000)
    quintile = targeting.quantiles(value, numpy.ones(1000), 5)
    assert numpy.bincount(quintile).tolist() == [200] * 5
    assert value[quintile == 0].max() < value[quintile == 1].min()


@pytest.mark.parametrize("seed", range(5))
def test_measures_are_those_counted_person_by_person(seed):
    before, benefit, weight = random_sample(seed)
    people = [
        (y, b)
        for y, b, w in zip(before.tolist(), benefit.tolist(), weight.tolist(), strict=True)
        for _ in range(int(w))
    ]
    paid = sum(b for _, b in people)
    poor, reached = [p for p in people if p[0] < 100], [p for p in people if p[1] > 0]
    to_poor = sum(b for _, b in poor)
    wrongly_in = sum(1 for y, b in people if b > 0 and y >= 100)
    left_out = sum(1 for y, b in people if b == 0 and y < 100)
    others = len(people) - len(poor)
    gap_before, gap_after = sum(max(100 - y, 0) for y, _ in people), sum(max(100 - y - b, 0) for y, b in people)
    expected = [
        len(reached) / len(people),
        paid / sum(y + b for y, b in reached),
        1 - to_poor / paid,
        (len(reached) - wrongly_in) / len(poor) - wrongly_in / others,
        to_poor / paid * len(people) / len(poor),
        (gap_before - gap_after) / paid,
        wrongly_in / len(reached),
        wrongly_in / others,
        wrongly_in / len(people),
        left_out / len(poor),
        left_out / len(people),
    ]
    assert shares(before, benefit, weight) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(5))
def test_identities_hold(seed):
    before, benefit, weight = random_sample(seed)
    poor = before < 100
    errors = targeting.targeting_errors(benefit, poor, weight)
    differential = targeting.targeting_differential(benefit, poor, weight)
    assert differential == pytest.approx(1 - errors.exclusion_of_poor - errors.inclusion_of_non_poor)
    poor_share = weight[poor].sum() / weight.sum()
    index = targeting.coady_grosh_hoddinott(benefit, poor, weight)
    assert index * poor_share == pytest.approx(1 - targeting.leakage(benefit, poor, weight))
    result = targeting.incidence(benefit, weight, targeting.quantiles(before, weight, 5), 5)
    for of_all in (result.population, result.beneficiaries, result.benefit):
        assert of_all.sum() == pytest.approx(1)
    assert (result.population * result.coverage).sum() == pytest.approx(targeting.coverage(benefit, weight))
    change = targeting.winners_losers(benefit - 10, weight, poor.astype(int), 2)
    assert change.gain + change.lose + change.unchanged == pytest.approx([1, 1])
    means = change.gain * change.mean_gain + change.lose * change.mean_loss
    assert means == pytest.approx(change.mean_change, abs=SMALLEST_CHANGE)


def test_perfect_and_universal_benefits_have_their_known_figures():
    perfect = POOR * 10.0
    assert targeting.targeting_differential(perfect, POOR, WEIGHT) == 1
    assert targeting.leakage(perfect, POOR, WEIGHT) == 0
    assert targeting.coady_grosh_hoddinott(perfect, POOR, WEIGHT) == pytest.approx(1 / 0.5)
    universal = numpy.full(5, 7.0)
    assert targeting.targeting_differential(universal, POOR, WEIGHT) == 0
    assert targeting.coady_grosh_hoddinott(universal, POOR, WEIGHT) == pytest.approx(1)


def test_order_copies_units_of_money_and_of_weight_change_no_share():
    before, benefit, weight = random_sample(9)
    expected = shares(before, benefit, weight)
    order = numpy.random.default_rng(1).permutation(len(before))
    assert shares(before[order], benefit[order], weight[order]) == pytest.approx(expected)
    copies = numpy.repeat(numpy.arange(len(before)), weight.astype(int))
    assert shares(before[copies], benefit[copies], numpy.ones(len(copies))) == pytest.approx(expected)
    assert shares(before, benefit, weight * 1000) == pytest.approx(expected)
    in_fils = targeting.benefit_cost_ratio(before * 1000, benefit * 1000, weight, 100_000)
    assert in_fils == pytest.approx(targeting.benefit_cost_ratio(before, benefit, weight, 100))


def test_an_element_of_weight_zero_counts_for_nothing():
    longer = [numpy.append(a, b) for a, b in ((BEFORE, 1.0), (BENEFIT, 99.0), (WEIGHT, 0.0))]
    assert shares(*longer) == pytest.approx(shares(BEFORE, BENEFIT, WEIGHT))


def test_shares_of_nothing_are_no_number():
    nothing, nobody = BENEFIT * 0, numpy.zeros(5, dtype=bool)
    assert targeting.coverage(nothing, WEIGHT) == 0
    assert numpy.isnan(targeting.leakage(nothing, POOR, WEIGHT))
    assert numpy.isnan(targeting.adequacy(nothing, BEFORE, WEIGHT))
    assert numpy.isnan(targeting.coady_grosh_hoddinott(nothing, POOR, WEIGHT))
    assert numpy.isnan(targeting.benefit_cost_ratio(BEFORE, nothing, WEIGHT, 100))
    assert numpy.isnan(targeting.targeting_differential(BENEFIT, nobody, WEIGHT))
    assert numpy.isnan(targeting.targeting_errors(BENEFIT, nobody, WEIGHT).exclusion_of_poor)


def test_one_observation_gives_the_figures_of_that_one():
    assert targeting.coverage([5.0], [3.0]) == 1
    assert targeting.adequacy([5.0], [20.0], [3.0]) == pytest.approx(0.25)
    assert targeting.quantiles([5.0], [3.0], 1).tolist() == [0]


@pytest.mark.parametrize(
    ("measure", "argument"),
    [
        (lambda: targeting.coverage([1.0, numpy.nan], [1, 1]), "benefit"),
        (lambda: targeting.coverage([1.0, -1.0], [1, 1]), "benefit"),
        (lambda: targeting.coverage([1.0], [1, 1]), "benefit"),
        (lambda: targeting.coverage([["a"]], [1]), "benefit"),
        (lambda: targeting.coverage([], []), "weight"),
        (lambda: targeting.coverage([1.0], [0.0]), "weight"),
        (lambda: targeting.coverage([1.0, 1.0], [2.0, -1.0]), "weight"),
        (lambda: targeting.coverage([1.0], [numpy.nan]), "weight"),
        (lambda: targeting.coverage([1.0], [1.0], [1]), "inside"),
        (lambda: targeting.leakage([1.0], [True, False], [1.0]), "poor"),
        (lambda: targeting.adequacy([1.0], [-1.0], [1.0]), "welfare"),
        (lambda: targeting.adequacy([1.0], [numpy.inf], [1.0]), "welfare"),
        (lambda: targeting.quantiles([numpy.nan], [1.0]), "value"),
        (lambda: targeting.quantiles([1.0], [1.0], 0), "count"),
        (lambda: targeting.incidence([1.0], [1.0], [4], 4), "quantile"),
        (lambda: targeting.incidence([1.0], [1.0], [0.5], 4), "quantile"),
        (lambda: targeting.incidence([1.0], [1.0], [0], 0), "groups"),
        (lambda: targeting.benefit_cost_ratio([numpy.nan], [1.0], [1.0], 100), "before"),
        (lambda: targeting.benefit_cost_ratio([1.0], [1.0], [1.0], 0), "line"),
        (lambda: targeting.benefit_cost_ratio([1.0], [1.0], [1.0], 1, other_cost=-1), "other_cost"),
        (lambda: targeting.overlap({}, [1.0]), "benefits"),
        (lambda: targeting.overlap({"cash": [numpy.nan]}, [1.0]), "cash"),
        (lambda: targeting.winners_losers([numpy.nan], [1.0], [0], 1), "change"),
        (lambda: targeting.winners_losers([1.0], [1.0], [-1], 1), "group"),
        (lambda: targeting.winners_losers([1.0], [1.0], [0], 1, smallest_change=-1), "smallest_change"),
    ],
)
def test_what_has_no_meaning_is_an_error_that_names_the_argument(measure, argument):
    with pytest.raises(MeasureError, match=argument) as error:
        measure()
    assert error.value.path == argument
    assert argument in error.value.message.ar
