"""A family's journey in a real browser: from a case to the letter, with the mouse and with the keyboard alone."""

from __future__ import annotations

import re

import pytest

from tests.arabic import without_marks
from tests.pages.browser import NARROW, WIDE, focus_comes_to, grave_violations, keep_picture, overflow, settle

CHILD = "child_with_severe_disability"
MOTHER = "divorced_mother"
WORDS = {
    "ar": {"compute": "احسب", "letter": "القرار على شكل كتاب", "along": "على طول الدخل", "number": "يجب أن يكون رقما"},
    "en": {
        "compute": "Compute",
        "letter": "Decision as a letter",
        "along": "Along an income",
        "number": "must be a number",
    },
}
FINDING = "#family .finding[data-say]"


def told(page, selector: str) -> str:
    return " ".join(without_marks(page.inner_text(selector)).split())


def situation(served_pages, case: str) -> dict:
    return served_pages.api(f"/v1/cases/{case}")["situation"]


def month_of(served_pages, given: dict, programme: str) -> str:
    """What `/v1` says that a programme gives by the month."""
    body = {"families": {"family": given}, "period": "2026-01"}
    items = served_pages.api("/v1/compare", body)["families"]["family"]["items"]
    return f"{next((one['baseline']['month'] for one in items if one['id'] == programme), 0):,.3f}"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_from_a_case_to_another_income_its_reasons_and_the_letter(browser_page, served_pages, language):
    page, words, given = browser_page(language), WORDS[language], situation(served_pages, CHILD)
    page.goto(f"/{language}/family")
    page.click(f"a[href$='case={CHILD}']")
    before = month_of(served_pages, given, "disability_care")
    assert before in told(page, FINDING)

    page.fill("[name='p.father.wage']", "290")
    page.keyboard.press("Enter")
    given["persons"]["father"]["wage"] = 290
    after = month_of(served_pages, given, "disability_care")
    assert after != before
    page.wait_for_function("value => document.querySelector('#family .finding').innerText.includes(value)", arg=after)
    page.wait_for_url(re.compile(r"p\.father\.wage=290"))
    assert "p.mother" not in page.url
    page.wait_for_function("value => document.getElementById('said').innerText.includes(value)", arg=after)

    page.goto(f"/{language}/family?case={CHILD}&programme=disability_care")
    page.locator(".entitlements td a").first.click()
    page.wait_for_selector("#explanation h3")
    focus_comes_to(page, "#explained")
    assert "national_aid_fund.disability_care" in page.inner_text("#explanation")
    assert page.locator("#explanation details[open]").count() > 3
    settle(page)

    page.get_by_role("link", name=words["letter"]).click()
    page.wait_for_selector("article.letter")
    letter = told(page, "article.letter")
    assert f"الموافقة: {before} دينار شهريا." in letter
    assert "قانون صندوق المعونة الوطنية رقم 36 لسنة 1986" in letter
    assert page.get_attribute("article.letter", "dir") == "rtl"


def test_what_is_looked_at_stands_in_the_address_and_the_way_back_leads_through_it(browser_page):
    page = browser_page("en")
    page.goto(f"/en/family?case={MOTHER}&programme=recurring_aid")
    page.locator(".entitlements td a").first.click()
    page.wait_for_url(re.compile("result=naf_recurring_aid_amount"))
    page.get_by_role("link", name=re.compile("Along an income")).click()
    page.wait_for_url(re.compile(r"vary=p\.mother\.wage"))
    looked = page.url
    again = browser_page("en")
    again.goto(looked)
    again.wait_for_selector("#explanation h3")
    again.wait_for_selector("#varied [data-chart]")
    assert "50.000" in again.inner_text("#explanation h3")
    page.go_back()
    page.wait_for_selector("#explanation h3")
    assert "vary=" not in page.url
    assert page.locator("header.site").is_visible()
    page.go_back()
    page.wait_for_url(re.compile(r"case=divorced_mother&programme=recurring_aid$"))
    page.wait_for_selector(FINDING)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_bad_value_is_told_at_its_field_and_put_right_there(browser_page, served_pages, language):
    page = browser_page(language, refused=[422])
    page.goto(f"/{language}/family?case={CHILD}&programme=disability_care")
    page.fill("[name='p.father.wage']", "a lot")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name='p.father.wage'][aria-invalid=true]")
    assert WORDS[language]["number"] in told(page, "#field-p-father-wage-wrong")
    focus_comes_to(page, "#problem")
    page.fill("[name='p.father.wage']", "250")
    page.keyboard.press("Enter")
    page.wait_for_selector(FINDING)
    expected = month_of(served_pages, situation(served_pages, CHILD), "disability_care")
    assert expected in told(page, FINDING)
    assert "p.father.wage" not in page.url


