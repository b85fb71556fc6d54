"""Social insurance and work where families of random years say nothing: golden rows, January's wage, unset numbers."""

import datetime
from decimal import Decimal

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.system import law_in_force
from tests.oracle.common import MissingNumberError
from tests.oracle.families import Families, plain_defaults
from tests.oracle.programmes import EXTRAS, LEVIES, PROGRAMMES
from tests.oracle.test_agreement import computed_amounts, differences, expected_amounts

PRIVATE = {"ssc_coverage_category": "private"}
EARLY = {"ssc_first_registration_date": datetime.date(2009, 1, 1)}
UNEMPLOYED = {
    "employment_status": "unemployed",
    "was_last_job_privately_insured": True,
    "ssc_actual_contributions_count": 36,
    "unemployment_insurance_contributions": 1,
    "unemployment_spell_month": 1,
    "ssc_last_contributory_wage": 1000,
    "age": 40,
}
SLIGHT_INJURY = {
    "wage_at_injury": 400,
    "work_injury_disability_share": "0.2",
    "is_work_injury_decided_this_month": True,
}
MOTHER = {"has_given_birth": True, "successive_maternity_contributions": 6}
OLD_AGE = {
    "ssc_pension_claim": "old_age",
    "age": 60,
    "ssc_contributions_count": 300,
    "ssc_actual_contributions_count": 300,
}
PLACED = {"has_tashgheel_placement": True, "tashgheel_contract_months": 12, "age": 30}
ENROLLED = {
    "is_enrolled_in_estidama_plus": True,
    "employment_status": "self_employed",
    "self_employed_old_age_cover_share": "0.5",
}
VOLUNTARY = {"ssc_chosen_wage": 290, "age_at_ssc_voluntary_entry": 30}
FUNCTIONS = PROGRAMMES | LEVIES | EXTRAS

#: Published or derived from published rules: section 13 of the dossier.
ROWS = {
    "P7, employee": ("ssc_employee", 2019, 1, PRIVATE | EARLY | {"wage": 6000, "uninsured_wage_part": 1000}, 375),
    "P7, employer": ("ssc_employer", 2019, 1, PRIVATE | EARLY | {"wage": 6000, "uninsured_wage_part": 1000}, "712.5"),
    "P8": ("unemployment_benefit", 2019, 8, UNEMPLOYED, 555),
    "D1, employee": ("ssc_employee", 2025, 1, PRIVATE | {"wage": 290}, "21.75"),
    "D1, employer": ("ssc_employer", 2025, 1, PRIVATE | {"wage": 290}, "41.325"),
    "D1, total": ("ssc_total_contribution_amount", 2025, 1, PRIVATE | {"wage": 290}, "63.075"),
    "D1, voluntary": ("ssc_voluntary", 2025, 1, VOLUNTARY, "50.75"),
    "D6": ("work_injury_lump_sum", 2025, 1, SLIGHT_INJURY, 2160),
    "D8, below": ("ssc_pension", 2025, 1, OLD_AGE | {"pension_window_average_wage": 800}, 500),
    "D8, above": ("ssc_pension", 2025, 1, OLD_AGE | {"pension_window_average_wage": 2000}, "1187.5"),
    "D9": ("maternity_allowance", 2025, 1, PRIVATE | MOTHER | {"wage": 600}, 1400),
    "D10, transport of men": ("tashgheel_transport", 2026, 1, PLACED, 10),
    "D10, transport of women": ("tashgheel_transport", 2026, 1, PLACED | {"sex": "female"}, 15),
    "D10, wage": ("tashgheel_wage_subsidy_amount", 2026, 1, PLACED | {"wage": 300}, 145),
    "D10, contributions": ("tashgheel_ssc_support_amount", 2026, 1, PLACED, 12),
    "D11, month": ("estidama_plus_contribution", 2024, 1, ENROLLED, 30),
    "D11, instalment": ("estidama_plus_cash", 2024, 1, ENROLLED, 100),
    "D14, employee": ("ssc_employee", 2020, 4, PRIVATE | {"wage": 2000}, 20),
    "D14, employer": ("ssc_employer", 2020, 4, PRIVATE | {"wage": 2000}, 85),
    "total of 3,349": ("ssc_employee", 2021, 1, PRIVATE | {"wage": 4000}, "251.175"),
    "total of 3,349, employer": ("ssc_employer", 2021, 1, PRIVATE | {"wage": 4000}, "477.233"),
}


