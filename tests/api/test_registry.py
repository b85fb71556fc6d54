"""A registry's families: overlaps, aids that are not allowed together, doubles; a mistake in one stops no other."""

import logging

import pytest
from openfisca_jordan_sp.api.v1 import overlaps

from openfisca_jordan_sp.case_simulation import join_all
from openfisca_jordan_sp.errors import SituationError, Text
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.law.exclusions import exclusions
from openfisca_jordan_sp.law.reads import negated_names, variable_reads
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force
from tests.api.families import FAMILY, family, paths, shared_service

__all__ = ["shared_service"]

TOKENS = ("4f1c0a9be27d", "99ab03ff51c2")


def asked(**body):
    return {"period": "2026-01", "families": {"one": FAMILY}} | body


def check(service, **body):
    reply = service.call("checkRegistry", json=asked(**body))
    assert reply.status_code == 200
    return reply.get_json()


def test_what_a_family_is_due_is_what_the_law_gives(service):
    found = check(service)["families"]["one"]
    law = law_in_force()
    assert [(one["id"], one["amount"]) for one in found["programmes"]] == [("uct", 40.0)]
    number = calculate(law, FAMILY, "number_of_programmes_received", "2026-01")[0]
    assert found["number_of_programmes"] == number == 1


def test_support_for_the_same_need_twice_is_told_with_what_gives_it(service):
    home = FAMILY["families"]["home"] | {"zakat_monthly_salary": {"2026-01": 30}}
    twice = {**FAMILY, "families": {"home": home}}
    found = check(service, families={"one": FAMILY, "two": twice})["families"]
    assert "has_duplicate_monthly_cash" not in [one["variable"] for one in found["one"]["overlaps"]]
    cash = next(one for one in found["two"]["overlaps"] if one["variable"] == "has_duplicate_monthly_cash")
    assert cash["unit"] == "home"
    assert [one["variable"] for one in cash["given"]] == ["uct_amount", "zakat_monthly_salary"]
    assert cash["given"][0]["grounds"]["provisions"][0]["instrument"] == "national_aid_fund"
    cover = [one for one in found["two"]["overlaps"] if one["variable"] == "has_duplicate_health_cover"]
    assert {one["unit"] for one in cover} == {"father", "mother", "son"}


def test_aids_that_the_law_does_not_allow_together_are_told_with_the_clause(service):
    found = check(service, receives={"one": ["uct", "recurring_aid"]})["families"]["one"]
    first = found["not_together"][0]
    assert first["programme"]["id"] == "recurring_aid"
    assert [one["id"] for one in first["others"]] == ["uct"]
    assert first["rule"]["variable"] == "naf_recurring_aid_entitled"
    assert first["grounds"]["article"]["en"].startswith("National Aid Fund Law 36/1986")
    assert "36" in first["grounds"]["article"]["ar"]
    assert [(one["id"], one["finding"]) for one in found["receipt"]] == [("recurring_aid", "paid_not_due")]


def test_what_is_due_and_not_paid_is_told_and_nothing_where_receipt_is_not_told(service):
    found = check(service, receives={"one": []})["families"]["one"]["receipt"]
    assert [(one["id"], one["finding"]) for one in found] == [("uct", "due_not_paid")]
    assert check(service)["families"]["one"]["receipt"] == []


@pytest.mark.parametrize("clause", exclusions(), ids=lambda clause: f"{clause.rule} {clause.blocked_by}")
def test_every_clause_stands_in_the_formula_of_its_rule(clause):
    law = law_in_force()
    negated = {name for one in law.variables[clause.rule].formulas.values() for name in negated_names(one)}
    assert clause.blocked_by in negated
    known = {one.id: one.variable for one in programmes()}
    for name in clause.programmes:
        waiting, seen = [known[name]], {known[name]}
        quotas = {"is_uct_inside_quota": "uct_entitled", "is_takaful_1_inside_quota": "is_targeting_gate_passed"}
        while waiting:
            one = waiting.pop()
            new = (variable_reads(law, one).names | {quotas.get(one, one)}) - seen
            seen |= new
            waiting += new
        assert clause.rule in seen
    assert set(clause.others) <= known.keys()


def test_a_pension_given_and_worked_out_is_counted_twice(service):
    record = {"ssc_pension_amount": {"2026-01": 200}, "pension": 200}
    everybody = {person: {"ssc_pension_amount": {"2026-01": 0}} for person in ("mother", "son")}
    found = check(service, families={"one": family(father=record, **everybody)})["families"]["one"]
    assert [one["unit"] for one in found["counted_twice"]] == ["father"]
    assert check(service)["families"]["one"]["counted_twice"] == []


