"""The law in force fits together on every day on which it changes: floors and ceilings, bands, brackets, sums."""

import pytest

from openfisca_jordan_sp.drafting.checks.intervals import (
    broken_joints,
    broken_orders,
    falling_brackets,
    half_brackets,
    unequal_sums,
)
from openfisca_jordan_sp.law import structure
from openfisca_jordan_sp.law.parameters import find, with_parameter, with_values
from openfisca_jordan_sp.system import law_in_force

BANDS = "energy_and_water_tariffs.electricity.fixed_discount"


@pytest.fixture(scope="module")
def law():
    return law_in_force().parameters


def changed(law, **values):
    for path, dated in values.items():
        law = with_parameter(law, path, with_values(find(law, path), dated, []))
    return law


def test_no_ceiling_lies_below_its_floor(law):
    pairs = structure.orders(law)
    assert len(pairs) > 90
    assert list(broken_orders(law, pairs)) == []


def test_bands_have_neither_gap_nor_overlap(law):
    joints = structure.joints(law)
    assert any(joint.end == f"{BANDS}.band_1.to" and joint.step == 1 for joint in joints)
    assert list(broken_joints(law, joints, is_gap=True)) == []
    assert list(broken_joints(law, joints, is_gap=False)) == []


def test_brackets_rise_and_are_whole(law):
    folders = structure.numbered_folders(law)
    assert {"income_tax_law.scale", "energy_and_water_tariffs.water"} <= {folder.name for folder in folders}
    assert list(falling_brackets(law, folders)) == []
    assert list(half_brackets(law, folders)) == []


def test_parts_add_up_to_the_whole(law):
    assert structure.sums()
    assert list(unequal_sums(law, structure.sums())) == []


def test_the_tables_name_parameters_of_the_law_in_both_languages(law):
    paths = [path for pair in structure.declared_orders() for path in (pair.low, pair.high)]
    paths += [path for joint in structure.declared_joints() for path in (joint.end, joint.begin)]
    paths += [path for one in structure.declared_sums() for path in (*one.parts, one.whole)]
    assert [path for path in paths if find(law, path) is None] == []
    entries = [*structure.declared_orders(), *structure.declared_joints(), *structure.declared_sums()]
    assert all(entry.why and entry.why.en and entry.why.ar for entry in entries)


@pytest.mark.parametrize(("begin", "is_gap"), [(202, True), (201, None), (200, False)])
def test_between_whole_kilowatt_hours_the_next_band_begins_one_later(law, begin, is_gap):
    tree = changed(law, **{f"{BANDS}.band_2.from": {"2026-01-01": begin}})
    joints = structure.joints(tree, [f"{BANDS}.band_2.from"])
    for asked in (True, False):
        assert bool(list(broken_joints(tree, joints, is_gap=asked))) == (is_gap is asked)


@pytest.mark.parametrize(("ceiling", "is_broken"), [(39.999, True), (40, False), (40.001, False)])
def test_a_ceiling_may_be_as_low_as_the_floor(law, ceiling, is_broken):
    path = "national_aid_fund.uct.benefit_maximum"
    tree = changed(law, **{path: {"2026-01-01": ceiling}})
    assert bool(list(broken_orders(tree, structure.orders(tree, [path])))) == is_broken


def test_what_a_bill_breaks_later_is_told_of_the_day_on_which_it_breaks(law):
    path = "national_aid_fund.uct.benefit_maximum"
    tree = changed(law, **{path: {"2026-01-01": 140, "2028-01-01": 30}})
    (spot,) = broken_orders(tree, structure.orders(tree, [path]))
    assert spot.path == f"{path}[2028-01-01]"


def test_a_pair_is_found_by_either_of_its_names(law):
    low, high = "social_security_law.reaya.nursery_minimum", "social_security_law.reaya.nursery_maximum"
    named = structure.Pair(low, high)
    assert named in structure.orders(law, [low])
    assert named in structure.orders(law, [high])
    assert structure.orders(law, []) == []


def test_hours_that_run_over_midnight_are_no_pair(law):
    assert structure.orders(law, ["labour_law.child_labour.night_start"]) == []
