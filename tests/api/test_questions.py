"""Which facts still matter: what Python says, each with all that a form needs, and every mistake at its place."""

import pytest

from openfisca_jordan_sp.cases import case_from_data, cases
from openfisca_jordan_sp.explain.mattering import what_matters
from openfisca_jordan_sp.explain.questions import Question
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import law_in_force
from tests.api.families import FAMILY, family, minimum, paths, shared_service
from tests.api.guarded import audit_of, key_for
from tests.arabic import english_words

__all__ = ["shared_service"]

CASE = case_from_data(cases()["day_wages_family_of_six"].situation)
SYRIAN = family(father={"nationality": "syrian"})


def asked(**body):
    return {"situation": FAMILY, "period": "2026-01", "programmes": ["uct"]} | body


def told(service, **body):
    reply = service.call("listQuestions", json=asked(**body))
    assert reply.status_code == 200, reply.get_json()
    return reply.get_json()


def facts_of(questions):
    return {(one["variable"], one["of"]) for one in questions}


def variables(*ids):
    return [one.variable for one in programmes() if one.id in ids]


@pytest.mark.parametrize("policy", [None, "uct_minimum_50", "universal_child_grant"])
def test_the_questions_are_those_of_python(service, policy):
    ids = ["uct", "recurring_aid", *(["universal_child_grant"] if policy == "universal_child_grant" else [])]
    policies = [Policy(), *([Policy.of(policy)] if policy else [])]
    chosen = [(one, [each.variable for each in one.programmes if each.id in ids]) for one in policies]
    own = what_matters(CASE, chosen, "2026-01")
    body = {"situation": CASE.situation, "programmes": ids, **({"policies": [policy]} if policy else {})}
    found = told(service, **body)
    assert {Question(one["variable"], one["of"]) for one in found["questions"]} == set(own.alone)
    for when, expected in (("later", own.later), ("never", own.never)):
        groups = [one for one in found["dropped"] if one["when"] == when]
        assert {fact for one in groups for fact in facts_of(one["questions"])} == expected.keys()
        for group in groups:
            (reason,) = {expected[Question(*fact)] for fact in facts_of(group["questions"])}
            assert group["reason"]["text"] == {"en": reason.text.en, "ar": reason.text.ar}
            assert (group["reason"]["holds"], group["reason"]["variable"]) == (reason.holds, reason.variable)
    for one in found["questions"]:
        changes = {each["policy"]: tuple(each["results"]) for each in one["can_change"]}
        assert changes == own.changes[Question(one["variable"], one["of"])]


def test_a_question_is_told_with_its_answer_and_with_what_a_form_needs(service):
    found = told(service, programmes=["recurring_aid"])
    by_fact = {(one["variable"], one["of"]): one for one in found["questions"]}
    assert (by_fact["age", "father"]["answer"], by_fact["age", "father"]["is_told"]) == (38, True)
    status = by_fact["marital_status", "father"]
    assert (status["answer"], status["is_told"]) == (None, False)
    fact = found["facts"]["marital_status"]
    items = [item.name for item in law_in_force().variables["marital_status"].possible_values]
    assert (fact["entity"], fact["type"], fact["default"]) == ("person", "list", items[0])
    assert [item["name"] for item in fact["items"]] == items
    assert {"divorced", "widowed"} <= set(items)
    age = found["facts"]["age"]
    assert (age["type"], age["is_worked_out"], age["default"]) == ("whole_number", True, None)
    assert age["unit_name"] == {"en": "years", "ar": "سنوات"}


def test_every_fact_that_is_named_is_described_and_no_other(service):
    found = told(service, situation=SYRIAN, programmes=["uct", "recurring_aid", "ssc_pension"])
    every = [*found["questions"], *(one for group in found["dropped"] for one in group["questions"])]
    named = {one["variable"] for one in every} | {fact["variable"] for one in every for fact in one["instead_of"]}
    assert found["facts"].keys() == named
    assert len(facts_of(every)) == len(every)


def test_everything_told_in_arabic_is_arabic(service):
    found = told(service, programmes=["uct", "recurring_aid", "ssc_pension"], policies=["uct_minimum_50"])
    assert english_words(" ".join(arabic_in(found)), {"father", "mother", "son", "home"}) == []


