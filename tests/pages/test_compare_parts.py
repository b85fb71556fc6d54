"""The parts of the page that compares policies: charts by breakdown, who is hurt, what is still computed."""

from __future__ import annotations

import re

import pytest

from tests.api.jobs_here import Here, runner_of
from tests.pages.comparing import BODY, PART, SMALL, page, result_of, rows_of, text_of, told


def test_who_is_hurt_is_computed_where_it_is_asked_for(computing):
    query = {"population": "small", "policy": "refugee_funding_cut"}
    body = BODY | {"kind": "who_is_hurt", "policies": ["refugee_funding_cut"]}
    body.pop("line")
    result = computing.call("createJob", json=body, headers={"Prefer": "wait=30"}).get_json()
    shown = re.sub("[\u2066-\u2069]", "", text_of(page(computing, query, "en", "/hurt", **PART)))
    assert result["tables"]["types"][0]["description_en"] in shown
    found = rows_of(page(computing, query, part="/hurt-types.csv"))
    assert found == [told(row) for row in result["tables"]["types"]]


def test_where_nobody_is_hurt_the_page_says_so(computing):
    shown = ""
    for _ in range(20):
        shown = text_of(page(computing, SMALL, "en", "/hurt", **PART))
        if "progress" not in shown:
            break
    assert "Nobody loses" in re.sub("[\u2066-\u2069]", "", shown) or "loses" in shown
    assert "chart-hurt" not in shown


def test_a_breakdown_shows_its_charts_alone(computing):
    result_of(computing)
    shown = text_of(page(computing, SMALL | {"breakdown": "decile"}, part="/charts", **PART))
    assert re.findall(r'<figure id="chart-([^"]+)"', shown) == ["winners", "mean_change", "reach"]


def test_the_charts_of_everything_come_one_breakdown_after_the_other(computing):
    result_of(computing)
    shown, found = text_of(page(computing, SMALL, part="/charts", **PART)), []
    while True:
        found += re.findall(r'<figure id="chart-([^"]+)"', shown)
        following = re.search(r'hx-get="([^"]+)"', shown)
        if following is None:
            break
        shown = text_of(computing.flask.get(following[1], headers=PART))
    assert found[:2] == ["programmes", "pillars"]
    assert found[-2:] == ["governorate_map", "governorate_families"]
    assert len(found) == 8


def test_a_chart_that_is_put_into_a_page_loads_no_picture(computing):
    result_of(computing)
    assert "<noscript>" not in text_of(page(computing, SMALL, part="/charts", **PART))
    assert "noscript" not in text_of(page(computing, SMALL, **PART)).partition("<form")[2]


def test_a_browser_without_scripts_gets_the_whole_page(computing):
    led = text_of(page(computing, SMALL))
    address = re.search(r'<noscript><meta http-equiv="refresh" content="0; url=([^"]+)">', led)[1]
    for _ in range(20):
        whole = text_of(computing.flask.get(address))
        if 'http-equiv="refresh"' not in whole:
            break
    assert {"chart-programmes", "chart-statistics-targeting"} <= set(re.findall(r'<figure id="([^"]+)"', whole))
    assert 'class="later"' not in whole
    assert "/ar/compare/programmes.svg?" in whole


def test_while_it_is_computed_the_part_shows_how_far_it_is_and_can_be_cancelled(small_service):
    here = Here(how=lambda task, tell, is_stopped: _until(is_stopped))
    with runner_of(small_service, here):
        part = text_of(page(small_service, SMALL, part="/result", **PART))
        assert "<progress" in part
        address = re.search(r'hx-post="([^"]+/cancel)"', part)[1]
        token = re.search(r'name="csrf-token" content="([^"]+)"', text_of(page(small_service)))[1]
        reply = small_service.flask.post(address, data={"name": "result"}, headers=PART | {"X-CSRFToken": token})
        assert "أُلغي الحساب" in text_of(reply)
        assert 'id="result"' in text_of(reply)
    with runner_of(small_service):
        for _ in range(20):
            part = text_of(page(small_service, SMALL, part="/result", **PART))
            if "<progress" not in part:
                break
    assert "headline" in part


def _until(is_stopped):
    while not is_stopped():
        pass
    return b""


def test_the_map_stands_with_its_table_open_and_is_the_only_chart_of_its_figures(computing):
    result_of(computing)
    shown = text_of(page(computing, SMALL | {"breakdown": "governorate"}, part="/charts", **PART))
    assert re.findall(r'<figure id="chart-([^"]+)"', shown) == ["governorate_map", "governorate_families"]
    of_map, _, of_families = shown.partition('id="chart-governorate_families"')
    assert "<details open>" in of_map
    assert of_map.count("<tr>") == 13
    assert "<details>" in of_families


@pytest.mark.parametrize("language", ["ar", "en"])
def test_poverty_is_shown_by_each_kind_of_group_with_its_interval(computing, language):
    body = BODY | {"kind": "statistics"}
    result = computing.call("createJob", json=body, headers={"Prefer": "wait=30"}).get_json()
    shown = text_of(page(computing, SMALL | {"breakdown": "group"}, language, "/groups", **PART))
    assert 'id="chart-statistics-poverty_groups"' in shown
    plain = re.sub("[\u2066-\u2069]", "", shown)
    for name in ({"en": "headed by a woman", "ar": "ترأسها امرأة"}[language], "60+", "7+"):
        assert name in plain
    rows = rows_of(page(computing, SMALL, part="/statistics-poverty_groups.csv"))
    wanted = [row for row in result["tables"]["poverty"] if row["measure"] == "headcount"]
    assert rows == [told(row) for row in wanted]
    assert {"sex_of_head", "age", "disability_in_household", "household_size"} <= {row["group_kind"] for row in rows}


def test_other_breakdowns_do_not_wait_for_groups(computing):
    result_of(computing)
    assert "/compare/groups?" not in text_of(page(computing, SMALL | {"breakdown": "decile"}))
    assert "/compare/groups?" in text_of(page(computing, SMALL | {"breakdown": "group"}))
