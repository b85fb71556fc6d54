"""New cliffs: found in the case families at once, looked at closely by a finder, and never told of the law's own."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.drafting.checks.new_cliffs import falls, new_cliffs, new_falls
from openfisca_jordan_sp.errors import SituationError, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import load_reform

CASE = "day_wages_family_of_six"
MONTH = period("2026-01")


@pytest.fixture(scope="module")
def bill():
    return Bill(load_reform(Path(__file__).parent / "bad_bills" / "new_cliff.yml"))


@dataclass(frozen=True)
class Leap:
    change: float


@dataclass(frozen=True)
class Why:
    variable: str
    label: Text


@dataclass(frozen=True)
class Place:
    kind: str
    before: float
    main: Leap
    reasons: tuple[Why, ...]


def test_a_fall_is_found_between_two_values_of_the_grid(bill):
    fall = next(fall for fall in new_falls(bill) if fall.case.id == CASE)
    assert fall.low <= 300 < fall.high
    assert fall.loss == pytest.approx(40 - (fall.high - fall.low))


def test_the_law_makes_no_new_cliff_and_a_deeper_one_is_new(bill):
    of_law = falls(Policy(), MONTH)
    assert new_falls(Bill(load_reform("uct_maximum_160"))) == []
    assert {fall.case.id for fall in new_falls(bill)} >= {CASE}
    assert all(fall not in of_law for fall in new_falls(bill))


def test_a_bill_that_leaves_income_alone_is_not_tried():
    assert list(new_cliffs(Bill(load_reform("poor_family_insurance_400")))) == []


def test_the_finder_is_asked_for_the_cell_and_tells_the_exact_place_and_the_rule_of_the_bill(bill):
    asked = []

    def find(policy, case, variable, of, low, high, month):
        asked.append((policy.id, case.id, variable, of, low <= 300 < high, month))
        of_law = Why("is_income_within_card_ceiling", Text("The ceiling", "السقف"))
        of_bill = Why("made_up_grant_amount", Text("The grant", "المنحة"))
        small = Place("cliff", 299.5, Leap(-1.0), (of_law,))
        return [small, Place("cliff", 300.0, Leap(-40.0), (of_law, of_bill)), Place("jump_up", 1, Leap(-99.0), ())]

    spot = next(spot for spot in new_cliffs(bill, find) if spot.path == f"cases.{CASE}")
    assert ("new_cliff", CASE, "wage", "father", True, "2026-01") in asked
    assert "above a wage of 300.000 JOD costs 40.000 JOD a month: The grant (made_up_grant_amount)." in spot.message.en
    assert "300.000 دينار 40.000 دينار شهريا: المنحة (made_up_grant_amount)." in spot.message.ar


def test_where_the_finder_cannot_compute_the_case_the_fall_is_told_by_the_grid(bill):
    def find(*asked):
        raise SituationError(Text("no", "لا"))

    spot = next(spot for spot in new_cliffs(bill, find) if spot.path == f"cases.{CASE}")
    assert "about 36" in spot.message.en


def test_a_bill_whose_rules_fail_is_told_by_other_checks(bill):
    broken = Bill(load_reform(Path(__file__).parent / "bad_bills" / "rule_fails.yml"))
    assert list(new_cliffs(broken)) == []
    assert replace(bill).reform is bill.reform