def arabic_in(node):
    if isinstance(node, dict):
        if node.keys() == {"en", "ar"}:
            yield node["ar"]
        else:
            for one in node.values():
                yield from arabic_in(one)
    elif isinstance(node, list):
        for one in node:
            yield from arabic_in(one)


def test_where_the_head_is_no_citizen_only_that_is_asked_and_the_condition_is_told_with_its_provision(service):
    found = told(service, situation=SYRIAN)
    assert facts_of(found["questions"]) == {("nationality", "father")}
    group = next(one for one in found["dropped"] if ("number_of_cars", "home") in facts_of(one["questions"]))
    assert group["when"] == "never"
    assert (group["reason"]["variable"], group["reason"]["of"]) == ("is_head_citizen", "home")
    assert group["reason"]["holds"] is False
    assert "Jordanian citizen" in group["reason"]["text"]["en"]
    assert "أردني" in group["reason"]["text"]["ar"]
    provisions = group["reason"]["grounds"]["provisions"]
    assert {one["instrument"] for one in provisions} == {"national_aid_fund"}


def test_a_reason_tells_the_values_that_it_reads_with_their_sources(service):
    situation = family()
    situation["families"]["home"]["naf_targeting_score"] = 500
    reasons = [one["reason"] for one in told(service, situation=situation)["dropped"]]
    line = next(one for one in reasons if one["variable"] == "targeting_poverty_gap")["values"][0]
    assert line["path"] == "national_aid_fund.targeting.poverty_line"
    assert line["value"] > 0
    assert line["sources"]
    assert line["confidence"]


def test_where_nothing_matters_no_question_is_left(service):
    over = told(service, programmes=["daily_wage_support"])
    assert over["questions"] == []
    assert {one["when"] for one in over["dropped"]} == {"never"}
    unread = told(service, programmes=["takaful_1"])
    assert (unread["questions"], unread["dropped"], unread["facts"]) == ([], [], {})
    assert [one["programme"] for one in unread["results"]] == ["takaful_1"]


def test_what_only_a_bill_reads_is_asked_where_the_bill_is_looked_at(service):
    law = told(service, programmes=["uct"], policies=[minimum(50)])
    assert [one["id"] for one in law["policies"]] == ["law_in_force", "minimum_50"]
    grant = told(service, programmes=["universal_child_grant"], policies=["universal_child_grant"])
    (result,) = grant["results"]
    assert (result["programme"], result["policies"]) == ("universal_child_grant", ["universal_child_grant"])
    assert ("age", "son") in facts_of(grant["questions"])
    assert {each["policy"] for one in grant["questions"] for each in one["can_change"]} == {"universal_child_grant"}


def test_a_stored_policy_asks_what_the_same_policy_does(service):
    bill = minimum(45)
    stored = service.call("createPolicy", json={"reforms": [bill]}).get_json()["id"]
    by_id, by_bill = (told(service, policies=[one]) for one in (stored, bill))
    assert by_id == by_bill


def test_a_fact_that_only_a_policy_knows_is_not_asked_and_that_is_told(service):
    found = told(service, programmes=["ssc_pension"], policies=["ssc_bill_2026_feb24"], period="2027-01")
    warned = [one for one in found["warnings"] if one["code"] == "fact_of_policy_alone"]
    every = [*found["questions"], *(one for group in found["dropped"] for one in group["questions"])]
    assert {one["variable"] for one in every} <= law_in_force().variables.keys()
    assert len(warned) == 1
    assert "before" in warned[0]["message"]["en"].lower()


def test_a_value_that_no_source_gives_is_told(service):
    situation = service.call("readCase", case_id="foster_family").get_json()["situation"]
    body = {"situation": situation, "programmes": ["foster_family_allowance"]}
    warned = told(service, **body)["warnings"]
    assert [one["code"] for one in warned] == ["unset_value"]
    assert "foster_allowance" in warned[0]["message"]["ar"]


