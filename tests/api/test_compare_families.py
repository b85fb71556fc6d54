"""Families compared: the figures of Python, each policy by itself, every mistake at its place."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from openfisca_jordan_sp import case_results
from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.reform import load_reform
from tests.api.families import FAMILY, family, item, minimum, paths, shared_service

__all__ = ["shared_service"]


#: One output is computed faster than all items.
ONE = {"outputs": ["uct_amount"]}


def asked(**body):
    return {"period": "2026-01", "families": {"one": FAMILY}} | body


def test_figures_are_those_of_python(service):
    facts = family(father={"wage": 900})
    reply = service.call("compare", json=asked(policies=["uct_minimum_50"], families={"one": FAMILY, "two": facts}))
    assert reply.status_code == 200
    text = Text("x", "x")
    cases = [Case("one", text, text, FAMILY, "2026-01"), Case("two", text, text, facts, "2026-01")]
    table = case_results(["uct_minimum_50"], cases=cases).tables["amounts"]
    told = {
        (name, one["kind"], one["id"]): one
        for name, found in reply.get_json()["families"].items()
        for one in found["items"]
    }
    assert {(row.case, row.kind, row.item) for row in table.itertuples()} == told.keys()
    for row in table.itertuples():
        one = told[row.case, row.kind, row.item]
        found = one["baseline"] if row.policy == "law_in_force" else one["policies"][row.policy]["reform"]
        assert found["month"] == pytest.approx(row.month, abs=1e-6)
        if found["year"] is not None:
            assert found["year"] == pytest.approx(row.year, abs=1e-6)


def test_the_baseline_each_policy_and_the_difference_stand_side_by_side(service):
    reply = service.call("compare", json=asked(policies=["uct_minimum_50", minimum(35)]))
    transfer = item(reply, "one", "programme", "uct")
    assert transfer["baseline"] == {"month": 40.0, "year": 480.0, "unset": None}
    assert transfer["policies"]["uct_minimum_50"]["reform"]["month"] == 50
    assert transfer["policies"]["minimum_35"]["difference"] == {"month": -5.0, "year": -60.0}
    net = item(reply, "one", "disposable_income", "disposable_income")
    assert net["policies"]["uct_minimum_50"]["difference"]["month"] == 10


def test_the_baseline_stands_there_without_any_policy(service):
    reply = service.call("compare", json=asked(policies=[]))
    assert item(reply, "one", "programme", "uct")["policies"] == {}
    assert reply.get_json()["policies"] == []
    assert reply.headers["Law-Date"] == "2026-01-01"


def test_each_changed_value_bears_the_source_of_what_it_was(service):
    policy = service.call("compare", json=asked(policies=["uct_minimum_50"], **ONE)).get_json()["policies"][0]
    provision = policy["provisions"][0]
    assert (provision["path"], provision["before"], provision["after"]) == (
        "national_aid_fund.uct.benefit_minimum",
        40,
        50,
    )
    assert "Human Rights Watch" in provision["before_sources"][0]["title"]["en"]
    assert "هيومن رايتس ووتش" in provision["before_sources"][0]["title"]["ar"]
    assert provision["after_sources"] != []


def test_what_a_reader_must_know_is_told(service):
    body = asked(policies=["uct_maximum_160", "public_pay_rise_2027"], **ONE)
    told = service.call("compare", json=body).get_json()
    codes = [one["code"] for one in told["warnings"]]
    assert "values_not_verified" in codes
    assert codes.count("policy_changes_nothing") == 2
    assert "policy_begins_later" in codes
    assert all(one["confidence"] != "verified" for one in told["values_not_verified"])
    assert told["families"]["one"]["notes"][0]["en"].startswith("Households were not given")
    missing = [one["variable"] for one in told["families"]["one"]["missing_facts"]]
    assert "number_of_cars" in missing
    assert "wage" not in missing


def test_a_policy_without_effect_is_told_by_its_title_for_one_family_and_for_several(service):
    body = asked(policies=["uct_maximum_160"], **ONE)
    told = {one["code"]: one["message"] for one in service.call("compare", json=body).get_json()["warnings"]}
    title = load_reform("uct_maximum_160").title
    assert told["policy_changes_nothing"] == {
        "en": f"“{title.en}” changes nothing for this family.",
        "ar": f"لا يتغير شيء لهذه الأسرة بسياسة «{title.ar}».",
    }
    several = asked(families={"one": FAMILY, "two": FAMILY}, policies=["uct_maximum_160"], **ONE)
    told = {one["code"]: one["message"] for one in service.call("compare", json=several).get_json()["warnings"]}
    assert told["policy_changes_nothing"]["en"].endswith("changes nothing for these families.")
    assert "لهذه الأسر " in told["policy_changes_nothing"]["ar"]


def test_a_policy_that_begins_later_is_told_by_its_title(service):
    body = asked(policies=["public_pay_rise_2027"], **ONE)
    told = {one["code"]: one["message"] for one in service.call("compare", json=body).get_json()["warnings"]}
    title = load_reform("public_pay_rise_2027").title
    assert told["policy_begins_later"]["en"].startswith(f"“{title.en}” begins on 2027-01-01, after ")
    assert told["policy_begins_later"]["ar"].startswith(f"تبدأ سياسة «{title.ar}» في 2027-01-01 بعد ")


def test_a_month_after_the_known_statistics_is_marked(service):
    codes = {
        period: [
            one["code"] for one in service.call("compare", json=asked(period=period, **ONE)).get_json()["warnings"]
        ]
        for period in ("2026-12", "2027-01")
    }
    assert "after_last_known_values" not in codes["2026-12"]
    assert "after_last_known_values" in codes["2027-01"]


def test_a_value_that_no_source_gives_is_null_and_takes_nothing_from_the_others(service):
    unknown = family()
    del unknown["families"]["home"]["is_uct_inside_quota"]
    reply = service.call("compare", json=asked(families={"known": FAMILY, "unknown": unknown}, **ONE))
    assert item(reply, "known", "output", "uct_amount")["baseline"]["month"] == 40
    needing = item(reply, "unknown", "output", "uct_amount")["baseline"]
    assert needing["month"] is None
    assert needing["unset"] in str(reply.get_json()["warnings"])


def test_outputs_that_are_asked_for_take_the_place_of_the_items(service):
    reply = service.call("compare", json=asked(outputs=["uct_amount", "family_size", "income_tax_amount"]))
    found = {one["variable"]: one for one in reply.get_json()["families"]["one"]["items"]}
    assert found.keys() == {"uct_amount", "family_size", "income_tax_amount"}
    assert found["uct_amount"]["baseline"]["year"] == 480
    assert found["family_size"]["baseline"] == {"month": 3.0, "year": None, "unset": None}
    assert found["income_tax_amount"]["baseline"] == {"month": None, "year": 0.0, "unset": None}


def test_policies_computed_at_once_never_mix(service):
    amounts = [41, 47, 53, 59] * 3

    def transfer(amount):
        client = type(service)(service.app)
        reply = client.call("compare", json=asked(policies=[minimum(amount)], **ONE))
        return item(reply, "one", "output", "uct_amount")["policies"][f"minimum_{amount}"]["reform"]["month"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(transfer, amounts)) == amounts


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"families": {}}, "body.families"),
        ({"families": {"one": {"persons": {"a": {"wag": 3}}}}}, "body.families.one.persons.a"),
        ({"families": {"one": family(father={"wage": "9*9"})}}, "body.families.one.persons.father.wage"),
        ({"families": {"one": {"persons": {"a": {}, "b": {}}}}}, "body.families.one.families"),
        (
            {"families": {"one": {**FAMILY, "families": {"home": {"head": "nobody"}}}}},
            "body.families.one.families.home.head",
        ),
        ({"policies": ["no_such_reform"]}, "body.policies.0"),
        ({"policies": ["uct_minimum_50", []]}, "body.policies.1"),
        ({"policies": [minimum(35), minimum(35)]}, "body.policies.1"),
        ({"policies": ["uct_minimum_50"] * 9}, "body.policies"),
        ({"period": "2026"}, "body.period"),
        ({"outputs": ["uct_amonut"]}, "body.outputs.0"),
        ({"outputs": ["marital_status"]}, "body.outputs.0"),
    ],
)
def test_a_mistake_is_told_at_its_place(service, body, place):
    reply = service.call("compare", json=asked(**body))
    assert reply.status_code == 422
    assert place in paths(reply)


def test_the_mistakes_of_all_families_are_told_at_once(service):
    bad = {"persons": {"a": {"age": 5}, "b": {}}}
    reply = service.call("compare", json=asked(families={"one": bad, "two": FAMILY, "three": bad}))
    assert paths(reply) == ["body.families.one.families", "body.families.three.families"]


def test_more_families_than_the_service_takes_are_refused(make_service, tmp_path):
    service = make_service(f"sqlite:///{tmp_path / 'few.sqlite3'}", most_families=1)
    reply = service.call("compare", json=asked(families={"one": FAMILY, "two": FAMILY}))
    assert reply.status_code == 413


def test_no_body_is_no_request(service):
    assert service.call("compare", data="", content_type="application/json").status_code == 400
