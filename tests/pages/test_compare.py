"""The page that compares policies, in the process: what it shows is what `/v1` says."""

from __future__ import annotations

import re

import pytest

from tests.arabic import english_words, visible_text
from tests.pages.comparing import BODY, EDIT, MAXIMUM, PART, SMALL, page, result_of, text_of


def test_the_page_is_the_first_that_a_visitor_meets(small_service):
    assert small_service.flask.get("/ar/").headers["Location"] == "/ar/compare"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_form_offers_the_catalogue_the_populations_and_the_lines(small_service, language):
    shown = text_of(page(small_service, language=language))
    reforms = small_service.call("listReforms").get_json()["reforms"]
    assert all(f'value="{one["id"]}"' in shown for one in reforms)
    assert reforms[0]["title"][language] in re.sub("[\u2066-\u2069]", "", shown)
    assert all(f'value="{name}"' in shown for name in ("demo", "small", "national", "unindexed", "naf"))
    assert "later" not in shown


def test_a_change_shows_what_is_in_force_beside_it(small_service):
    shown = text_of(page(small_service, {"set": MAXIMUM}, "en"))
    for part in ("Highest monthly transfer", '<b dir="ltr">136</b>', "dinars a month", "verified", "2022-01-01"):
        assert part in shown
    assert "Human Rights Watch" in shown
    assert "Give it a value" in shown


def test_what_the_form_sends_becomes_an_address_that_says_the_same(small_service):
    sent = {"form": 1, "change": MAXIMUM, "since": "2026-01-01", "value": "160", "population": "small"}
    reply = page(small_service, sent)
    assert (reply.status_code, reply.headers["Location"]) == (303, f"/ar/compare?set={EDIT}&population=small#results")
    assert page(small_service, sent, **PART).headers["HX-Push-Url"] == f"/ar/compare?set={EDIT}&population=small"


@pytest.mark.parametrize(("words", "language"), [("الحد الأعلى", "ar"), ("highest monthly", "en"), ("monthly", "ar")])
def test_provisions_are_found_in_both_languages(small_service, words, language):
    for part in ("", "/search"):
        shown = text_of(page(small_service, {"q": words}, language, part))
        assert 'name="add" value="' in shown
        assert 'form="asked"' in shown
    assert f'value="{MAXIMUM}"' in text_of(page(small_service, {"q": "benefit_maximum"}, language, "/search"))


def test_words_that_find_nothing_say_so(small_service):
    assert "Provisions found: 0" in text_of(page(small_service, {"q": "zzzzz"}, "en", "/search"))


def test_the_catalogue_is_filtered_and_keeps_what_is_chosen(small_service):
    shown = text_of(page(small_service, {"filter": "أرامل ولا شيء", "policy": "uct_maximum_160"}, part="/reforms"))
    assert re.findall(r'value="([^"]+)"', shown) == ["uct_maximum_160"]
    shown = text_of(page(small_service, {"filter": "grant"}, "en", "/reforms"))
    assert 'value="universal_child_grant"' in shown
    assert 'value="uct_maximum_160"' not in shown


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_results_are_those_of_the_api(computing, language):
    result = result_of(computing)
    shown = text_of(page(computing, SMALL, language))
    marks = re.compile("[\u2066-\u2069\u200e\u200f]")
    plain = marks.sub("", shown)
    change = result["policies"][0]["headline"]["cost_month_difference"]
    assert change > 0
    assert f"{change:,.0f}" in plain
    assert "<del>136</del>" in plain
    assert "<ins>160</ins>" in plain
    for warning in result["policies"][0]["warnings"]:
        # How many values are not verified is told once, with a link to them.
        is_told = warning["code"] != "not_verified_values"
        assert (warning["message"][language] in plain) is is_told
    count = len(result["policies"][0]["tables"]["non_verified"])
    assert f": {count}</a>" in plain


def test_every_word_of_the_arabic_page_is_arabic(computing):
    result_of(computing)
    query = SMALL | {"policy": "poor_family_insurance_400", "view": "whole", "hurt": 1, "q": "النقدي"}
    for _ in range(20):
        shown = page(computing, query).get_data(as_text=True)
        if 'http-equiv="refresh"' not in shown:
            break
    assert "chart-statistics-leakage" in shown
    bare = re.sub(r"<(pre|code)[^>]*>.*?</\1>", "", shown, flags=re.DOTALL)
    assert english_words(visible_text(bare), {"English", "Efron", "PNG", "small"}) == []


def test_a_wording_that_is_known_stands_before_and_after(computing):
    query = {"population": "small", "policy": "poor_family_insurance_400"}
    result_of(computing, BODY | {"policies": ["poor_family_insurance_400"]})
    shown = text_of(page(computing, query, "en"))
    assert "<del>300</del>" in shown
    assert "<ins>400</ins> dinars a month." in shown


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({"add": MAXIMUM}, "value-0"),
        ({"change": MAXIMUM, "since": "2026-01-01", "value": "160", "remove": "0"}, "changes"),
        ({"change": MAXIMUM, "since": "2026-01-01", "value": "160"}, "results"),
        ({"change": MAXIMUM, "since": "2026-01-01", "value": "160", "go": "1"}, "results"),
    ],
)
def test_whoever_sends_the_form_goes_on_where_something_is_to_be_done(small_service, sent, place):
    assert page(small_service, sent | {"form": "1"}).headers["Location"].endswith(f"#{place}")


def test_a_provision_that_is_added_is_where_the_visitor_types_next(small_service):
    reply = page(small_service, {"form": "1", "add": MAXIMUM}, **PART)
    assert reply.headers["HX-Reswap"] == "outerHTML show:#value-0:top"
    assert re.search(r'<input id="value-0"[^>]* data-focus>', text_of(reply))


def test_results_begin_with_their_contents(computing):
    result_of(computing)
    shown = text_of(page(computing, SMALL, "en"))
    contents = re.search(r'<nav class="on-page.*?</nav>', shown, re.DOTALL)[0]
    places = re.findall(r'href="#([^"]+)"', contents)
    assert places == ["provisions", "charts", "statistics", "who", "not_verified"]
    assert all(f'id="{one}"' in shown for one in places)