def a_person(**values):
    """A Jordanian man of whom nothing is known but what is said."""
    person = plain_defaults(law_in_force())["person"]
    money = {name: Decimal(value) for name, value in values.items() if isinstance(person.get(name), Decimal)}
    return person | values | money | {"memory": {}}


@pytest.mark.parametrize("row", ROWS)
def test_golden_rows(row):
    name, year, month, values, amount = ROWS[row]
    person = a_person(**values)
    assert FUNCTIONS[name](person, datetime.date(year, month, 1)) == Decimal(amount)


def test_januarys_wage_holds_until_august_2024_and_no_longer():
    system = law_in_force()
    families = Families(system, 400, seed=3, year=2024)
    people = families.counts["person"]
    random = numpy.random.default_rng(3)
    later = numpy.where(random.random(people) < 0.2, 0, numpy.round(random.uniform(200, 4500, people), 3))
    simulation = families.simulation(system)
    for month in range(2, 13):
        simulation.get_holder("wage").put_in_cache(later, period(f"2024-{month:02}"))
    persons = families.persons_of(families.plain())
    changed = [
        person | {"january": person, "wage": Decimal(repr(wage)), "memory": {}}
        for person, wage in zip(persons, later.tolist(), strict=True)
    ]
    without_january = [person | {"january": person, "memory": {}} for person in changed]
    differ = {}
    for month in (2, 8, 9, 12):
        for levy in ("ssc_employee", "ssc_employer"):
            day, variable = datetime.date(2024, month, 1), f"{levy}_contribution_amount"
            expected = expected_amounts(LEVIES[levy], changed, day)
            computed = computed_amounts(simulation, variable, period(f"2024-{month:02}"))
            assert differences(expected, computed) is None
            current = expected_amounts(LEVIES[levy], without_january, day)
            differ[month] = expected != current
    assert differ == {2: True, 8: True, 9: False, 12: False}


#: What is not told, in which every draw has somebody who needs it, and what is then stopped.
MISSING = {
    "early_retirement_reduction_rate": (numpy.nan, "ssc_pension"),
    "survivor_share": (numpy.nan, "ssc_pension"),
    "reaya_nursery_allowance_decided": (0, "reaya_nursery"),
}


@pytest.mark.parametrize("name", MISSING)
def test_both_sides_stop_where_a_number_is_missing(name):
    value, programme = MISSING[name]
    system = law_in_force()
    families = Families(system, 400, seed=1, year=2024)
    simulation = families.simulation(system, {name: numpy.full(families.counts["person"], value)})
    untold = {name: Decimal(0) if value == 0 else None}
    persons = [person | untold for person in families.persons_of(families.plain())]
    expected = expected_amounts(PROGRAMMES[programme], persons, datetime.date(2024, 5, 1))
    assert None in expected
    assert isinstance(computed_amounts(simulation, f"{programme}_amount", period("2024-05")), str)


def test_both_sides_stop_for_own_account_workers_and_unknown_increases():
    system = law_in_force()
    families = Families(system, 400, seed=1, year=2024)
    people = families.counts["person"]
    categories = system.variables["ssc_coverage_category"].possible_values
    told = {"ssc_coverage_category": numpy.full(people, categories["self_employed"].index)}
    simulation = families.simulation(system, told)
    persons = [person | {"ssc_coverage_category": "self_employed"} for person in families.persons_of(families.plain())]
    for variable in ("ssc_total_contribution_amount", "ssc_pension_indexed_amount"):
        assert None in expected_amounts(EXTRAS[variable], persons, datetime.date(2024, 5, 1))
        assert isinstance(computed_amounts(simulation, variable, period("2024-05")), str)


def test_a_pension_with_a_missing_number_is_told_by_the_oracle():
    claim = {"ssc_pension_claim": "early_retirement", "age": 55, "early_pension_window_average_wage": 500}
    record = {"ssc_contributions_count": 252, "ssc_actual_contributions_count": 252}
    with pytest.raises(MissingNumberError):
        PROGRAMMES["ssc_pension"](a_person(**claim, **record), datetime.date(2025, 1, 1))
