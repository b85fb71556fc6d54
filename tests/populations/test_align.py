"""Alignment: one number for one rate, solved once."""

import numpy
import pytest

from openfisca_jordan_sp.populations.synthesise.align import (
    Alignment,
    align_rate,
    bisect,
    class_bounds,
    classes_of,
    mean_factor,
    select_rate,
)


def test_bisect():
    assert bisect(lambda x: x**3 - 8, 0, 10) == pytest.approx(2)


def test_align_rate_meets_a_weighted_share():
    random = numpy.random.default_rng(0)
    score, weight = random.normal(size=5_000), random.uniform(1, 3, 5_000)
    chosen = score + align_rate(score, weight, 0.3) > 0
    assert weight[chosen].sum() / weight.sum() == pytest.approx(0.3, abs=3 / 5_000)


@pytest.mark.parametrize(("target", "expected"), [(0.0, 0), (1.0, 10)])
def test_align_rate_of_none_and_all(target, expected):
    score = numpy.arange(10.0)
    assert select_rate(score, numpy.ones(10), target).sum() == expected


def test_nobody_and_everybody_hold_for_scores_that_were_not_seen():
    seen = numpy.arange(10.0)
    assert align_rate(seen, numpy.ones(10), 0.0) == -numpy.inf
    assert align_rate(seen, numpy.ones(10), 1.0) == numpy.inf
    assert align_rate(seen[:0], numpy.ones(0), 0.5) == -numpy.inf


def test_select_rate_among_nobody():
    assert not select_rate(numpy.ones(3), numpy.ones(3), 0.5, numpy.zeros(3, dtype=bool)).any()


def test_cut_by_rank():
    score = numpy.array([3.0, 1.0, 2.0, 4.0])
    classes = classes_of(score, class_bounds(score, numpy.ones(4), [0.5, 0.25, 0.25]))
    assert classes.tolist() == [1, 0, 0, 2]


def test_a_class_without_share_has_nobody():
    bounds = class_bounds(numpy.arange(10.0), numpy.ones(10), [0.5, 0.0, 0.5])
    assert classes_of(numpy.linspace(-5, 15, 100), bounds).tolist().count(1) == 0


def test_classes_of_nobody_are_the_lowest():
    bounds = class_bounds(numpy.zeros(0), numpy.zeros(0), [0.5, 0.5])
    assert classes_of(numpy.array([1e9]), bounds).tolist() == [0]


def test_mean_factor():
    assert mean_factor(numpy.array([1.0, 3.0]), numpy.array([1.0, 1.0]), 4.0) == 2.0
    assert mean_factor(numpy.zeros(2), numpy.ones(2), 4.0) == 1.0


def test_what_was_solved_on_a_sample_holds_for_a_part():
    random = numpy.random.default_rng(0)
    sample, part = random.normal(size=20_000), random.normal(size=5_000)
    align = Alignment()
    align.select("rate", sample, numpy.ones(20_000), 0.2)
    align.is_solved = True
    chosen = align.select("rate", part, numpy.ones(5_000), 0.99)
    assert chosen.mean() == pytest.approx(0.2, abs=0.02)


def test_a_name_is_solved_once():
    align = Alignment()
    align.number("rate", lambda: 1.0)
    with pytest.raises(ValueError, match="solved twice: rate"):
        align.number("rate", lambda: 2.0)


def test_a_part_cannot_solve():
    with pytest.raises(KeyError):
        Alignment(is_solved=True).number("rate", lambda: 1.0)
