"""How the page that compares policies stands on a screen and on paper: what is wide, what stays, where links lead."""

from __future__ import annotations

import pytest

from tests.pages.browser import NARROW, WIDE, focus_comes_to, overflow, settle, wait_until

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
QUERY = f"compare?population=small&set={MAXIMUM}@2026-01-01=160"
#: Rows in which elements stand: how many different tops they have.
ROWS = "(found) => new Set(found.map((one) => Math.round(one.getBoundingClientRect().top))).size"
TOP = "(one) => one.getBoundingClientRect().top"


@pytest.fixture
def results(browser_page):
    """What opens the results in a language at a width."""

    def opened(language="en", width=WIDE, *, query=QUERY):
        page = browser_page(language, width)
        page.goto(f"/{language}/{query}")
        page.wait_for_selector("#statistics-title", timeout=120_000)
        settle(page)
        return page

    return opened


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_changes_in_the_law_fits_a_wide_screen(results, language):
    page = results(language)
    assert page.evaluate("document.querySelector('main').clientWidth") > 1300
    region = page.locator("#provisions .scroll")
    assert region.evaluate("(one) => one.scrollWidth - one.clientWidth") == 0
    instrument = {"ar": "قانون صندوق المعونة الوطنية", "en": "National Aid Fund Law"}[language]
    assert instrument in region.locator("th[scope=row]").inner_text()
    assert page.locator(".keys > div").evaluate_all(ROWS) == 1
    assert overflow(page) == 0


def test_the_form_stays_beside_the_results_on_a_wide_screen_alone(results):
    page = results()
    page.evaluate("scrollTo({ top: 2500, behavior: 'instant' })")
    form = page.locator(".asked")
    assert form.evaluate(TOP) == 0
    assert form.evaluate("(one) => one.scrollHeight > one.clientHeight && one.clientHeight <= innerHeight")
    assert 0 < page.locator("#asked .main").evaluate(TOP) < 900
    form.focus()
    page.keyboard.press("End")
    wait_until(page, "document.querySelector('.asked').scrollTop > 100")
    narrow = results(width=NARROW)
    assert narrow.locator(".asked").evaluate("(one) => getComputedStyle(one).position") == "static"
    assert narrow.locator(".asked").evaluate("(one) => one.scrollHeight === one.clientHeight")


def test_the_form_keeps_its_place_when_results_are_put_anew(results):
    page = results()
    page.locator(".asked").evaluate("(one) => one.scrollTo(0, 300)")
    page.fill("#value-0", "161")
    before = page.locator(".asked").evaluate("(one) => one.scrollTop")
    page.press("#value-0", "Enter")
    page.wait_for_selector('#provisions ins:has-text("161")')
    assert page.locator(".asked").evaluate("(one) => one.scrollTop") == before > 0
    focus_comes_to(page, "#value-0")
    settle(page)


@pytest.mark.parametrize("place", ["provisions", "charts", "statistics", "who", "not_verified"])
def test_the_contents_lead_to_each_part_of_the_results(results, place):
    page = results()
    page.click(f'#result > .on-page a[href="#{place}"]')
    wait_until(page, f"Math.abs(document.getElementById('{place}').getBoundingClientRect().top) < 450")
    assert page.evaluate("scrollY") > 0


def test_headings_stand_apart_from_what_is_above_them(results):
    page = results()
    for name in ("provisions", "charts", "statistics", "who"):
        gap = page.locator(f"#{name}-title").evaluate(
            "(one) => one.getBoundingClientRect().top - "
            "one.parentElement.previousElementSibling.lastElementChild.getBoundingClientRect().bottom"
        )
        assert gap > 24, name


def test_a_print_has_the_results_without_the_form(results):
    page = results()
    page.emulate_media(media="print")
    assert not page.locator(".asked").is_visible()
    assert not page.locator("#result > .on-page").is_visible()
    assert page.locator("#provisions table").is_visible()
    assert page.locator(".keys > div").evaluate_all(ROWS) == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_telephone_shows_the_value_before_and_after_without_scrolling(results, language):
    page = results(language, NARROW)
    for tag in ("del", "ins"):
        box = page.locator(f"#provisions table {tag}").bounding_box()
        assert 0 <= box["x"] <= NARROW - box["width"]
    assert overflow(page) == 0
