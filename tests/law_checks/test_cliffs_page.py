"""`docs/cliffs.md` and `jordan-sp law cliffs` tell every cliff, in both languages."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import cliffs
from openfisca_jordan_sp.law.cliffs_page import cliffs_markdown
from tests.arabic import without_marks

PAGE = Path(__file__).parents[2] / "docs" / "cliffs.md"


def test_the_page_is_not_stale():
    assert PAGE.read_text(encoding="utf-8") == cliffs_markdown(cliffs()), "docs/cliffs.md is stale: run `make cliffs`"


def test_the_page_tells_every_cliff_in_both_languages():
    page = cliffs_markdown(cliffs())
    assert all(text in page for cliff in cliffs() for text in (cliff.label.en, cliff.label.ar, f"`{cliff.amount}`"))


def test_a_bar_keeps_inside_its_cell():
    cliff = replace(cliffs()[0], label=Text("A | B", "أ | ب"))
    assert "| A \\| B | أ \\| ب |" in cliffs_markdown([cliff])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_command_tells_every_cliff(language):
    result = CliRunner().invoke(main, ["--language", language, "law", "cliffs"])
    assert result.exit_code == 0, result.output
    assert all(getattr(cliff.label, language) in without_marks(result.output) for cliff in cliffs())
    assert "oil_price_2022" in result.output


def test_the_command_prints_the_page():
    assert CliRunner().invoke(main, ["law", "cliffs", "--markdown"]).output == cliffs_markdown(cliffs())
