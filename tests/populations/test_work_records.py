"""Work, insurance and their records: counts that are met, and what can never be."""

import numpy
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.schema import columns_among
from openfisca_jordan_sp.populations.synthesise import draw_blueprint
from openfisca_jordan_sp.populations.targets import load_targets

UNKNOWN = numpy.datetime64("0001-01-01")
DAYS = 365.25
MONTH = DAYS / 12
UNEMPLOYED, SELF_EMPLOYED = 1, 4
PUBLIC, PRIVATE = 1, 2


class Records:
    def __init__(self, population):
        self.persons = population.persons
        self.weight = population.person_weight
        self.day = numpy.datetime64(population.manifest["base_date"])
        self.jordanian = self["nationality"] == 0
        self.treasury = self["is_in_treasury_pension_scheme"]
        self.insured = ((self["employment_sector"] == PUBLIC) | (self["employment_sector"] == PRIVATE)) & ~self.treasury
        self.voluntary = self["ssc_chosen_wage"] > 0
        self.registered = self["ssc_first_registration_date"] != UNKNOWN
        self.months = (self.day - self["ssc_first_registration_date"]).astype(float) / MONTH
        self.formerly = self.registered & ~self.insured & (self["months_since_insured_work_end"] < 1200)

    def __getitem__(self, column):
        return self.persons[column]

    def count(self, rows):
        return float(self.weight[rows].sum())

    def mean(self, column, rows):
        return float((self[column] * self.weight)[rows].sum()) / self.count(rows)


@pytest.fixture(scope="module")
def records(population):
    return Records(population)


@pytest.fixture(scope="module")
def targets():
    return load_targets()


def test_the_insured_are_as_many_as_the_corporation_counts(records, targets):
    everybody = targets["insurance.insured"]
    for origin, members in (("jordanian", records.jordanian), ("other", ~records.jordanian)):
        found = records.count((records.insured | records.voluntary) & members)
        assert found == pytest.approx(everybody[origin], rel=0.01)
    private = records.count(records["employment_sector"] == PRIVATE)
    assert private == pytest.approx(targets["insurance.private_sector"], rel=0.01)
    assert records.count(records.voluntary) == pytest.approx(targets["insurance.voluntary"], rel=0.02)


def test_wages_of_the_insured_have_the_published_mean_and_low_tail(records, targets):
    wage = targets["labour.mean_insured_wage"]
    declared = numpy.minimum(records["wage"], targets["insurance.highest_wage"]["later"])
    mean = numpy.average(declared[records.insured], weights=records.weight[records.insured])
    assert mean == pytest.approx(wage, rel=0.005)
    low = targets["labour.low_insured_wages"]
    found = records.count(records.insured & (records["wage"] <= low["of_mean"] * wage)) / records.count(records.insured)
    assert found == pytest.approx(low["share"], abs=0.01)
    assert (records["wage"][records.insured] >= targets["labour.minimum_wage"]).all()


def test_sectors_and_sexes_differ_in_pay_as_published(records, targets):
    found = [
        records.mean("wage", (records["employment_sector"] == sector) & (records["sex"] == sex)) / wanted
        for sector, name in ((PUBLIC, "public"), (PRIVATE, "private_formal"))
        for sex, wanted in enumerate(targets["labour.mean_wage"][name].values())
    ]
    assert found == pytest.approx([found[0]] * 4, rel=0.005)


def test_the_best_paid_follow_a_pareto_tail(population, records):
    wages = numpy.sort(records["wage"][records.insured])[::-1]
    assert wages[0] > 8 * numpy.median(wages)
    assert wages[0] < 200 * numpy.median(wages)


def test_uninsured_wages_have_the_mean_of_the_least_educated(records, targets):
    rows = (records["employment_sector"] == 3) & (records["wage"] > 0)
    assert records.mean("wage", rows) == pytest.approx(targets["labour.mean_informal_wage"], rel=0.005)


