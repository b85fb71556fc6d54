"""A family on its page: the state in the address, what is asked, what it is entitled to, and who may see it."""

from __future__ import annotations

import html
import logging
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from openfisca_jordan_sp.cases import cases
from tests.arabic import english_words, visible_text
from tests.pages.families import CHILD, LARGE, MOTHER, WORKER, amount, family, fields, page_of, plain

# ── beginning ──


def test_without_a_family_the_case_families_are_there_to_begin_with(service):
    for language in ("ar", "en"):
        page = page_of(service, f"/{language}/family")
        for case in cases().values():
            assert f'href="/{language}/family?case={case.id}"' in page
            assert getattr(case.title, language) in plain(page)
        assert f'href="/{language}/family?case=new"' in page


def test_no_name_and_no_number_of_a_person_is_asked_for_and_the_page_says_so(service):
    page = page_of(service, family(case=MOTHER))
    assert "No name and no number of a person is asked for" in page
    assert not {name for name in fields(page) if "name" in name.split(".")[-1] or "national_id" in name}


def test_an_unknown_case_is_told_as_a_page(service):
    page = page_of(service, family(case="nobody"), 404)
    assert "There is no case family nobody. Begin with one of these." in plain(page)
    assert f"case={MOTHER}" in page
    part = page_of(service, family(case="nobody"), 404, **{"HX-Request": "true"})
    assert "<html" not in part
    assert "There is no case family nobody." in plain(part)


# ── the state in the address ──


def test_a_form_that_sends_every_field_is_led_to_the_address_that_says_only_what_differs(service):
    sent = family(case=CHILD, p__father__wage="250", p__mother__wage="", p__son_9__age="10", period="2026-01", vary="")
    reply = service.flask.get(sent)
    assert reply.status_code == 302
    assert dict(parse_qsl(urlsplit(reply.headers["Location"]).query)) == {"case": CHILD, "p.son_9.age": "10"}


def test_a_part_that_a_script_asks_for_says_the_same_address_for_the_history(service):
    sent = family(case=CHILD, p__father__wage="250", p__son_9__age="10")
    reply = service.flask.get(sent, headers={"HX-Request": "true"})
    assert reply.headers["HX-Push-Url"] == family(case=CHILD, p__son_9__age="10")
    assert reply.get_data(as_text=True).startswith('\n<div id="family">') or "<html" not in reply.get_data(as_text=True)


def test_a_link_opens_the_same_family_in_the_other_language(service):
    page = page_of(
        service, family("ar", case=CHILD, p__father__wage="310", programme="disability_care", policy="uct_maximum_160")
    )
    other = html.unescape(re.search(r'<a class="language" href="([^"]+)"', page)[1])
    assert other.startswith("/en/family?")
    again = page_of(service, other)
    assert fields(again) == fields(page)
    assert fields(again)["p.father.wage"] == "310"
    assert 'value="uct_maximum_160" checked' in again


def test_a_fact_of_the_case_can_be_taken_back(service):
    page = page_of(service, family(case=CHILD, p__father__wage="", programme="disability_care"))
    assert fields(page)["p.father.wage"] == ""


def test_members_are_added_and_left_out_by_buttons_that_lead_to_an_address(service):
    added = service.flask.get(family(case=MOTHER, add="child")).headers["Location"]
    assert dict(parse_qsl(urlsplit(added).query)) == {"case": MOTHER, "with": "child-1"}
    assert "Child 1" in plain(page_of(service, added))
    answered = family(case=MOTHER, **{"with": "child-1"}, p__son_10__age="11", remove="son_10")
    left = service.flask.get(answered).headers["Location"]
    assert dict(parse_qsl(urlsplit(left).query)) == {"case": MOTHER, "with": "child-1", "without": "son_10"}
    again = plain(page_of(service, left))
    assert "Son, 10" not in again
    assert "Daughter, 6" in again


def test_a_family_of_ones_own_begins_with_its_head(service):
    page = page_of(service, family(case="new", **{"with": ["spouse-1", "child-1"]}, programme="recurring_aid"))
    assert {"p.head.age", "p.spouse-1.age", "p.child-1.age"} <= fields(page).keys()


def test_digits_may_be_written_in_arabic(service):
    given = page_of(service, family("ar", case=CHILD, p__father__wage="٣١٠٫٥", programme="disability_care"))
    latin = page_of(service, family("ar", case=CHILD, p__father__wage="310.5", programme="disability_care"))
    of = re.compile(r'class="finding"[^>]*>([^<]+)<')
    assert of.search(given)[1] == of.search(latin)[1]


# ── results ──


@pytest.mark.parametrize(
    ("case", "programme"), [(CHILD, "disability_care"), (MOTHER, "recurring_aid"), (LARGE, "uct"), (WORKER, "uct")]
)
def test_the_amounts_are_those_of_the_service(service, case, programme):
    expected = amount(service, case, programme)
    assert expected > 0
    page = plain(page_of(service, family(case=case, programme=programme)))
    assert f"the chosen programmes give {expected:,.3f} JOD" in page


def test_another_income_changes_what_the_family_is_entitled_to(service):
    raised = amount(service, CHILD, "disability_care", persons__father__wage=290)
    assert raised != amount(service, CHILD, "disability_care")
    page = plain(page_of(service, family(case=CHILD, p__father__wage="290", programme="disability_care")))
    assert f"the chosen programmes give {raised:,.3f} JOD" in page


def test_a_policy_stands_beside_the_law_with_what_it_changes(service):
    page = plain(page_of(service, family(case=WORKER, programme="uct", policy="uct_minimum_50")))
    assert "The law in force" in page
    body = {
        "families": {"family": service.call("readCase", case_id=WORKER).get_json()["situation"]},
        "period": "2026-01",
        "policies": ["uct_minimum_50"],
    }
    items = service.call("compare", json=body).get_json()["families"]["family"]["items"]
    uct = next(one for one in items if one["id"] == "uct")
    assert f"{uct['policies']['uct_minimum_50']['reform']['month']:,.3f}" in page


