"""Reforms over HTTP: the catalogue, drafts checked, and what differs between policies."""

import pytest
from openfisca_jordan_sp.api.v1 import reforms

from openfisca_jordan_sp.drafting import checks
from openfisca_jordan_sp.drafting.checks import check_bill
from openfisca_jordan_sp.reform import catalogue

PATH = "national_aid_fund.uct.benefit_maximum"
DRAFT = {"title": {"en": "Raise it", "ar": "رفع الحد"}, "values": {PATH: {"2027-01-01": 170}}}


def test_the_list_has_every_reform_of_the_catalogue(service):
    told = service.call("listReforms").get_json()
    assert [one["id"] for one in told["reforms"]] == list(catalogue())
    assert all(one["title"]["ar"] for one in told["reforms"])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"q": "الدّعم النقدى", "status": "scenario"}, "covid_2020"),
        ({"q": "MAXIMUM 160"}, "uct_maximum_160"),
        ({"status": "bill", "instrument": "labour_law"}, "maternity_90_days"),
    ],
)
def test_the_list_is_narrowed(service, query, first):
    told = service.call("listReforms", query=query).get_json()
    assert 0 < told["total"] == len(told["reforms"]) < len(catalogue())
    assert told["reforms"][0]["id"] == first


def test_words_that_no_reform_bears_give_none(service):
    assert service.call("listReforms", query={"q": "zzz"}).get_json() == {"total": 0, "reforms": []}


def test_a_reform_is_told_with_values_sources_and_wording(service):
    told = service.call("readReform", id="uct_maximum_160").get_json()
    provision = told["provisions"][0]
    assert (provision["before"], provision["after"], provision["date"]) == (136, 160, "2026-01-01")
    assert (provision["before_since"], provision["before_confidence"]) == ("2022-01-01", "verified")
    assert provision["before_sources"][0]["title"]["en"].startswith("Human Rights Watch")
    assert not told["has_python"]
    assert told["texts"][0]["after"]["ar"]
    assert {"kind": "inserted", "text": "160"} in told["texts"][0]["pieces"]["en"]


def test_rules_of_a_reform_are_told(service):
    told = service.call("readReform", id="universal_child_grant").get_json()
    assert told["has_python"]
    assert told["programmes"][0]["label"]["ar"]
    assert any(one["kind"] in {"added", "changed"} and one["formulas"] for one in told["rule_changes"])


@pytest.mark.parametrize("name", list(catalogue())[::7])
def test_every_reform_can_be_read(service, name):
    assert service.call("readReform", id=name).status_code == 200


@pytest.mark.parametrize(
    ("name", "near"),
    [("uct_maximum_16", "uct_maximum_160"), ("setup.cfg", "GET /v1/reforms")],
)
def test_an_unknown_reform_is_answered_with_the_nearest_ones(service, name, near):
    reply = service.call("readReform", id=name)
    assert reply.status_code == 404
    assert near in reply.get_json()["hint"]


@pytest.mark.parametrize("word", ["check", "diff"])
def test_an_address_of_its_own_is_no_reform(service, word):
    for reply in (service.flask.get(f"/v1/reforms/{word}"), service.flask.options(f"/v1/reforms/{word}")):
        assert set(reply.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}
    assert service.flask.get(f"/v1/reforms/{word}").status_code == 405
    assert service.flask.get(f"/v1/reforms/{word}ed").status_code == 404


def test_a_day_that_no_calendar_has_is_refused(service):
    bill = {"values": {"national_aid_fund.uct.benefit_maximum": {"2026-04-31": 160}}}
    reply = service.call("checkReform", json={"reform": bill})
    assert reply.status_code == 422
    assert "2026-04-31" in reply.get_data(as_text=True)


