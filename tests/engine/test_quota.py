"""The ranking of the whole population."""

import numpy
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine.quota import Candidates, Ranked, inside_quota
from openfisca_jordan_sp.engine.simulated import simulate_month
from tests.fixtures import small_population

ALL = numpy.ones(5, dtype=bool)
ONE_EACH = numpy.ones(5)


def reach(candidates, inside, score, weight, families):
    return Candidates.of(Ranked(candidates, score, inside)).reach(weight, families)


def test_the_neediest_come_first():
    score = numpy.array([50.0, 10.0, 40.0, 20.0, 30.0])
    assert inside_quota(ALL, score, ONE_EACH, 2).tolist() == [False, True, False, True, False]


def test_ties_are_broken_by_position():
    score = numpy.full(5, 20.0)
    assert inside_quota(ALL, score, ONE_EACH, 3).tolist() == [True, True, True, False, False]


def test_only_candidates_are_ranked():
    score = numpy.array([1.0, 2.0, 3.0, 4.0, 5.0])
    candidates = numpy.array([False, True, False, True, True])
    assert inside_quota(candidates, score, ONE_EACH, 2).tolist() == [False, True, False, True, False]


def test_a_quota_is_not_exceeded_by_a_heavy_family():
    score = numpy.arange(5.0)
    weight = numpy.array([100.0, 100.0, 100.0, 100.0, 100.0])
    assert inside_quota(ALL, score, weight, 250).sum() == 2
    assert inside_quota(ALL, score, weight, 300).sum() == 3


def test_an_unknown_score_of_somebody_who_is_no_candidate_does_no_harm():
    score = numpy.array([numpy.nan, 2.0, numpy.nan, 4.0, 5.0])
    assert inside_quota(~numpy.isnan(score), score, ONE_EACH, 2).tolist() == [False, True, False, True, False]


def test_a_quota_that_concerns_nobody_is_idle():
    score, nobody = numpy.zeros(3), numpy.zeros(3, dtype=bool)
    result = reach(nobody, inside_quota(nobody, score, numpy.ones(3), 2), score, numpy.ones(3), 2)
    assert (result.candidates, result.reached, result.cutoff) == (0, 0, None)
    assert result.is_idle
    assert not result.is_binding


def test_how_far_a_quota_reaches_is_told_in_families_of_the_kingdom():
    score = numpy.array([50.0, 10.0, 40.0, 20.0, 30.0])
    weight = numpy.full(5, 100.0)
    result = reach(ALL, inside_quota(ALL, score, weight, 250), score, weight, 250)
    assert (result.families, result.candidates, result.reached, result.cutoff) == (250, 500, 200, 20)
    assert result.is_binding
    everybody = reach(ALL, inside_quota(ALL, score, weight, 600), score, weight, 600)
    assert not everybody.is_binding
    nobody = reach(~ALL, ~ALL, score, weight, 600)
    assert nobody.cutoff is None
    assert not nobody.is_binding


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(1, 200), st.booleans()), min_size=1, max_size=60),
    st.floats(0, 5000),
)
def test_the_selection_is_a_beginning_of_the_ranking_within_the_quota(families, quota):
    score, weight, candidates = (numpy.array(column) for column in zip(*families, strict=True))
    inside = inside_quota(candidates, score, weight, quota)
    assert weight[inside].sum() <= quota + 1e-9
    assert not inside[~candidates].any()
    left_out = candidates & ~inside
    if inside.any() and left_out.any():
        assert score[inside].max() <= score[left_out].min()


def test_conditions_after_the_last_candidate_are_not_computed():
    """A programme that is not on costs neither the rest of its conditions nor its score."""
    month = period("2026-01")
    (part,), reached = simulate_month(Policy(), small_population(), month)
    assert reached["is_shock_horizontal_inside_quota"].is_idle
    assert part.known("is_shock_horizontal_in_term", month) is not None
    assert part.known("claims_shock_support", month) is None
    assert part.known("naf_targeting_score", month) is not None  # of the Unified Cash Transfer


def test_positions_of_parts_are_those_of_the_whole():
    candidates = numpy.array([True, False, True, True, False, True])
    score, inside = numpy.arange(6.0), numpy.array([True, False, False, True, False, False])
    whole = Candidates.of(Ranked(candidates, score, inside))
    parts = Candidates.of_parts(
        [Ranked(candidates[cut], score[cut], inside[cut]) for cut in (slice(0, 2), slice(2, 6))]
    )
    for name in ("positions", "score", "inside"):
        assert getattr(parts, name).tolist() == getattr(whole, name).tolist()


def test_families_computed_again_replace_what_was_known_of_them():
    before = Candidates(numpy.array([1, 4, 7]), numpy.array([10.0, 40.0, 70.0]), numpy.array([1, 4]))
    # Families 4 and 5 again: 4 is no candidate any more, 5 is one, and inside.
    again = Candidates(numpy.array([1]), numpy.array([50.0]), numpy.array([1]))
    after = before.replaced(numpy.array([4, 5]), again)
    assert after.positions.tolist() == [1, 5, 7]
    assert after.score.tolist() == [10.0, 50.0, 70.0]
    assert after.inside.tolist() == [1, 5]
