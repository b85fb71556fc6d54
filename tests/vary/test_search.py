"""Cliffs are found exactly, each with its rule, the value that decides, its size and its trap."""

from pathlib import Path

import numpy
import pytest

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.cases import load_case
from openfisca_jordan_sp.errors import MeasureError, SituationError
from openfisca_jordan_sp.law.catalogue import cliffs
from openfisca_jordan_sp.vary import cliffs_of
from openfisca_jordan_sp.vary.axis import axes_of
from openfisca_jordan_sp.vary.probe import built, probe_of
from tests.vary.bills import bill

CASES = Path(__file__).with_name("cases")
WIDOW, TRANSFER = CASES / "widow.yaml", CASES / "transfer.yaml"
NEW_JOB = {
    "persons": {
        "widow": {"sex": "female", "marital_status": "widowed", "age": 40, "wage": 220},
        "son": {"age": 8},
        "daughter": {"age": 6},
    },
    "families": {"home": {"head": ["widow"], "children": ["son", "daughter"], "claims_recurring_aid": True}},
}


def told(cliff):
    return (cliff.kind, cliff.before, cliff.after, cliff.main.variable, cliff.main.change)


def rules(cliff):
    return [reason.variable for reason in cliff.reasons], [limit.path for limit in cliff.limits]


class TestWhatMustBeFound:
    def test_the_electricity_cliff_of_51_kilowatt_hours(self):
        (cliff,) = cliffs_of([], WIDOW, "electricity_consumption", None, 40, 60)
        assert told(cliff) == ("cliff", 50, 50.001, "electricity_bill", -2.5)
        assert cliff.over_step == -2.45
        assert rules(cliff) == (
            ["electricity_fixed_discount"],
            ["energy_and_water_tariffs.electricity.fixed_discount.band_1.from"],
        )
        assert not cliff.is_trap

    def test_which_a_smoothing_reform_makes_disappear(self):
        assert cliffs_of("electricity_cliff_smoothed", WIDOW, "electricity_consumption", "flat", 40, 60) == []

    def test_the_income_ceiling_of_the_poor_family_card_is_a_lost_right(self):
        (cliff,) = cliffs_of([], WIDOW, "wage", "widow", 290, 310)
        assert told(cliff) == ("right", 300, 300.001, "poor_family_card_entitled", -1)
        assert rules(cliff) == (["is_income_within_card_ceiling"], ["health_insurance.poor_family.income_ceiling"])
        assert cliff.limits[0].value == 300

    def test_the_end_of_the_earnings_disregard(self):
        (cliff,) = cliffs_of([], NEW_JOB, "months_since_job_start", "widow", 0, 24, "2026-05")
        assert told(cliff) == ("cliff", 11, 12, "household_disposable_income", -150)
        assert rules(cliff) == (["is_in_earnings_disregard"], ["national_aid_fund.earnings_disregard.months"])

    @pytest.mark.parametrize(
        ("variable", "span", "before", "rule", "limit"),
        [
            ("naf_targeting_score", (60, 75), 67.999, "is_below_targeting_line", "poverty_line"),
            ("business_capital", (2990, 3010), 2999.999, "is_business_below_limit", "business_capital_limit"),
        ],
    )
    def test_the_gates_of_the_unified_cash_transfer(self, variable, span, before, rule, limit):
        (cliff,) = cliffs_of([], TRANSFER, variable, None, *span)
        assert (cliff.kind, cliff.before) == ("cliff", before)
        assert rules(cliff) == ([rule], [f"national_aid_fund.targeting.{limit}"])
        assert "uct_amount" in {one.variable for one in cliff.moved}

    def test_what_is_gained(self):
        found = cliffs_of([], TRANSFER, "newest_car_age", None, 0, 6)
        assert [(one.kind, one.after, one.reasons[0].variable) for one in found] == [
            ("jump_up", 5, "has_no_recent_car")
        ]