def test_a_draft_is_checked_as_python_checks_it(service):
    told = service.call("checkReform", json={"reform": DRAFT}).get_json()
    assert told["format"] == "jordan-sp.findings.v1"
    bill = told["bills"][0]
    assert bill == check_bill({"status": "scenario", **DRAFT, "id": bill["reform"]}, quick=True).as_data()
    assert not bill["is_complete"]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ({**DRAFT, "values": {PATH: {"2027-01-01": 10**6}}}, "out_of_range"),
        ({**DRAFT, "values": {"national_aid_fund.no_such": {"2027-01-01": 1}}}, "unknown_parameter"),
        ({**DRAFT, "values": {PATH: {"2027-01-01": "9**9**9"}}}, "wrong_type"),
        ({**DRAFT, "neutralise": ["no_such_variable"]}, "unknown_variable"),
    ],
)
def test_a_mistake_in_a_draft_is_a_finding(service, draft, code):
    bill = service.call("checkReform", json={"reform": draft}).get_json()["bills"][0]
    assert not bill["is_applicable"]
    assert code in [one["code"] for one in bill["errors"]]
    assert all(one["message"]["ar"] for one in bill["errors"])


def test_people_are_tried_only_when_that_is_asked_for(service, monkeypatch):
    asked = []
    monkeypatch.setattr(
        checks, "check_bill", lambda bill, *, quick: asked.append(quick) or check_bill(bill, quick=True)
    )
    for body in ({}, {"quick": True}, {"quick": False}):
        assert service.call("checkReform", json={"reform": DRAFT, **body}).status_code == 200
    assert asked == [True, True, False]


def test_one_check_on_people_is_made_at_a_time(service):
    with reforms._CHECKING_PEOPLE:
        busy = service.call("checkReform", json={"reform": DRAFT, "quick": False})
        quick = service.call("checkReform", json={"reform": DRAFT})
    assert (busy.status_code, quick.status_code) == (503, 200)
    assert int(busy.headers["Retry-After"]) > 0


def test_several_reforms_are_checked_each_and_then_together(service):
    apart = service.call("checkReform", json={"reform": ["uct_maximum_160", "uct_quota_250000"]}).get_json()["bills"]
    assert [one["reform"] for one in apart] == ["uct_maximum_160", "uct_quota_250000"]
    clash = service.call("checkReform", json={"reform": ["uct_maximum_160", DRAFT]}).get_json()["bills"]
    assert len(clash) == 3
    assert not clash[2]["is_applicable"]
    assert clash[2]["errors"][0]["path"] == PATH


def test_a_stored_policy_is_checked_and_told_apart_by_its_parts(service):
    stored = service.call("createPolicy", json={"reforms": ["uct_maximum_160"]}).get_json()["id"]
    bills = service.call("checkReform", json={"reform": stored}).get_json()["bills"]
    assert [one["reform"] for one in bills] == ["uct_maximum_160"]
    same = service.call("diffPolicies", json={"before": stored, "after": "uct_maximum_160"}).get_json()
    assert (same["values"], same["rules"], same["wording"]) == ([], [], [])


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "body"),
        ({"reform": []}, "body.reform"),
        ({"reform": "no_such_reform"}, "body.reform"),
        ({"reform": "../../etc/passwd"}, "body.reform"),
        ({"reform": {"python": "evil.py"}}, "body.reform"),
        ({"reform": "uct_maximum_160", "quick": 0}, "body.quick"),
        ({"reform": "uct_maximum_160+uct_quota_250000", "quick": False}, "body.quick"),
        ({"reform": "uct_maximum_160", "strict": True}, "body"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_its_place(service, body, path):
    reply = service.call("checkReform", json=body)
    assert reply.status_code == 422
    assert reply.get_json()["path"].startswith(path)


def test_two_policies_are_held_against_each_other(service):
    told = service.call("diffPolicies", json={"before": "uct_maximum_160", "after": DRAFT}).get_json()
    assert [(one["since"], one["before"], one["after"]) for one in told["values"]] == [
        ("2026-01-01", 160, 136),
        ("2027-01-01", 160, 170),
    ]
    back = service.call("diffPolicies", json={"before": DRAFT, "after": "uct_maximum_160"}).get_json()
    assert [one["difference"] for one in back["values"]] == [-one["difference"] for one in told["values"]]


def test_a_policy_that_cannot_stand_is_refused(service):
    twice = ["uct_maximum_160", DRAFT]
    assert service.call("diffPolicies", json={"before": [], "after": twice}).status_code == 422
    assert service.call("diffPolicies", json={"before": []}).status_code == 422
