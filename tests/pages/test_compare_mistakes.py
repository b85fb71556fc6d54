"""Mistakes and hostile visitors on the page that compares policies."""

from __future__ import annotations

import html
import re

import pytest

from tests.pages.comparing import MAXIMUM, PART, SMALL, page, result_of, text_of


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        (
            {"set": f"{MAXIMUM}@2026-01-01=1600000"},
            "value-0",
            {"ar": "خارج المدى", "en": "outside"},
        ),
        ({"set": f"{MAXIMUM}@2026-01-01=abc"}, "value-0", {"ar": "المطلوب رقم", "en": "must be a number"}),
        ({"set": f"{MAXIMUM}@1950-01-01=5"}, "value-0", {"ar": "قبل", "en": "before the instrument existed"}),
        ({"set": f"{MAXIMUM}@2026-13-01=5"}, "since-0", {"ar": "تقويم", "en": "not a day"}),
        ({"set": "national_aid_fund.no.such@2026-01-01=5"}, "value-0", {"ar": "لا توجد", "en": "no parameter"}),
        (
            {"policy": "no_such_policy"},
            "policy",
            {"ar": "اختر من السياسات المعروضة", "en": "no_such_policy. Choose from"},
        ),
        ({"policy": ["uct_maximum_160+"]}, "policy", {"ar": "", "en": ""}),
        ({"policy": "uct_maximum_160", "population": "nobody"}, "population", {"ar": "nobody", "en": "nobody"}),
        ({"policy": "uct_maximum_160", "period": "2026"}, "period", {"ar": "شهر", "en": "month"}),
        ({"policy": "uct_maximum_160", "line": "poor"}, "line", {"ar": "خط", "en": "line"}),
    ],
)
def test_a_mistake_is_told_at_its_field(small_service, language, query, field, said):
    reply = page(small_service, query, language)
    shown = re.sub("[\u2066-\u2069]", "", text_of(reply))
    assert reply.status_code == 422
    found = re.search(rf'id="wrong-{field}" class="wrong">(.*?)</div>', shown, re.DOTALL)
    assert found is not None, re.findall(r'id="(wrong-[^"]+)"', shown)
    assert said[language] in found[1]
    assert small_service.call("listJobs").get_json()["jobs"] == []


def test_a_month_that_the_law_cannot_be_computed_for_is_told(small_service):
    reply = page(small_service, {"policy": "uct_maximum_160", "period": "2001-01"}, "en")
    assert reply.status_code == 422
    assert "no source gives one" in text_of(reply)


@pytest.mark.parametrize("part", ["/result", "/statistics", "/hurt", "/programmes.csv"])
def test_a_part_of_nothing_or_of_a_mistake_is_refused(small_service, part):
    assert page(small_service, {}, part=part).status_code == 404
    assert page(small_service, SMALL | {"period": "2026"}, part=part).status_code == 422
    assert page(small_service, {"set": f"{MAXIMUM}@2026-01-01=abc"}, part=part).status_code in {200, 422}


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> \u202e\u2067 {{ 7*7 }}"


def test_a_hostile_name_of_a_draft_is_shown_as_it_was_written_and_does_nothing(computing):
    query = SMALL | {"title": HOSTILE}
    for part in ("", "/result", "/statistics"):
        for _ in range(20):
            raw = page(computing, query, part=part, **PART).get_data(as_text=True)
            if "later" not in raw or not part:
                break
        assert "<script>alert" not in raw
        assert "<img src=x" not in raw
        assert ">49<" not in raw
    title = html.unescape(
        re.search(r'id="title" name="title" value="([^"]*)"', page(computing, query).get_data(as_text=True))[1]
    )
    assert title == HOSTILE


@pytest.mark.parametrize("name", ["policy", "set", "population", "q", "filter", "breakdown"])
def test_hostile_parameters_are_escaped(small_service, name):
    raw = page(small_service, {name: HOSTILE}).get_data(as_text=True)
    assert "<script>alert" not in raw
    assert "<img src=x" not in raw


def test_two_visitors_with_one_cookie_never_see_one_anothers_policies(computing):
    other = SMALL | {"set": f"{MAXIMUM}@2026-01-01=150"}
    result_of(computing)
    first, second, again = (text_of(page(computing, query)) for query in (SMALL, other, SMALL))
    assert "<ins>150</ins>" not in first + again
    assert "<ins>160</ins>" in first
    assert "<ins>160</ins>" not in second


def test_whoever_has_no_key_is_asked_for_one(tmp_path, make_service):
    guarded = make_service(f"sqlite:///{tmp_path / 'guarded.sqlite3'}", auth="keys", secret="s" * 32)
    reply = page(guarded, SMALL)
    assert (reply.status_code, "sign-in" in reply.headers["Location"]) == (303, True)
    part = page(guarded, SMALL, part="/result", **PART)
    assert (part.status_code, "sign-in" in part.headers["HX-Redirect"]) == (204, True)
