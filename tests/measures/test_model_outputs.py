"""What the law pays over a population, beside published numbers."""

import numpy
import pytest

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.engine.evaluate import evaluate
from openfisca_jordan_sp.measures.model_outputs import FIGURES, LawInForce, model_rows
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.quality.published import published
from openfisca_jordan_sp.populations.quality.rows import Block, Verdict
from openfisca_jordan_sp.populations.store import read_population

MONTH = parse_month("2026-01")


@pytest.fixture(scope="module")
def people() -> Population:
    return read_population("demo").slice(0, 3_000)


@pytest.fixture(scope="module")
def law(people):
    return LawInForce(people, MONTH)


def test_every_published_figure_is_counted():
    assert {one.figure for one in published()} == FIGURES.keys()


def test_rows_are_told_or_warned_of_and_never_fail(law):
    rows = list(model_rows(law, published()))
    assert len(rows) == len(published())
    assert {row.block for row in rows} == {Block.MODEL}
    assert {row.verdict for row in rows} <= {Verdict.OK, Verdict.WARN}
    assert all(numpy.isfinite(row.achieved) for row in rows)


def test_a_survey_shows_no_number_of_a_place_or_an_age(law):
    assert {row.part for row in model_rows(law, published(), with_parts=False)} == {""}


def test_the_month_is_the_one_that_a_comparison_computes(law, people):
    evaluation = evaluate(Policy(), people, MONTH)
    cash = sum(evaluation.month[programme.id] for programme in Policy().programmes if programme.is_naf_cash)
    assert cash.sum() > 0
    assert numpy.allclose(law.naf_cash, cash)
    assert FIGURES["naf_cost_month"](law, "") == pytest.approx((cash * people.family_weight).sum())
    assert FIGURES["naf_families"](law, "") == pytest.approx(people.family_weight[cash > 0].sum())


def test_parts_add_up_to_the_whole(law):
    ages = [one.part for one in published() if one.figure == "naf_age_structure"]
    assert sum(FIGURES["naf_age_structure"](law, part) for part in ages) == pytest.approx(1)
    female = sum(
        FIGURES["naf_female_headed"](law, one.part) for one in published() if one.figure == "naf_female_headed"
    )
    assert 0 < female < FIGURES["naf_families"](law, "")


def test_the_transfer_lowers_poverty_and_inequality(law):
    assert 0 < FIGURES["uct_poverty_effect"](law, "") < 0.1
    assert 0 < FIGURES["uct_gini_effect"](law, "") < 0.1
    assert 0 < FIGURES["uct_coverage_of_poor"](law, "") <= 1
