"""The targets are data: complete, sourced, and all of them numbers."""

import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.target_checks import check_targets
from openfisca_jordan_sp.populations.targets import load_targets

HEAD = "base_date: 2025-12-31\nsources: {A: mine}\ntargets:\n"
ONE = "- {name: a, value: 1, date: 2025, unit: persons, source: A, confidence: assumed, role: assume}\n"


def leaves(value):
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


@pytest.mark.parametrize("target", list(load_targets()), ids=lambda target: target.name)
def test_target(target):
    assert target.source in load_targets().sources
    assert target.unit
    names = {"male", "female", "never_married", "married", "divorced", "widowed"}
    assert all(isinstance(leaf, int | float) or leaf in names for leaf in leaves(target.value))


def test_every_source_is_used():
    assert {target.source for target in load_targets()} == set(load_targets().sources)


def test_policy_outcomes_are_not_fitted():
    fitted = {target.name for target in load_targets() if target.name.startswith("naf.") and target.role != "assume"}
    assert fitted == {"naf.recurring_families", "naf.recurring_one_person_share", "naf.cash_transfer_take_up"}


def test_checksum_follows_values():
    targets = load_targets()
    assert targets.sha256 != targets.with_value("poverty.line", 101).sha256
    assert targets.sha256 == targets.with_value("poverty.line", targets["poverty.line"]).sha256


def test_own_file(tmp_path):
    path = tmp_path / "targets.yaml"
    path.write_text(HEAD + ONE)
    assert load_targets(path)["a"] == 1
    assert load_targets(path).by_name["a"].date == "2025"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "- 1",
        "targets: [",
        HEAD + ONE + ONE,
        HEAD + ONE.replace("role: assume", "role: guess"),
        HEAD + ONE.replace("assumed", "sure"),
        HEAD + ONE.replace("unit: persons, ", ""),
    ],
)
def test_file_that_is_not_one_of_targets(tmp_path, content):
    path = tmp_path / "targets.yaml"
    path.write_text(content)
    with pytest.raises(PopulationError) as caught:
        load_targets(path)
    assert caught.value.path == str(path)
    assert caught.value.message.ar


def test_missing_file(tmp_path):
    with pytest.raises(PopulationError, match="cannot be read"):
        load_targets(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("name", "value", "path"),
    [
        ("refugees.in_camps", {"mafraq": 1, "zarqa": 1, "atlantis": 1}, "refugees.in_camps.atlantis"),
        ("refugees.in_camps", {"mafraq": 1}, "refugees.in_camps.zarqa"),
        ("education.authorities", {"male": 1, "female": 2}, "education.authorities"),
        ("health.insured_civil", {"all": 0.4}, "health.insured_civil"),
    ],
)
def test_a_target_of_another_shape_is_refused(name, value, path):
    with pytest.raises(PopulationError) as caught:
        check_targets(load_targets().with_value(name, value))
    assert f"targets: {path}" in str(caught.value)


def test_other_groups_of_ages_and_sizes_are_accepted():
    check_targets(load_targets().with_value("households.size", {"1": 0.05, "2-4": 0.35, "5+": 0.6}))
