"""`POST /calculate` for any system: what is asked is answered in place, what is wrong is told at its place."""

import copy
import json

import pytest

from tests.api.openfisca.read_service import ask, country

BOB = {"persons": {"bob": {}}}
HOUSE = {"persons": {"bob": {}}, "households": {"house": {"adults": ["bob"]}}}


def of_bob(**facts):
    return {"persons": {"bob": facts}}


def told_at(reply, *path):
    """What an error tells at a place of the request."""
    told = reply.get_json()
    for key in path:
        told = told[key]
    return told


WRONG = [
    ('{"a" : "x", "b"}', 400, ("error",), "Invalid JSON"),
    ('["An", "array"]', 400, ("error",), "Invalid type"),
    ({"persons": {}}, 400, ("persons",), "At least one person"),
    ({}, 400, ("persons",), "At least one person"),
    ({"persons": {"bob": {}}, "unknown_entity": {}}, 400, ("unknown_entity",), "entities are not found"),
    ({"persons": {"bob": {}}, "reform": {}}, 400, ("reform",), "entities are not found"),
    (
        {"persons": {"bob": {}}, "households": {"house": {"adults": {}}}},
        400,
        ("households", "house", "adults"),
        "type",
    ),
    (
        {"persons": {"bob": {}}, "households": {"house": {"adults": None}}},
        400,
        ("households", "house", "adults"),
        "Arr",
    ),
    (of_bob(unknown_variable={}), 404, ("persons", "bob", "unknown_variable"), "You tried to calculate or to set"),
    (of_bob(housing_allowance={}), 400, ("persons", "bob", "housing_allowance"), "defined for 'households'"),
    (of_bob(salary=4000), 400, ("persons", "bob", "salary"), "period"),
    (of_bob(salary=None), 400, ("persons", "bob", "salary"), "period"),
    (of_bob(salary={"2017-01": "toto"}), 400, ("persons", "bob", "salary", "2017-01"), "expected type number"),
    (of_bob(salary={"2017-01": {}}), 400, ("persons", "bob", "salary", "2017-01"), "expected type number"),
    (of_bob(age={"2017-01": "toto"}), 400, ("persons", "bob", "age", "2017-01"), "expected type integer"),
    (of_bob(birth={"ETERNITY": "toto"}), 400, ("persons", "bob", "birth", "ETERNITY"), "Can't deal with date"),
    (
        {"persons": {"bob": {}}, "households": {"house": {"adults": ["unexpected"]}}},
        400,
        ("households", "house", "adults"),
        "has not been declared in persons",
    ),
    (
        {"persons": {"bob": {}}, "households": {"house": {"adults": ["bob", "bob"]}}},
        400,
        ("households", "house", "adults"),
        "declared more than once",
    ),
    (
        {"persons": {"bob": {}}, "households": {"house": {"adults": ["bob"]}, "other": {"adults": ["bob"]}}},
        400,
        ("households", "other", "adults"),
        "declared more than once",
    ),
    (
        {"persons": {"bob": {}}, "households": {"house": {"adults": ["bob", {}]}}},
        400,
        ("households", "house", "adults", "1"),
        "type",
    ),
    (of_bob(salary={"invalid period": 2000}), 400, ("persons", "bob", "salary"), "Expected a period"),
    (of_bob(salary={"invalid period": None}), 400, ("persons", "bob", "salary"), "Expected a period"),
    (of_bob(basic_income={"2017": 2000}), 400, ("persons", "bob", "basic_income", "2017"), "one month at a time"),
    (of_bob(salary={"ETERNITY": 2000}), 400, ("persons", "bob", "salary", "ETERNITY"), "only defined for months"),
    (of_bob(salary={"2017-01-05": 2000}), 400, ("persons", "bob", "salary", "2017-01-05"), "one month at a time"),
]


