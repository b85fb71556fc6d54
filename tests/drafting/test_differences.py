"""What differs between two policies: values on every day of either, rules, programmes."""

import shutil
from pathlib import Path

import pytest

from openfisca_jordan_sp.drafting.differences import differences
from openfisca_jordan_sp.drafting.rules import ADDED, CHANGED, NEUTRALISED, REMOVED, RESTORED
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform, catalogue, load_reform
from openfisca_jordan_sp.system import law_in_force

LAW = Policy()
MAXIMUM, MINIMUM = "national_aid_fund.uct.benefit_maximum", "national_aid_fund.uct.benefit_minimum"
NEW = "national_aid_fund.uct.trial_ceiling"
ADDITION = {
    "description": "A trial.",
    "metadata": {"label": {"en": "Trial ceiling", "ar": "سقف تجريبي"}, "unit": "JOD/month"},
    "values": {"2026-01-01": {"value": 10, "metadata": {"confidence": "assumed"}}},
}


def trial(name="trial", **changes):
    return Policy.of(Reform(name, Text("Trial", "تجربة"), "scenario", **changes))


def rows(before, after):
    return [(one.path, one.since, one.until, one.before, one.after) for one in differences(before, after).values]


def test_a_value_set_from_a_day_on_is_one_row_with_what_it_was():
    found = differences(LAW, trial(values={MAXIMUM: {"2026-01-01": 160}})).values[0]
    assert (found.path, found.since, found.until, found.before, found.after) == (MAXIMUM, "2026-01-01", None, 136, 160)
    assert (found.unit, found.kind, found.difference) == ("JOD/month", "changed", 24)
    assert found.relative_difference == pytest.approx(24 / 136)
    assert (found.before_confidence, found.after_confidence) == ("verified", "reform")


def test_two_bills_of_one_value_are_held_against_each_other_on_the_days_of_both():
    one = trial(values={MAXIMUM: {"2026-01-01": 140, "2028-01-01": 160}})
    other = trial(values={MAXIMUM: {"2027-01-01": 150, "2028-01-01": 160, "2029-07-01": 170}})
    assert rows(one, other) == [
        (MAXIMUM, "2026-01-01", "2026-12-31", 140, 136),
        (MAXIMUM, "2027-01-01", "2027-12-31", 140, 150),
        (MAXIMUM, "2029-07-01", None, 160, 170),
    ]


def test_a_day_on_which_nothing_becomes_different_makes_no_row_of_its_own():
    stepped = trial(values={MAXIMUM: {"2026-01-01": 160, "2027-01-01": 160}})
    assert rows(LAW, stepped) == [(MAXIMUM, "2026-01-01", None, 136, 160)]


def test_the_other_way_round_the_rows_are_turned():
    bill = trial(values={MAXIMUM: {"2026-01-01": 160}, MINIMUM: {"2026-06-01": 50}})
    turned = [(path, since, until, after, before) for path, since, until, before, after in rows(LAW, bill)]
    assert rows(bill, LAW) == turned


@pytest.mark.parametrize("name", ["electricity_cliff_smoothed", "universal_child_grant", "uct_indexed_to_prices"])
def test_a_reform_beside_itself_differs_in_nothing(name):
    assert differences(Policy.of(name), Policy.of(name)).is_empty


def test_the_law_beside_itself_and_a_bill_that_sets_what_is_in_force_differ_in_nothing():
    assert differences(LAW, LAW).is_empty
    assert differences(LAW, LAW.with_values({MAXIMUM: {"2026-01-01": 136}})).is_empty


def test_yes_is_not_the_number_one():
    flag = "shock_response.declared"
    assert rows(LAW, LAW.with_values({flag: {"2026-01-01": True}})) == [(flag, "2026-01-01", None, False, True)]
    assert differences(LAW, LAW.with_values({flag: {"2026-01-01": True}})).values[0].difference is None


def test_a_new_parameter_is_added_and_the_other_way_round_falls_away():
    bill = trial(adds={NEW: ADDITION})
    found = differences(LAW, bill).values
    assert [(one.path, one.kind, one.before, one.after, one.after_confidence) for one in found] == [
        (NEW, ADDED, None, 10, "assumed")
    ]
    assert found[0].label == Text("Trial ceiling", "سقف تجريبي")
    assert [(one.kind, one.before, one.after) for one in differences(bill, LAW).values] == [(REMOVED, 10, None)]


def test_every_day_of_a_catalogue_reform_is_told_as_the_trees_have_it():
    policy = Policy.of("ssc_bill_2026_feb24")
    found = differences(LAW, policy).values
    days = {value.instant_str for one in found for p in (policy,) for value in history(p, one.path)}
    for day in sorted(days):
        told = {one.path: one.after for one in found if one.since <= day and (one.until is None or day <= one.until)}
        for path in {one.path for one in found}:
            old, new = value_of(LAW, path, day), value_of(policy, path, day)
            assert (old == new) == (path not in told), (path, day)
            assert path not in told or told[path] == new


