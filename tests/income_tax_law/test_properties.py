"""What holds for the tax of every income: it grows with it, without leaps, and never beyond its top rate."""

import itertools

import numpy
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.periods import period
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.system import law_in_force

REGIMES = (2012, 2016, 2019, 2024)
PIASTRE = 0.01
DUST = 1e-6
incomes = st.lists(st.integers(min_value=0, max_value=2_000_000), min_size=1, max_size=20)
regimes = st.sampled_from(REGIMES)


def singles(values, year, variable="wage", system=None, **inputs):
    """A simulation of single persons, each with a yearly amount of a variable and what all have alike."""
    names = [f"p{number}" for number, _ in enumerate(values)]
    alike = {name: {str(year): value} for name, value in inputs.items()}
    situation = {
        "persons": {name: {variable: {str(year): value}, **alike} for name, value in zip(names, values, strict=True)},
        "families": {f"of_{name}": {"head": [name]} for name in names},
        "households": {f"home_{name}": {"reference_person": [name]} for name in names},
    }
    return SimulationBuilder().build_from_entities(system or law_in_force(), situation)


def couple(year, first, second):
    """A simulation of a husband, a wife and their child, with the yearly wages of the two."""
    situation = {
        "persons": {"husband": {"wage": {str(year): first}}, "wife": {"wage": {str(year): second}}, "child": {}},
        "families": {"family": {"head": ["husband"], "spouses": ["wife"], "children": ["child"]}},
        "households": {"home": {"reference_person": ["husband"], "members": ["wife", "child"]}},
    }
    return SimulationBuilder().build_from_entities(law_in_force(), situation)


def brackets(year):
    """Thresholds and rates of the scale in a year, lowest first."""
    scale = law_in_force().get_parameters_at_instant(f"{year}-01-01").income_tax_law.scale
    nodes = [scale[name] for name in scale]
    return sorted((node.threshold, node.rate) for node in nodes if "threshold" in node)


@settings(deadline=None, max_examples=40)
@given(incomes, regimes)
def test_tax_never_falls_when_income_rises(values, year):
    tax = singles(sorted(values), year).calculate("income_tax_amount", year)
    assert (numpy.diff(tax) >= -DUST).all()


@settings(deadline=None, max_examples=40)
@given(incomes, regimes)
def test_a_dinar_more_costs_at_most_the_top_rate_and_a_rounding(values, year):
    more = singles([value + 1 for value in values], year).calculate("income_tax_amount", year)
    rise = more - singles(values, year).calculate("income_tax_amount", year)
    assert (rise <= brackets(year)[-1][1] + PIASTRE + DUST).all()


@settings(deadline=None, max_examples=40)
@given(incomes, regimes)
def test_tax_is_never_above_the_top_rate_on_income_nor_below_nothing(values, year):
    tax = singles(values, year).calculate("income_tax_amount", year)
    assert (tax >= 0).all()
    assert (tax <= numpy.array(values) * brackets(year)[-1][1] + PIASTRE).all()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(min_value=0, max_value=20_000), min_size=1, max_size=20), regimes)
def test_income_within_the_exemptions_bears_no_tax(values, year):
    simulation = singles(values, year)
    tax = simulation.calculate("income_tax_amount", year)
    is_within = numpy.array(values) <= simulation.calculate("tax_exemptions_claimed", year)
    assert (tax[is_within] == 0).all()


@pytest.mark.parametrize(
    ("year", "threshold"),
    [(year, threshold) for year in REGIMES for threshold, _ in brackets(year) if threshold],
)
def test_tax_does_not_leap_where_a_bracket_begins(year, threshold):
    values = [threshold - PIASTRE, threshold, threshold + PIASTRE]
    tax = singles(values, year, "taxable_income").calculate("income_tax_amount", year)
    assert (numpy.diff(tax) <= PIASTRE + DUST).all()


@pytest.mark.parametrize("year", REGIMES)
def test_the_scale_begins_at_nothing_and_each_bracket_bears_more_than_the_one_below(year):
    scale = brackets(year)
    assert scale[0][0] == 0
    assert all(low < high for (_, low), (_, high) in itertools.pairwise(scale))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(min_value=0, max_value=100_000), min_size=1, max_size=10), regimes)
def test_twelve_months_of_an_even_wage_withhold_the_tax_of_the_year(monthly, year):
    simulation = singles([12 * wage for wage in monthly], year, employment_status="employee")
    withheld = sum(simulation.calculate("income_tax_withholding_amount", month) for month in year_months(period(year)))
    # Each month is rounded by half a piastre at most, and so is the year.
    assert numpy.abs(withheld - simulation.calculate("income_tax_amount", year)).max() <= 13 * PIASTRE / 2 + DUST


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 60_000), st.integers(0, 60_000), regimes)
def test_one_of_a_couple_has_the_exemption_for_the_child_and_both_stay_within_the_cap(first, second, year):
    simulation = couple(year, first, second)
    exemptions = simulation.calculate("tax_exemptions", year)
    node = law_in_force().get_parameters_at_instant(f"{year}-01-01").income_tax_law
    assert (simulation.calculate("dependants_exemption", year) > 0).sum() == (first + second > 0)
    assert (exemptions <= simulation.calculate("income_after_deductions", year) + DUST).all()
    if "family_exemption_cap" in node:
        assert exemptions.sum() <= node.family_exemption_cap + DUST


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 60_000), st.integers(1, 5_000), st.integers(0, 60_000), regimes)
def test_a_couple_that_earns_more_owes_no_less(first, rise, second, year):
    """As long as the same one of the two has the higher income before and after."""
    second = max(second, 1)
    highest = max(first, second) + rise
    before = couple(year, highest - rise, min(first, second)).calculate("income_tax_amount", year).sum()
    after = couple(year, highest, min(first, second)).calculate("income_tax_amount", year).sum()
    assert after >= before - 2 * PIASTRE


@pytest.mark.parametrize(("is_deducted", "taxable"), [(False, 6000), (True, 4875)])
def test_contributions_lower_taxable_income_only_under_a_bill_that_lets_them(tmp_path, is_deducted, taxable):
    reform = {
        "id": "trial",
        "title": {"en": "Trial", "ar": "تجربة"},
        "status": "scenario",
        "values": {"income_tax_law.contributions_deductible": {"2024-01-01": True}},
    }
    path = tmp_path / "trial.yaml"
    path.write_text(yaml.safe_dump(reform, allow_unicode=True), encoding="utf-8")
    system = Policy.of(path).system if is_deducted else law_in_force()
    simulation = singles([15000], 2024, system=system, employment_status="employee", employment_sector="private_formal")
    assert simulation.calculate("taxable_income", 2024) == pytest.approx([taxable])
