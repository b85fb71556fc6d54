"""`jordan-sp population check` as a user runs it."""

import json
from html.parser import HTMLParser

import pytest
import yaml
from click.testing import CliRunner

from openfisca_jordan_sp import population_check, saving
from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.population_check import check_population
from openfisca_jordan_sp.populations.manifest import sha256
from openfisca_jordan_sp.populations.quality.held_out import HeldOut
from openfisca_jordan_sp.populations.quality.rows import Block, Verdict
from openfisca_jordan_sp.populations.store import read_population, write_population
from openfisca_jordan_sp.populations.targets import Target, Targets, load_targets

FILES = ["quality.json", "quality_omitted.csv", "quality_rows.csv", "quality_summary.csv"]
SOURCE = {"T": "made by the tests"}


def target(name, value, role="calibrate"):
    return {
        "name": name,
        "value": value,
        "date": "2025",
        "unit": "households",
        "source": "T",
        "confidence": "assumed",
        "role": role,
    }


@pytest.fixture(scope="module")
def people():
    return read_population("demo").slice(0, 400)


@pytest.fixture
def folder(people, tmp_path):
    path = tmp_path / "people"
    write_population(people, path)
    return path


@pytest.fixture
def targets(people, tmp_path, monkeypatch):
    """A file with one target, which the population meets or not; it is read without the package's own."""

    def read(path):
        if path is None:
            return load_targets()
        content = yaml.safe_load(path.read_text())
        by_name = {each["name"]: Target(**each) for each in content["targets"]}
        return Targets(by_name, content["sources"], content["base_date"])

    def write(households=None, path=tmp_path / "targets.yaml"):
        total = float(people.households["household_weight"].sum()) if households is None else households
        content = {"base_date": "2025-12-31", "sources": SOURCE, "targets": [target("population.households", total)]}
        path.write_text(yaml.safe_dump(content))
        return path

    monkeypatch.setattr(population_check, "load_targets", read)
    return write


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


def one_message(result):
    lines = result.stderr.strip().splitlines()
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert lines[0].startswith("jordan-sp: ")
    return result.stderr


def test_a_population_that_meets_its_targets_passes(folder, targets):
    result = run("population", "check", folder, "--targets", targets(), "--no-model")
    assert result.exit_code == 0, result.output
    assert "PASSED" in result.stdout
    assert "synthetic, not a survey" in result.stdout
    assert "Assumed or recalled targets: 1 of 1" in result.stdout


def test_a_population_that_misses_a_fitted_target_fails(folder, targets):
    result = run("population", "check", folder, "--targets", targets(households=1_000), "--no-model")
    assert result.exit_code == 1
    assert "FAILED: fitted numbers missed: 1" in result.stdout
    assert "population.households" in result.stdout


def test_a_population_with_an_impossible_family_fails(people, tmp_path, targets):
    persons = {name: values.copy() for name, values in people.persons.items()}
    persons["wage"][people.persons["birth_date"].argmax()] = 5.0
    write_population(type(people)(people.households, people.families, persons, people.manifest), tmp_path / "odd")
    report = check_population(tmp_path / "odd", targets=targets(), with_model=False)
    assert not report.has_passed
    assert {row.name for row in report.of(Block.STRUCTURE) if row.verdict is Verdict.MISS} == {
        "paid_under_15",
        "paid_without_work",
    }


def test_the_demo_is_checked_whole_with_what_the_law_pays():
    result = run("population", "check", "demo", "--all")
    assert result.exit_code in (0, 1)
    for words in ("Fitted margins", "Aligned rates", "What the law pays", "naf.recurring_families", "Peak memory"):
        assert words in result.stdout


def test_the_folder_s_own_targets_are_used_unless_others_are_given(folder, targets):
    targets(path=folder / "targets.yaml")
    report = check_population(folder, with_model=False)
    assert {row.name for row in report.of(Block.FITTED)} == {"population.households"}
    assert report.has_passed
    assert any("not the ones that the population was made with" in note.en for note in report.notes())
    assert len(check_population(folder, targets=targets(households=5), with_model=False).worst()) >= 1


def test_arabic(folder, targets):
    result = run("--language", "ar", "population", "check", folder, "--targets", targets(), "--no-model")
    assert "ناجح" in result.stdout
    assert "مولدون" in result.stdout


def test_no_folder(tmp_path):
    assert "no such population folder" in one_message(run("population", "check", tmp_path / "nothing"))