def test_without_programmes_those_count_that_give_the_family_something(service):
    page = page_of(service, family(case=CHILD))
    assert 'value="disability_care" checked' in page
    assert 'value="maternity_allowance" checked' not in page


def test_values_that_are_not_verified_and_warnings_stand_with_the_results(service):
    page = plain(page_of(service, family(case=MOTHER)))
    assert "were not read in a source as they stand" in page
    assert "national_aid_fund" in page_of(service, family(case=MOTHER))


# ── what is asked ──


def test_questions_drop_out_once_they_cannot_change_the_result_and_the_page_says_why(service):
    asked = fields(page_of(service, family(case=WORKER, programme="uct")))
    assert {"p.father.nationality", "f.number_of_cars", "f.naf_targeting_score"} <= asked.keys()
    page = page_of(service, family(case=WORKER, programme="uct", p__father__nationality="syrian"))
    assert "f.number_of_cars" not in fields(page)
    assert fields(page)["p.father.nationality"] == "syrian"
    told = plain(page)
    assert "This does not hold: The family, The head of the family is a Jordanian citizen" in told
    assert "Private cars owned by the family (The family)" in told
    whole = page_of(service, family(case=WORKER, all="1", p__father__nationality="syrian", programme="uct"))
    assert "f.number_of_cars" in fields(whole)


def test_the_questions_are_those_that_the_service_tells_to_any_program(service):
    situation = service.call("readCase", case_id=MOTHER).get_json()["situation"]
    body = {"situation": situation, "period": "2026-01", "programmes": ["recurring_aid"]}
    told = service.call("listQuestions", json={**body, "policies": ["uct_minimum_50"]}).get_json()
    page = page_of(service, family(case=MOTHER, programme="recurring_aid", policy="uct_minimum_50"))
    prefixes = {"person": "p.{}.", "family": "f.", "household": "h."}
    asked = {
        prefixes[told["facts"][one["variable"]]["entity"]].format(one["of"]) + one["variable"]
        for one in told["questions"]
    }
    assert asked
    # What was paid last month changes no aid: the letter reads it.
    assert fields(page).keys() == asked | {"f.naf_cash_last_month"}
    assert f"{len(asked)} questions can change" in plain(page)


def test_answers_to_questions_that_dropped_out_stay_in_the_address_and_in_the_form(service):
    page = page_of(
        service, family(case=WORKER, f__business_capital="10", p__father__nationality="syrian", programme="uct")
    )
    answered = re.search(r'<details class="answered".*?</details>', page, re.S)[0]
    assert fields(answered) == {"f.business_capital": "10"}
    assert "Answers that change nothing now: 1" in plain(answered)
    assert "The family: Value of the family's business" in plain(answered)
    assert fields(page).keys() >= {"p.father.nationality", "f.business_capital"}


def test_no_question_is_worded_for_programs(service):
    page = page_of(
        service, family(case="new", all="1", **{"with": "child-1"}, programme=["uct", "recurring_aid", "ssc_pension"])
    )
    labels = [plain(one) for one in re.findall(r"<label for=.*?</label>", page, re.S)]
    assert len(labels) > 20
    assert not [one for one in labels if re.search(r"-1|unknown\)|1200|_", one)]


def test_a_list_offers_its_items_in_the_language_of_the_page(service):
    for language, item in (("en", "Divorced"), ("ar", "مطلق")):
        page = page_of(service, family(language, case=MOTHER, programme="recurring_aid"))
        assert re.search(rf'<option value="divorced" selected>[^<]*{item}', page)


# ── both languages, and what nobody else may see ──


@pytest.mark.parametrize(
    "address",
    [
        "/ar/family",
        family("ar", case=MOTHER, policy="uct_maximum_160"),
        family("ar", case="new", **{"with": ["spouse-1", "child-1", "dependant-1"]}, programme="recurring_aid"),
        family("ar", case=WORKER, all="1", programme=["uct", "ssc_pension"]),
        family("ar", "/explanation", case=MOTHER, result="naf_recurring_aid_amount", under=""),
        family("ar", "/varied", case="insurance_ceiling_family"),
        family("ar", "/letter", case=MOTHER),
    ],
)
def test_every_word_of_the_arabic_pages_is_arabic(service, address):
    assert english_words(visible_text(html.unescape(page_of(service, address))), {"English", "PNG"}) == []


def test_a_mistake_is_told_in_arabic_alone(service):
    address = family("ar", case=CHILD, p__father__wage="abc", p__father__sex="x", programme="nothing", period="9")
    page = visible_text(html.unescape(page_of(service, address, 422)))
    assert english_words(page, {"English", "abc", "nothing", "YYYY-MM"}) == []


def test_facts_of_a_family_are_kept_nowhere(service, caplog):
    caplog.set_level(logging.DEBUG)
    reply = service.flask.get(family(case=CHILD, p__father__wage="271.318", programme="disability_care"))
    assert reply.status_code == 200
    assert "no-store" in reply.headers["Cache-Control"]
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert "271.318" not in caplog.text
    assert all("271.318" not in str(vars(record)) for record in caplog.records)


def test_a_service_that_asks_for_keys_asks_for_one_before_it_computes_a_family(tmp_path, make_service):
    guarded = make_service(f"sqlite:///{tmp_path / 'keys.sqlite3'}", auth="keys", secret="s" * 32)
    reply = guarded.flask.get(family(case=MOTHER))
    assert reply.status_code == 303
    assert "/en/sign-in?back=" in reply.headers["Location"]
