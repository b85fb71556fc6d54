"""Targets changed without code."""

import pytest
import yaml

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.overrides import with_overrides
from openfisca_jordan_sp.populations.target_checks import check_targets
from openfisca_jordan_sp.populations.targets import load_targets


def test_one_number():
    targets = with_overrides(load_targets(), ["households.female_headed=0.15"])
    assert targets["households.female_headed"] == 0.15
    assert targets.by_name["households.female_headed"].confidence == "assumed"
    assert targets.sha256 != load_targets().sha256


def test_one_part_of_a_table():
    targets = with_overrides(load_targets(), ["population.governorate.maan=200000"])
    assert targets["population.governorate"]["maan"] == 200_000
    assert load_targets()["population.governorate"]["maan"] == 197_900


def test_a_whole_table_and_a_role():
    size = "households.size={'1': 0.05, 2-3: 0.23, 4-5: 0.37, 6+: 0.35}"
    targets = with_overrides(load_targets(), [size, "education.pupils.role=assume"])
    assert targets["households.size"]["1"] == 0.05
    assert targets.by_name["education.pupils"].role == "assume"


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("households.female_headed", "path=value"),
        ("=0.1", "path=value"),
        ("households.female_headed=", "path=value"),
        ("households.female_heded=0.1", "no target"),
        ("households.female_headed=many", "A number is needed"),
        ("households.female_headed=.nan", "A number is needed"),
        ("households.female_headed=true", "A number is needed"),
        ("households.female_headed={a: 1", "cannot be read"),
        ("population.governorate.mars=1", "no part mars"),
        ("households.female_headed.share=1", "no part share"),
        ("population.governorate={amman: 1}", "same parts"),
        ("education.pupils.role=guess", "A role is one of"),
    ],
)
def test_mistakes_are_named(override, message):
    with pytest.raises(PopulationError, match=message) as caught:
        with_overrides(load_targets(), [override])
    assert caught.value.path.startswith("--set ")
    assert caught.value.message.ar


def test_an_unknown_name_has_near_ones():
    with pytest.raises(PopulationError) as caught:
        with_overrides(load_targets(), ["households.female_heded=0.1"])
    assert "households.female_headed" in caught.value.hint.en


def write(tmp_path, *targets, sources=None):
    content = {"base_date": "2025-12-31", "sources": sources or {"MINE": "My own count"}, "targets": list(targets)}
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(content))
    return path


def target(name, value, **fields):
    return {
        "name": name,
        "value": value,
        "date": "2025",
        "unit": "share of households",
        "source": "MINE",
        "confidence": "verified",
        "role": "calibrate",
        **fields,
    }


def test_a_file_replaces_only_what_it_has(tmp_path):
    targets = load_targets(write(tmp_path, target("households.female_headed", 0.15)))
    check_targets(targets)
    assert targets["households.female_headed"] == 0.15
    assert targets.sources["MINE"] == "My own count"
    assert targets["population.households"] == load_targets()["population.households"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (target("households.female_heded", 0.1), "No target has this name"),
        (target("households.female_headed", 1.5), "above 1"),
        (target("households.female_headed", -0.1), "below 0"),
        (target("households.female_headed", float("inf")), "not a finite number"),
        (target("households.female_headed", 0.1, source="NOWHERE"), "is not listed"),
        (target("households.size", {"1": 0.5, "2-3": 0.5, "4-5": 0.5, "6+": 0.5}), "sum to 2"),
        (target("population.households", 12_000_000, unit="households"), "12000000 households of"),
    ],
)
def test_a_file_that_nothing_can_be_made_from_is_refused(tmp_path, entry, message):
    with pytest.raises(PopulationError, match=message) as caught:
        check_targets(load_targets(write(tmp_path, entry)), "mine.yaml")
    assert caught.value.path.startswith("mine.yaml: ")


def test_targets_written_and_read_again_are_the_same(tmp_path):
    path = tmp_path / "targets.yaml"
    path.write_text(load_targets().to_yaml())
    assert load_targets(path).sha256 == load_targets().sha256