def test_no_argument():
    assert run("population", "check").exit_code == 2


def test_an_edited_file(folder):
    path = folder / "persons/governorate=amman/part-0.parquet"
    path.write_bytes(path.read_bytes()[:-10])
    message = one_message(run("population", "check", folder))
    assert "persons/governorate=amman/part-0.parquet" in message


def test_no_file_of_targets(folder):
    assert "nowhere.yaml" in one_message(run("population", "check", folder, "--targets", "nowhere.yaml"))


def test_a_target_that_cannot_be_read(folder, tmp_path):
    path = tmp_path / "odd.yaml"
    content = {"base_date": "2025-12-31", "sources": SOURCE, "targets": [target("households.size", 0.5)]}
    path.write_text(yaml.safe_dump(content))
    assert "targets: households.size" in one_message(run("population", "check", folder, "--targets", path))


def test_a_period_that_is_none(folder, targets):
    one_message(run("population", "check", folder, "--targets", targets(), "--period", "soon"))


def test_a_place_that_cannot_be_written(folder, targets, tmp_path):
    (tmp_path / "file").write_text("mine")
    arguments = ("--targets", targets(), "--no-model", "--out", tmp_path / "file" / "out")
    one_message(run("population", "check", folder, *arguments))
    assert (tmp_path / "file").read_text() == "mine"


class Page(HTMLParser):
    """The tags and ids of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.attributes = set(), [], {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes.setdefault(tag, dict(attributes))
        self.ids += [value for name, value in attributes if name == "id"]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_files_written(tmp_path, language, direction):
    result = run("--language", language, "population", "check", "demo", "--out", tmp_path / "out")
    assert result.exit_code in (0, 1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*FILES, "quality.html"])
    content = json.loads((tmp_path / "out/quality.json").read_text())
    assert content["passed"] is (result.exit_code == 0)
    assert {entry["block"] for entry in content["summary"]} == set(Block) - {Block.HELD_OUT}
    text = (tmp_path / "out/quality.html").read_text()
    page = Page(text)
    assert page.attributes["html"] == {"lang": language, "dir": direction}
    assert not page.tags & {"script", "link", "img", "iframe", "object", "base"}
    assert len(page.ids) == len(set(page.ids))
    assert {f"chart-{name}" for name in ("fitted", "ages", "lorenz", "households", "aligned", "governorates")} <= set(
        page.ids
    )
    assert {f"block-{block}" for block in Block if block is not Block.HELD_OUT} <= set(page.ids)


def test_the_same_population_gives_the_same_report(folder, targets):
    first, second = (check_population(folder, targets=targets()).to_dict() for _ in range(2))
    assert first.pop("run").keys() == second.pop("run").keys() == {"seconds", "peak_memory"}
    assert first == second


def test_without_charts_only_json_and_tables_are_written(folder, targets, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "find_spec", lambda name: None)
    result = run("population", "check", folder, "--targets", targets(), "--no-model", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    assert "openfisca-jordan-sp[report]" in result.stdout


def test_held_out_targets_have_a_block_of_their_own(folder):
    def predict(targets, seed, block):
        assert targets.sha256 == load_targets().sha256
        return [(block, 10.0, 10.0 + seed)]

    report = check_population(folder, with_model=False, held_out=HeldOut(("households.size",), predict))
    (row,) = report.of(Block.HELD_OUT)
    assert row.achieved == 10 + report.manifest["seed"]


def test_charts_do_not_mix_held_out_numbers_with_those_of_the_population(folder):
    from openfisca_jordan_sp.populations.quality.texts import QualityTexts
    from openfisca_jordan_sp.report.quality.figures import figures

    huge = HeldOut(("households.size",), lambda targets, seed, block: [(f"{block} 1", 1e9, 2e9)])
    reports = [check_population(folder, with_model=False, held_out=held_out) for held_out in (None, huge)]
    plain, with_held_out = ([figure.finding for figure in figures(each, QualityTexts("en"))] for each in reports)
    assert plain == with_held_out


def test_targets_of_the_folder_that_were_edited(folder, targets):
    path = targets(path=folder / "targets.yaml")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["targets_file"] = {"path": "targets.yaml", "sha256": sha256(path.read_bytes())}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert check_population(folder, with_model=False).has_passed
    path.write_text(path.read_text() + "# edited")
    assert "targets.yaml" in one_message(run("population", "check", folder, "--no-model"))
    assert run("population", "check", folder, "--no-model", "--targets", targets()).exit_code == 0
