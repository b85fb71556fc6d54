"""Searching the law over HTTP as people write: either language, any spelling, the most relevant first."""

import pytest

TODAY = {"date": "2026-01-01"}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": ""},
        {"q": "   "},
        {"q": "\u0640\u200f\u064e"},
        {"q": "x" * 201},
        {"q": "x", "kind": "person"},
    ],
)
def test_a_search_for_nothing_or_for_too_much_is_refused(service, query):
    assert service.call("searchLaw", query=query).status_code == 422


@pytest.mark.parametrize(
    "words",
    [
        "سقف دخل التأمين",
        "سَقْفُ دَخْلِ التّأمينِ",
        "ســقــف دخل التامين",
        "سقف دخل تأمين",
        "INCOME ceiling insurance poor",
        "health_insurance.poor_family.income_ceiling",
    ],
)
def test_words_are_found_however_they_are_written(service, words):
    found = service.call("searchLaw", query={"q": words, "kind": "parameter"}).get_json()["found"]
    assert "health_insurance.poor_family.income_ceiling" in [one["name"] for one in found]


def test_a_law_is_found_by_digits_of_either_script(service):
    by_script = [service.call("searchLaw", query={"q": words}).get_json() for words in ("العمل ٨ ١٩٩٦", "العمل 8 1996")]
    assert by_script[0] == by_script[1]
    assert by_script[0]["found"][0]["name"] == "labour_law"


def test_the_most_relevant_comes_first_and_leads_to_the_whole(service):
    told = service.call("searchLaw", query={"q": "uct_amount", **TODAY}).get_json()
    assert told["found"][0]["name"] == "uct_amount"
    kinds = set()
    for words in ("labour law", "معونة", "ceiling"):
        for one in service.call("searchLaw", query={"q": words, "limit": 30}).get_json()["found"]:
            kinds.add(one["kind"])
            assert service.flask.get(one["href"]).status_code == 200
    assert kinds == {"instrument", "article", "parameter", "variable"}


def test_words_that_nothing_bears_give_the_nearest_names(service):
    told = service.call("searchLaw", query={"q": "uct_amonut"}).get_json()
    assert (told["total"], told["found"]) == (0, [])
    assert "uct_amount" in told["nearest"]


def test_a_search_is_limited_and_says_how_much_there_is(service):
    told = service.call("searchLaw", query={"q": "income", "limit": 3}).get_json()
    assert len(told["found"]) == 3 < told["total"]
