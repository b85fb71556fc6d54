"""`POST /trace`: everything that an answer was computed from."""

from tests.api.openfisca.read_service import ask, country

SITUATION = {
    "persons": {
        "bill": {"salary": {"2017-01": 4000.1}, "disposable": {}} | {"income_tax": {"2017-01": None}},
        "bob": {"birth": {"ETERNITY": "1980-01-01"}, "basic_income": {"2017-01": None}},
    },
    "households": {"house": {"adults": ["bill", "bob"], "housing_tax": {"2017": None}}},
}
del SITUATION["persons"]["bill"]["disposable"]


def traced():
    reply = ask(country(), "/trace", SITUATION)
    assert reply.status_code == 200, reply.text
    return reply.get_json()


def test_what_was_needed_is_told_with_its_values():
    trace = traced()["trace"]
    assert trace["income_tax<2017-01>"]["dependencies"] == [
        "salary<2017-01>",
        "capital_returns<2017-01>",
        "pension<2017-01>",
    ]
    assert trace["salary<2017-01>"]["value"] == [4000.1, 0]
    assert trace["salary<2017-01>"]["dependencies"] == []
    assert {"calculation_time", "formula_time"} <= trace["salary<2017-01>"].keys()


def test_enums_are_told_by_name_and_dates_by_their_day():
    trace = traced()["trace"]
    assert trace["housing_occupancy_status<2017-01>"]["value"] == ["tenant"]
    assert trace["birth<2017-01>"]["value"] == ["1970-01-01", "1980-01-01"]


def test_entities_are_described_by_their_ids():
    assert traced()["entitiesDescription"] == {"persons": ["bill", "bob"], "households": ["house"]}


def test_what_was_asked_is_listed_in_the_order_of_the_request():
    reply = traced()
    assert reply["requestedCalculations"] == ["income_tax<2017-01>", "basic_income<2017-01>", "housing_tax<2017>"]
    assert set(reply["requestedCalculations"]) <= reply["trace"].keys()


def test_parameters_are_told_with_the_day_of_their_law():
    trace = traced()["trace"]
    assert trace["income_tax<2017-01>"]["parameters"] == {"taxes.income_tax_rate<2017-01-01>": 0.15}
    assert trace["housing_tax<2017>"]["parameters"]["taxes.housing_tax.minimal_amount<2017-01-01>"] == 200


def test_nothing_asked_is_nothing_traced():
    reply = ask(country(), "/trace", {"persons": {"bob": {}}}).get_json()
    assert reply == {
        "trace": {},
        "entitiesDescription": {"persons": ["bob"], "households": ["bob"]},
        "requestedCalculations": [],
    }
