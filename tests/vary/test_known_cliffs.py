"""Every cliff and taper that the law documents is found by `vary`, at its wage, with its condition and its amount."""

import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.cases import case_from_data
from openfisca_jordan_sp.law.catalogue import FILS, cliffs
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.vary import cliffs_of
from openfisca_jordan_sp.vary.axis import axes_of
from openfisca_jordan_sp.vary.probe import built, probe_of
from openfisca_jordan_sp.vary.search import search

#: Cliffs that a value of the law decides by itself, which moving the value shows.
DECIDED = {
    "recurring_aid": "national_aid_fund.recurring.income_limit_per_person",
    "reaya_nursery": "social_security_law.reaya.nursery_wage_limit",
    "bread_income_limit": "price_compensation.bread.family_income_limit",
    "fuel_compensation_2012": "price_compensation.fuel_2012.family_income_limit",
    "estidama_plus_cash": "employment_programmes.estidama_plus.wage_limit",
}
#: Of a documented loss a month's income is told to the fils.
MARGIN = 0.0015


def case_of(known):
    month = str(period(known.example.period).first_month)
    return case_from_data({"situation": known.example.situation, "period": month}, known.id)


def policy_of(known):
    return Policy.of(known.example.reform) if known.example.reform else Policy()


@pytest.mark.parametrize("known", [one for one in cliffs() if not one.is_taper], ids=lambda one: one.id)
def test_a_documented_cliff_is_found_at_its_wage_with_its_rule(known):
    wage = known.example.wage
    low = max(int(wage) - 1, 0)
    found = cliffs_of(policy_of(known), case_of(known), "wage", known.example.earner, low, low + 3)
    (cliff,) = [one for one in found if known.id in one.known]
    assert cliff.before == pytest.approx(wage, abs=FILS / 10)
    assert cliff.after == pytest.approx(wage + FILS, abs=FILS / 10)
    assert cliff.kind == "cliff"
    assert known.condition in cliff.conditions
    assert known.amount in cliff.leaping
    assert {reason.variable for reason in cliff.reasons} <= set(cliff.leaping)
    if known.id in DECIDED:
        assert [limit.path for limit in cliff.limits] == [DECIDED[known.id]]
        assert all(reason.limits_decide for reason in cliff.reasons)
    # Taxes and contributions are no figures of their own: the income tells what they take.
    amount = next((one for one in cliff.moved if one.variable == known.amount), cliff.main)
    assert abs(amount.change) == pytest.approx(known.example.loss, abs=MARGIN)


@pytest.mark.parametrize("known", [one for one in cliffs() if one.is_taper], ids=lambda one: one.id)
def test_a_documented_taper_is_a_stretch_on_which_raises_are_lost(known):
    case, policy, wage = case_of(known), policy_of(known), known.example.wage
    month = parse_month(case.period)
    plain = built(policy.system, case, month, ["wage"])
    span = [("wage", wage, wage + 2 * known.example.raise_, 1)]
    (axis,) = axes_of(plain, case, month, span, known.example.earner)
    found = search(probe_of(policy, plain, month, [axis]), axis)
    stretches = [one for one in found.stretches if known.id in one.known]
    assert stretches
    assert all(one.rate >= 1 - 1e-9 for one in stretches)
    assert known.amount in {"direct_levies_paid", *(moved.variable for one in stretches for moved in one.moved)}
