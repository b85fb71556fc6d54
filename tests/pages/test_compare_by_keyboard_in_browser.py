"""The page that compares policies by the keys alone, and without scripts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.pages.browser import WIDE, focus_comes_to, settle
from tests.pages.reading import tab_to

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
HEADLINE = "#result .headline"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_provision_is_changed_compared_and_its_figures_taken_along_by_the_keys_alone(
    browser_page, served_pages, language
):
    page = browser_page(language, WIDE)
    page.goto(f"/{language}/compare?population=small")
    assert tab_to(page, '.asked .skip[href="#q"]') < 10
    page.keyboard.press("Enter")
    focus_comes_to(page, "#q")
    page.keyboard.type("benefit_maximum")
    page.wait_for_selector(f'#found button[value="{MAXIMUM}"]')
    tab_to(page, f'#found button[value="{MAXIMUM}"]')
    page.keyboard.press("Enter")
    focus_comes_to(page, "#value-0")
    page.keyboard.type("160")
    tab_to(page, "#asked .main")
    page.keyboard.press("Enter")
    page.wait_for_selector(HEADLINE)
    settle(page)
    focus_comes_to(page, "#results")
    assert 0 < page.locator(HEADLINE).evaluate("(one) => one.getBoundingClientRect().top") < 900

    assert tab_to(page, '#result > .on-page a[href="#charts"]') < 5
    page.keyboard.press("Enter")
    assert tab_to(page, "#chart-programmes [data-export=csv]") < 15
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    rows = list(csv.DictReader(io.StringIO(Path(waited.value.path()).read_text("utf-8-sig"))))
    bill = {"title": {"en": "My changes", "ar": "تعديلاتي"}, "values": {MAXIMUM: {"2026-01-01": 160}}}
    asked = {"population": "small", "period": "2026-01", "line": "national", "policies": [bill]}
    (policy,) = served_pages.api("/v1/compare", asked, Prefer="wait=30")["policies"]
    found = {row["programme"]: float(row["cost_year_difference"]) for row in rows}
    assert found == {row["programme"]: row["cost_year_difference"] for row in policy["tables"]["programmes"]}
    assert found["total"] > 0


def test_the_focus_stays_where_a_visitor_works(browser_page):
    page = browser_page("en", WIDE)
    page.goto(f"/en/compare?population=small&policy=poor_family_insurance_400&set={MAXIMUM}@2026-01-01=160")
    page.wait_for_selector(HEADLINE)
    settle(page)
    for selector in ("#show-2", "#break-down-decile"):
        page.focus(selector)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{selector}[aria-current]")
        settle(page)
        focus_comes_to(page, selector)
    page.focus("#hurt a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#hurt a", state="detached")
    focus_comes_to(page, "#who")
    settle(page, 120)
    page.focus("#changes .link")
    page.keyboard.press("Enter")
    page.wait_for_selector("#value-0", state="detached")
    focus_comes_to(page, "#changes")
    settle(page)


def test_mistakes_are_listed_and_each_leads_to_its_field(browser_page):
    page = browser_page("en", WIDE, refused=(422,))
    page.goto(f"/en/compare?population=small&period=2026&set={MAXIMUM}@2026-01-01=160")
    assert page.locator("#problem li").count() == 1
    page.click("#problem a")
    assert page.evaluate("location.hash") == "#period"
    focus_comes_to(page, "#period")


def test_what_is_computed_is_cancelled_without_scripts(browser_page, served_pages):
    page = browser_page("ar", WIDE, scripts=False)
    with served_pages.busy():
        page.goto(f"/ar/compare?population=small&set={MAXIMUM}@2026-01-01=147&view=whole")
        page.click(".later form button")
        page.wait_for_selector('h1:has-text("إلغاء الحساب")')
        states = [one for one in served_pages.api("/v1/jobs?limit=50")["jobs"] if ": 147}" in str(one["request"])]
        assert {one["state"] for one in states} >= {"cancelled"}
    page.click("main a")
    page.wait_for_selector("#chart-programmes img", timeout=120_000)
    assert page.url.endswith(f"/ar/compare?population=small&set={MAXIMUM}@2026-01-01=147&view=whole")
