"""`jordan-sp sweep`, `solve` and `uncertainty`: printed, written, refused."""

import pytest

from openfisca_jordan_sp.many_policies import asked, batches, uncertainty
from tests.command_line.running import run
from tests.fixtures import small_population
from tests.many_policies import quick


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(batches, "evaluate_all", quick.evaluate_all)
    monkeypatch.setattr(uncertainty, "evaluate_all", quick.evaluate_all)
    monkeypatch.setattr(asked, "read_population", lambda _: small_population())


def is_refused(result, *words):
    assert result.exit_code == 2, result.output
    assert all(word in result.stderr for word in words), result.stderr
    assert "Traceback" not in result.stderr


def test_a_sweep_is_shown_and_written(tmp_path):
    result = run("sweep", "uct.benefit_maximum=100:150:50", "uct_quota_250000", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert all(word in result.output for word in ("synthetic", "law in force", "Unified Cash Transfer", "points.csv"))
    assert (tmp_path / "out" / "sweep.json").is_file()


def test_draws_are_shown_as_their_spread_in_arabic_too():
    result = run("--language", "ar", "sweep", "uct.benefit_maximum=uniform(100,150)", "--draws", "5")
    assert result.exit_code == 0, result.output
    assert "الانحراف المعياري" in result.output


def test_a_search_shows_its_path_and_what_it_found():
    result = run(
        "solve", "uct.benefit_maximum", "--target", "budget=+25%", "--programme", "uct", "--between", "100", "200",
        "--round", "1",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert all(word in result.output for word in ("round 1: 100", "= 170 dinars a month", "Target"))


def test_uncertainty_is_shown_with_what_moves_the_figures():
    result = run("uncertainty", "uct_maximum_160", "--draws", "5", "--one-at-a-time")
    assert result.exit_code == 0, result.output
    assert all(word in result.output for word in ("difference", "assumed", "quota_families", "rough"))


def test_mistakes_are_one_clear_line():
    is_refused(run("sweep"), "Missing argument")
    is_refused(run("sweep", "uct.benefit_maximum"), "Nothing is varied")
    is_refused(run("sweep", "uct.benefit_maximun=1"), "Did you mean")
    is_refused(run("--language", "ar", "sweep", "uct.benefit_maximun=1"), "هل تقصد")
    is_refused(
        run("solve", "uct.benefit_maximum", "--target", "budget=+900%", "--between", "1", "2"), "between the ends"
    )
    is_refused(run("uncertainty", "--draws", "0"), "draws")


def test_a_file_in_the_place_of_the_folder_is_refused_first(tmp_path):
    (tmp_path / "file").write_text("x")
    is_refused(run("sweep", "uct.benefit_maximum=1", "--out", str(tmp_path / "file")), "is a file")
