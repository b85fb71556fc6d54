"""Journeys through the page of monitoring in a real browser: indicators and their files, a cost path cancelled."""

from __future__ import annotations

import csv
import io

import pytest

from tests.pages.browser import NARROW, WIDE, overflow, settle

PAGE = "/monitoring?population=small"
ASKED = {"kind": "statistics", "population": "small", "policies": [], "period": "2026-01"}


def rows_of(served_pages, address):
    return list(csv.DictReader(io.StringIO(served_pages.read(address).decode("utf-8-sig"))))


@pytest.mark.parametrize(("language", "width"), [("ar", NARROW), ("en", WIDE)])
def test_the_indicators_appear_with_their_charts(browser_page, language, width):
    page = browser_page(language, width)
    page.goto(f"/{language}{PAGE}")
    settle(page, 120)
    first = page.locator("#chart-pillars-coverage")
    first.scroll_into_view_if_needed()
    settle(page, 120)
    assert first.locator(".chart svg").count() == 1
    assert page.locator("#pillars figure").count() == 8
    assert page.locator("#services figure").count() == 2
    assert {"ar": "اصطناعيون", "en": "synthetic"}[language] in page.locator(".caveats").inner_text()
    assert overflow(page) == 0


def test_the_table_and_the_chart_of_a_figure_are_those_of_the_api(browser_page, served_pages):
    page = browser_page("en")
    page.goto(f"/en{PAGE}")
    settle(page, 120)
    tables = served_pages.api("/v1/jobs", ASKED, Prefer="wait=60")["tables"]
    known = {
        row["programme"]: row["value"]
        for row in tables["targeting"]
        if (row["measure"], row["group_kind"]) == ("adequacy", "all")
    }
    figure = page.locator("#chart-pillars-adequacy")
    shown = rows_of(served_pages, figure.locator("[data-export=csv]").get_attribute("href"))
    assert len(shown) == 4
    assert {row["programme"]: row["value"] for row in shown} == {
        pillar: repr(known[pillar]) for pillar in ("karama", "forsa", "somoud", "all")
    }
    figure.locator("summary").click()
    karama = figure.get_by_role("row").filter(has_text="Karama").inner_text()
    assert f"{known['karama']:.2%}" in karama
    with page.expect_download() as kept:
        figure.get_by_role("link", name="Chart as PNG").click()
    assert kept.value.path().read_bytes().startswith(b"\x89PNG")
    every = rows_of(served_pages, page.locator("[data-export=indicators]").get_attribute("href"))
    (one,) = [row for row in every if (row["pillar"], row["indicator"]) == ("karama", "adequacy")]
    assert one["value"] == repr(known["karama"])


def test_a_cost_path_is_begun_by_keyboard_and_cancelled(browser_page, served_pages):
    page = browser_page("en")
    page.goto(f"/en{PAGE}&policy=uct_minimum_50")
    settle(page, 120)
    page.get_by_role("link", name="Compute the cost path").focus()
    page.keyboard.press("Enter")
    page.locator("#years progress").wait_for()
    assert "show=years" in page.url
    cancel = page.locator("#years").get_by_role("button", name="Cancel")
    cancel.focus()
    page.keyboard.press("Enter")
    page.locator("#years.cancelled").wait_for()
    assert "Cancelled." in page.locator("#years").inner_text()
    asked = {"kind": "cost_path", "policies": [["uct_minimum_50"]]}
    jobs = [job for job in served_pages.api("/v1/jobs")["jobs"] if asked.items() <= {**job["request"], **job}.items()]
    assert [job["state"] for job in jobs] == ["cancelled"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_cost_path_is_cancelled_without_scripts(browser_page, served_pages, language):
    page = browser_page(language, NARROW, scripts=False)
    page.goto(f"/{language}{PAGE}&policy=uct_minimum_50&period=2026-0{3 + (language == 'en')}&show=years")
    said = {"ar": ("اعرض هذه الأرقام", "إلغاء", "إلغاء الحساب", "العودة إلى الصفحة")}
    show, cancel, heading, back = said.get(
        language, ("Show these figures", "Cancel", "Computing was cancelled", "Back to the page")
    )
    with served_pages.busy():
        page.locator("#years-part").get_by_role("link", name=show).click()
        page.get_by_role("button", name=cancel).press("Enter")
        page.get_by_role("heading", level=1, name=heading).wait_for()
    assert overflow(page) == 0
    page.get_by_role("link", name=back).click()
    page.locator("h1").wait_for()
    assert "show=years" in page.url
    jobs = [job for job in served_pages.api("/v1/jobs")["jobs"] if job["kind"] == "cost_path"]
    assert jobs[0]["state"] == "cancelled"


def test_the_form_keeps_its_state_in_the_address_and_the_other_language_shows_the_same(browser_page):
    page = browser_page("ar")
    page.goto(f"/ar{PAGE}")
    page.get_by_label("السياسة").select_option("uct_maximum_160")
    page.get_by_label("أو خط من عندك").fill("70")
    page.get_by_role("button", name="اعرض المؤشرات").click()
    page.wait_for_url("**line=70*")
    settle(page, 120)
    assert "policy=uct_maximum_160" in page.url
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="Monitoring the strategy").wait_for()
    assert page.get_by_label("Policy").input_value() == "uct_maximum_160"
    assert page.get_by_label("Poverty line").input_value() == "70"
    settle(page, 120)


def test_without_scripts_every_part_is_a_page_of_its_own_with_pictures(browser_page):
    page = browser_page("en", scripts=False)
    page.goto(f"/en{PAGE}")
    page.get_by_role("link", name="Show these figures").nth(1).click()
    while page.get_by_role("link", name="Look again").count():
        page.get_by_role("link", name="Look again").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Families reached and rights to services"
    picture = page.locator("#chart-services-reach img")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 300)")
    assert page.locator("#chart-services-reach .chart[data-chart]").is_hidden()
