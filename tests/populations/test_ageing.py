"""Carrying a population to another year: factors worked by hand, and what must stay as it is."""

import json
from dataclasses import replace

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.errors import PeriodError, PopulationError
from openfisca_jordan_sp.populations.ageing import age_population, base_year, load_series, parse_year, population_for
from openfisca_jordan_sp.populations.ageing.age import shift_years
from openfisca_jordan_sp.populations.ageing.series_parts import money_columns
from openfisca_jordan_sp.populations.layers import with_layers
from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import GOVERNORATES, TABLES, Kind, column_named
from openfisca_jordan_sp.populations.store import read_population, validate_population, write_population

#: Mean yearly growth over the last five known years, from the printed index and earnings.
PRICE_GROWTH = (112.67 / 101.09) ** (1 / 5)
EARNINGS_GROWTH = (351.3 / 320.0) ** (1 / 5)


@pytest.fixture(scope="module")
def base(small):
    return with_layers(small)


@pytest.fixture(scope="module")
def aged(base):
    return age_population(base, 2030)


def test_prices_go_on_by_the_mean_growth_of_the_last_five_known_years():
    prices = load_series().prices
    assert prices.at(2025).number == 112.67
    assert prices.at(2025).confidence == "verified"
    assert prices.at(2026).number == pytest.approx(112.67 * PRICE_GROWTH)
    assert prices.at(2026).confidence == "assumed"
    assert prices.factor(2025, 2030).number == pytest.approx(112.67 / 101.09)


def test_between_known_years_growth_is_even():
    insured = load_series().money["insured_wages"]
    growth = (629 / 542) ** (1 / 5)
    assert insured.at(2021).number == pytest.approx(542 * growth**2)
    assert insured.at(2021).confidence == "recalled"  # no better than its worse neighbour
    assert insured.at(2019).number == 542


def test_population_growth_fades_by_a_twentieth_a_year():
    amman = load_series().population["amman"]
    growth = 5_004_600 / 4_920_100 - 1
    expected = 5_004_600 * (1 + growth * 0.95) * (1 + growth * 0.95**2)
    assert amman.at(2027).number == pytest.approx(expected)
    assert amman.at(2025).number == 5_004_600


def test_the_kingdoms_totals_stand_where_only_they_are_known():
    series = load_series()
    assert series.persons(2022).number == pytest.approx(11_302_000)
    assert series.persons(2023).number == pytest.approx(11_516_000)
    assert series.persons(2024).number == 11_734_000
    assert series.persons(2023).confidence == "recalled"


def test_every_column_in_dinars_follows_a_series_and_no_other_does():
    assert set(load_series().columns) == set(money_columns())
    assert "electricity_consumption" not in money_columns()


def test_money_is_multiplied_by_the_factor_of_its_series(base, aged):
    persons, grown = base.persons, aged.persons
    assert persons["wage"].any()
    numpy.testing.assert_allclose(grown["wage"], persons["wage"] * EARNINGS_GROWTH**5)
    numpy.testing.assert_allclose(grown["pension"], persons["pension"] * PRICE_GROWTH**5)
    consumption = "consumption_before_benefits"
    numpy.testing.assert_allclose(aged.households[consumption], base.households[consumption] * PRICE_GROWTH**5)


def test_what_is_neither_money_weight_nor_date_stays(base, aged):
    kept = 0
    for table in TABLES:
        for name, values in base.table(table).items():
            is_changed = name in money_columns() or name == "household_weight" or name in base.manifest["layers"]
            if not is_changed and column_named(name).kind != Kind.DATE:
                numpy.testing.assert_array_equal(aged.table(table)[name], values)
                kept += 1
    assert kept > 30


def test_everybody_keeps_the_age(base, aged):
    before = ages_at(base.persons["birth_date"], base.manifest["base_date"])
    numpy.testing.assert_array_equal(ages_at(aged.persons["birth_date"], aged.manifest["base_date"]), before)
    assert aged.manifest["base_date"] == "2030-12-31"


def test_each_governorate_grows_as_its_series(base, aged):
    series = load_series()
    for name, rows in base.governorate_slices.items():
        totals = [each.households["household_weight"][rows].sum() for each in (base, aged)]
        wanted = series.population[name].at(2030).number / series.population[name].at(2025).number
        assert totals[1] / totals[0] == pytest.approx(wanted), name
    assert set(base.governorate_slices) == set(GOVERNORATES)


def test_the_demo_has_the_people_of_the_series_in_each_governorate():
    demo = age_population(read_population(), 2029)
    governorate = demo.households["governorate"][demo.persons["household_id"]]
    persons = numpy.bincount(governorate, weights=demo.person_weight)
    wanted = [series.at(2029).number for series in load_series().population.values()]
    numpy.testing.assert_allclose(persons, wanted, rtol=0.03)


