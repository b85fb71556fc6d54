"""Results depend neither on how a population is cut, nor on threads, nor on the policies beside."""

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine import memory as memories
from openfisca_jordan_sp.engine.evaluate import STEPS, evaluate_all
from openfisca_jordan_sp.engine.quota import quota_families
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.reform import catalogue, reform_from_data
from tests.fixtures import small_population

MONTH = period("2026-01")
FIELDS = ("month", "year", "levies_month", "levies_year")


def same(one, other):
    for name in FIELDS:
        ours, theirs = getattr(one, name), getattr(other, name)
        assert ours.keys() == theirs.keys()
        for key in ours:
            assert numpy.array_equal(ours[key], theirs[key]), f"{name} {key}"
    assert one.quotas == other.quotas
    assert one.services == other.services


def changed(path, value, date="2026-01-01", name="changed"):
    data = {"id": name, "title": {"en": name, "ar": "تعديل"}, "status": "scenario", "values": {path: {date: value}}}
    return Policy.of(reform_from_data(data))


@pytest.fixture(scope="module")
def policies():
    return [Policy(), Policy.of("uct_maximum_160"), changed("national_aid_fund.uct.quota_families", 60_000)]


@pytest.fixture(scope="module")
def whole(policies):
    memories._kept.clear()
    return evaluate_all(policies, small_population(), MONTH, threads=1)


@pytest.mark.parametrize(("chunk", "threads"), [(1500, 2), (400, 1), (400, 2), (77, 3), (1, 1)])
def test_results_are_the_same_to_the_last_bit_however_they_are_computed(policies, whole, chunk, threads):
    population = small_population()
    if chunk == 1:
        population = population.take(numpy.arange(0, 1500, 50))
        whole = evaluate_all(policies, population, MONTH, threads=1)
    for one, other in zip(whole, evaluate_all(policies, population, MONTH, chunk=chunk, threads=threads), strict=True):
        same(one, other)


def test_each_policy_gets_what_it_gets_alone(policies, whole):
    for policy, together in zip(policies, whole, strict=True):
        same(evaluate_all([policy], small_population(), MONTH)[0], together)


CATALOGUE = sorted(catalogue())


@pytest.fixture(scope="module")
def some_families():
    return small_population().take(numpy.arange(0, 1500, 5))


@pytest.fixture(scope="module")
def beside_each_other(some_families):
    """What each reform of the catalogue gives where the law in force and all the others are computed with it."""
    policies = [Policy.of(name) for name in CATALOGUE]
    _, *evaluations = evaluate_all([Policy(), *policies], some_families, period("2026-07"))
    return dict(zip(CATALOGUE, evaluations, strict=True))


@pytest.mark.parametrize("reform", CATALOGUE)
def test_a_reform_of_the_catalogue_shares_only_what_it_leaves_as_it_is(reform, some_families, beside_each_other):
    same(evaluate_all([Policy.of(reform)], some_families, period("2026-07"))[0], beside_each_other[reform])


def test_a_binding_quota_is_settled_over_all_parts(policies):
    population = small_population()
    policy = policies[2]
    evaluation = evaluate_all([policy], population, MONTH, chunk=200)[0]
    quota = next(each for each in quotas() if each.flag == "is_uct_inside_quota")
    reached = evaluation.quotas[quota.flag]
    assert quota_families(policy, quota, MONTH) == 60_000
    assert reached.is_binding
    heaviest = population.family_weight.max()
    assert 60_000 - heaviest < reached.reached <= 60_000
    # Whoever is inside by score is paid, in every month of the year.
    paid = evaluation.month["uct"] > 0
    assert population.family_weight[paid].sum() == pytest.approx(reached.reached)


def test_a_value_that_changes_in_july_changes_the_months_from_july_on():
    population = small_population()
    base, reform = evaluate_all(
        [Policy(), changed("national_aid_fund.uct.benefit_maximum", 150, "2026-07-01")], population, MONTH
    )
    assert numpy.array_equal(base.month["uct"], reform.month["uct"])
    july = [evaluate_all([each.policy], population, period("2026-07"))[0] for each in (base, reform)]
    more_a_month = july[1].month["uct"] - july[0].month["uct"]
    assert (more_a_month > 0).any()
    more_a_year = reform.year["uct"] - base.year["uct"]
    steady = numpy.isclose(more_a_year, 6 * more_a_month)
    # But for those whose children come of age in between.
    assert steady.mean() > 0.98


def test_arrays_that_policies_share_cannot_be_written_to(whole):
    shared = whole[0].year["unemployment_benefit"]
    assert numpy.shares_memory(whole[0].year["unemployment_benefit"], whole[1].year["unemployment_benefit"])
    with pytest.raises(ValueError, match="read-only"):
        shared[0] = 1


def test_progress_reaches_its_end_whatever_the_number_of_parts(policies):
    for chunk in (1500, 499):
        told = []
        evaluate_all(policies, small_population(), MONTH, told.append, chunk=chunk)
        assert sum(told) == STEPS * len(policies)
        assert min(told) > 0
