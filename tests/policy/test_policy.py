"""A policy: the law in force with reforms, built without touching the law."""

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.law.parameters import find, records
from openfisca_jordan_sp.system import law_in_force

MAXIMUM = "national_aid_fund.uct.benefit_maximum"


def test_without_reforms_a_policy_is_the_law_in_force():
    assert Policy().system is law_in_force()
    assert Policy().id == "law_in_force"
    assert Policy().provisions() == []


def test_only_the_branches_touched_are_copied():
    law, changed = law_in_force().parameters, Policy.of("uct_maximum_160").system.parameters
    assert changed is not law
    assert changed.national_aid_fund is not law.national_aid_fund
    assert changed.statistics is law.statistics
    assert changed.national_aid_fund.uct.benefit_minimum is law.national_aid_fund.uct.benefit_minimum
    assert law.national_aid_fund.uct.benefit_maximum("2026-01-01") == 136


def test_a_value_holds_from_its_date_on_and_the_history_stays():
    history = records(find(Policy.of("uct_maximum_160").system.parameters, MAXIMUM))
    assert [(record.date, record.value, record.confidence) for record in history] == [
        ("2022-01-01", 136, "verified"),
        ("2026-01-01", 160, "reform"),
    ]


def test_a_later_value_of_the_old_history_does_not_come_back():
    quota = "national_aid_fund.uct.quota_families"
    law, changed = law_in_force().parameters, Policy.of("uct_quota_250000").system.parameters
    assert find(law, quota)("2026-05-01") == 198090
    assert find(changed, quota)("2025-12-31") == 197300
    assert find(changed, quota)("2026-05-01") == 250000


def test_indexed_bounds_follow_the_price_index_of_the_year_before():
    changed = Policy.of("uct_indexed_to_prices").system.parameters
    assert find(changed, MAXIMUM)("2022-12-31") == 136
    assert find(changed, MAXIMUM)("2023-01-01") == round(136 * 106.68 / 102.46, 3)
    assert find(changed, MAXIMUM)("2026-01-01") == round(136 * 112.67 / 102.46, 3)
    assert find(changed, "national_aid_fund.uct.benefit_minimum")("2026-01-01") == round(40 * 112.67 / 102.46, 3)


def test_a_structural_reform_adds_its_parameter_variables_and_programme():
    policy = Policy.of("universal_child_grant")
    assert "universal_child_grant_amount" in policy.system.variables
    assert "universal_child_grant_amount" not in law_in_force().variables
    assert policy.programmes[-1].id == "universal_child_grant"
    assert policy.provisions()[0].before is None
    assert policy.provisions()[0].after == 10


def test_reforms_are_applied_together():
    policy = Policy.of("uct_maximum_160", "universal_child_grant")
    assert find(policy.system.parameters, MAXIMUM)("2026-01-01") == 160
    assert "universal_child_grant_amount" in policy.system.variables
    assert policy.id == "uct_maximum_160+universal_child_grant"
