"""Sums that add up, and the sampling errors that follow from them."""

import numpy
import pytest

from openfisca_jordan_sp.populations.groups import group_bounds
from openfisca_jordan_sp.populations.quality.tally import tally
from openfisca_jordan_sp.populations.quality.view import View


def of(numerator, denominator, **kind):
    numerator = numpy.asarray(numerator, dtype=float)
    return tally(numerator, numpy.asarray(denominator, dtype=float), int((numerator > 0).sum()), len(numerator), **kind)


def test_a_share_of_households_has_the_binomial_error():
    members = numpy.repeat([1.0, 0.0], [30, 70])
    found = of(members, numpy.ones(100))
    assert found.achieved == pytest.approx(0.3)
    assert found.standard_error == pytest.approx(numpy.sqrt(0.3 * 0.7 / 99))


def test_persons_who_are_alike_in_their_household_widen_the_error():
    sizes = numpy.full(100, 4.0)
    alike = of(numpy.repeat([4.0, 0.0], [50, 50]), sizes)
    mixed = of(numpy.full(100, 2.0), sizes)
    alone = numpy.sqrt(0.25 / 400)
    assert alike.achieved == mixed.achieved == 0.5
    assert alike.standard_error == pytest.approx(2 * alone, rel=0.01)
    assert mixed.standard_error == 0


def test_uneven_weights_widen_the_error():
    weight = numpy.tile([1.0, 9.0], 200)
    members = numpy.arange(400) % 4 < 2
    found, even = of(weight * members, weight), of(members, numpy.ones(400))
    kish = 400 * (weight**2).sum() / weight.sum() ** 2
    assert found.achieved == pytest.approx(0.5)
    assert found.standard_error / even.standard_error == pytest.approx(numpy.sqrt(kish), rel=0.01)


def test_a_total_is_as_uncertain_as_its_share():
    members = numpy.repeat([1.0, 0.0], [30, 70])
    total = of(members, numpy.ones(100), is_total=True)
    assert total.achieved == 30
    assert total.standard_error == pytest.approx(100 * of(members, numpy.ones(100)).standard_error)


def test_the_total_of_all_is_certain():
    assert of(numpy.full(10, 3.0), numpy.full(10, 3.0), is_total=True).standard_error == 0


def test_a_share_of_nobody_is_nothing():
    nobody = of(numpy.zeros(5), numpy.zeros(5))
    assert (nobody.achieved, nobody.standard_error) == (0, 0)


def test_parts_add_up_to_the_whole():
    random = numpy.random.default_rng(1)
    numerator, denominator = random.random(50), random.random(50) + 1
    parts = of(numerator[:20], denominator[:20]) + of(numerator[20:], denominator[20:])
    whole = of(numerator, denominator)
    assert parts.achieved == pytest.approx(whole.achieved)
    assert parts.standard_error == pytest.approx(whole.standard_error)
    assert (parts.rows, parts.group) == (whole.rows, whole.group)


@pytest.mark.parametrize(("rows", "hidden"), [(0, False), (9, True), (10, False), (91, True), (100, False)])
def test_few_rows_or_few_others_are_too_few_to_show(rows, hidden):
    found = of(numpy.repeat([1.0, 0.0], [rows, 100 - rows]), numpy.ones(100))
    assert found.is_smaller_than(10) is hidden


def test_groups_of_numbers():
    assert group_bounds("0-14") == (0, 15)
    assert group_bounds("7") == (7, 8)
    assert group_bounds("65+")[0] == 65


def test_rows_are_weighted_means_of_the_table(small):
    view = View(small)
    weight = small.person_weight
    members, group = view.persons.is_("sex", "female"), view.adult
    found = view.persons.share(0.5, members, group).tally
    assert found.achieved == pytest.approx(weight[members & group].sum() / weight[group].sum())
    assert found.group == group.sum()
    assert view.persons.total(0, members).tally.achieved == pytest.approx(weight[members].sum())
    assert view.families.any_in_household(view.families["number_of_cars"] > 0).sum() <= len(view.households)
