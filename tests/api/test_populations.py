"""Populations over HTTP: what each is, and never where it stands or whom it holds."""

import json
import shutil

import pytest

from openfisca_jordan_sp.populations.listing import population_folder
from openfisca_jordan_sp.populations.reading import read_population


@pytest.fixture
def folders(tmp_path):
    """A survey, a folder that is none, and one that is not there."""
    survey = tmp_path / "secret_place" / "survey"
    shutil.copytree(population_folder("demo"), survey)
    manifest = json.loads((survey / "manifest.json").read_text(encoding="utf-8"))
    about = {"kind": "survey", "title": {"en": "Household survey", "ar": "مسح الأسر"}, "minimum_cell": 10}
    known = {key: value for key, value in manifest.items() if key not in {"seed", "extract", "synthesis"}}
    columns = {"mapping": {"name": "of_secret_place"}, "checks": [{"rows": ["secret_place"]}]}
    (survey / "manifest.json").write_text(json.dumps({**known, **about, **columns}), encoding="utf-8")
    (survey / "targets.yaml").unlink()
    (tmp_path / "secret_place" / "empty").mkdir()
    return {name: tmp_path / "secret_place" / name for name in ("survey", "empty", "gone")}


@pytest.fixture
def with_folders(make_service, tmp_path, folders):
    named = tuple(f"{name}={folder}" for name, folder in folders.items())
    return make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}", populations=named)


def test_the_demo_says_that_it_is_synthetic(service):
    told = service.call("listPopulations").get_json()
    assert told["unavailable"] == []
    (demo,) = told["populations"]
    assert (demo["name"], demo["kind"], demo["minimum_cell"], demo["seed"]) == ("demo", "synthetic", 0, 1)
    assert "synthetic" in demo["title"]["en"]
    assert "اصطناعي" in demo["kind_name"]["ar"]
    assert (demo["households"], demo["persons"]) == (20000, 97955)


def test_a_population_is_told_with_its_caveats_layers_and_targets(service):
    told = service.call("readPopulation", name="demo").get_json()
    manifest = read_population().manifest
    assert told["caveats"] == manifest["caveats"]
    assert told["layers"] == list(manifest["layers"])
    assert told["fit"]["totals"] == manifest["extract"]["totals"]
    assert len(told["targets"]) == manifest["targets_total"]
    guessed = [one for one in told["targets"] if one["confidence"] in {"assumed", "recalled"}]
    assert len(guessed) == manifest["targets_assumed"]


def test_a_survey_says_so_and_has_its_smallest_cell(with_folders):
    told = with_folders.call("listPopulations").get_json()
    survey = told["populations"][1]
    assert (survey["name"], survey["kind"], survey["minimum_cell"], survey["seed"]) == ("survey", "survey", 10, None)
    assert survey["title"] == {"en": "Household survey", "ar": "مسح الأسر"}
    whole = with_folders.call("readPopulation", name="survey").get_json()
    assert (whole["targets"], whole["fit"]) == ([], None)


def test_no_place_of_the_machine_is_told(with_folders, caplog):
    replies = [with_folders.call("listPopulations")]
    replies += [with_folders.call("readPopulation", name=name) for name in ("survey", "empty", "gone", "other")]
    assert [reply.status_code for reply in replies] == [200, 200, 503, 503, 404]
    assert replies[0].get_json()["unavailable"] == ["empty", "gone"]
    assert all("secret_place" not in reply.get_data(as_text=True) for reply in replies)
    assert "secret_place" in caplog.text  # whoever runs it can mend it


def test_the_digest_changes_with_the_content(with_folders, folders):
    first = with_folders.call("readPopulation", name="survey")
    manifest = folders["survey"] / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("Household survey", "Other survey"), "utf-8")
    second = with_folders.call("readPopulation", name="survey", headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert second.get_json()["title"]["en"] == "Other survey"
    assert second.get_json()["digest"] != first.get_json()["digest"]


@pytest.mark.parametrize(("name", "near"), [("dem", "demo"), ("..", "GET"), ("%2Fetc%2Fpasswd", "")])
def test_an_unknown_population_is_answered_with_the_nearest_ones(service, name, near):
    reply = service.call("readPopulation", name=name)
    assert reply.status_code == 404
    assert near in reply.get_json()["hint"]


def test_a_copy_that_still_holds_is_not_sent_again(service):
    etag = service.call("listPopulations").headers["ETag"]
    assert service.call("listPopulations", headers={"If-None-Match": etag}).status_code == 304
