"""The files of the page that compares policies: exactly what `/v1` says."""

from __future__ import annotations

import pytest

from tests.pages.comparing import BODY, MAXIMUM, PART, SMALL, page, result_of, rows_of, text_of, told


@pytest.mark.parametrize("name", ["programmes", "pillars", "winners", "poverty", "governorates", "non_verified"])
def test_a_table_holds_exactly_the_rows_of_the_api(computing, name):
    source = {"winners": "winners_losers"}.get(name, name)
    rows = result_of(computing)["policies"][0]["tables"][source]
    found = rows_of(page(computing, SMALL, part=f"/{name}.csv"))
    assert [{key: value.lstrip("'") for key, value in row.items()} for row in found] == [told(row) for row in rows]


def test_a_table_of_several_policies_names_them(computing):
    query = SMALL | {"policy": "poor_family_insurance_400"}
    found = rows_of(page(computing, query, part="/policies-cost.csv"))
    assert {row["policy"][:4] for row in found} == {"poor", "bill"}


def test_provisions_are_a_table_too(computing):
    (row,) = rows_of(page(computing, SMALL, part="/provisions.csv"))
    assert (row["path"], row["before"], row["after"]) == (MAXIMUM, "136", "160")
    assert "هيومن رايتس ووتش" in row["before_sources_ar"]


def test_the_intervals_are_those_of_the_api(computing):
    body = BODY | {"kind": "statistics"}
    result = computing.call("createJob", json=body, headers={"Prefer": "wait=30"}).get_json()
    found = rows_of(page(computing, SMALL, part="/statistics-headline.csv"))
    assert found == [told(row) for row in result["tables"]["headline"]]
    part = text_of(page(computing, SMALL, part="/statistics", **PART))
    assert 'id="interval-cost_year" hx-swap-oob="true"' in part
    assert "فترة الثقة 95%" in part
    leakage = rows_of(page(computing, SMALL, part="/statistics-leakage.csv"))
    assert {(row["measure"], row["group_kind"]) for row in leakage} == {("leakage", "all")}


def test_a_chart_is_a_picture(computing):
    picture = page(computing, SMALL, part="/governorate_map.png")
    assert picture.get_data().startswith(b"\x89PNG\r\n")
    assert 5_000 < len(picture.get_data()) < 500_000
    drawn = page(computing, SMALL, part="/winners.svg").get_data(as_text=True)
    assert drawn.startswith("<svg")
    assert "<script" not in drawn


@pytest.mark.parametrize("name", ["nothing.csv", "nothing.png", "statistics-nothing.csv", "policies-cost.png"])
def test_a_file_that_is_none_is_not_there(computing, name):
    assert page(computing, SMALL, part=f"/{name}").status_code == 404
