"""Weights of a survey carried to the totals of the Kingdom."""

import numpy
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.survey import SurveyError, import_survey
from openfisca_jordan_sp.populations.targets import load_targets
from tests.populations.survey.conftest import run
from tests.populations.survey.files import dhs, write

EVERYTHING = (
    "population.governorate",
    "population.households",
    "population.men",
    "population.under_15_share",
    "households.size",
    "households.female_headed",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("dhs")
    members = dhs().copy()
    # A sample that is off: the first thousand clusters' households weigh a third.
    members["hv005"] = members["hv005"] / numpy.where(members["hv001"] % 2, 3, 1)
    write(members, path / "JOPR.dta")
    return path


@pytest.fixture(scope="module")
def imported(folder):
    return import_survey("dhs_recode", data=folder, calibrate_to=EVERYTHING)


def test_calibrated_weights_meet_every_target(imported):
    targets, made = load_targets(), imported.population
    weight, persons = made.households["household_weight"], made.persons
    assert weight.sum() == pytest.approx(targets["population.households"], rel=1e-4)
    by_place = numpy.bincount(made.households["governorate"][persons["household_id"]], made.person_weight)
    assert by_place == pytest.approx(list(targets["population.governorate"].values()), rel=1e-4)
    men = made.person_weight[persons["sex"] == 0].sum()
    assert men == pytest.approx(sum(targets["population.men"].values()), rel=1e-3)
    women = (persons["sex"] == 1) & (persons["household_role"] == 0)
    share = made.person_weight[women].sum() / weight.sum()
    assert share == pytest.approx(targets["households.female_headed"], rel=1e-3)


def test_calibration_says_how_far_weights_moved(imported):
    moved = imported.calibration
    assert moved.design_effect_before > 1.1
    assert moved.design_effect >= 1
    assert moved.largest_ratio > 1
    assert imported.population.manifest["calibration"]["targets"] == list(EVERYTHING)


def test_the_mapping_can_ask_for_it_and_the_command_shows_it(folder, tmp_path):
    arguments = ["--mapping", "dhs_recode", "--data", folder, "--set", "calibrate=[population.households]"]
    result = run("population", "import", *arguments, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "design effect" in result.output


@pytest.mark.parametrize("name", ["health.severity", "nothing.at.all"])
def test_a_target_that_weights_cannot_meet_is_told_with_those_that_they_can(name, folder):
    with pytest.raises(SurveyError) as caught:
        import_survey("dhs_recode", data=folder, calibrate_to=[name])
    assert "population.governorate" in str(caught.value)


def test_a_group_that_the_survey_does_not_have_is_told(folder):
    with pytest.raises(SurveyError, match="nationality syrian"):
        import_survey("dhs_recode", data=folder, calibrate_to=["population.nationality"])


def test_targets_that_contradict_each_other_give_one_error(folder):
    targets = load_targets().with_value("population.households", 100_000)
    with pytest.raises(PopulationError, match="No weights meet all targets") as caught:
        import_survey(
            "dhs_recode",
            data=folder,
            calibrate_to=["population.households", "population.governorate"],
            targets=targets,
        )
    assert caught.value.path == "calibrate"
