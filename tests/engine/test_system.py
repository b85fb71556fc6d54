"""The system: money to the fils, parameters of its own, families never by accident."""

import numpy
import pytest
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import JordanSocialProtectionSystem, Policy
from openfisca_jordan_sp.errors import SituationError, UnsetParameterError
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force

#: Passes every gate, and has a disability: needs what is unset.
POOR = {
    "persons": {"a": {"age": 40, "disability_severity": "severe"}},
    "families": {"f": {"head": "a", "naf_targeting_score": 10.0}},
}
#: Nobody's score is known: the cut-off is not needed.
UNSCORED = {"persons": {"a": {"age": 70}}}


def test_every_amount_is_stored_in_double_precision():
    floats = [v for v in law_in_force().variables.values() if v.value_type is float]
    assert floats
    assert {v.dtype for v in floats} == {numpy.float64}


def test_a_fils_survives_above_16384_dinars():
    situation = {"persons": {"a": {"wage": 50_000.001}}}
    assert calculate(law_in_force(), situation, "naf_counted_earnings", "2026-01")[0] == 50_000.001


def test_systems_do_not_share_their_parameters():
    one, other = JordanSocialProtectionSystem(), JordanSocialProtectionSystem()
    one.get_parameters_at_instant("2026-01-01")
    policy = Policy.of("uct_maximum_160")
    maximum = [
        system.get_parameters_at_instant("2026-01-01").national_aid_fund.uct.benefit_maximum
        for system in (one, policy.system, other, law_in_force())
    ]
    assert maximum == [136, 160, 136, 136]


def test_openfisca_makes_no_families_of_one_in_silence():
    situation = {
        "persons": {"father": {}, "child": {}},
        "households": {"home": {"reference_person": "father", "members": ["child"]}},
    }
    with pytest.raises(SituationError, match="families are missing"):
        SimulationBuilder().build_from_entities(law_in_force(), situation)


def test_persons_living_alone_may_be_families_of_one():
    simulation = SimulationBuilder().build_from_entities(law_in_force(), {"persons": {"a": {}, "b": {}}})
    assert simulation.calculate("family_size", "2026-01").tolist() == [1, 1]


def test_a_rule_that_needs_an_unset_parameter_names_it():
    with pytest.raises(UnsetParameterError) as raised:
        calculate(law_in_force(), POOR, "uct_amount", "2026-01")
    assert raised.value.code == "unset_parameter"
    assert raised.value.path == "national_aid_fund.uct.score_cutoff"
    assert raised.value.date == "2026-01-01"
    assert "score_cutoff" in raised.value.message.ar


@pytest.mark.parametrize("variable", ["uct_amount", "naf_recurring_aid_amount", "naf_beneficiary", "naf_total_cash"])
def test_an_unset_parameter_stops_only_who_needs_it(variable):
    assert calculate(law_in_force(), UNSCORED, variable, "2026-01")[0] >= 0
    assert calculate(law_in_force(), UNSCORED, variable, "2019-12")[0] >= 0


def test_a_score_left_out_for_one_family_is_unknown_and_not_zero():
    situation = {
        "persons": {"a": {}, "b": {}},
        "families": {"scored": {"head": "a", "naf_targeting_score": 50.0}, "unscored": {"head": "b"}},
    }
    known = calculate(law_in_force(), situation, "is_targeting_score_known", "2026-01")
    assert known.tolist() == [True, False]


@pytest.mark.parametrize(
    ("variable", "month", "parameter"),
    [
        ("takaful_1_amount", "2020-01", "national_aid_fund.takaful_1.score_cutoff"),
        ("naf_recurring_scale_amount", "2002-06", "national_aid_fund.recurring.per_person_step"),
        ("naf_recurring_scale_amount", "1990-01", "national_aid_fund.recurring.per_person_step"),
        ("is_naf_income_below_limit", "2010-12", "national_aid_fund.recurring.income_limit_per_person"),
    ],
)
def test_what_the_sources_do_not_say_stays_unset(variable, month, parameter):
    with pytest.raises(UnsetParameterError) as raised:
        calculate(law_in_force(), POOR, variable, month)
    assert raised.value.path == parameter
