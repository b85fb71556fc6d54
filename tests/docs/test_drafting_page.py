"""docs/drafting.md as a new user reads it: each command is run, in its order, in an empty folder."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from openfisca_jordan_sp.cli import main
from tests.arabic import english_words

PAGE = (Path(__file__).parents[2] / "docs" / "drafting.md").read_text(encoding="utf-8")
ENGLISH, ARABIC = PAGE.split('<div dir="rtl">', 1)


def typed(part):
    return [line for block in re.findall(r"```\n(.*?)```", part, flags=re.DOTALL) for line in block.splitlines()]


def run_all(part, folder, monkeypatch):
    monkeypatch.chdir(folder)
    found = {}
    for line in typed(part):
        result = CliRunner().invoke(main, shlex.split(line)[1:], catch_exceptions=False)
        assert result.exit_code == 0, (line, result.output)
        found[line] = result.stdout
    return found


def said(outputs, *words):
    """The output of the one command that has some words."""
    (found,) = [text for line, text in outputs.items() if all(word in line for word in words)]
    return found


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = tmp_path_factory.mktemp("english")
        yield run_all(ENGLISH, folder, monkeypatch), folder


def test_the_way_leads_from_the_sentence_to_the_report(english):
    outputs, folder = english
    assert "health_insurance.poor_family.income_ceiling" in said(outputs, "law find")
    assert "300 → 400" in said(outputs, "reform diff card_ceiling.yaml")
    assert (folder / "report" / "report.html").stat().st_size > 100_000
    assert (folder / "hurt" / "report.html").exists()


def test_the_bill_has_no_error(english):
    assert "Errors" not in said(english[0], "reform check")


def test_the_card_ends_where_the_page_says(english):
    cliffs = said(english[0], "vary")
    assert "300.001" in cliffs
    assert "400.001" in cliffs


def test_the_arabic_way_is_arabic_all_along(tmp_path, monkeypatch):
    outputs = run_all(ARABIC, tmp_path, monkeypatch)
    given = {"saqf", "taqrir", "mutadarrirun"}  # names of files that the page gives
    left = {line: english_words(text, given) for line, text in outputs.items()}
    assert {line: words for line, words in left.items() if words} == {}
    assert "300.001" in said(outputs, "vary")
    assert (tmp_path / "taqrir" / "report.html").exists()


@pytest.mark.parametrize("part", [ENGLISH, ARABIC])
def test_every_command_within_a_sentence_is_one(part):
    for line in re.findall(r"`(jordan-sp [^`]*)`", part.replace("\n", " ")):
        words = [word for word in shlex.split(line)[1:] if word != "COMMAND"]
        result = CliRunner().invoke(main, words if "--help" in words else [*words, "--help"])
        assert result.exit_code == 0, line