@pytest.mark.parametrize(("body", "status", "path", "words"), WRONG)
@pytest.mark.parametrize("route", ["/calculate", "/trace"])
def test_a_mistake_is_told_at_its_place(route, body, status, path, words):
    reply = ask(country(), route, body)
    assert reply.status_code == status, reply.text
    assert words in told_at(reply, *path)
    assert reply.headers["Country-Package"] == "openfisca-country_template"
    assert reply.headers["Country-Package-Version"]


def test_nulls_are_filled_and_everything_else_is_echoed_in_its_order():
    situation = {
        "persons": {
            "bill": {"birth": {"2017-12": "1980-01-01"}, "age": {"2017-12": None}, "salary": {"2017-12": 4000}},
            "bob": {"salary": {"2017-12": 15000}, "basic_income": {"2017-12": None}},
        },
        "households": {
            "second": {"adults": ["bob"], "housing_tax": {"2017": None}, "accommodation_size": {"2017-01": 300}},
            "first": {"adults": ["bill"], "housing_tax": {"2017": None}},
        },
    }
    reply = ask(country(), "/calculate", situation)
    expected = copy.deepcopy(situation)
    expected["persons"]["bill"]["age"]["2017-12"] = 37
    expected["persons"]["bob"]["basic_income"]["2017-12"] = 600.0
    expected["households"]["second"]["housing_tax"]["2017"] = 3000.0
    expected["households"]["first"]["housing_tax"]["2017"] = 200.0
    assert json.dumps(json.loads(reply.data)) == json.dumps(expected)
    assert reply.headers["Law-Date"] == "2017-12-01"


def test_an_enum_is_told_and_answered_by_name():
    owner = {**HOUSE, "households": {"house": {"adults": ["bob"], "housing_occupancy_status": {"2017-01": "owner"}}}}
    assert ask(country(), "/calculate", owner).status_code == 200
    asked = {**HOUSE, "households": {"house": {"adults": ["bob"], "housing_occupancy_status": {"2017-01": None}}}}
    answered = ask(country(), "/calculate", asked).get_json()
    assert answered["households"]["house"]["housing_occupancy_status"] == {"2017-01": "tenant"}


@pytest.mark.parametrize("wrong", ["Unknown value lodger", "مستأجر", 1, True])
def test_a_wrong_enum_is_refused_with_the_possible_names(wrong):
    body = {**HOUSE, "households": {"house": {"adults": ["bob"], "housing_occupancy_status": {"2017-01": wrong}}}}
    reply = ask(country(), "/calculate", body)
    assert reply.status_code == 400
    told = told_at(reply, "households", "house", "housing_occupancy_status", "2017-01")
    assert "Possible values are ['owner', 'tenant', 'free_lodger', 'homeless']" in told


def test_arabic_is_repeated_as_it_is_in_ids_values_and_periods():
    reply = ask(country(), "/calculate", {"persons": {"أحمد": {"salary": {"à": None}}}})
    assert reply.status_code == 400
    assert "'à'" in told_at(reply, "persons", "أحمد", "salary")
    body = {"persons": {"أحمد": {}}, "households": {"بيت": {"adults": ["أحمد"], "rent": {"2017-01": 5}}}}
    assert "أحمد" in ask(country(), "/calculate", body).text


def test_a_text_is_a_text():
    body = {**HOUSE, "households": {"house": {"adults": ["bob"], "postal_code": {"2017-01": "75014", "2017-02": None}}}}
    answered = ask(country(), "/calculate", body).get_json()
    assert answered["households"]["house"]["postal_code"] == {"2017-01": "75014", "2017-02": ""}
    for wrong in ("١٢٣٤٥", "750140", 75014):
        body["households"]["house"]["postal_code"] = {"2017-01": wrong}
        assert ask(country(), "/calculate", body).status_code == 400


def test_a_value_of_a_year_is_spread_over_the_months_that_are_not_told():
    situation = of_bob(salary={"2017": 12000, "2017-01": 5, "2017-02": None}, income_tax={"2017-02": None})
    answered = ask(country(), "/calculate", situation).get_json()["persons"]["bob"]
    assert answered["salary"] == {"2017": 12000, "2017-01": 5, "2017-02": 1090.4546}
    assert answered["income_tax"]["2017-02"] == 163.56819


