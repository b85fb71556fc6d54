"""Effective marginal rates: families worked out by hand, whole populations, and what is refused."""

from dataclasses import replace

import numpy
import pytest
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit, period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine.simulated import simulate_month
from openfisca_jordan_sp.engine.simulation import gather
from openfisca_jordan_sp.errors import MeasureError
from openfisca_jordan_sp.measures.marginal_rate_tables import (
    band_labels,
    bands_of,
    bands_table,
    deciles_table,
    marginal_rate_tables,
    weighted_median,
)
from openfisca_jordan_sp.measures.marginal_rates import (
    effective_marginal_rate,
    effective_marginal_rates,
    highest_earners,
)
from openfisca_jordan_sp.populations.schema import FAMILY_ROLES, HOUSEHOLD_ROLES, MEMBERSHIP_COLUMNS
from openfisca_jordan_sp.system import law_in_force
from tests.fixtures import small_population

PERIOD = "2026-01"
MONTH = period(PERIOD)
INSURED = {"age": 30, "employment_status": "employee", "employment_sector": "private_formal"}
INFORMAL = {
    "age": 40,
    "sex": "female",
    "marital_status": "widowed",
    "employment_status": "employee",
    "employment_sector": "informal",
}


def rate(earner, step=1.0, *, children=0, **family):
    """The rate of one earner with children of eight."""
    names = [f"child {number}" for number in range(children)]
    situation = {
        "persons": {"earner": earner, **{name: {"age": 8} for name in names}},
        "families": {"home": {"head": ["earner"], "children": names, **family}},
    }
    return effective_marginal_rate(law_in_force(), situation, "earner", PERIOD, step=step)


class TestOneFamily:
    def test_an_insured_worker_without_tax_loses_the_contribution(self):
        assert rate({**INSURED, "wage": 500}) == pytest.approx(0.075)

    def test_one_in_the_first_bracket_loses_contribution_and_tax(self):
        """12 × 1,000 - 9,000 = 3,000 dinars are taxed at 5 per cent."""
        assert rate({**INSURED, "wage": 1000}) == pytest.approx(0.075 + 0.05)

    def test_above_the_ceiling_no_contribution_is_due(self):
        """25 per cent tax: 12 × 4,500 - 9,000 = 45,000 dinars lie in the bracket above 20,000."""
        assert rate({**INSURED, "wage": 4500}) == pytest.approx(0.25)

    def test_an_informal_worker_on_recurring_aid_loses_the_whole_raise(self):
        """50 × 3 - 50 = 100 dinars of aid; with 51 dinars of wage 99."""
        assert rate({**INFORMAL, "wage": 50}, children=2, claims_recurring_aid=True) == pytest.approx(1)

    def test_in_the_first_year_of_work_nothing_is_lost(self):
        earner = {**INFORMAL, "wage": 50, "months_since_job_start": 2}
        assert rate(earner, children=2, claims_recurring_aid=True) == pytest.approx(0)

    def test_at_the_lowest_aid_nothing_more_is_lost(self):
        """150 - 120 = 30: the lowest aid of 50 dinars is paid before and after."""
        assert rate({**INFORMAL, "wage": 120}, children=2, claims_recurring_aid=True) == pytest.approx(0)

    @pytest.mark.parametrize(("wage", "expected"), [(202, 0), (203, 50), (204, 0)])
    def test_at_the_income_limit_the_raise_costs_fifty_times_what_it_brings(self, wage, expected):
        """3 × 68 = 204: with it the lowest aid of 50 dinars ends."""
        assert rate({**INFORMAL, "wage": wage}, children=2, claims_recurring_aid=True) == pytest.approx(expected)

    def test_a_greater_raise_over_the_limit_is_a_mean_of_what_lies_on_the_way(self):
        assert rate({**INFORMAL, "wage": 203}, 100, children=2, claims_recurring_aid=True) == pytest.approx(0.5)

    def test_the_wage_of_another_does_not_rise(self):
        situation = {
            "persons": {"first": {**INSURED, "wage": 500}, "second": {**INFORMAL, "wage": 500}},
            "families": {"a": {"head": ["first"]}, "b": {"head": ["second"]}},
        }
        assert effective_marginal_rate(law_in_force(), situation, "first", PERIOD) == pytest.approx(0.075)
        assert effective_marginal_rate(law_in_force(), situation, "second", PERIOD) == pytest.approx(0)

    @pytest.mark.parametrize("step", [0.999, 0, -5, float("nan"), float("inf")])
    def test_a_raise_that_measures_nothing_is_refused(self, step):
        with pytest.raises(MeasureError) as error:
            rate({**INSURED, "wage": 500}, step)
        assert error.value.path == "step"
        assert "at least 1 JOD" in error.value.message.en
        assert "دينار" in error.value.message.ar
        assert error.value.hint.ar

    def test_an_unknown_person_is_named_with_those_there_are(self):
        situation = {"persons": {"ali": {}}}
        with pytest.raises(MeasureError) as error:
            effective_marginal_rate(law_in_force(), situation, "omar", PERIOD)
        assert "omar" in error.value.message.en
        assert "ali" in error.value.hint.en
        assert "omar" in error.value.message.ar

    def test_nobody_at_all_is_refused_too(self):
        with pytest.raises(MeasureError):
            effective_marginal_rate(law_in_force(), {}, "omar", PERIOD)