def test_the_same_person_in_two_families_is_found_with_the_roles(service):
    son, father = TOKENS
    identities = {
        "one": {"son": son, "father": father},
        "two": {"son": son, "father": father},
        "three": {"son": "another-one"},
    }
    told = check(service, families={"one": FAMILY, "two": FAMILY, "three": FAMILY}, identities=identities)
    found = {one["findings"][1]: one for one in told["duplicates"]}
    assert found.keys() == {"child_twice", "head_twice"}
    assert all(one["findings"][0] == "in_two_families" for one in told["duplicates"])
    assert found["head_twice"]["places"] == [
        {"family": "one", "person": "father", "roles": ["head"]},
        {"family": "two", "person": "father", "roles": ["head"]},
    ]
    assert not any(token in str(told) for token in TOKENS)


def test_the_same_person_twice_in_one_family_is_found(service):
    told = check(service, identities={"one": {"son": TOKENS[0], "mother": TOKENS[0]}})
    assert told["duplicates"][0]["findings"] == ["twice_in_a_family"]


def test_a_mistake_in_one_family_stops_no_other(service):
    unset = family()
    del unset["families"]["home"]["is_uct_inside_quota"]
    bad = {
        "form": {"persons": {"a": {"wag": 3}}},
        "text": family(father={"wage": "9*9"}),
        "nobody": {**FAMILY, "families": {"home": {"head": "nobody"}}},
        "empty": {},
        "number": {"persons": 3, "families": [[1]]},
    }
    identities = {name: {"son": TOKENS[0]} for name in (*bad, "one")}
    told = check(service, families={"one": FAMILY, **bad, "unset": unset, "last": FAMILY}, identities=identities)
    assert told["counts"] == {"families": 8, "failed": 5}
    assert {name for name, one in told["families"].items() if one["is_checked"]} == {"one", "unset", "last"}
    assert told["families"]["last"]["number_of_programmes"] == 1
    assert told["families"]["unset"]["number_of_programmes"] is None
    assert told["families"]["text"]["problems"][0]["path"] == "body.families.text.persons.father.wage"
    assert told["families"]["nobody"]["problems"][0]["message"]["ar"]
    assert told["warnings"][0]["code"] == "unset_value"


def test_a_family_that_openfisca_refuses_stops_no_other(service, monkeypatch):
    def refuse(system, situations, period):
        if "bad" in situations:
            raise SituationError(Text("refused", "مرفوض"), path="situation")
        return join_all(system, situations, period)

    monkeypatch.setattr(overlaps, "join_all", refuse)
    found = check(service, families={"bad": FAMILY, "good": FAMILY})["families"]
    assert found["good"]["number_of_programmes"] == 1
    assert not found["bad"]["is_checked"]
    assert found["bad"]["problems"][0]["path"] == "body.families.bad"


def test_what_stands_beside_the_families_is_told_where_it_is_wrong(service):
    told = check(
        service,
        receives={"one": ["uct", "no_such_aid"], "stranger": ["uct"]},
        identities={"one": {"uncle": TOKENS[0]}, "guest": {"x": TOKENS[0]}},
    )
    assert [one["path"] for one in told["problems"]] == ["body.receives.stranger", "body.identities.guest"]
    assert [one["path"] for one in told["families"]["one"]["problems"]] == [
        "body.identities.one.uncle",
        "body.receives.one.1",
    ]


def test_the_token_of_a_person_is_in_no_refusal_and_in_no_log(service, caplog):
    caplog.set_level(logging.DEBUG)
    token = "secret with a space"
    reply = service.call("checkRegistry", json=asked(identities={"one": {"son": token}}))
    assert reply.status_code == 422
    assert token not in caplog.text


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"families": {}}, "body.families"),
        ({"families": {"one": []}}, "body.families.one"),
        ({"period": "2026"}, "body.period"),
        ({"policy": "no_such_reform"}, "body.policy"),
        ({"receives": {"one": "uct"}}, "body.receives.one"),
    ],
)
def test_a_mistake_in_the_request_itself_is_refused(service, body, place):
    reply = service.call("checkRegistry", json=asked(**body))
    assert reply.status_code == 422
    assert place in paths(reply)


def test_no_body_is_no_request(service):
    assert service.call("checkRegistry", data="", content_type="application/json").status_code == 400