def test_the_keyboard_alone_leads_from_the_case_to_the_reasons(browser_page):
    page = browser_page("en")
    page.goto(f"/en/family?case={MOTHER}&programme=recurring_aid")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.entitlements td a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#explanation h3")
    assert "50.000" in page.inner_text("#explanation h3")
    before = page.locator("#explanation details[open]").count()
    for _ in range(20):  # the provisions that decide it come first
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    assert page.evaluate("document.activeElement.closest('#explanation') !== null")
    page.keyboard.press("Enter")
    assert page.locator("#explanation details[open]").count() == before - 1


def test_questions_drop_out_and_come_back_as_answers_change(browser_page):
    page = browser_page("en")
    page.goto("/en/family?case=day_wages_family_of_six&programme=uct")
    page.wait_for_selector("[name='f.number_of_cars']")
    page.select_option("[name='p.father.nationality']", "syrian")
    page.click("#compute")
    page.wait_for_selector("select[name='f.number_of_cars'], input[name='f.number_of_cars']:visible", state="detached")
    page.click(".dropped summary")
    assert "The head of the family is a Jordanian citizen" in told(page, ".dropped")
    page.select_option("[name='p.father.nationality']", "jordanian")
    page.click("#compute")
    page.wait_for_selector("[name='f.number_of_cars']")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_along_an_income_the_curves_are_drawn_and_their_numbers_can_be_taken_along(
    browser_page, served_pages, language
):
    page = browser_page(language)
    page.goto(f"/{language}/family?case=insurance_ceiling_family")
    page.get_by_role("link", name=re.compile(WORDS[language]["along"])).click()
    page.wait_for_selector("#varied [data-chart]")
    page.locator("#chart-income").scroll_into_view_if_needed()
    page.wait_for_selector("#chart-income [data-drawn] svg")
    over = {"variable": "wage", "of": "father", "from": 0, "to": 600, "step": 1}
    given = {"situation": situation(served_pages, "insurance_ceiling_family"), "over": over, "period": "2026-01"}
    cliffs = served_pages.api("/v1/vary", given)["results"][0]["cliffs"]
    told_of = told(page, "#varied table")
    assert all(f"{one['cliff']['first_after']:,.3f}" in told_of for one in cliffs)
    files = {form: page.get_attribute(f"#chart-income [data-export={form}]", "href") for form in ("csv", "png")}
    assert b"household_disposable_income" in served_pages.read(files["csv"])
    assert served_pages.read(files["png"])[:4] == b"\x89PNG"


def test_a_member_is_added_and_left_out_without_scripts(browser_page):
    page = browser_page("en", scripts=False)
    page.goto(f"/en/family?case={MOTHER}")
    page.click("button[name=add][value=child]")
    assert "with=child-1" in page.url
    assert "Child 1" in page.inner_text("form.family")
    page.click("button[name=remove][value='child-1']")
    assert "child-1" not in page.inner_text("form.family")
    page.locator(".entitlements td a").first.click()
    assert "50.000" in page.inner_text("#explanation h3")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("reasons", f"/explanation?case={MOTHER}&result=naf_recurring_aid_amount&under="),
        ("along", "/varied?case=insurance_ceiling_family"),
    ],
)
def test_every_view_of_a_family_can_be_read_by_everybody_and_fits_the_screen(browser_page, language, width, name, view):
    page = browser_page(language, width)
    page.goto(f"/{language}/family{view}")
    settle(page)
    assert grave_violations(page) == []
    assert overflow(page) == 0
    keep_picture(page, f"family_{name}-{language}-{width}")


def test_the_letter_is_printed_on_a4_the_decision_first_and_the_computing_on_pages_of_its_own(browser_page):
    page = browser_page("ar")
    page.goto(f"/ar/family/letter?case={MOTHER}&programme=recurring_aid")
    page.emulate_media(media="print")
    assert not page.locator("header.site").is_visible()
    assert not page.locator(".no-print").first.is_visible()
    decision, _, annex = told(page, "article.letter").partition("ملحق: تفصيل الحساب")
    assert "ليس هذا قرارا من صندوق المعونة الوطنية" in decision
    assert "الموافقة: 50.000 دينار شهريا." in decision
    assert "للأسرة فئة من فئات المعونة ولم تزل عنها بالزواج" in decision
    assert "التوقيع" in decision
    assert "national_aid_fund.recurring.floor" in annex
    assert page.evaluate("getComputedStyle(document.querySelector('.annex')).breakBefore") == "page"
    whole = pages_of(page.pdf(format="A4"))
    assert whole == pages_of(page.pdf(prefer_css_page_size=True))
    page.set_viewport_size({"width": 794, "height": 1123})  # a sheet of A4
    keep_picture(page, "letter_printed-ar")
    page.evaluate("document.querySelector('.annex').hidden = true")
    of_decision = pages_of(page.pdf(format="A4"))
    assert of_decision <= 2 < whole


def pages_of(printed: bytes) -> int:
    """The pages of a PDF, all of A4."""
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 59[45](?:\.\d+)? 84[12]", printed)
    assert printed[:5] == b"%PDF-"
    assert len(sizes) == len(re.findall(rb"/Type\s*/Page\b", printed))
    return len(sizes)
