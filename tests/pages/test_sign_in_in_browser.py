"""The first page that a visitor meets where keys are asked, in a real browser."""

from __future__ import annotations

import pytest

from tests.pages.browser import NARROW, WIDE, focus_comes_to, grave_violations, overflow


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_form_can_be_read_by_everybody_and_fits_the_screen(browser_page, language, width):
    page = browser_page(language, width)
    page.goto(f"/{language}/sign-in")
    assert page.evaluate("document.documentElement.dir") == {"ar": "rtl", "en": "ltr"}[language]
    assert grave_violations(page) == []
    assert overflow(page) == 0


def test_one_click_leads_to_the_same_page_in_the_other_language(browser_page):
    page = browser_page()
    page.goto("/ar/sign-in?back=/ar/law")
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="Sign in", level=1).wait_for()
    assert page.url.endswith("/en/sign-in?back=/ar/law")


def test_what_is_skipped_to_by_keyboard_is_the_content(browser_page):
    page = browser_page("en")
    page.goto("/en/sign-in")
    page.keyboard.press("Tab")
    focus_comes_to(page, ".skip")
    page.keyboard.press("Enter")
    focus_comes_to(page, "#content")