def test_a_year_that_contradicts_its_months_is_refused_at_its_place():
    months = {f"2017-{month:02}": 100 for month in range(1, 13)}
    reply = ask(country(), "/calculate", of_bob(salary={**months, "2017": 5}))
    assert reply.status_code == 400
    assert "Inconsistent input" in told_at(reply, "persons", "bob", "salary", "2017")


def test_two_periods_are_answered_each_with_its_own_law():
    answered = ask(country(), "/calculate", of_bob(basic_income={"2016-11": None, "2017-01": None}))
    assert answered.get_json()["persons"]["bob"]["basic_income"] == {"2016-11": 600, "2017-01": 600}
    assert answered.headers["Law-Date"] == "2017-01-01"


@pytest.mark.parametrize(
    ("variable", "period", "form"),
    [("salary", "2017", "2026-01"), ("salary", "2017-01-01", "2026-01"), ("salary", "ETERNITY", "2026-01")],
)
def test_a_period_that_a_variable_is_not_computed_for_is_refused_with_the_right_form(variable, period, form):
    reply = ask(country(), "/calculate", of_bob(**{variable: {period: None}}))
    assert reply.status_code == 400
    assert f"'{form}'" in told_at(reply, "persons", "bob", variable, period)


def test_a_period_before_the_law_is_refused_with_the_parameter_that_has_no_value():
    reply = ask(country(), "/calculate", of_bob(income_tax={"1066-01": None}))
    assert reply.status_code == 400
    assert "general" in told_at(reply, "persons", "bob", "income_tax", "1066-01")


@pytest.mark.parametrize(
    "value",
    ["9**9**9", "9**9**5", "1000", "2*1000", "sin(1)", "1/0", "١٢٣", "", True, False, [1], [], {}, 1e39, 10**400],
)
def test_what_is_no_number_is_refused_and_nothing_is_evaluated(value):
    reply = ask(country(), "/calculate", of_bob(salary={"2017-01": value}))
    assert reply.status_code == 400
    assert "Can't deal with value" in told_at(reply, "persons", "bob", "salary", "2017-01")


@pytest.mark.parametrize("value", [2**31, -(2**31) - 1, 2.5, "2", True])
def test_what_is_no_integer_of_32_bits_is_refused(value):
    assert ask(country(), "/calculate", of_bob(age={"2017-01": value})).status_code == 400
    assert ask(country(), "/calculate", of_bob(age={"2017-01": 2.0})).status_code == 200


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_numbers_that_json_does_not_have_are_refused(text):
    body = '{"persons": {"bob": {"salary": {"2017-01": number}}}}'.replace("number", text)
    reply = ask(country(), "/calculate", body)
    assert reply.status_code == 400
    assert "error" in reply.get_json()


@pytest.mark.parametrize(
    "body",
    [
        '{"persons": {"bob": {}, "bob": {}}}',
        '{"persons": {"bob": {"salary": {"2017-01": 1, "2017-01": 2}}}}',
        "",
        b"\xff\xfe",
        '{"persons": ' + "[" * 5000,
    ],
)
def test_a_body_that_is_no_json_or_says_two_things_is_refused(body):
    reply = ask(country(), "/calculate", body)
    assert reply.status_code == 400
    assert reply.mimetype == "application/json"
    assert "error" in reply.get_json()


def test_one_period_in_two_spellings_is_one_period_and_is_told_once():
    reply = ask(country(), "/calculate", of_bob(salary={"2017-01": 1000, "month:2017-01": 2000}))
    assert reply.status_code == 400
    assert "twice" in reply.text
    both = {
        "persons": {"a": {"salary": {"2017-01": 1000}}, "b": {"salary": {"month:2017-01": 2000}}},
        "households": {"house": {"adults": ["a", "b"], "total_taxes": {"2017-01": None}}},
    }
    for person in both["persons"].values():
        person["income_tax"] = {"2017-01": None}
    answered = ask(country(), "/calculate", both).get_json()["persons"]
    assert [one["income_tax"]["2017-01"] for one in answered.values()] == [150, 300]


