"""The provisions of a policy: what can be switched alone, and what must go together."""

import pytest

from openfisca_jordan_sp.hurt.provisions import joined, provisions_of, with_provisions
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import catalogue, reform_from_data
from tests.hurt.made_up import CASH, FOOD, RATE, reform


def ids(policy):
    return [provision.id for provision in provisions_of(policy)]


def test_each_value_of_the_law_is_a_provision_with_all_its_dates():
    found = provisions_of(Policy.of("uct_indexed_to_prices"))
    paths = ["national_aid_fund.uct.benefit_minimum", "national_aid_fund.uct.benefit_maximum"]
    assert sorted(each.id for each in found) == sorted(paths)
    only = with_provisions(Policy.of("uct_indexed_to_prices"), found[:1])
    assert {provision.path for provision in only.provisions()} == {found[0].id}
    assert len(only.provisions()) == 4


def test_a_rule_goes_with_the_new_values_and_rules_that_it_reads_and_with_its_programme():
    (grant,) = provisions_of(Policy.of("universal_child_grant"))
    assert {element.kind for element in grant.elements} == {"rule", "added", "programme"}
    assert len(grant.elements) == 5
    assert "and 1 more" in grant.label.en
    assert "وأحكام أخرى عددها 1" in grant.label.ar


def test_a_rule_that_replaces_another_is_a_provision_beside_the_values():
    assert ids(Policy.of("widower_equal_rights")) == [
        "social_security_law.survivors.widower_disability_required",
        "is_widower_beneficiary",
    ]


def test_two_ends_that_would_cross_are_one_provision():
    lowest, highest = "national_aid_fund.uct.benefit_minimum", "national_aid_fund.uct.benefit_maximum"
    crossing = reform("crossing", **{lowest: 200, highest: 300})
    assert len(provisions_of(Policy.of(crossing))) == 1
    beside = reform("beside", **{lowest: 41, highest: 140})
    assert len(provisions_of(Policy.of(beside))) == 2


def test_a_variable_that_is_switched_off_says_so():
    data = {"id": "off", "title": {"en": "Off", "ar": "إيقاف"}, "status": "scenario", "neutralise": ["uct_amount"]}
    (provision,) = provisions_of(Policy.of(reform_from_data(data)))
    assert provision.label.en.endswith("(switched off)")
    assert provision.label.ar.endswith("(موقوف)")
    assert with_provisions(Policy.of(reform_from_data(data)), [provision]).reforms[0].neutralise == ("uct_amount",)


def test_reforms_applied_together_keep_their_own_provisions():
    policy = Policy.of(reform("one", **{FOOD: 0.5, CASH: 0.5}), reform("other", **{RATE: 0.05}))
    found = provisions_of(policy)
    assert [each.reforms for each in found] == [(0,), (0,), (1,)]
    assert [each.id for each in with_provisions(policy, found[1:]).reforms] == ["one", "other"]
    assert [each.id for each in with_provisions(policy, found[2:]).reforms] == ["other"]
    assert with_provisions(policy, []).reforms == ()
    together = joined(found, [0, 2])
    assert [each.reforms for each in together] == [(0, 1), (0,)]


@pytest.mark.parametrize("name", catalogue())
def test_all_provisions_together_are_the_policy(name):
    policy = Policy.of(name)
    whole = with_provisions(policy, provisions_of(policy))
    assert whole.provisions() == policy.provisions()
    assert [item.id for item in whole.programmes] == [item.id for item in policy.programmes]
    assert set(whole.system.variables) == set(policy.system.variables)


@pytest.mark.parametrize("name", ["ssc_bill_2026_feb24", "unemployment_without_account_link", "ssc_2022_draft"])
def test_each_provision_alone_and_each_left_out_makes_a_valid_policy(name):
    policy = Policy.of(name)
    found = provisions_of(policy)
    assert len(found) > 2
    for place, provision in enumerate(found):
        assert with_provisions(policy, [provision]).system.variables
        assert with_provisions(policy, found[:place] + found[place + 1 :]).system.variables
