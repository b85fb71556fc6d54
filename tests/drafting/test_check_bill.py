"""The check of a bill as a whole: the catalogue passes, whatever is given is answered, and Arabic is complete."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from openfisca_jordan_sp.drafting.checks import CHECKS, ERROR, check_bill, check_named
from openfisca_jordan_sp.drafting.checks.bill import Bill, days_of
from openfisca_jordan_sp.drafting.checks.people import sample, trial_of
from openfisca_jordan_sp.drafting.checks.unit_algebra import mixtures
from openfisca_jordan_sp.law.reads import asked_names
from openfisca_jordan_sp.reform import catalogue, load_reform, reform_from_data
from openfisca_jordan_sp.reform_format import KEYS
from openfisca_jordan_sp.system import law_in_force
from tests.arabic import english_words

#: Errors of Python that a bill's own rules raise.
ERRORS = frozenset({"ImportError", "IndexError", "ConstructorError"})
BAD_BILLS = Path(__file__).parent / "bad_bills"
MAXIMUM = "national_aid_fund.uct.benefit_maximum"
DATA = {
    "id": "trial",
    "title": {"en": "Trial", "ar": "تجربة"},
    "status": "scenario",
    "values": {MAXIMUM: {"2026-01-01": 140}},
}


#: Of the catalogue, what is to be looked at, with good reason: the sources of the bills leave it open.
WARNINGS = {
    "ssc_bill_2026_feb17": {"provisions_do_not_meet"},
    "ssc_bill_2026_feb24": {"provisions_do_not_meet"},
    "workplace_nursery_56_months": {"source_undated"},
}


@pytest.mark.parametrize("name", catalogue())
def test_the_catalogue_passes_with_no_error(name):
    assert check_bill(name, quick=True).codes == WARNINGS.get(name, set())
    # Only a bill's own rules can fail on people; with JORDAN_SP_ALL_CHECKS=1 everything is tried for all.
    is_tried = load_reform(name).code.variables or os.environ.get("JORDAN_SP_ALL_CHECKS")
    found = check_bill(name, quick=not is_tried, checks=[check for check in CHECKS if check.severity == ERROR])
    assert found.findings == (), [each.line() for each in found.findings]
    assert found.is_complete == bool(is_tried)


def test_the_bills_of_2026_leave_the_insurance_against_unemployment_behind():
    found = check_bill("ssc_bill_2026_feb24", quick=True)
    assert [each.code for each in found.warnings] == ["provisions_do_not_meet"] * 2
    assert "social_security_law.unemployment.maximum_age.female" in found.warnings[1].hint.ar


def test_an_id_a_file_content_and_a_reform_are_checked_alike():
    path = catalogue()["uct_maximum_160"]
    reform = load_reform(path)
    of_id = check_bill("uct_maximum_160", quick=True)
    assert of_id == check_bill(path, quick=True) == check_bill(reform, quick=True)
    assert check_bill(DATA, quick=True) == check_bill(reform_from_data(DATA), quick=True)
    assert of_id.is_applicable
    assert not of_id.is_complete


@pytest.mark.parametrize(
    "changes",
    [
        {"values": None},
        {"values": []},
        {"values": {MAXIMUM: {}}},
        {"values": {MAXIMUM: {"2026-01-01": {"a": 1}}}},
        {"values": {MAXIMUM: {"20260101": 140}}},
        {"values": {MAXIMUM: {"2026-01-01": None}}},
        {"values": {7: {2026: 1}}},
        {"values": {"": {"2026-01-01": 1}}},
        {"title": 3},
        {"source": ["text"]},
        {"source": [{"title": "x", "published": 2026}]},
        {"source": [{"title": "x", "published": "soon"}], "status": "bill"},
        {"programmes": [{"id": "x"}]},
        {"programmes": ["x"]},
        {"neutralise": [1]},
        {"neutralise": ["wage"]},
        {"text": [{"instrument": "national_aid_fund"}]},
        {"text": ["x"]},
        {"adds": {"national_aid_fund.new": 5}},
        {"adds": {"national_aid_fund.new": {"values": {"2026-01-01": {"value": 1}}, "metadata": []}}},
        {"adds": {"national_aid_fund.new": {"metadata": {"label": "x", "unit": "JOD"}, "values": {}}}},
        {"adds": {f"{MAXIMUM}.new": {"metadata": {}, "values": {"2026-01-01": {"value": 1}}}}},
        {
            "adds": {
                "a": {"metadata": {"label": {"en": "x", "ar": "س"}, "unit": 4}, "values": {"2026-01-01": {"value": 1}}}
            }
        },
        {"adds": {"a.b": {"metadata": {"label": {"en": "x", "ar": "س"}, "unit": "JOD", "range": "x"}, "values": {}}}},
    ],
)
def test_a_malformed_bill_is_answered_and_never_raises(changes):
    found = check_bill({**DATA, **changes}, quick=True)
    json.dumps(found.as_data())
    for each in found.findings:
        assert each.message.en
        assert each.message.ar
        assert "\n" not in each.line("ar")


@pytest.mark.parametrize("given", ["nowhere", "nowhere.yaml", "", {}, {"id": 5}])
def test_what_is_no_bill_is_an_error_of_the_list(given):
    found = check_bill(given)
    assert found.errors
    assert not found.is_applicable


def test_bills_joined_with_a_plus_are_checked_by_themselves_and_together():
    one, other, together = check_named("uct_maximum_160+uct_maximum_160", quick=True)
    assert one == other
    assert one.findings == ()
    assert together.errors
    assert [each.reform for each in check_named("uct_maximum_160+flood", quick=True)] == ["uct_maximum_160", "flood"]
    assert [each.codes for each in check_named("uct_maximum_160+", quick=True)][1] == {"unknown_reform"}


def test_a_bill_that_cannot_be_applied_is_still_read():
    found = check_bill({**DATA, "status": "bill", "values": {f"{MAXIMUM}x": {"2027-01-01": 1, "2026-01-01": 1}}})
    assert found.codes == {"unknown_parameter", "source_missing", "dates_out_of_order"}
    assert not found.is_complete


@pytest.mark.parametrize(("share", "is_error"), [(0.9, False), (1.1, True)])
def test_an_added_value_is_held_to_its_own_range(share, is_error):
    metadata = {"label": {"en": "Share", "ar": "نسبة"}, "unit": "share", "range": {"min": 0, "max": 1}}
    added = {"national_aid_fund.new": {"metadata": metadata, "values": {"2026-01-01": {"value": share}}}}
    assert ("out_of_range" in check_bill({**DATA, "adds": added}, quick=True).codes) == is_error


@pytest.mark.parametrize(
    ("path", "value", "is_slip"),
    [
        ("income_tax_law.personal_exemption", 720, False),
        ("income_tax_law.personal_exemption", 750, True),
        ("income_tax_law.personal_exemption", 2000, True),
        ("income_tax_law.personal_exemption", 3000, False),
        ("national_aid_fund.recurring.income_limit_per_person", 340, True),
        ("national_aid_fund.uct.quota_families", 1000000, False),
    ],
)
def test_a_value_that_is_off_by_a_telling_factor_is_pointed_out(path, value, is_slip):
    found = check_bill({**DATA, "values": {path: {"2026-01-01": value}}}, quick=True)
    assert ("unit_slip" in found.codes) == is_slip


def test_a_value_taken_away_that_rules_need_is_an_error_and_one_that_they_let_be_unset_is_none():
    needed = check_bill({**DATA, "values": {MAXIMUM: {"2026-01-01": None}}}, quick=True)
    assert needed.codes == {"unset_parameter_read"}
    assert "uct_entitlement_amount" in needed.errors[0].message.ar
    cap = {"income_tax_law.family_exemption_cap": {"2026-01-01": None}}
    assert check_bill({**DATA, "values": cap}, quick=True).findings == ()


def test_the_law_mixes_no_units_and_reads_nothing_that_is_not_there():
    system = law_in_force()
    formulas = [(name, one) for name, variable in system.variables.items() for one in variable.formulas.values()]
    assert [(name, found) for name, one in formulas for found in mixtures(system, one)] == []
    assert {(name, read) for name, one in formulas for read in asked_names(one) - system.variables.keys()} == set()


def test_the_sample_weighs_as_much_as_the_demo_and_has_every_governorate():
    people = sample()
    assert people.household_count == 2000
    assert len(people.governorate_slices) == 12
    assert people.households["household_weight"].sum() == pytest.approx(2.4e6, rel=0.1)


def test_a_bill_is_tried_in_its_first_month_and_not_before_that_of_the_figures():
    assert str(Bill(load_reform("ssc_bill_2026_feb24")).month) == "2027-01"
    assert str(Bill(load_reform("reaya_nursery_linear")).month) == "2026-01"
    assert trial_of(Bill(load_reform("uct_maximum_160"))).before.truth("uct_amount").any()


@pytest.mark.parametrize(
    ("told", "day"),
    [("2024", date(2024, 1, 1)), ("2024-03", date(2024, 3, 1)), ("2024-03-17", date(2024, 3, 17)), ("soon", None)],
)
def test_a_day_of_publication_may_be_told_by_year_or_month(told, day):
    assert list(days_of([told])) == ([day] if day else [])


def test_every_finding_is_told_in_arabic_without_english_words():
    bad = (path for path in sorted(BAD_BILLS.glob("*.yml")) if path.stem != "mended")
    for path in bad:
        for found in check_bill(path, quick=True).findings:
            assert english_words(f"{found.message.ar} {found.hint.ar}", ERRORS | set(KEYS)) == [], found
