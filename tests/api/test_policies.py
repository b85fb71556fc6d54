"""Stored policies: the same content has the same id, whatever the database."""

import pytest

BILL = {
    "id": "ceiling_400",
    "title": {"en": "Raise the ceiling", "ar": "رفع السقف"},
    "values": {"health_insurance.poor_family.income_ceiling": {"2026-01-01": 400}},
}


def test_the_same_content_has_the_same_id_in_either_database(database_url, make_service):
    service = make_service(database_url)
    first = service.call("createPolicy", json={"reforms": ["uct_maximum_160", BILL]})
    assert first.status_code == 201
    again = service.call("createPolicy", json={"reforms": ["uct_maximum_160", dict(reversed(BILL.items()))]})
    assert again.status_code == 200
    assert again.get_json()["id"] == first.get_json()["id"]
    read = service.call("readPolicy", policy_id=first.get_json()["id"])
    assert read.get_json() == first.get_json()
    assert first.headers["Location"].endswith(first.get_json()["id"])
    assert [(one["path"], one["after"]) for one in read.get_json()["provisions"]] == [
        ("national_aid_fund.uct.benefit_maximum", 160),
        ("health_insurance.poor_family.income_ceiling", 400),
    ]


def test_a_changed_value_is_told_alike_wherever_a_reply_has_it(service):
    stored = service.call("createPolicy", json={"reforms": "uct_maximum_160"}).get_json()
    family = {"persons": {"a": {"age": 40}}, "families": {"f": {"head": "a"}}}
    compared = service.call(
        "compare", json={"period": "2026-01", "policies": [stored["id"]], "families": {"one": family}}
    )
    of_catalogue = service.call("readReform", id="uct_maximum_160").get_json()["provisions"]
    assert stored["provisions"] == compared.get_json()["policies"][0]["provisions"] == of_catalogue
    (told,) = of_catalogue
    assert (told["before_since"], told["before"], told["after"]) == ("2022-01-01", 136, 160)
    assert told["before_sources"][0]["title"]["ar"]
    assert told["after_sources"]


def test_what_the_law_had_no_value_for_is_null_before(service):
    told = service.call("readReform", id="universal_child_grant").get_json()["provisions"]
    added = [one for one in told if one["before"] is None]
    assert added
    assert {(one["before_since"], one["before_confidence"], len(one["before_sources"])) for one in added} == {
        (None, None, 0)
    }


def test_a_stored_policy_can_be_part_of_another(service):
    stored = service.call("createPolicy", json={"reforms": BILL}).get_json()["id"]
    both = service.call("createPolicy", json={"reforms": f"uct_maximum_160+{stored}"})
    assert both.status_code == 201
    assert len(both.get_json()["provisions"]) == 2


@pytest.mark.parametrize(
    ("reforms", "status", "word"),
    [
        ("no_such_reform", 422, "no_such_reform"),
        ("../setup.cfg", 422, "has not the form"),
        ({"python": "evil.py"}, 422, "python"),
        ({"values": {"health_insurance.poor_family.income_ceiling": {"2026-01-01": "9**9**9"}}}, 422, "income_ceiling"),
        ({"values": {"health_insurance.no_such": {"2026-01-01": 1}}}, 422, "no_such"),
        ({"values": {"health_insurance.poor_family.income_ceiling": {"2026-13-01": 1}}}, 422, "Such as"),
        (["uct_maximum_160"] * 9, 422, "at most 8 items"),
        (["uct_maximum_160"] * 2, 422, "uct_maximum_160"),
    ],
)
def test_a_policy_with_a_mistake_is_refused_with_its_place(service, reforms, status, word):
    reply = service.call("createPolicy", json={"reforms": reforms})
    assert reply.status_code == status
    assert word in reply.get_data(as_text=True)


def test_mistakes_are_told_in_arabic_when_asked(service):
    reply = service.call("createPolicy", json={"reforms": "no_such"}, headers={"Accept-Language": "ar"})
    assert "لا يوجد مشروع" in reply.get_json()["detail"]
