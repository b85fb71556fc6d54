"""A visitor of the law in a real browser: from a word, however it is written, to a value, its rule and its article."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.arabic import without_marks
from tests.pages.browser import NARROW, WIDE, grave_violations, keep_picture, overflow, settle, wait_until
from tests.pages.reading import tab_to

DAY = "2024-06-01"
VALUE = "social_security_law.contributions.old_age.employee"


def open_by_key(page, selector: str) -> None:
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settle(page)


def query_of(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def path_of(page) -> str:
    return urlsplit(page.url).path


def test_by_keyboard_alone_from_a_word_written_otherwise_to_value_rule_article_and_the_other_language(
    browser_page, served_pages
):
    page = browser_page("ar", WIDE)
    page.goto(f"/ar/law?date={DAY}")
    tab_to(page, "#q")
    page.keyboard.type("حصه المومن عليه من تامين الشيخوخه")
    wait_until(page, "document.querySelector('#found .results') !== null")
    assert query_of(page) == {"q": ["حصه المومن عليه من تامين الشيخوخه"], "date": [DAY]}
    wait_until(page, "document.getElementById('said').textContent.length > 0")
    open_by_key(page, f"a[href*='/values/{VALUE}']")

    told = served_pages.api(f"/v1/law/parameters/{VALUE}?date={DAY}")
    assert page.locator("[data-chart] svg").count() == 1
    rows = page.locator("table.law").first.locator("tbody tr")
    assert rows.count() == len(told["values"])
    assert told["values"][-1]["sources"][0]["title"]["ar"] in without_marks(rows.first.inner_text())
    assert grave_violations(page) == []
    keep_picture(page, "law-value-journey-ar")

    reader = told["read_by"][0]["name"]
    open_by_key(page, f"a[href*='/rules/{reader}']")
    rule = served_pages.api(f"/v1/law/variables/{reader}?date={DAY}")
    assert rule["formulas"][0]["source"].splitlines()[0] in page.locator("pre.formula").first.inner_text()
    assert page.locator("pre.formula").first.evaluate("(e) => getComputedStyle(e).direction") == "ltr"

    open_by_key(page, "dl.facts a[href*='/articles/']")
    place = path_of(page)
    assert page.locator(f"a[href*='/rules/{reader}']").count() >= 1
    open_by_key(page, "[data-language]")
    assert (path_of(page), query_of(page)) == (place.replace("/ar/", "/en/"), {"date": [DAY]})
    assert page.locator("html").get_attribute("dir") == "ltr"
    assert page.locator("#date").input_value() == DAY


def test_without_scripts_on_a_telephone_the_same_is_found_drawn_and_taken_away(browser_page, served_pages):
    page = browser_page("en", NARROW, scripts=False)
    page.goto("/en/law")
    page.fill("#q", "lowest monthly transfer")
    page.press("#q", "Enter")
    page.click("a[href*='/values/national_aid_fund.uct.benefit_minimum']")
    picture = page.locator("figure img.chart")
    picture.scroll_into_view_if_needed()
    with page.expect_download() as saved:
        page.click("[data-export=csv]")
    rows = list(csv.DictReader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig"))))
    told = served_pages.api("/v1/law/parameters/national_aid_fund.uct.benefit_minimum")
    assert [(row["since"], float(row["value"])) for row in rows] == [
        (one["since"], one["value"]) for one in told["values"]
    ]
    with page.expect_download() as drawn:
        page.click("[data-export=png]")
    assert drawn.value.path().read_bytes().startswith(b"\x89PNG")


def test_another_day_is_chosen_and_a_day_that_is_none_is_told_at_its_field(browser_page):
    page = browser_page("en", NARROW, refused={422})
    page.goto("/en/law/values/social_security_law.contributions.old_age.employee")
    page.fill("#date", "2014-06-01")
    page.click("form.day button")
    settle(page)
    assert query_of(page) == {"date": ["2014-06-01"]}
    assert page.locator("dl.keys dd.change").inner_text().startswith("0.0575")
    page.goto("/ar/law/unverified?date=2014-13-01")
    field = page.locator("#date")
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator(f"#{field.get_attribute('aria-describedby')}").is_visible()
    assert grave_violations(page) == []


def test_scales_lists_and_coverage_can_be_read_by_everybody_at_any_width(browser_page):
    for language, width in (("ar", NARROW), ("en", WIDE)):
        page = browser_page(language, width)
        for name, address in {
            "scale": "values/income_tax_law.scale",
            "coverage": "coverage",
            "article": "articles/social_security_law/59",
            "pillar": "pillars/karama",
            "found": "law?q=income",
        }.items():
            page.goto(f"/{language}/law/{address}" if "?" not in address else f"/{language}/{address}")
            settle(page)
            assert overflow(page) == 0, address
            assert grave_violations(page) == []
            keep_picture(page, f"law-{name}-{language}-{width}")


def test_sources_open_elsewhere_without_saying_whence(browser_page):
    page = browser_page("ar", WIDE)
    page.goto("/ar/law/values/social_security_law.contributions.old_age.employee")
    found = page.locator("a[data-elsewhere]").evaluate_all("(all) => all.map((a) => [a.href, a.target, a.rel])")
    assert found
    assert all(re.match("https?://", address) for address, _, _ in found)
    assert {(target, rel) for _, target, rel in found} == {("_blank", "noreferrer noopener")}


@pytest.mark.parametrize(
    ("language", "width", "words", "change"),
    [
        ("ar", NARROW, "الحد الأعلى للدعم الشهري", "غيّر هذه القيمة وقارن"),
        ("en", WIDE, "highest monthly transfer", "Change this value and compare"),
    ],
)
def test_by_keyboard_alone_from_the_search_to_a_value_and_to_changing_it_in_compare(
    browser_page, served_pages, language, width, words, change
):
    value = "national_aid_fund.uct.benefit_maximum"
    page = browser_page(language, width)
    page.goto(f"/{language}/law")
    tab_to(page, "#q")
    page.keyboard.type(words)
    wait_until(page, f"document.querySelector(\"#found a[href*='/values/{value}']\") !== null")
    open_by_key(page, f"#found a[href*='/values/{value}']")
    told = served_pages.api(f"/v1/law/parameters/{value}")
    assert page.get_by_role("link", name=change).count() == 1
    open_by_key(page, "main a.button[href*='/compare?']")
    assert path_of(page) == f"/{language}/compare"
    assert query_of(page) == {"set": [value]}
    assert str(told["in_force"]["value"]) in page.locator("li:has(#value-0)").inner_text()
    tab_to(page, "#value-0")
    page.keyboard.type("150")
    page.keyboard.press("Enter")
    wait_until(page, "location.search.includes('=150')")
    assert query_of(page)["set"] == [f"{value}@2026-01-01=150"]
    settle(page, 120)
    page.locator("#result .keys").first.wait_for()


def test_who_prints_while_a_chart_is_drawn_gets_it_once(browser_page):
    page = browser_page("en", WIDE)
    page.goto(f"/en/law/values/{VALUE}", wait_until="domcontentloaded")
    for _ in range(3):
        page.evaluate("() => { window.dispatchEvent(new Event('beforeprint')) }")
    settle(page)
    assert page.locator("[data-chart][data-drawn] svg").count() == 1
    assert page.locator("[data-chart] > div").count() == 1


def test_on_a_telephone_the_sources_of_a_value_stand_within_the_screen(browser_page):
    for address in (f"values/{VALUE}", "unverified", "articles/social_security_law/59"):
        page = browser_page("ar", NARROW)
        page.goto(f"/ar/law/{address}")
        settle(page)
        hidden = page.locator(".scroll:has(.stacked)").evaluate_all(
            "(all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).length"
        )
        assert page.locator(".stacked").count() >= 1, address
        assert hidden == 0, address
        assert overflow(page) == 0
        assert grave_violations(page) == []