class TestTheTrapBehindACliff:
    def test_ends_where_the_income_is_what_it_was(self):
        (cliff,) = cliffs_of([], WIDOW, "wage", "widow", 200, 260)
        # 203.999 + 50 of aid, without contributions: the wage alone must reach it.
        assert (cliff.back, cliff.trap) == (253.999, 50)

    def test_is_not_measured_where_its_end_is_beyond_the_range(self):
        (cliff,) = cliffs_of([], WIDOW, "wage", "widow", 200, 250)
        assert cliff.is_trap
        assert cliff.back is None

    def test_is_found_to_the_fils_whatever_the_step(self):
        found = {cliffs_of([], WIDOW, "wage", "widow", 190, 270, step=step)[0].back for step in (0.25, 40)}
        assert found == {253.999}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A bill that does something else around each wage: two steps, a gap, a bend, dust, and three steps about 204."""
    expression = (
        "where(wage < 100.2, 10, 0) + where(wage <= 100.6, 20, 0) + where((wage > 110.45) & (wage < 110.55), 0, 10)"
        " + where(wage > 120.3, 0.5 * (120.3 - wage), 0) + where(wage < 130.3, 0.009, 0)"
        " + select([wage < 203.2, wage < 203.7, wage < 204.5], [30, 20, 5], 0) + 50"
    )
    return bill(tmp_path_factory.mktemp("bills"), "made_up", expression)


class TestWithinOneStep:
    def test_two_cliffs_without_a_condition_are_both_found(self, made_up):
        found = [one for one in cliffs_of(made_up, WIDOW, "wage", "widow", 97, 104) if one.kind == "cliff"]
        assert [(one.after, one.main.change) for one in found] == [(100.2, -10), (100.601, -20)]
        assert all(one.leaping and rules(one)[0] == ["reform_benefits_amount"] for one in found)

    def test_what_is_lost_and_comes_back_around_the_middle_is_found(self, made_up):
        found = cliffs_of(made_up, WIDOW, "wage", "widow", 107, 114)
        expected = [("cliff", 110.451, -10), ("jump_up", 110.55, 10)]
        assert [(one.kind, one.after, one.main.change) for one in found] == expected
        assert (found[0].back, found[0].trap) == (110.55, 0.1)

    def test_a_bend_and_a_leap_of_less_than_a_piastre_are_no_cliffs(self, made_up):
        assert cliffs_of(made_up, WIDOW, "wage", "widow", 117, 133) == []

    def test_no_fall_of_a_fils_is_missed(self, made_up):
        """Every fils of some dinars is computed, and the falls among them are those that are found."""
        case, month = load_case(WIDOW), parse_month("2026-01")
        plain = built(made_up.system, case, month, ["wage"])
        (every,) = axes_of(plain, case, month, [("wage", 202, 206, 0.001)], "widow")
        amounts, _ = probe_of(made_up, plain, month, [every]).at(every, every.grid)
        falls = every.values(every.grid[1:][numpy.diff(amounts[:, 0]) < -0.01])
        found = cliffs_of(made_up, case, "wage", "widow", 202, 206)
        assert falls.tolist() == [one.after for one in found if one.is_trap] == [203.2, 203.7, 204.0, 204.5]


class TestReasons:
    def test_that_change_nothing_by_themselves_are_left_out(self):
        """A first wage flips several conditions: one of them ends the benefit."""
        known = next(one for one in cliffs() if one.id == "unemployment_benefit")
        (cliff,) = cliffs_of([], known.example.situation, "wage", "worker", 0, 2)
        assert {"has_own_income", "is_unemployed_without_wage"} <= set(cliff.conditions)
        assert rules(cliff)[0] == ["is_unemployed_without_wage"]

    def test_name_the_instrument_and_how_the_value_is_known(self):
        (cliff,) = cliffs_of([], WIDOW, "wage", "widow", 203, 205)
        assert cliff.instruments == ("national_aid_fund",)
        (limit,) = cliff.limits
        assert (limit.value, limit.unit, limit.confidence) == (68, "JOD/person/month", "assumed")
        assert cliff.reasons[0].rises is False

    def test_follow_an_outcome_that_is_asked_for(self):
        (cliff,) = cliffs_of([], WIDOW, "wage", "widow", 203, 205, outcome="naf_health_card_entitled")
        assert (cliff.main.kind, cliff.main.change, rules(cliff)[0]) == ("outcome", -3, ["is_naf_income_below_limit"])


class TestAMistake:
    @pytest.mark.parametrize(
        ("variable", "of", "span", "word"),
        [
            ("wge", None, (0, 10), "wge"),
            ("marital_status", "widow", (0, 10), "not a number"),
            ("is_citizen", "widow", (0, 1), "not a number"),
            ("wage", None, (10, 0), "no range"),
            ("wage", None, (-1, 10), "no range"),
            ("wage", None, (0, 0.0005), "too fine"),
            ("age", "son", (0, 1.5), "too fine"),
            ("wage", None, (0, float("nan")), "not a number"),
            ("wage", None, (0, 60_000), "at most"),
        ],
    )
    def test_in_an_input_is_told_in_both_languages(self, variable, of, span, word):
        with pytest.raises(MeasureError, match=word) as caught:
            cliffs_of([], WIDOW, variable, of, *span)
        assert caught.value.message.ar
        assert caught.value.hint.ar

    def test_in_a_unit_names_the_units(self):
        with pytest.raises(SituationError) as caught:
            cliffs_of([], WIDOW, "wage", "uncle", 0, 10)
        assert "widow, son, daughter" in caught.value.hint.en

    def test_of_not_saying_whose_is_asked_back(self):
        with pytest.raises(MeasureError, match="Whose wage") as caught:
            cliffs_of([], NEW_JOB, "wage", None, 0, 10)
        assert "widow" in caught.value.hint.ar

    def test_in_an_outcome_is_told(self):
        with pytest.raises(MeasureError, match="no number"):
            cliffs_of([], WIDOW, "wage", None, 0, 10, outcome="marital_status")
