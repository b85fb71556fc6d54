"""The form of a family: what is asked about stands first, programmes that nobody chose stay so, policies by name."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from openfisca_jordan_sp.reform import load_reform
from tests.pages.families import CHILD, MOTHER, WORKER, family, page_of, plain


def sent(page: str, **changes) -> dict[str, list[str]]:
    """What a browser without scripts sends of the form, as it stands or with other answers."""
    form = re.search(r'<form class="controls family".*?</form>', page, re.S)[0]
    found: dict[str, list[str]] = {}
    for field in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', field)[1], re.search(r'value="([^"]*)"', field)[1]
        if 'type="checkbox"' not in field or " checked" in field:
            found.setdefault(name, []).append(html.unescape(value))
    return found | {name.replace("__", "."): value for name, value in changes.items()}


def led_to(service, query: dict) -> dict[str, list[str]]:
    """Where the form leads."""
    reply = service.flask.get("/en/family", query_string=query)
    assert reply.status_code == 302
    return parse_qs(urlsplit(reply.headers["Location"]).query)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_asked_about_stands_before_the_members_and_these_before_the_family(service, language):
    page = page_of(service, family(language, case=WORKER, policy="uct_maximum_160"))
    form = re.search(r'<form class="controls family".*?</form>', page, re.S)[0]
    marks = ['id="period"', 'name="programme"', 'name="policy"', 'id="members"', 'data-member="son_3"']
    marks += ['name="add"', 'name="f.number_of_cars"', 'id="compute-below"']
    places = [form.index(mark) for mark in marks]
    assert places == sorted(places)


def test_the_programmes_and_policies_that_count_are_told_by_name_without_opening_their_lists(service):
    page = page_of(service, family(case=WORKER, policy="uct_maximum_160"))
    told = [plain(one) for one in re.findall(r"<summary id=[^>]*>.*?</summary>", page, re.S)]
    assert told == [
        "Programmes that count: Unified Cash Transfer",
        f"Policies beside the law in force: {load_reform('uct_maximum_160').title.en}",
    ]
    many = page_of(service, family(case=WORKER, programme=["uct", "recurring_aid", "disability_care", "ssc_pension"]))
    assert "and 1 more" in plain(re.search(r'<summary id="programmes">.*?</summary>', many, re.S)[0])
    assert "Policies beside the law in force: none" in plain(many)


def test_programmes_that_nobody_chose_are_not_taken_for_chosen_when_the_form_is_sent(service):
    form = sent(page_of(service, family(case=CHILD)))
    assert form["programme"] == form["automatic"] == ["disability_care"]
    assert led_to(service, form) == {"case": [CHILD]}
    chosen = led_to(service, form | {"programme": ["disability_care", "uct"]})
    assert chosen == {"case": [CHILD], "programme": ["disability_care", "uct"]}
    assert "automatic" not in sent(page_of(service, family(case=CHILD, programme="disability_care")))


def test_a_family_that_becomes_entitled_to_something_else_is_asked_about_it(service):
    page = page_of(service, family(case="new", **{"with": "child-1"}))
    form = sent(page)
    assert set(form["programme"]) == {"uct", "recurring_aid"}
    answers = {"p.child-1.disability_degree": ["severe"], "p.child-1.age": ["9"], "f.claims_disability_care": ["true"]}
    reached = led_to(service, form | answers)
    assert "programme" not in reached


def test_the_new_member_is_where_whoever_added_it_goes_on(service):
    address = family(case=MOTHER, add="child")
    assert service.flask.get(address).headers["Location"].endswith("&with=child-1#of-child-1")
    part = page_of(service, address, **{"HX-Request": "true"})
    assert re.search(r'<fieldset id="of-child-1"[^>]* data-focus>', part)
    assert part.count("data-focus>") == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“{title}” changes nothing for this family."),
        ("ar", "لا يتغير شيء لهذه الأسرة بسياسة «{title}»."),
    ],
)
def test_a_policy_without_effect_is_named_by_its_title(service, language, said):
    title = getattr(load_reform("uct_maximum_160").title, language)
    page = plain(page_of(service, family(language, case=WORKER, policy="uct_maximum_160")))
    assert said.format(title=title) in page
    assert "uct_maximum_160" not in page.partition("openfisca-jordan-sp")[0]  # below it stands the address


def test_the_results_are_a_region_of_their_own_that_the_keyboard_can_scroll(service):
    page = page_of(service, family(case=WORKER))
    assert '<div class="told" role="region" aria-labelledby="entitled" tabindex="0">' in page
    assert '<h2 id="entitled">' in page
