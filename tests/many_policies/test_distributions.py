"""Distributions by their quantiles, and the numbers behind draws."""

import numpy
import pytest

from openfisca_jordan_sp.errors import ManyPoliciesError
from openfisca_jordan_sp.many_policies.distributions import parse_distribution, shares


def quantile(text, share):
    return parse_distribution(text, "x").quantile(share)


@pytest.mark.parametrize(
    ("text", "share", "value"),
    [
        ("uniform(100, 200)", 0.25, 125),
        ("triangular(0,10,20)", 0.5, 10),
        ("triangular(0,10,20)", 0.125, 5),
        ("triangular(0,10,20)", 0.875, 15),
        ("triangular(0,0,10)", 0.19, 1),
        ("triangular(5,5,5)", 0.3, 5),
        ("normal(10,2)", 0.5, 10),
        ("normal(10,2)", 0.8413447460685429, 12),
        ("lognormal(100,0.5)", 0.5, 100),
        ("lognormal(100,0.5)", 0.8413447460685429, 100 * numpy.exp(0.5)),
        ("choice(3,1,2)", 0.1, 3),
        ("choice(3,1,2)", 0.999, 2),
    ],
)
def test_quantiles_are_those_of_the_textbook(text, share, value):
    assert quantile(text, share) == pytest.approx(value)


def test_draws_have_the_moments_of_their_distribution():
    numbers = shares(1, "x", 4000)
    uniform = numpy.array([quantile("uniform(0,12)", share) for share in numbers])
    assert uniform.mean() == pytest.approx(6, abs=0.2)
    assert uniform.std() == pytest.approx(12 / numpy.sqrt(12), rel=0.03)


def test_names_and_attempts_have_numbers_of_their_own():
    assert not numpy.array_equal(shares(1, "x", 5), shares(1, "y", 5))
    assert not numpy.array_equal(shares(1, "x", 5), shares(1, "x", 5, attempt=1))
    assert numpy.array_equal(shares(1, "x", 5), shares(1, "x", 9)[:5])


@pytest.mark.parametrize(
    "text", ["uniform(a,b)", "normal(1,-1)", "lognormal(0,1)", "choice()", "uniform(1,inf)", "five"]
)
def test_what_is_no_distribution_is_refused(text):
    with pytest.raises(ManyPoliciesError):
        parse_distribution(text, "x")
