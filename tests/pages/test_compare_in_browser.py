"""Comparing policies in a real browser before a real service: the journeys of a drafter."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.pages.browser import NARROW, WIDE, grave_violations, overflow, settle, wait_until

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
HEADLINE = "#one .headline"


def figures_of(page):
    """The key figures, as they stand on the page."""
    return page.locator(".keys .change").all_inner_texts()


def downloaded(page, selector):
    with page.expect_download() as found:
        page.locator(selector).first.click()
    with open(found.value.path(), "rb") as file:
        return file.read()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_drafter_changes_a_provision_compares_reopens_the_link_and_takes_the_figures_along(
    browser_page, served_pages, language
):
    page = browser_page(language, WIDE)
    page.goto(f"/{language}/compare?population=demo")
    page.fill("#q", "benefit_maximum")
    page.click(f'#found button[value="{MAXIMUM}"]')
    page.wait_for_selector("#value-0")
    assert "136" in page.inner_text("#changes")
    page.fill("#value-0", {"ar": "١٦٠", "en": "160"}[language])
    page.press("#value-0", "Enter")
    page.wait_for_selector(HEADLINE)
    settle(page)
    assert f"set={MAXIMUM}@2026-01-01=160" in page.url
    bill = {
        "title": {"en": "My changes", "ar": "تعديلاتي"},
        "values": {MAXIMUM: {"2026-01-01": 160}},
    }
    asked = {"population": "demo", "period": "2026-01", "line": "national", "policies": [bill]}
    (policy,) = served_pages.api("/v1/compare", asked, Prefer="wait=30")["policies"]
    month = policy["headline"]["cost_month_difference"]
    assert f"{month:,.0f}" in figures_of(page)[0]
    wait_until(page, "document.querySelector('#interval-cost_year').textContent.includes('95%')")

    rows = csv.DictReader(io.StringIO(downloaded(page, "#chart-programmes [data-export=csv]").decode("utf-8-sig")))
    costs = {row["programme"]: float(row["cost_year_difference"]) for row in rows}
    assert costs == {row["programme"]: row["cost_year_difference"] for row in policy["tables"]["programmes"]}
    picture = downloaded(page, "#chart-programmes [data-export=png]")
    assert picture.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(picture[16:20]) >= 1000

    link = page.input_value("#address")
    assert link.removeprefix(served_pages.address) == page.evaluate("location.pathname + location.search")
    other = browser_page({"ar": "en", "en": "ar"}[language])
    other.goto(link.replace(f"/{language}/", {"ar": "/en/", "en": "/ar/"}[language]))
    other.wait_for_selector(HEADLINE)
    assert f"{month:,.0f}" in figures_of(other)[0]
    assert other.input_value("#value-0") == "160"


def test_a_wrong_value_is_explained_at_its_field_and_mended_there(browser_page):
    page = browser_page("ar", WIDE, refused=(422,))
    page.goto(f"/ar/compare?population=small&set={MAXIMUM}@2026-01-01=1600000")
    assert "خارج المدى" in page.inner_text("#wrong-value-0")
    assert page.get_attribute("#value-0", "aria-describedby") == "wrong-value-0"
    page.fill("#value-0", "160000")
    page.press("#value-0", "Enter")
    page.wait_for_selector('#value-0[aria-invalid="true"][value="160000"]')
    page.fill("#value-0", "160")
    page.press("#value-0", "Enter")
    page.wait_for_selector(HEADLINE)
    assert page.locator("[aria-invalid]").count() == 0
    settle(page)


def test_what_is_computed_is_cancelled_and_computed_again(browser_page):
    page = browser_page("en", WIDE)
    page.goto(f"/en/compare?set={MAXIMUM}@2026-01-01=161")
    page.wait_for_selector(HEADLINE)
    page.wait_for_selector("#statistics progress")
    page.click("#statistics button")
    page.wait_for_selector("#statistics.cancelled")
    page.click("#statistics.cancelled a")
    page.wait_for_selector("#statistics-title", timeout=120_000)
    settle(page)


def test_what_the_page_puts_in_by_itself_does_not_move_what_somebody_is_about_to_press(browser_page):
    page, waits = browser_page("en", WIDE), [True]
    page.route(re.compile(r"/compare/charts\?"), lambda route: waits.append(route) if waits[0] else route.continue_())
    page.goto(f"/en/compare?population=small&set={MAXIMUM}@2026-01-01=164")
    page.wait_for_selector("#statistics-title")
    link = page.locator("#statistics a").first
    link.focus()
    wait_until(page, "[...document.querySelectorAll('[aria-busy=true]')].map((one) => one.id).join() === 'charts'")
    link.scroll_into_view_if_needed()
    before, scrolled = link.bounding_box()["y"], page.evaluate("scrollY")
    waits[0] = False
    waits.pop().continue_()
    page.wait_for_selector("#charts-title")
    settle(page)
    assert page.evaluate("scrollY") > scrolled + 100
    assert link.bounding_box()["y"] == pytest.approx(before, abs=1)


def test_whoever_changes_a_value_again_does_not_wait_for_what_was_asked_before(browser_page, served_pages):
    page = browser_page("en", WIDE)
    page.goto(f"/en/compare?set={MAXIMUM}@2026-01-01=162")
    page.wait_for_selector("#statistics progress")
    page.fill("#value-0", "163")
    page.press("#value-0", "Enter")
    page.wait_for_selector('#provisions ins:has-text("163")')
    jobs = served_pages.api("/v1/jobs?limit=50")["jobs"]
    (earlier,) = [one for one in jobs if one["kind"] == "statistics" and ": 162}" in str(one["request"])]
    assert earlier["state"] == "cancelled"
    page.wait_for_selector("#statistics-title", timeout=120_000)
    settle(page)


def test_two_tabs_with_different_policies_never_mix(browser_page):
    first = browser_page("ar", WIDE)
    first.goto(f"/ar/compare?population=small&set={MAXIMUM}@2026-01-01=150")
    second = first.context.new_page()
    second.goto("/ar/compare?population=small&policy=refugee_funding_cut")
    for page in (first, second):
        page.wait_for_selector(HEADLINE)
    before = figures_of(first)
    first.reload()
    first.wait_for_selector(HEADLINE)
    assert figures_of(first) == before != figures_of(second)
    assert "150" in first.inner_text("#provisions")
    assert "150" not in second.inner_text("#provisions")
    settle(first)
    settle(second)


def test_several_policies_stand_beside_one_another_and_each_is_opened(browser_page):
    page = browser_page("en", WIDE)
    page.goto(f"/en/compare?population=small&policy=poor_family_insurance_400&set={MAXIMUM}@2026-01-01=160")
    page.wait_for_selector("#all table")
    title = page.inner_text("#one-title")
    page.click("#all nav li:nth-child(2) a")
    page.wait_for_selector('#one-title:has-text("My changes")')
    assert "shown=2" in page.url
    assert title != "My changes"
    settle(page)


def test_who_is_hurt_is_computed_when_it_is_asked_for_and_stays_in_the_address(browser_page):
    page = browser_page("en", WIDE)
    page.goto("/en/compare?population=small&policy=refugee_funding_cut")
    page.wait_for_selector("#hurt a")
    page.click("#hurt a")
    page.wait_for_selector("#chart-hurt-types", timeout=120_000)
    assert "hurt=1" in page.url
    settle(page)


def test_without_scripts_the_form_leads_to_the_whole_page(browser_page):
    page = browser_page("ar", WIDE, scripts=False)
    page.goto("/ar/compare?population=small&policy=uct_maximum_160")
    page.wait_for_selector("#chart-statistics-targeting img", timeout=120_000)
    assert "view=whole" in page.url
    assert page.locator("#chart-programmes img").get_attribute("src").startswith("/ar/compare/programmes.svg?")


@pytest.mark.parametrize(("language", "width"), [("ar", NARROW), ("en", WIDE)])
def test_results_of_two_policies_can_be_read_by_everybody_and_fit_the_screen(browser_page, language, width):
    page = browser_page(language, width)
    query = f"population=small&policy=poor_family_insurance_400&set={MAXIMUM}@2026-01-01=160&q=cash"
    page.goto(f"/{language}/compare?{query}")
    page.wait_for_selector("#statistics-title", timeout=120_000)
    settle(page)
    assert grave_violations(page) == []
    assert overflow(page) == 0
