"""A family by the keyboard alone, from nobody to the letter; and where the visitor is after each swap."""

from __future__ import annotations

import re

import pytest

from tests.pages.browser import focus_comes_to, settle, wait_until
from tests.pages.reading import tab_to
from tests.pages.test_family_in_browser import CHILD, FINDING, told


def press(page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")
    settle(page)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_keyboard_alone_leads_from_nobody_to_the_letter(browser_page, language):
    page = browser_page(language)
    page.goto(f"/{language}/family")
    tab_to(page, "a[href$='case=new']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#add-child")
    press(page, "#add-child")
    focus_comes_to(page, "#of-child-1")
    tab_to(page, "[name='p.child-1.age']")
    page.keyboard.type("٩")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"p\.child-1\.age="))
    settle(page)
    wait_until(page, "document.activeElement.outerHTML.split('>')[0].includes('of-child-1')")
    tab_to(page, ".told a.button[href*='/letter']")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.letter")
    assert "عدم الموافقة" in told(page, "article.letter")


def test_whoever_answers_stays_where_he_or_she_is(browser_page):
    page = browser_page("en")
    page.goto(f"/en/family?case={CHILD}&programme=disability_care")
    page.focus("[name='p.father.wage']")
    page.keyboard.press("Control+A")
    page.keyboard.type("290")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"p\.father\.wage=290"))
    settle(page)
    focus_comes_to(page, "[name='p.father.wage']")
    page.focus("#add-child")
    page.keyboard.press("Enter")
    page.wait_for_selector("#of-child-1")
    settle(page)
    focus_comes_to(page, "#of-child-1")
    page.focus("button[name=remove][value='child-1']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#of-child-1", state="detached")
    settle(page)
    focus_comes_to(page, "#members")


def test_the_amounts_stay_in_view_at_a_desk_and_can_be_scrolled_by_the_keyboard(browser_page):
    page = browser_page("en")
    page.goto(f"/en/family?case={CHILD}&programme=disability_care&all=1")
    page.evaluate("window.scrollTo(0, 1500)")
    top = page.evaluate("document.querySelector('.told').getBoundingClientRect().top")
    assert top == 0
    assert page.locator(FINDING).is_visible()
    page.focus(".told")
    assert page.evaluate("getComputedStyle(document.querySelector('.told')).overflowY") == "auto"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.told')).position") == "static"