def test_outputs_count_beside_programmes_and_without_either_all_programmes_do(service):
    one = told(service, outputs=["poor_family_card_entitled"])
    assert [each["variable"] for each in one["results"]] == ["uct_amount", "poor_family_card_entitled"]
    assert [each["programme"] for each in one["results"]] == ["uct", None]
    alone = service.call(
        "listQuestions", json={"situation": FAMILY, "period": "2026-01", "outputs": ["poor_family_card_entitled"]}
    ).get_json()
    assert [each["variable"] for each in alone["results"]] == ["poor_family_card_entitled"]
    single = {"persons": {"head": {"age": 40}}, "families": {"f": {"head": "head"}}}
    every = service.call("listQuestions", json={"situation": single, "period": "2026-01"}).get_json()
    assert {each["programme"] for each in every["results"]} == {each.id for each in programmes()}


def test_a_dated_answer_is_that_of_the_month_and_of_no_other(service):
    for wage, answer in (({"2026-01": 200, "2026-02": 300}, 200), ({"2026": 250}, 250), ({"2026-03": 5}, None)):
        found = told(service, situation=family(father={"wage": wage}), outputs=["poor_family_card_entitled"])
        every = [*found["questions"], *(one for group in found["dropped"] for one in group["questions"])]
        one = next(one for one in every if (one["variable"], one["of"]) == ("wage", "father"))
        assert (one["answer"], one["is_told"]) == (answer, True)


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ({"programmes": ["uctt"]}, "unknown_programme", "body.programmes.0"),
        ({"programmes": []}, "invalid_request", "body.programmes"),
        ({"programmes": ["universal_child_grant"]}, "unknown_programme", "body.programmes.0"),
        ({"outputs": ["uct_amonut"]}, "unknown_name", "body.outputs.0"),
        ({"policies": ["nothing"]}, "unknown_reform", "body.policies.0"),
        ({"policies": [[]]}, "policy_twice", "body.policies.0"),
        ({"period": "2026"}, "invalid_request", "body.period"),
        ({"situation": family(father={"wage": -1})}, "invalid_request", "body.situation.persons.father.wage"),
        ({"situation": {**FAMILY, "families": {"home": {"head": "son"}}}}, None, "body.situation.persons.father"),
        ({"question": 1}, "invalid_request", "body"),
    ],
)
def test_a_mistake_is_told_at_its_place_in_both_languages(service, body, code, place):
    for language in ("en", "ar"):
        reply = service.call("listQuestions", json=asked(**body), headers={"Accept-Language": language})
        assert reply.status_code == 422
        assert place in paths(reply)
        problem = reply.get_json()
        assert code in (None, *(one["code"] for one in problem["errors"]), problem["code"])
        if language == "ar":
            said = " ".join(f"{one['message']}" for one in problem["errors"]) or problem["detail"]
            assert any("\u0600" <= letter <= "\u06ff" for letter in said)


def test_too_much_work_for_one_request_is_refused(service):
    persons = {f"p{one}": {"age": 5} for one in range(70)}
    crowd = {"persons": {"head": {"age": 40}, **persons}, "families": {"f": {"head": "head", "children": [*persons]}}}
    reply = service.call("listQuestions", json={"situation": crowd, "period": "2026-01"})
    assert (reply.status_code, paths(reply)) == (422, ["body.programmes"])
    assert reply.get_json()["errors"][0]["code"] == "too_much_work"


def test_it_needs_the_scope_of_calculation_and_is_a_row_of_the_audit(tmp_path, make_service):
    guarded = make_service(f"sqlite:///{tmp_path / 'keys.sqlite3'}", auth="keys")
    other, key = key_for(guarded, "compare"), key_for(guarded, "calculate")
    assert guarded.call("listQuestions", json=asked()).status_code == 401
    assert guarded.call("listQuestions", json=asked(), headers=other).status_code == 403
    reply = guarded.call("listQuestions", json=asked(policies=["uct_minimum_50"]), headers=key)
    assert reply.status_code == 200
    (row,) = audit_of(guarded)
    assert (row["operation"], row["families"], row["persons"]) == ("listQuestions", 1, 3)
    assert row["policies"] == ["law_in_force", "uct_minimum_50"]
    assert row["law_date"] == reply.headers["Law-Date"] == "2026-01-01"