def test_a_request_without_content_type_is_json_and_another_form_is_refused():
    assert ask(country(), "/calculate", BOB, content_type=None).status_code == 200
    assert ask(country(), "/calculate", BOB, content_type="application/json; charset=utf-8").status_code == 200
    refused = ask(country(), "/calculate", "persons=bob", content_type="application/x-www-form-urlencoded")
    assert refused.status_code == 415
    assert "error" in refused.get_json()


@pytest.mark.parametrize("name", ["a/b", "*", "17", "..", "a.b", "بيت", " "])
def test_ids_may_have_any_characters_that_can_be_seen(name):
    situation = {"persons": {name: {"basic_income": {"2017-01": None}}}, "households": {name: {"adults": [name]}}}
    answered = ask(country(), "/calculate", situation)
    assert answered.status_code == 200
    assert answered.get_json()["persons"][name]["basic_income"]["2017-01"] == 600


@pytest.mark.parametrize("name", ["", "a\u202eb", "a\x00b", "x" * 201])
def test_ids_that_cannot_be_read_are_refused(name):
    assert ask(country(), "/calculate", {"persons": {name: {}}}).status_code == 400


def test_who_stands_in_no_group_has_one_of_his_own():
    situation = {
        "persons": {one: {"salary": {"2017-01": 1000}} for one in ("bob", "house", "eve")},
        "households": {"house": {"adults": ["bob"], "household_income": {"2017-01": None}}, "empty": {}},
    }
    reply = ask(country(), "/trace", situation).get_json()
    assert reply["entitiesDescription"]["households"] == ["house", "empty", "house", "eve"]
    assert reply["trace"]["household_income<2017-01>"]["value"] == [1000, 0, 1000, 1000]


def test_a_role_may_name_one_person_without_a_list():
    situation = {"persons": {"1": {}, "2": {}}, "households": {"house": {"adults": "1", "children": [2]}}}
    assert ask(country(), "/calculate", situation).status_code == 200


def test_more_than_the_service_takes_is_refused_before_it_is_computed():
    many = {f"p{number}": {} for number in range(100_001)}
    assert ask(country(), "/calculate", {"persons": many}).status_code == 413
    spread = {f"year:{year}:300": 1 for year in range(2000, 2006)}
    assert ask(country(), "/calculate", of_bob(salary=spread)).status_code == 413
    assert ask(country(), "/calculate", b" " * 5_000_001).status_code == 413


@pytest.mark.parametrize("period", ["0000-01", "9999-12", "year:2017:99999", "month:2017-01:0", "month:2017-01:-1"])
def test_periods_at_the_ends_of_time_are_no_periods(period):
    for value in (None, 1):
        reply = ask(country(), "/calculate", of_bob(salary={period: value}))
        assert reply.status_code == 400
        assert "Expected a period" in reply.text


def test_a_slash_at_the_end_leads_to_the_address_without_it():
    reply = country().post("/calculate/", json=BOB)
    assert (reply.status_code, reply.headers["Location"]) == (302, "/calculate")
    assert "html" not in reply.text.lower()


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/calculate", 405), ("POST", "/nothing", 404)])
def test_what_is_not_here_is_told_as_json(method, path, status):
    reply = country().open(path, method=method)
    assert reply.status_code == status
    assert isinstance(reply.get_json()["error"], str)


def test_mistakes_are_told_in_arabic_when_asked():
    reply = ask(country(), "/calculate", of_bob(salary={"2017-01": "x"}), headers={"Accept-Language": "ar"})
    assert told_at(reply, "persons", "bob", "salary", "2017-01").startswith("القيمة غير مقبولة")
    assert reply.headers["Content-Language"] == "ar"