IMPOSSIBLE = {
    "registered before 16": lambda r: (
        r.registered & ((r["ssc_first_registration_date"] - r["birth_date"]).astype(float) / DAYS < 15.99)
    ),
    "registered before the first law": lambda r: (
        r.registered & (r["ssc_first_registration_date"] < numpy.datetime64("1978-01-01"))
    ),
    "registered after the base date": lambda r: r.registered & (r["ssc_first_registration_date"] > r.day),
    "insured without registration": lambda r: (r.insured | r.voluntary) & ~r.registered,
    "contributions without registration": lambda r: ~r.registered & (r["ssc_contributions_count"] > 0),
    "more contributions than months": lambda r: r.registered & (r["ssc_contributions_count"] > r.months + 1),
    "fewer contributions than months in the insured job": lambda r: (
        r.insured
        & (r["ssc_contributions_count"] < r["months_since_job_start"])
        & (r["months_since_job_start"] < r.months - 1)
    ),
    "actual above all": lambda r: r["ssc_actual_contributions_count"] > r["ssc_contributions_count"],
    "compulsory above actual": lambda r: r["ssc_compulsory_contributions_count"] > r["ssc_actual_contributions_count"],
    "consecutive above actual": lambda r: (
        r["ssc_consecutive_contributions_count"] > r["ssc_actual_contributions_count"]
    ),
    "unemployment insurance above compulsory": lambda r: (
        r["unemployment_insurance_contributions"] > r["ssc_compulsory_contributions_count"]
    ),
    "unemployment insurance in the public sector": lambda r: (
        r.insured & (r["employment_sector"] == PUBLIC) & (r["unemployment_insurance_contributions"] > 0)
    ),
    "insured and out of insured work": lambda r: r.insured & (r["months_since_insured_work_end"] != 0),
    "out of it for longer than registered": lambda r: r.formerly & (r["months_since_insured_work_end"] > r.months + 1),
    "out of it for less than the present job": lambda r: (
        r.formerly
        & (r["employment_status"] > UNEMPLOYED)
        & (r["months_since_insured_work_end"] < r["months_since_job_start"])
    ),
    "a spell of somebody who is not unemployed": lambda r: (
        (r["unemployment_spell_month"] > 0) & (r["employment_status"] != UNEMPLOYED)
    ),
    "a spell after other than private insured work": lambda r: (
        (r["unemployment_spell_month"] > 0) & ~r["was_last_job_privately_insured"]
    ),
    "a spell without a last wage": lambda r: (
        (r["unemployment_spell_month"] > 0) & (r["ssc_last_contributory_wage"] <= 0)
    ),
    "a spell beyond those paid": lambda r: r["unemployment_spell_month"] > 6,
    "contributions since a spell that never was": lambda r: (
        (r["contributions_since_unemployment_spell"] > 0) & (r["unemployment_spells_before"] == 0)
    ),
    "more contributions since a spell than in all": lambda r: (
        r["contributions_since_unemployment_spell"] > r["unemployment_insurance_contributions"]
    ),
    "in two schemes": lambda r: r.treasury & r.registered,
    "the Treasury's and not public": lambda r: r.treasury & (r["employment_sector"] != PUBLIC),
    "the Treasury's and not a citizen": lambda r: r.treasury & ~r.jordanian,
    "insured and voluntary": lambda r: r.voluntary & r.insured,
    "voluntary and not a citizen": lambda r: r.voluntary & ~r.jordanian,
    "voluntary below the minimum wage": lambda r: r.voluntary & (r["ssc_chosen_wage"] < 290),
    "an average wage without contributions": lambda r: (
        (r["pension_window_average_wage"] > 0) & (r["ssc_compulsory_contributions_count"] == 0)
    ),
    "an average wage above the last": lambda r: r["pension_window_average_wage"] > r["ssc_last_contributory_wage"] + 1,
    "receipts of somebody without earnings": lambda r: (
        (r["documented_expenses"] > 0) & (r["wage"] + r["other_earnings"] <= 0)
    ),
    "a retired civil servant without pension": lambda r: r["is_public_pensioner"] & (r["pension"] <= 0),
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_nobody_is(records, what):
    assert not IMPOSSIBLE[what](records).any()


def test_each_kind_of_record_is_there(records):
    assert records.formerly.any()
    assert (records["unemployment_spell_month"] > 0).any()
    assert (records["unemployment_spells_before"] > 0).any()
    assert records.treasury.any()
    assert records["is_public_pensioner"].any()
    assert (records["documented_expenses"] > 0).any()
    own_account = records["employment_status"] >= SELF_EMPLOYED
    assert not (records["wage"][own_account] > 0).any()


def test_whom_a_fact_does_not_concern_has_the_default_of_the_law(records):
    children = (records.day - records["birth_date"]).astype(float) / DAYS < 15
    for column in ("ssc_contributions_count", "ssc_last_contributory_wage", "pension_window_average_wage"):
        assert not records[column][children].any()
    assert (records["months_since_insured_work_end"][children] == 1200).all()
    assert (records["ssc_first_registration_date"][children] == UNKNOWN).all()


def test_families_of_retired_civil_servants_are_as_many_as_the_civil_scheme_counts(population, records, targets):
    family = records["family_id"]
    has_one = numpy.bincount(family, records["is_public_pensioner"]) > 0
    assert records.count(has_one[family]) == pytest.approx(targets["pensions.civil_families"], rel=0.02)


def test_a_part_made_alone_is_the_part_made_again():
    blueprint = draw_blueprint(1_500, 11, load_targets())
    part = blueprint.parts[3]
    alone = blueprint.maker.make(part)
    for other in blueprint.parts[:2]:
        blueprint.maker.make(other)
    again = blueprint.maker.make(part)
    for column in columns_among("persons", alone.persons):
        assert numpy.array_equal(alone.persons[column.name], again.persons[column.name])


def test_another_count_of_the_insured_moves_the_sectors():
    changed = load_targets().with_value("insurance.private_sector", 600_000)
    records = Records(draw_blueprint(1_000, 5, changed).whole)
    found = records.count(records["employment_sector"] == PRIVATE)
    assert found == pytest.approx(600_000, rel=0.02)


def test_more_insured_than_workers_are_met_as_far_as_there_are_workers():
    insured = {"jordanian": 90_000_000, "other": 90_000_000}
    records = Records(draw_blueprint(1_000, 5, load_targets().with_value("insurance.insured", insured)).whole)
    assert (records["wage"] >= 0).all()
    assert numpy.isfinite(records["wage"]).all()


def test_fewer_insured_than_the_private_sector_has_are_refused():
    targets = load_targets().with_value("insurance.insured", {"jordanian": 0, "other": 0})
    with pytest.raises(PopulationError, match="are fewer than") as caught:
        draw_blueprint(1_000, 5, targets)
    assert caught.value.path == "targets: insurance.insured"
    assert caught.value.message.ar