def history(policy, path):
    return tree.find(policy.system.parameters, path).values_list


def value_of(policy, path, day):
    parameter = tree.find(policy.system.parameters, path)
    record = None if parameter is None else tree.record_at(parameter, day)
    return None if record is None else record.value


def test_the_article_of_a_value_is_the_one_that_its_source_names():
    found = {one.path: one.articles for one in differences(LAW, Policy.of("maternity_90_days")).values}
    assert found["labour_law.leave.maternity_days"] == ("70",)


def test_where_no_source_names_an_article_it_is_that_of_the_rule_that_reads_the_value():
    path = "disability_rights_law.vehicle.maximum_vehicles"
    reader = law_in_force().variables["has_vehicle_exemption_left"]
    assert differences(LAW, LAW.with_values({path: {"2026-01-01": 2}})).values[0].articles == (reader.article,)


def test_the_article_of_a_rule_is_its_own():
    rule = differences(LAW, Policy.of("widower_equal_rights")).rules[0]
    assert rule.articles == ("Social Security Law 1/2014, art. 81(a)(3)",)


def test_rules_are_new_or_changed_and_the_other_way_round_fall_away():
    bill = Policy.of("universal_child_grant")
    kinds = {one.name: one.kind for one in differences(LAW, bill).rules}
    assert kinds == {
        "reform_benefits_amount": CHANGED,
        "universal_child_grant_amount": ADDED,
        "universal_child_grant_entitled": ADDED,
    }
    assert {one.kind for one in differences(bill, LAW).rules} == {CHANGED, REMOVED}


def test_a_changed_rule_shows_both_formulas_and_from_when():
    rule = differences(LAW, Policy.of("electricity_cliff_smoothed")).rules[0]
    assert (rule.kind, rule.since, rule.instrument) == (CHANGED, "2026-01-01", "energy_and_water_tariffs")
    assert rule.formulas[0].before is None
    assert "growing_from" in rule.formulas[0].after
    assert rule.after.startswith("Below the first band")


def test_a_rule_switched_off_is_told_and_switched_on_again_the_other_way_round():
    bill = trial(neutralise=("uct_amount",))
    off, on = differences(LAW, bill).rules[0], differences(bill, LAW).rules[0]
    assert (off.name, off.kind, on.kind) == ("uct_amount", NEUTRALISED, RESTORED)
    assert off.label.en == on.label.en == law_in_force().variables["uct_amount"].label


def test_a_copy_of_a_reform_elsewhere_has_the_same_rules(tmp_path):
    source = catalogue()["electricity_cliff_smoothed"]
    for file in (source, source.with_suffix(".py")):
        shutil.copy(file, tmp_path / file.name)
    assert differences(Policy.of(source), Policy.of(tmp_path / source.name)).is_empty


def test_a_rule_whose_file_says_another_number_is_changed(tmp_path):
    source = catalogue()["universal_child_grant"]
    shutil.copy(source, tmp_path / source.name)
    code = source.with_suffix(".py").read_text(encoding="utf-8").replace('"is_child"', '"is_citizen"')
    Path(tmp_path / "universal_child_grant.py").write_text(code, encoding="utf-8")
    found = differences(Policy.of(source), Policy.of(tmp_path / source.name))
    assert [(one.name, one.kind) for one in found.rules][-1] == ("universal_child_grant_entitled", CHANGED)
    assert not found.values


def test_programmes_are_added_and_fall_away():
    bill = Policy.of("universal_child_grant")
    assert [one.id for one in differences(LAW, bill).programmes_added] == ["universal_child_grant"]
    assert [one.id for one in differences(bill, LAW).programmes_removed] == ["universal_child_grant"]


def test_of_joined_reforms_only_what_the_other_lacks_differs():
    both = Policy.of("universal_child_grant", "uct_maximum_160")
    found = differences(Policy.of("universal_child_grant"), both)
    assert rows(Policy.of("universal_child_grant"), both) == [(MAXIMUM, "2026-01-01", None, 136, 160)]
    assert (found.rules, found.programmes_added) == ((), ())


def test_a_summary_is_read_with_its_reform(tmp_path):
    path = tmp_path / "trial.yaml"
    path.write_text(
        "id: trial\ntitle: {en: Trial, ar: تجربة}\nsummary: {en: Why, ar: لماذا}\nstatus: bill\nvalues: {}\n",
        encoding="utf-8",
    )
    assert load_reform(path).summary == Text("Why", "لماذا")
    assert load_reform("uct_maximum_160").summary is None