@pytest.fixture(scope="module")
def population():
    return small_population()


@pytest.fixture(scope="module")
def rates(population):
    return effective_marginal_rates(Policy(), population, MONTH)


class TestPopulation:
    def test_the_highest_earner_of_each_household_is_chosen(self, population):
        chosen = highest_earners(population)
        wage, household = population.persons["wage"], population.persons["household_id"]
        highest = numpy.zeros(population.household_count)
        numpy.maximum.at(highest, household, wage)
        assert numpy.bincount(household[chosen], minlength=len(highest)).tolist() == (highest > 0).astype(int).tolist()
        assert (wage[chosen] == highest[household[chosen]]).all()

    def test_of_equal_earners_the_first_is_chosen(self, population):
        household = population.persons["household_id"]
        alike = replace(population, persons={**population.persons, "wage": numpy.ones(len(household))})
        first = numpy.diff(household, prepend=-1) > 0
        assert (highest_earners(alike) == first).all()

    def test_only_earners_have_a_rate(self, population, rates):
        assert (numpy.isnan(rates) == ~highest_earners(population)).all()

    def test_two_earners_of_a_household_are_refused(self, population):
        everybody = numpy.ones(len(population.persons["wage"]), dtype=bool)
        with pytest.raises(MeasureError, match="one wage of a household") as error:
            effective_marginal_rates(Policy(), population, MONTH, earners=everybody)
        assert error.value.path == "earners"
        assert "أجر واحد" in error.value.message.ar

    def test_a_small_raise_is_refused(self, population):
        with pytest.raises(MeasureError):
            effective_marginal_rates(Policy(), population, MONTH, step=0.5)

    def test_it_agrees_with_the_same_households_one_by_one(self, population, rates):
        before, _ = simulate_month(Policy(), population, MONTH)
        flags = {flag: gather(before, flag, MONTH) for flag in ("is_uct_inside_quota",)}
        chosen = numpy.flatnonzero(highest_earners(population))
        odd = chosen[numpy.argsort(-rates[chosen], kind="stable")]
        for person in [*odd[:4], *odd[:: len(odd) // 6]]:
            situation = situation_of(population, int(population.persons["household_id"][person]), flags)
            alone = effective_marginal_rate(law_in_force(), situation, f"p{person}", PERIOD)
            assert alone == pytest.approx(rates[person], abs=1e-9)

    def test_who_is_inside_a_quota_stays_inside(self, population):
        """A raise moves nobody over the cut-off: what is paid by the Unified Cash Transfer is the same."""
        before, _ = simulate_month(Policy(), population, MONTH)
        paid = gather(before, "uct_amount", MONTH)
        assert (paid > 0).any()
        everyone = numpy.zeros(len(population.persons["wage"]), dtype=bool)
        everyone[highest_earners(population)] = True
        rates = effective_marginal_rates(Policy(), population, MONTH, step=100.0, earners=everyone)
        on_transfer = (paid > 0)[population.persons["family_id"]] & everyone
        assert numpy.nanmax(rates[on_transfer]) < 1


def situation_of(population, household, flags):
    """One household of a population as a situation, with what it is told of the quotas."""
    persons = numpy.flatnonzero(population.persons["household_id"] == household)
    families = numpy.unique(population.persons["family_id"][persons])
    home = {"reference_person": [], "members": []} | values_of(population.households, household)
    situation = {
        "persons": {f"p{each}": values_of(population.persons, each) for each in persons},
        "families": {
            f"f{each}": {"head": [], "spouses": [], "children": [], "dependants": []}
            | values_of(population.families, each)
            | {flag: {PERIOD: bool(values[each])} for flag, values in flags.items()}
            for each in families
        },
        "households": {"home": home},
    }
    plural = {"head": "head", "spouse": "spouses", "child": "children", "dependant": "dependants"}
    for each in persons:
        family = situation["families"][f"f{population.persons['family_id'][each]}"]
        family[plural[FAMILY_ROLES[population.persons["family_role"][each]]]].append(f"p{each}")
        role = HOUSEHOLD_ROLES[population.persons["household_role"][each]]
        home["members" if role == "member" else role].append(f"p{each}")
    return situation


def values_of(table, row):
    """The values of one row that the law knows, as a request would give them."""
    found = {}
    for column, values in table.items():
        variable = law_in_force().variables.get(column)
        if variable is None or column in MEMBERSHIP_COLUMNS or values[row] != values[row]:
            continue
        value = values[row].item() if hasattr(values[row], "item") else values[row]
        if variable.value_type is Enum:
            value = list(variable.possible_values)[value].name
        value = str(value) if values.dtype.kind == "M" else value
        found[column] = {PERIOD[:4]: value} if variable.definition_period == DateUnit.YEAR else value
    return found


class TestTables:
    @pytest.mark.parametrize(
        ("value", "label"),
        [
            (-0.001, "below 0 %"),
            (0, "0-10 %"),
            (0.0999, "0-10 %"),
            (0.1, "10-20 %"),
            (0.3, "30-40 %"),
            (0.999, "90-100 %"),
            (1 - 1e-12, "100 %"),
            (1, "100 %"),
            (1.001, "above 100 %"),
            (50, "above 100 %"),
            (-50, "below 0 %"),
        ],
    )
    def test_a_rate_belongs_to_one_band(self, value, label):
        assert band_labels()[bands_of(numpy.array([value]))[0]].en == label

    def test_bands_are_weighted_and_their_shares_add_up(self):
        table = bands_table({"baseline": numpy.array([0.05, 0.05, 1.0])}, numpy.array([1.0, 2.0, 5.0]))
        assert table["earners_baseline"].tolist() == [0, 3, *[0] * 9, 5, 0]
        assert table["share_baseline"].sum() == pytest.approx(1)

    def test_nobody_at_all_has_shares_of_nothing(self):
        nothing = {"baseline": numpy.array([])}
        assert bands_table(nothing, numpy.array([]))["share_baseline"].sum() == 0
        assert deciles_table(nothing, numpy.array([]), numpy.array([], dtype=int))["mean_baseline"].isna().all()

    def test_deciles_have_means_and_medians_by_weight(self):
        rates = {"baseline": numpy.array([0.0, 0.1, 1.0])}
        table = deciles_table(rates, numpy.array([1.0, 2.0, 1.0]), numpy.array([0, 0, 9]))
        assert table["mean_baseline"][0] == pytest.approx(0.2 / 3)
        assert table["median_baseline"][0] == pytest.approx(0.1)
        assert table["mean_baseline"].iloc[-1] == pytest.approx(1.2 / 4)
        assert numpy.isnan(table["mean_baseline"][4])

    def test_a_median_reaches_half_of_the_weight(self):
        assert weighted_median(numpy.array([3.0, 1.0, 2.0]), numpy.array([1.0, 1.0, 1.0])) == 2
        assert weighted_median(numpy.array([3.0, 1.0]), numpy.array([1.0, 9.0])) == 1

    def test_a_bill_that_raises_contributions_moves_the_rates(self, population, tmp_path):
        path = tmp_path / "trial.yaml"
        path.write_text(
            "id: trial\ntitle: {en: Trial, ar: تجربة}\nstatus: scenario\n"
            "values: {social_security_law.contributions.old_age.employee: {2026-01-01: 0.115}}\n",
            encoding="utf-8",
        )
        (tables,) = marginal_rate_tables([Policy.of(path)], population, MONTH)
        everybody = tables["deciles"].iloc[-1]
        assert everybody["mean_reform"] > everybody["mean_baseline"]
        assert tables["bands"]["earners_baseline"].sum() == pytest.approx(tables["bands"]["earners_reform"].sum())

    def test_without_a_reform_only_the_law_in_force_is_told(self, population):
        (tables,) = marginal_rate_tables([], population, MONTH)
        assert not [name for table in tables.values() for name in table if "reform" in name]
