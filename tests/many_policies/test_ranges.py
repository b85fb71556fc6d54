"""Where values that are not verified may lie: the package's file, a user's file, and what may not turn round."""

from dataclasses import replace
from importlib.resources import files

import pytest
import yaml

from openfisca_jordan_sp.errors import ManyPoliciesError
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.many_policies.orders import broken, orders_of
from openfisca_jordan_sp.many_policies.parameters import find_lever
from openfisca_jordan_sp.many_policies.ranges import bounds_of, load_ranges
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import law_in_force

LAW = law_in_force().parameters
GAP_SHARE = "national_aid_fund.uct.gap_share"


def range_of(path, ranges, day="2026-01-01", **changes):
    record = replace(tree.record_at(tree.find(LAW, path), day), **changes)
    return ranges.of(find_lever(LAW, path), record, bounds_of(LAW, path))


def every_unsure_record():
    for parameter in tree.leaves(LAW):
        for record in tree.records(parameter):
            if record.confidence != tree.VERIFIED and record.value is not None:
                yield parameter, record


def test_every_value_that_is_not_verified_has_a_range_around_it_or_a_reason():
    ranges, count = load_ranges(LAW), 0
    for parameter, record in every_unsure_record():
        lever = find_lever(LAW, str(parameter.name))
        found = ranges.of(lever, record, bounds_of(LAW, lever.path))
        count += 1
        assert found.why.en
        assert found.why.ar
        if found.distribution is not None:
            low, high = found.distribution.bounds
            assert low <= record.value <= high, lever.path
            assert low < high, lever.path
            assert bounds_of(LAW, lever.path).get("min", low) <= low, lever.path
    assert count > 100


def test_the_file_names_parameters_and_says_why_in_both_languages():
    content = yaml.safe_load(files("openfisca_jordan_sp.law").joinpath("uncertainty.yaml").read_text(encoding="utf-8"))
    for path, entry in content["values"].items():
        assert entry["basis"] == "sources", path
        assert all(entry["why"][language] for language in ("en", "ar")), path
    assert set(content["classes"]) == {"derived", "recalled", "assumed"}


def test_a_class_is_a_convention_and_says_so():
    found = range_of(GAP_SHARE, load_ranges(LAW))
    assert (found.basis, found.distribution.bounds) == ("convention", (0.375, 0.625))
    assert "assumed" in found.why.en
    assert "مفترض" in found.why.ar


def test_a_convention_stays_within_what_is_plausible():
    assert range_of(GAP_SHARE, load_ranges(LAW), value=0.9).distribution.bounds[1] == 1


def test_what_is_counted_moves_at_least_to_the_next_whole_numbers():
    found = range_of("social_security_law.dependants_increase.other_count", load_ranges(LAW))
    assert found.distribution.bounds == (1, 3)


def test_zeros_switches_and_units_of_rounding_are_not_drawn():
    ranges = load_ranges(LAW)
    for path in (
        "social_security_law.general_increase.old_age",
        "social_security_law.dependants_increase.in_force",
        "national_aid_fund.uct.rounding_unit",
        "national_aid_fund.winter_aid.payment_month",
    ):
        assert range_of(path, ranges).distribution is None, path


def test_an_entry_is_for_the_values_of_its_time_only():
    ranges, path = load_ranges(LAW), "national_aid_fund.winter_aid.mean_per_family"
    assert range_of(path, ranges).basis == "sources"
    assert range_of(path, ranges, day="2023-12-31").basis == "convention"


def test_a_users_file_replaces_parts(tmp_path):
    file = tmp_path / "ranges.yaml"
    file.write_text(f"classes: {{recalled: 0.5}}\nvalues: {{{GAP_SHARE}: 'uniform(0.4,value)'}}\n", encoding="utf-8")
    ranges = load_ranges(LAW, file)
    found = range_of(GAP_SHARE, ranges)
    assert (found.basis, found.distribution.bounds) == ("user", (0.4, 0.5))
    assert (ranges.classes["recalled"], ranges.classes["assumed"]) == (0.5, 0.25)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[1, 2]", "mapping"),
        ("surprise: 1", "classes"),
        ("classes: {assumed: much}", "classes.assumed"),
        ("classes: {guessed: 0.1}", "classes.guessed"),
        ("values: {national_aid_fund.uct.gap_shar: fixed}", "gap_share"),
        (f"values: {{{GAP_SHARE}: {{low: 1}}}}", "draw"),
        ("orders: [[a.b, c.d]]", "a.b"),
        ("orders: 3", "orders"),
        ("a: [", "cannot be read"),
    ],
)
def test_a_users_file_with_mistakes_is_refused(tmp_path, text, word):
    file = tmp_path / "ranges.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ManyPoliciesError) as caught:
        load_ranges(LAW, file)
    assert word in str(caught.value)


@pytest.mark.parametrize("draw", ["uniform(0.4,1.5)", "uniform(-1,1)", "guess(1)"])
def test_a_range_beyond_what_is_plausible_is_refused_and_not_cut(tmp_path, draw):
    file = tmp_path / "ranges.yaml"
    file.write_text(f"values: {{{GAP_SHARE}: '{draw}'}}\n", encoding="utf-8")
    with pytest.raises(ManyPoliciesError):
        range_of(GAP_SHARE, load_ranges(LAW, file))


def test_the_law_in_force_keeps_its_own_orders():
    orders = orders_of(LAW, load_ranges(LAW).orders)
    assert ("national_aid_fund.uct.benefit_minimum", "national_aid_fund.uct.benefit_maximum") in orders
    assert any(len(order) > 2 and order[0].endswith("scale.bracket_1.threshold") for order in orders)
    assert broken(LAW, orders, ["2026-01-01", "2026-12-31"]) == []


def test_a_minimum_above_its_maximum_is_seen():
    orders = orders_of(LAW)
    policy = Policy().with_values({"national_aid_fund.uct.benefit_minimum": {"2026-06-01": 500}})
    assert broken(policy.system.parameters, orders, ["2026-05-31"]) == []
    assert broken(policy.system.parameters, orders, ["2026-06-01"]) == [
        ("national_aid_fund.uct.benefit_minimum", "national_aid_fund.uct.benefit_maximum")
    ]
