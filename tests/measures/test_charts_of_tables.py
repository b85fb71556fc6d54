"""Charts made of tables alone: the governorates as tiles, lines of pictures, and what is drawn of what is named."""

from __future__ import annotations

import re

import pandas
import pytest

from openfisca_jordan_sp.report import figures, policies_figures
from openfisca_jordan_sp.report.svg import picture
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.report.tile_map import PLACES, cost_map


@pytest.fixture
def governorates():
    names = list(PLACES)
    return pandas.DataFrame(
        {
            "governorate": names,
            "label_en": names,
            "label_ar": ["إربد"] * len(names),
            "cost_year_baseline": [5e6] * len(names),
            "cost_year_reform": [5e6 + 1e5 * place for place in range(len(names))],
            "cost_year_difference": [1e5 * place for place in range(len(names))],
        }
    )


def tiles_of(chart):
    (rows,) = chart.to_dict()["datasets"].values()
    return {row["name"]: row for row in rows}


def test_every_governorate_has_a_tile_of_its_own_with_its_number(governorates):
    tiles = tiles_of(cost_map(governorates, Texts("en")))
    assert len(tiles) == 12
    assert len({(tile["left"], tile["top"]) for tile in tiles.values()}) == 12
    assert tiles["aqaba"]["label"] == "+1.10"
    assert tiles["aqaba"]["value"] == pytest.approx(1.1)


def test_the_tiles_lie_as_on_the_map(governorates):
    tiles = tiles_of(cost_map(governorates, Texts("en")))
    assert tiles["irbid"]["top"] < tiles["amman"]["top"] < tiles["karak"]["top"] < tiles["aqaba"]["top"]
    assert tiles["balqa"]["left"] < tiles["amman"]["left"] < tiles["zarqa"]["left"]


def test_a_map_on_which_nothing_changes_is_drawn_all_the_same(governorates):
    still = governorates.assign(cost_year_difference=0.0)
    assert {tile["label"] for tile in tiles_of(cost_map(still, Texts("en"))).values()} == {"0.00"}


def test_a_chart_is_made_by_its_name_with_its_finding_its_numbers_and_its_method(governorates):
    (made,) = figures.charted({"governorates": governorates}, 100.0, Texts("en"), "governorate_map")
    assert (made.name, made.source) == ("governorate_map", "governorates")
    assert made.finding == "The cost changes most in aqaba: +1.10 million JOD a year"
    assert "roughly where they lie" in made.note
    assert len(made.table.rows) == 12


def test_a_map_of_which_everything_is_hidden_is_not_made(governorates):
    hidden = governorates.assign(cost_year_difference=float("nan"))
    assert figures.charted({"governorates": hidden}, 100.0, Texts("en"), "governorate_map") == []


def test_each_chart_knows_its_table():
    assert figures.sources()["winners"] == "winners_losers"
    assert policies_figures.sources()["deciles"] == "winners_losers"


def test_lines_of_a_text_are_drawn_apart_in_pictures(governorates, monkeypatch):
    drawn = []
    monkeypatch.setattr("vl_convert.svg_to_png", lambda svg, **_: drawn.append(svg) or b"\x89PNG")
    chart = cost_map(governorates, Texts("ar")).properties(width=300, title=["السطر الأول", "السطر الثاني"])
    assert picture(chart, 1) == b"\x89PNG"
    assert re.findall(r"<tspan", drawn[0]) == []
    assert "السطر الأول</text>" in drawn[0]
    assert 'x="0" y="14">السطر الثاني</text>' in drawn[0] or "السطر الثاني</text>" in drawn[0]
