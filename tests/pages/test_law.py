"""The pages of the law, asked as a browser without scripts asks them."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.arabic import english_words, visible_text, without_marks
from tests.pages.test_figures import rows_of

VALUE = "social_security_law.contributions.old_age.employee"
SCALE = "income_tax_law.scale"
DAY = "2019-05-01"
ARTICLE = "defence_orders/Order 9/2020"
ADDRESSES = (
    "/law",
    "/law?q=معونه",
    "/law?q=uct_amonut",
    "/law/instruments/child_rights_law",
    "/law/instruments/statistics",
    "/law/instruments/social_security_law",
    f"/law/articles/{ARTICLE}",
    "/law/articles/social_security_law/59",
    "/law/pillars/karama",
    "/law/values",
    "/law/values?pillar=somoud&confidence=assumed",
    f"/law/values/{VALUE}",
    f"/law/values/{SCALE}",
    f"/law/values/{SCALE}.bracket_2.rate",
    "/law/values/energy_and_water_tariffs.water",
    "/law/values/national_aid_fund.uct",
    "/law/values/health_insurance.refugees.rate_regime",
    "/law/values/education_law.fees.donation.secondary",
    "/law/values/child_rights_law.in_force",
    "/law/rules/uct_amount",
    "/law/rules/age",
    "/law/rules/bread_compensation_amount",
    "/law/unverified",
    "/law/coverage",
)


def page(service, address: str, status: int = 200, **headers) -> str:
    reply = service.flask.get(address, headers=headers)
    assert reply.status_code == status, reply.get_data(as_text=True)[-600:]
    return reply.get_data(as_text=True)


def heading(text: str) -> str:
    return without_marks(unescape(re.search("<h1>(.*?)</h1>", text)[1]))


def links(text: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<a [^>]*?href="([^"]*)"', text)]


def to_the_law(text: str) -> list[str]:
    main = text[text.index("<main") :]
    return [one for one in links(main) if urlsplit(one).path.startswith(("/ar/law", "/en/law"))]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_whole_in_both_languages_and_shows_no_english_in_arabic(service, address):
    english, arabic = page(service, f"/en{address}"), page(service, f"/ar{address}")
    assert english_words(visible_text(arabic), {"English", "PNG"}) == []
    assert re.search("[\u0621-\u064a]", heading(arabic))
    assert not re.search("[\u0621-\u064a]", heading(english))


@pytest.fixture(scope="module")
def answered():
    """Links that were followed, with their statuses: the same ones stand on many pages."""
    return {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_are_in_order_and_every_link_within_the_law_leads_to_a_page(service, answered, address):
    text = page(service, f"/en{address}")
    levels = [int(one) for one in re.findall(r"<h([1-6])\b", text)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    for link in list(dict.fromkeys(to_the_law(text)))[:12]:
        if link not in answered:
            answered[link] = service.flask.get(link).status_code
        assert answered[link] == 200, link


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "?" not in one])
def test_the_day_stands_in_the_address_and_every_link_keeps_it(service, address):
    text = page(service, f"/ar{address}?date={DAY}")
    assert f'value="{DAY}"' in text
    leading = [one for one in to_the_law(text) if urlsplit(one).path != f"/ar{address.replace(' ', '%20')}"]
    assert leading
    assert {tuple(parse_qs(urlsplit(one).query).get("date", [])) for one in leading} == {(DAY,)}


def test_the_other_language_keeps_the_place_and_the_day(service):
    text = page(service, f"/ar/law/articles/{ARTICLE}?date={DAY}")
    other = next(one for one in links(text) if one.startswith("/en/"))
    assert heading(page(service, other)) == "Defence orders of 2020 and 2021, Order 9/2020"
    assert f'value="{DAY}"' in page(service, other)


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "?" not in one])
@pytest.mark.parametrize("day", ["2026-02-31", "yesterday", "<script>", "1800-01-01"])
def test_a_wrong_day_is_told_at_its_field_and_no_figure_is_shown(service, address, day):
    text = page(service, f"/en{address}?date={day}", 422)
    field = re.search(r'<input id="date"[^>]*>', text)[0]
    assert 'aria-invalid="true" aria-describedby="date-wrong"' in field
    assert 'id="date-wrong"' in text
    assert "<table" not in text
    assert "<script>" not in text


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/law/values/national_aid_fund.uct.benefit_maximun", "/law/values/national_aid_fund.uct.benefit_maximum"),
        ("/law/rules/uct_amonut", "/law/rules/uct_amount"),
        ("/law/instruments/labor_law", "/law/instruments/labour_law"),
        ("/law/articles/child_rights_law/99", "/law/articles/child_rights_law/"),
        ("/law/pillars/karam", "/law/pillars/karama"),
    ],
)
def test_an_unknown_name_gives_those_that_look_most_like_it(service, address, nearest):
    for language in ("ar", "en"):
        text = page(service, f"/{language}{address}?date={DAY}", 404)
        found = [one for one in to_the_law(text) if nearest in one]
        assert found
        assert all(one.endswith(f"date={DAY}") for one in found)
        assert service.flask.get(found[0]).status_code == 200


def test_an_unknown_name_is_shown_as_it_was_written_and_never_run(service):
    text = page(service, '/en/law/rules/<img src=x onerror="x">', 404)
    assert "<img" not in text
    assert "&lt;img" in text


@pytest.mark.parametrize(
    "words", ["سقف دخل التأمين", "سقف دخل التامين", "سَقْفُ دَخْلِ تأمين", "INCOME ceiling insurance poor"]
)
def test_a_search_finds_however_a_word_is_written_and_shows_value_and_place(service, words):
    text = without_marks(page(service, f"/ar/law?q={words}"))
    assert "/ar/law/values/health_insurance.poor_family.income_ceiling" in text
    assert "300 دينار شهريا" in text
    assert f'value="{words}"' in text


def test_a_search_is_limited_and_more_is_a_link(service):
    told = service.flask.get("/v1/law/search?q=income&limit=200").get_json()
    text = page(service, "/en/law?q=income&kind=parameter")
    assert text.count('<p class="what">') == 20
    more = next(one for one in to_the_law(text) if "limit=200" in one)
    shown = page(service, more).count('<p class="what">')
    assert shown == sum(one["kind"] == "parameter" for one in told["found"]) > 20


def test_words_that_nothing_bears_lead_to_the_nearest_names(service):
    text = page(service, "/en/law?q=uct_amonut")
    assert "/en/law/rules/uct_amount" in text


@pytest.mark.parametrize(("query", "field"), [("q=" + "x" * 201, "q"), ("q=\u0640", "q"), ("q=x&kind=person", "kind")])
def test_a_mistake_in_a_search_is_told_at_its_field(service, query, field):
    text = page(service, f"/en/law?{query}", 422)
    assert re.search(rf'<(input|select) id="{field}"[^>]*aria-invalid="true"', text)
    assert f'id="{field}-wrong"' in text
    part = page(service, f"/en/law?{query}", 422, **{"HX-Request": "true"})
    assert 'role="alert"' in part


def test_a_script_gets_the_results_alone_and_words_to_be_read_out(service):
    part = page(service, "/ar/law?q=معونة", **{"HX-Request": "true"})
    assert part.strip().startswith('<div id="found">')
    assert "<html" not in part
    assert "data-say=" in part


def test_hostile_words_are_shown_and_never_run(service):
    words = '"><script>alert(1)</script>\u202e'
    text = page(service, "/ar/law?q=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE")
    assert words not in text
    assert "<script>alert" not in text


def test_the_first_page_counts_what_the_api_counts(service):
    law = service.flask.get("/v1/law?date=2026-11-27").get_json()
    doubtful = service.flask.get("/v1/law/not-verified?date=2026-11-27").get_json()
    text = page(service, "/en/law?date=2026-11-27")
    shown = [int(one) for one in re.findall(r'<dd class="change">(?:<a [^>]*>)?(\d+)', text)]
    assert shown == [law["parameters"], len(doubtful["values"]), law["variables"], law["coverage"]["modelled"]]
    assert text.count("/en/law/pillars/") == len(law["pillars"]) == 4
    assert all(f"/en/law/instruments/{one['folder']}" in text for one in law["instruments"])


def test_an_instrument_says_what_of_it_is_computed_and_why_the_rest_is_not(service):
    told = service.flask.get("/v1/law/instruments/child_rights_law").get_json()
    text = page(service, "/en/law/instruments/child_rights_law")
    assert [int(one) for one in re.findall(r'<dd class="change">(\d+)', text)] == [
        told["coverage"][name] for name in ("modelled", "not_computable", "text_not_seen", "not_yet_modelled")
    ]
    for one in told["provisions"]:
        assert one["title"]["en"] in unescape(text)
        assert one["reason"] is None or one["reason"]["en"] in unescape(text)
    rows = rows_of(service.flask.get("/en/law/instruments/child_rights_law/provisions.csv"))
    assert [row["status"] for row in rows] == [one["status"] for one in told["provisions"]]


def test_an_article_whose_name_has_a_slash_leads_to_its_rules_and_their_values(service):
    text = page(service, f"/ar/law/articles/{ARTICLE}")
    assert heading(text) == "أوامر الدفاع لعامي 2020 و2021، أمر الدفاع رقم 9 لسنة 2020"
    assert "/ar/law/rules/tadamun_1_amount" in text
    assert "/ar/law/values/defence_orders.tadamun_1.wage_share" in text


def test_coverage_as_a_table_is_that_of_the_api(service):
    law = service.flask.get("/v1/law").get_json()
    rows = rows_of(service.flask.get("/ar/law/coverage.csv"))
    covered = [one for one in law["instruments"] if one["coverage"]["provisions"]]
    assert [int(row["modelled"]) for row in rows] == [one["coverage"]["modelled"] for one in covered]
    assert service.flask.get("/ar/law/coverage.svg").get_data().startswith(b"<svg")


def test_what_a_rule_says_of_itself_is_read_in_paragraphs_and_not_in_lines_of_code(service):
    told = service.flask.get("/v1/law/variables/uct_amount").get_json()["documentation"]
    text = page(service, "/en/law/rules/uct_amount")
    shown = [without_marks(unescape(one)) for one in re.findall(r'<p class="told">(.*?)</p>', text)]
    assert len(shown) == len(told.strip().split("\n\n"))
    assert " ".join(shown).split() == told.split()


def test_an_article_leads_to_where_its_act_was_read(service):
    told = service.flask.get("/v1/law/instruments/social_security_law").get_json()["act"]["sources"]
    for language, heading in (("en", "Where the act was read"), ("ar", "أين قُرئ التشريع")):
        text = page(service, f"/{language}/law/articles/social_security_law/59")
        after = text[text.index(f"<h2>{heading}</h2>") :]
        assert told
        for one in told:
            assert unescape(one["title"][language]) in unescape(without_marks(after))
