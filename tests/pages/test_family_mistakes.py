"""Mistakes on the page of a family: each at its field, in the language of the page, and nothing computed."""

from __future__ import annotations

import re

import pytest

from tests.arabic import without_marks
from tests.pages.families import CHILD, WORKER, family, page_of, plain


@pytest.mark.parametrize(("language", "said"), [("en", "must be a number."), ("ar", "يجب أن يكون رقما.")])
def test_a_wrong_value_is_told_at_its_field_and_nothing_is_computed(service, language, said):
    page = page_of(service, family(language, case=CHILD, p__father__wage="abc", programme="disability_care"), 422)
    field = re.search(r'<input id="field-p-father-wage"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    described = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
    assert "field-p-father-wage-wrong" in described
    assert said in without_marks(re.search(r'<p class="wrong" id="field-p-father-wage-wrong">(.*?)</p>', page, re.S)[1])
    assert "entitlements" not in page


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("p.father.wage", "-5"),
        ("p.father.wage", "1e400"),
        ("p.father.wage", "99999999999999"),
        ("p.father.age", "2.5"),
        ("p.father.sex", "none"),
        ("f.naf_targeting_score", "nan"),
        ("f.claims_recurring_aid", "perhaps"),
        ("p.son_9.birth_date", "31/12/2010"),
        ("h.governorate", "paris"),
    ],
)
def test_every_kind_of_wrong_value_is_a_mistake_at_its_field(service, fact, value):
    page = page_of(service, family(case=CHILD, **{fact: value}), 422)
    ident = "field-" + fact.replace(".", "-").replace("_", "_")
    assert f'id="{ident}-wrong"' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"period": "x"}, "month"),
        ({"period": "1999-01"}, "Month: has not the form that it must have"),
        ({"programme": "nothing"}, "There is no programme nothing"),
        ({"policy": "nothing"}, "There is no reform nothing. Choose from the policies listed."),
        ({"p.nobody.age": "3"}, "is no fact of this family"),
        ({"p.father.nonsense": "3"}, "is no fact of this family"),
        ({"with": "grandmother"}, "can be no member"),
        ({"without": "father"}, "A family has a head"),
        ({"with": [f"spouse-{one}" for one in range(1, 6)]}, "At most four spouses"),
        ({"with": [f"child-{one}" for one in range(1, 40)]}, "At most 20 members"),
    ],
)
def test_what_else_is_wrong_is_said_and_nothing_is_computed(service, query, said):
    told = plain(page_of(service, family(case=CHILD, **query), 422))
    assert said in told
    assert "Nothing was computed" in told


def test_more_than_the_service_can_ask_about_at_once_is_said_and_what_was_told_can_be_put_right(service):
    chosen = [one["id"] for one in service.call("listProgrammes").get_json()["programmes"]]
    reforms = [one["id"] for one in service.call("listReforms").get_json()["reforms"]][:3]
    members = [f"child-{one}" for one in range(1, 16)]
    page = page_of(service, family(case=CHILD, programme=chosen, policy=reforms, **{"with": members}), 422)
    assert "Name fewer programmes or policies" in plain(page)
    assert re.search(r'<input id="field-p-father-wage"', page)


def test_hostile_texts_are_shown_as_they_stand(service):
    attack = '"><script>alert(1)</script>\u202e'
    title = {"en": attack, "ar": attack}
    bill = {"id": "hostile", "title": title, "values": {"national_aid_fund.uct.benefit_minimum": {"2026-01-01": 50}}}
    stored = service.call("createPolicy", json={"reforms": [bill]}).get_json()["id"]
    for address in (
        family(case=WORKER, policy=stored),
        family("ar", "/letter", case=WORKER, policy=stored, under=stored),
        family("ar", "/varied", case=WORKER, policy=stored),
    ):
        page = page_of(service, address)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
    page = page_of(service, family(case=CHILD, p__father__wage=attack), 422)
    assert "<script>alert" not in page
