"""Reforms applied together: each keeps what it adds, and none takes another's rule in silence."""

import pytest

from openfisca_jordan_sp import calculate
from openfisca_jordan_sp.errors import InvalidReformError, Text
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform, load_reform

TOGETHER = ("universal_child_grant", "universal_old_age_pension")
FAMILY = {
    "persons": {"grandfather": {"age": 70}, "son": {"age": 9}, "daughter": {"age": 5}},
    "families": {"family": {"head": "grandfather", "children": ["son", "daughter"]}},
}
GRANT, PENSION = 2 * 10, 68


def added(*reforms):
    system = Policy.of(*reforms).system
    return calculate(system, FAMILY, "reform_benefits_amount", "2026-01")[0]


class TestBenefitsOfSeveralReforms:
    def test_are_added_up_whatever_their_order(self):
        assert added(*TOGETHER) == added(*reversed(TOGETHER)) == GRANT + PENSION

    def test_are_each_ones_alone(self):
        assert (added(TOGETHER[0]), added(TOGETHER[1])) == (GRANT, PENSION)

    def test_reach_the_family(self):
        with_both, without = (
            calculate(policy.system, FAMILY, "family_cash_benefits", "2026-01")[0]
            for policy in (Policy.of(*TOGETHER), Policy.of())
        )
        assert with_both - without == GRANT + PENSION

    def test_can_be_read_as_any_rule(self):
        reads = variable_reads(Policy.of(*TOGETHER).system, "reform_benefits_amount").names
        assert reads == {f"reform_benefits_of_{name}_amount" for name in TOGETHER}


class TestARuleOfTwoReforms:
    @pytest.mark.parametrize("is_first", [True, False])
    def test_may_not_be_defined_by_one_and_switched_off_by_the_other(self, is_first):
        off = Reform("no_grant", Text("x", "x"), "scenario", neutralise=("electricity_fixed_discount",))
        pair = [off, load_reform("electricity_cliff_smoothed")]
        with pytest.raises(InvalidReformError, match="electricity_fixed_discount"):
            Policy.of(*(pair if is_first else reversed(pair)))

    def test_may_be_switched_off_by_both(self):
        both = [Reform(name, Text("x", "x"), "scenario", neutralise=("uct_amount",)) for name in ("first", "second")]
        assert Policy.of(*both).system.variables["uct_amount"].is_neutralized

    def test_is_refused_and_named_with_both(self):
        with pytest.raises(InvalidReformError, match="electricity_fixed_discount") as caught:
            Policy.of("electricity_cliff_smoothed", "electricity_discount_aid_families")
        assert caught.value.path == "electricity_discount_aid_families"
        assert "electricity_cliff_smoothed" in str(caught.value)
        assert caught.value.problems[0].code == "clash"
