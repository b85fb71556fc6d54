"""What no source tells of pensions stops who asks for it, by name, and nobody else."""

import pytest

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.reform import reform_from_data
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force

EARLY = {
    "age": 51,
    "ssc_first_registration_date": "2000-01-01",
    "ssc_contributions_count": 300,
    "ssc_actual_contributions_count": 300,
    "early_pension_window_average_wage": 800,
    "ssc_pension_claim": "early_retirement",
}
WIDOW = {
    "survivor_kind": "widow",
    "deceased_insured_death": "work_injury",
    "deceased_wage_at_injury": 400,
    "ssc_pension_claim": "survivor",
}
PENSIONER = {"ssc_pension_before_increase": 300}


def amount(variable, month, *persons, system=None):
    """A variable of several persons of one household in a month."""
    people = {f"p{number}": person for number, person in enumerate(persons)}
    situation = {"persons": people, "households": {"home": {"reference_person": "p0", "members": list(people)[1:]}}}
    return list(calculate(system or law_in_force(), situation, variable, month))


def with_values(values):
    data = {"id": "trial", "title": {"en": "Trial", "ar": "تجربة"}, "status": "scenario", "values": values}
    return Policy.of(reform_from_data(data)).system


@pytest.mark.parametrize("variable", ["early_retirement_pension_amount", "ssc_pension_amount"])
def test_an_early_pension_without_its_reduction_names_table_5(variable):
    with pytest.raises(UnsetParameterError, match=r"early_retirement\.reduction_table"):
        amount(variable, "2025-05", EARLY, {"early_retirement_reduction_rate": 0.1})


@pytest.mark.parametrize(
    "change",
    [
        {"early_retirement_reduction_rate": 0.1},
        {"ssc_pension_claim": "none"},
        {"age": 44},
        {"early_pension_window_average_wage": 0},
    ],
)
def test_the_missing_reduction_stops_nobody_else(change):
    assert amount("ssc_pension_amount", "2025-05", {**EARLY, **change}, {})[1] == 0


def test_a_reform_may_set_one_reduction_for_all():
    system = with_values({"social_security_law.early_retirement.reduction_table": {"2025-01-01": 0.2}})
    given = {**EARLY, "early_retirement_reduction_rate": 0.1}
    amounts = amount("early_retirement_pension_amount", "2025-05", EARLY, given, {}, system=system)
    assert amounts == pytest.approx([500 * 0.8, 500 * 0.9, 0])


@pytest.mark.parametrize("variable", ["survivor_pension_amount", "ssc_pension_amount"])
def test_a_survivor_without_a_share_names_table_4(variable):
    with pytest.raises(UnsetParameterError, match=r"survivors\.shares_table"):
        amount(variable, "2025-08", WIDOW)


@pytest.mark.parametrize(
    "change",
    [{"survivor_share": 0.5}, {"ssc_pension_claim": "none"}, {"survivor_kind": "none"}, {"deceased_wage_at_injury": 0}],
)
def test_the_missing_share_stops_nobody_else(change):
    assert amount("ssc_pension_amount", "2025-08", {**WIDOW, **change}, {})[1] == 0


def test_a_reform_may_set_one_share_for_all():
    system = with_values({"social_security_law.survivors.shares_table": {"2025-01-01": 0.75}})
    amounts = amount("survivor_pension_amount", "2025-08", WIDOW, {**WIDOW, "survivor_share": 0.5}, system=system)
    assert amounts == pytest.approx([0.75 * 340, 0.5 * 340])


@pytest.mark.parametrize(
    ("month", "parameter"),
    [
        ("2011-12", "percent"),
        ("2015-05", "percent"),
        ("2016-05", "percent"),
        ("2018-12", "percent"),
        ("2019-04", "percent"),
        ("2020-05", "flat_increase"),
        ("2021-05", "flat_increase"),
        ("2023-04", "flat_increase"),
        ("2024-05", "flat_increase"),
        ("2025-04", "flat_increase"),
        ("2027-05", "flat_increase"),
        ("2030-01", "flat_increase"),
    ],
)
def test_a_year_whose_increase_is_not_known_stops_who_asks_for_it(month, parameter):
    with pytest.raises(UnsetParameterError, match=rf"indexation\.{parameter}"):
        amount("ssc_pension_indexed_amount", month, PENSIONER)
    assert amount("ssc_pension_indexed_amount", month, {}) == [0]


@pytest.mark.parametrize("month", ["2015-04", "2019-05", "2020-04", "2023-05", "2024-04", "2025-05", "2027-04"])
def test_a_year_whose_increase_is_known_does_not(month):
    assert amount("ssc_pension_indexed_amount", month, PENSIONER)[0] > 300


def test_the_increase_of_2019_is_the_lesser_of_prices_and_wages():
    """Row P9: prices rose by 4.46 per cent, the average insured wage from 511 to 525 dinars (Petra 2019)."""
    rate = law_in_force().get_parameters_at_instant("2019-05-01").social_security_law.indexation.percent
    assert rate == round(min(0.0446, 525 / 511 - 1), 4)


def test_the_cap_of_2018_is_known_though_its_rate_is_not():
    system = with_values({"social_security_law.indexation.percent": {"2018-05-01": 0.05}})
    pensions = [{"ssc_pension_before_increase": amount} for amount in (416, 417, 418)]
    assert amount("pension_increase_amount", "2018-05", *pensions, system=system) == pytest.approx([20.8, 20.85, 20.85])


def test_the_increase_for_dependants_can_be_switched_off():
    system = with_values({"social_security_law.dependants_increase.in_force": {"2025-01-01": False}})
    pensioner = {
        "age": 62,
        "ssc_contributions_count": 300,
        "ssc_actual_contributions_count": 300,
        "pension_window_average_wage": 800,
        "ssc_dependants_count": 3,
    }
    assert amount("old_age_pension_amount", "2025-05", pensioner) == pytest.approx([500 + 60 + 2 * 25])
    assert amount("old_age_pension_amount", "2025-05", pensioner, system=system) == pytest.approx([500])
