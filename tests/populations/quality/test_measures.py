"""Every target that a population is held against is measured, and measured as its source counts."""

from dataclasses import replace

import numpy
import pytest

from openfisca_jordan_sp.populations.quality import measures, view
from openfisca_jordan_sp.populations.quality.inspection import MEASURED_ELSEWHERE
from openfisca_jordan_sp.populations.quality.measures.households import household_types
from openfisca_jordan_sp.populations.quality.registry import UNMEASURED, is_compared, registered
from openfisca_jordan_sp.populations.schema import GOVERNORATES, SEXES, column_named
from openfisca_jordan_sp.populations.targets import Target, load_targets

ADDED = {
    "population.men": dict.fromkeys(GOVERNORATES, 500_000),
    "households.relative_size": {**dict.fromkeys(GOVERNORATES, 1.0), "amman": 0.9, "irbid": 1.1},
    "population.age_groups": {"0-4": 0.1, "5-14": 0.3, "15-64": 0.5, "65+": 0.1},
    "population.male_share_by_age": {"0-4": 0.5, "5-14": 0.5, "15-64": 0.55, "65+": 0.5},
    "population.governorate": dict.fromkeys(GOVERNORATES, 1_000_000),
    "households.composition": {
        "1-2 adults, no child": 0.2,
        "1-2 adults, 1-2 children": 0.2,
        "1-2 adults, 3+ children": 0.2,
        "3+ adults, 0-1 child": 0.2,
        "3+ adults, 2-3 children": 0.1,
        "3+ adults, 4+ children": 0.1,
    },
    "households.earners": {"0": 0.1, "1": 0.6, "2": 0.2, "3": 0.07, "4+": 0.03},
}


@pytest.fixture(scope="module")
def targets():
    """Those of the package, and such as later files of targets have."""
    known = load_targets()
    added = {name: Target(name, value, "2025", "", "A", "assumed", "calibrate") for name, value in ADDED.items()}
    return replace(known, by_name={**known.by_name, **added})


@pytest.fixture(scope="module")
def seen(small):
    return view.View(small)


def measured(seen, targets, name):
    return {each.part: each for each in registered()[name].function(seen, targets)}


def test_every_target_that_is_compared_has_a_measure_or_a_reason():
    compared = {target.name for target in load_targets() if is_compared(target)}
    without = compared - registered().keys() - UNMEASURED.keys() - MEASURED_ELSEWHERE
    assert without == set()
    assert compared & UNMEASURED.keys() & registered().keys() == set()


def test_columns_that_measures_need_are_columns():
    assert measures.__all__
    for measure in registered().values():
        assert measure.needs
        assert all(column_named(name) for name in measure.needs)


@pytest.mark.parametrize("name", [name for name in registered() if "." in name])
def test_every_measure_gives_finite_numbers_under_names_of_their_own(seen, targets, name):
    found = list(registered()[name].function(seen, targets))
    assert found
    assert len({each.part for each in found}) == len(found)
    assert all(numpy.isfinite([each.wanted, each.tally.achieved, each.tally.standard_error]).all() for each in found)


def test_shares_of_all_classes_sum_to_one(seen, targets):
    for name in ("households.composition", "households.earners", "households.size", "dwelling.tenure"):
        assert sum(each.tally.achieved for each in measured(seen, targets, name).values()) == pytest.approx(1)
    types = household_types(seen)
    assert numpy.sum([numpy.count_nonzero(members) for members in types.values()]) == len(seen.households)


def test_composition_counts_adults_from_18(small, seen, targets):
    found = measured(seen, targets, "households.composition")["1-2 adults, 3+ children"].tally.achieved
    children = numpy.bincount(small.persons["household_id"], seen.age < 18)
    adults = seen.size - children
    members = (adults >= 1) & (adults <= 2) & (children >= 3)
    assert found == pytest.approx(numpy.average(members, weights=small.households["household_weight"]))


def test_age_groups_are_scaled_to_the_children_and_to_the_men(seen, targets):
    found = measured(seen, targets, "population.age_groups")
    assert sum(each.wanted for each in found.values()) == pytest.approx(1)
    young = sum(each.wanted for part, each in found.items() if part.startswith(("0-4", "5-14")))
    assert young == pytest.approx(targets["population.under_15_share"])
    assert sum(found[f"{group} male"].wanted for group in ADDED["population.age_groups"]) == pytest.approx(1 / 2)
    assert sum(each.tally.achieved for each in found.values()) == pytest.approx(1)
    assert {part.rpartition(" ")[2] for part in found} == set(SEXES)


def test_households_of_governorates_sum_to_all(seen, targets):
    found = measured(seen, targets, "households.relative_size")
    assert sum(each.wanted for each in found.values()) == pytest.approx(targets["population.households"])
    assert found["amman (households)"].wanted / found["irbid (households)"].wanted == pytest.approx(1.1 / 0.9)


def test_of_earners_only_households_without_anybody_are_aligned(seen, targets):
    found = measured(seen, targets, "households.earners")
    assert [part for part, each in found.items() if each.is_fitted] == ["0"]


def test_a_lone_mother_with_a_grandchild_is_extended(small):
    persons = dict(small.persons)
    relation = persons["relationship_to_reference_person"].copy()
    lone = numpy.flatnonzero(household_types(view.View(small))["lone_mother"])[0]
    member = numpy.flatnonzero(persons["household_id"] == lone)[-1]
    relation[member] = column_named("relationship_to_reference_person").members.index("grandchild")
    changed = view.View(replace(small, persons={**persons, "relationship_to_reference_person": relation}))
    types = household_types(changed)
    assert types["extended"][lone]
    assert not types["lone_mother"][lone]


def test_a_composition_that_cannot_be_read_is_refused(seen, targets):
    odd = targets.with_value("households.composition", {"many people": 1.0})
    with pytest.raises(ValueError, match="many people"):
        measured(seen, odd, "households.composition")