def test_the_base_year_is_the_population_itself(base):
    assert age_population(base, 2025) is base
    assert population_for(base, period("2026-05")) is base


def test_the_months_of_a_year_have_the_people_of_the_end_of_the_year_before(base):
    people = population_for(base, period("2028-03"))
    assert base_year(people) == 2027


def test_the_manifest_says_what_was_done(aged):
    manifest = aged.manifest
    assert (manifest["aged_from"], manifest["aged_to"]) == (2025, 2030)
    wage = manifest["ageing"]["columns"]["wage"]
    assert wage["series"] == "earnings"
    assert wage["factor"] == pytest.approx(EARNINGS_GROWTH**5)
    assert wage["confidence"] == "assumed"
    assert set(manifest["ageing"]["weights"]) == set(GOVERNORATES)
    assert "static ageing" in manifest["caveats"][-1]["en"]
    assert manifest["caveats"][-1]["ar"]


def test_a_step_on_the_way_changes_nothing(base, aged):
    by_steps = age_population(age_population(base, 2027), 2030)
    numpy.testing.assert_allclose(by_steps.persons["wage"], aged.persons["wage"])
    numpy.testing.assert_allclose(by_steps.family_weight, aged.family_weight)
    numpy.testing.assert_array_equal(by_steps.persons["birth_date"], aged.persons["birth_date"])
    assert by_steps.manifest["aged_from"] == 2025
    ageing = by_steps.manifest["ageing"]["columns"]["wage"]["factor"]
    assert ageing == pytest.approx(aged.manifest["ageing"]["columns"]["wage"]["factor"])
    assert len(by_steps.manifest["caveats"]) == len(aged.manifest["caveats"])


def test_backwards_money_and_people_are_fewer(base):
    past = age_population(base, 2018)
    factor = past.manifest["ageing"]["columns"]["pension"]
    assert factor["factor"] == pytest.approx(100 / 112.67)
    assert factor["confidence"] == "derived"
    assert past.households["household_weight"].sum() < base.households["household_weight"].sum()


def test_layers_are_those_that_reading_would_make(aged, tmp_path):
    write_population(aged, tmp_path / "aged")
    read = read_population(tmp_path / "aged")
    for table in TABLES:
        for name, values in aged.table(table).items():
            numpy.testing.assert_array_equal(read.table(table)[name], values, name)


def test_an_aged_population_is_valid_and_its_source_unchanged(base, aged):
    validate_population(aged)
    assert base.manifest["base_date"] == "2025-12-31"
    assert "ageing" not in base.manifest


def test_the_same_ageing_gives_the_same_bytes(base, tmp_path):
    for name in ("one", "two"):
        write_population(age_population(base, 2031), tmp_path / name)
    first, second = (json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("one", "two"))
    assert first == second
    assert (tmp_path / "one/manifest.json").read_bytes() == (tmp_path / "two/manifest.json").read_bytes()


def test_a_leap_day_moves_to_the_first_of_march_and_unknown_dates_stay():
    dates = numpy.array(["2020-02-29", "2020-02-28", "0001-01-01", "1999-12-31"], dtype="datetime64[D]")
    assert shift_years(dates, 1).astype(str).tolist() == ["2021-03-01", "2021-02-28", "0001-01-01", "2000-12-31"]
    assert shift_years(dates, 4)[0] == numpy.datetime64("2024-02-29")


@pytest.mark.parametrize("year", [2017, 2034])
def test_years_outside_2018_to_2033_are_refused(base, year):
    with pytest.raises(PeriodError, match=f"{year}"):
        age_population(base, year)


@pytest.mark.parametrize("text", ["2017", "2034", "soon", "", "-2020", "2026.5"])
def test_what_is_no_such_year_is_refused(text):
    with pytest.raises(PeriodError, match="2018 to 2033"):
        parse_year(text)


def test_a_survey_from_before_the_series_needs_its_own_values(base):
    old = replace(base, manifest={**base.manifest, "base_date": "2013-06-30"})
    with pytest.raises(PopulationError, match="begins in"):
        age_population(old, 2025)
    settings = ["consumer_prices.values.2013=88", "earnings.values.2013=300"]
    settings += [f"population.values.2013.{name}=100000" for name in GOVERNORATES]
    aged = age_population(old, 2025, load_series(None, settings))
    assert aged.manifest["base_date"] == "2025-06-30"
    factor = aged.manifest["ageing"]["columns"]["pension"]
    assert factor == {"series": "consumer_prices", "factor": pytest.approx(112.67 / 88), "confidence": "assumed"}


def test_no_base_date_is_named(base):
    nameless = replace(base, manifest={})
    with pytest.raises(PopulationError, match="base_date"):
        age_population(nameless, 2026)
