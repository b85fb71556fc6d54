"""Many cases in one simulation, each as if it stood alone; policies take over what they leave as it is."""

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.case_amounts import CasesOfYear, amounts_of
from openfisca_jordan_sp.case_items import items_of
from openfisca_jordan_sp.case_simulation import affected, join, join_all
from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import build_situation, prepare_situation
from openfisca_jordan_sp.system import law_in_force

MONTH = "2026-01"
#: Variables of persons, families and households, of the month and of the year.
CHECKED = (
    "income_tax_amount",
    "ssc_pension_amount",
    "unemployment_benefit_amount",
    "naf_total_cash",
    "naf_category",
    "age",
    "household_net_income",
    "electricity_subsidy_amount",
)
WIDOW = {"persons": {"widow": {"age": 40, "sex": "female", "marital_status": "widowed"}}}
POOR = {"persons": {"man": {"age": 40}}, "families": {"f": {"head": ["man"], "naf_targeting_score": 40}}}
INSIDE = {**POOR, "families": {"f": {**POOR["families"]["f"], "is_uct_inside_quota": True}}}


def prepared(situations, when=MONTH):
    """Situations ready to be computed."""
    return {name: prepare_situation(law_in_force(), one, when)[0] for name, one in situations.items()}


def of(simulation, name):
    """A variable in the period that fits it."""
    period = "2026" if simulation.tax_benefit_system.variables[name].definition_period == "year" else MONTH
    return numpy.asarray(simulation.calculate(name, period))


@pytest.fixture(scope="module")
def together():
    return join(law_in_force(), prepared({name: case.situation for name, case in cases().items()}), MONTH)


def test_every_other_case_is_what_it_is_alone(together):
    for place, (name, case) in list(enumerate(cases().items()))[::2]:
        alone, _ = build_situation(law_in_force(), case.situation, MONTH)
        for variable in CHECKED:
            entity = law_in_force().variables[variable].entity.key
            mine = of(together.simulation, variable)[together.places[entity] == place]
            assert mine.tolist() == of(alone, variable).tolist(), (name, variable)


@pytest.mark.parametrize(
    "reform", ["uct_maximum_160", "widower_equal_rights", "electricity_cliff_smoothed", "ssc_2022_draft", "covid_2020"]
)
def test_what_a_policy_takes_over_is_what_it_would_compute(together, reform):
    system = Policy.of(reform).system
    for variable in CHECKED:  # computed under the law first
        of(together.simulation, variable)
    shared = together.under(system, affected(law_in_force(), system))
    afresh = join(system, prepared({name: case.situation for name, case in cases().items()}), MONTH)
    for variable in (*CHECKED, "shock_horizontal_amount"):
        assert of(shared.simulation, variable).tolist() == of(afresh.simulation, variable).tolist(), variable


def test_a_policy_that_changes_a_rule_touches_what_rests_on_it_and_no_more():
    found = affected(law_in_force(), Policy.of("electricity_cliff_smoothed").system)
    assert {"electricity_subsidised_bill", "electricity_subsidy_amount"} <= found
    assert not {"uct_amount", "ssc_pension_amount", "age"} & found


def test_what_one_gives_and_another_leaves_to_the_law_is_kept_apart():
    given = {"persons": {"widow": {**WIDOW["persons"]["widow"]}}, "families": {"f": {"head": ["widow"]}}}
    given["families"]["f"]["naf_category"] = "none"
    found = join(law_in_force(), prepared({"worked_out": WIDOW, "given": given}), MONTH).simulation
    assert found.calculate("naf_recurring_aid_amount", MONTH).tolist() == [50, 0]


def test_cases_that_need_an_unset_value_beforehand_are_computed_apart():
    situations = prepared({"not_told": WIDOW, "inside": INSIDE})
    with pytest.raises(UnsetParameterError):
        join(law_in_force(), situations, MONTH)
    groups = join_all(law_in_force(), situations, MONTH)
    assert [group.names for group in groups] == [("not_told",), ("inside",)]
    assert groups[1].simulation.calculate("uct_amount", MONTH).tolist() == [40]


def test_some_of_the_cases_are_what_they_were(together):
    names = list(cases())[3:9:2]
    part = together.only(names, law_in_force().variables)
    assert part.names == tuple(names)
    wanted = [place for place, name in enumerate(together.names) if name in names]
    for variable in CHECKED:
        rows = numpy.isin(together.places[law_in_force().variables[variable].entity.key], wanted)
        assert of(part.simulation, variable).tolist() == of(together.simulation, variable)[rows].tolist()


def test_a_year_told_at_once_is_shared_among_its_months_as_alone():
    one = {"persons": {"man": {"age": 40, "wage": {"2026": 1200, "2026-02": 210}, "is_enrolled": {"2026": True}}}}
    alone, _ = build_situation(law_in_force(), one, MONTH)
    found = join(law_in_force(), prepared({"one": one, "other": WIDOW}), MONTH).simulation
    for month in ("2026-01", "2026-02", "2026-12"):
        assert found.calculate("wage", month)[0] == pytest.approx(alone.calculate("wage", month)[0])
    assert found.calculate("is_enrolled", "2026-07").tolist() == [True, False]


def test_of_many_cases_only_those_that_need_an_unset_value_are_not_a_number():
    known = {f"inside_{place}": INSIDE for place in range(20)} | {f"widow_{place}": WIDOW for place in range(20)}
    situations = prepared(known | {f"poor_{place}": POOR for place in range(20)})
    months = dict.fromkeys(situations, period(MONTH))
    law = Policy()
    (found,) = amounts_of([law], CasesOfYear(situations, months), items_of([law]))
    transfer = found["programme", "uct"]
    alone = amounts_of([law], CasesOfYear(prepared({"one": INSIDE}), {"one": period(MONTH)}), items_of([law]))[0]
    assert transfer["inside_7"] == alone["programme", "uct"]["one"]
    assert transfer["widow_7"].year == 0
    assert {name for name, one in transfer.items() if one.unset} == {f"poor_{place}" for place in range(20)}
