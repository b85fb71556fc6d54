"""The OpenAPI document of OpenFisca's routes: valid, strict, where clients look for it, and true of every reply."""

import copy
import datetime
import re
from functools import cache

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from openfisca_core.entities import build_entity
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_country_template.situation_examples import couple, single
from openfisca_jordan_sp.api import Settings, create_app
from openfisca_jordan_sp.api.contract.document import Contract
from openfisca_jordan_sp.api.openfisca.catalogue import Catalogue
from openfisca_jordan_sp.api.openfisca.spec import spec_told

from tests.api.openfisca.read_service import country, jordan, read

PATHS = {
    "/calculate",
    "/entities",
    "/parameter/{parameterID}",
    "/parameters",
    "/spec",
    "/trace",
    "/variable/{variableID}",
    "/variables",
}
CLIENTS = {"country": country, "jordan": jordan}


@cache
def contract(name: str) -> Contract:
    return Contract(read(CLIENTS[name](), "/spec"))


def accepts(name: str, schema: str, value: object) -> bool:
    return contract(name).schema(schema).is_valid(value)


@pytest.mark.parametrize("name", CLIENTS)
def test_the_document_is_valid(name):
    OpenAPIV31SpecValidator(thinned(contract(name).document)).validate()
    for schema in thinned(contract(name).document)["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def thinned(document: dict) -> dict:
    """A document with each 50th of many variables: the validator spends a second on a hundred of them."""
    thin = copy.deepcopy(document)
    for schema in thin["components"]["schemas"].values():
        properties = schema.get("properties", {})
        if len(properties) > 100:
            schema["properties"] = dict(list(properties.items())[::50])
    return thin


@pytest.mark.parametrize("name", CLIENTS)
def test_paths_and_schemas_have_the_names_that_clients_know(name):
    document = contract(name).document
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == PATHS
    entities = {entity.title() for entity in read(CLIENTS[name](), "/entities")}
    known = {
        "Parameter",
        "Parameters",
        "Variable",
        "Variables",
        "Entities",
        "SituationInput",
        "SituationOutput",
        "Trace",
    }
    assert document["components"]["schemas"].keys() >= known | entities


def test_the_head_names_the_package_and_its_version():
    info = contract("country").document["info"]
    assert info["title"] == "Openfisca-Country_Template Web API"
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", info["version"])
    assert "COUNTRY_PACKAGE" not in str(info)


def test_a_variable_of_a_person_is_described_by_period():
    properties = contract("country").document["components"]["schemas"]["Person"]["properties"]
    assert properties["birth"]["type"] == "object"
    assert properties["birth"]["additionalProperties"]["type"] == ["string", "null"]
    assert properties["salary"]["propertyNames"]["anyOf"][0] == {"$ref": "#/components/schemas/Month"}
    assert properties["age"]["additionalProperties"]["maximum"] == 2**31 - 1


def test_a_group_is_described_by_its_roles_and_its_variables():
    household = contract("country").document["components"]["schemas"]["Household"]
    assert household["properties"]["adults"]["type"] == "array"
    assert household["additionalProperties"] is False
    assert household["properties"]["housing_occupancy_status"]["additionalProperties"]["enum"] == [
        "owner",
        "tenant",
        "free_lodger",
        "homeless",
        None,
    ]


def test_roles_say_how_many_may_have_them():
    family = contract("jordan").document["components"]["schemas"]["Family"]["properties"]
    assert family["spouses"]["maxItems"] == 4
    assert "maxItems" not in family["children"]
    assert accepts("jordan", "Family", {"head": "father"})
    assert accepts("jordan", "Family", {"head": ["father"], "spouses": ["mother"]})
    assert not accepts("jordan", "Family", {"head": ["father", "uncle"]})
    assert not accepts("jordan", "Family", {"spouses": list("abcde")})
    assert not accepts("jordan", "Family", {"children": ["son", "son"]})


def test_what_is_traced_is_described_by_the_entities():
    described = contract("jordan").document["components"]["schemas"]["Trace"]["properties"]["entitiesDescription"]
    assert set(described["properties"]) == {"persons", "families", "households"}


@pytest.mark.parametrize("situation", [couple, single])
def test_situations_of_the_template_hold(situation):
    assert accepts("country", "SituationInput", situation)


def person(**facts) -> dict:
    return {"persons": {"bob": facts}}


@pytest.mark.parametrize(
    "situation",
    [
        person(salary={"2017-01": 4000, "2017-02": None, "2016": 24_000.5, "month:2018-01:3": 300}),
        person(salary={}),
        person(birth={"ETERNITY": "2000-02-29"}),
        person(age={"2017-01": -(2**31)}),
        {"persons": {"á/b *": {}, "سليم": {}, "1": {}}, "households": {"_": {"adults": ["á/b *"], "children": ["1"]}}},
        {"persons": {"bob": {}}, "households": {"_": {"adults": ["bob"], "housing_tax": {"2017": None}}}},
        person() | {"axes": [[{"name": "salary", "count": 3, "min": 0, "max": 10, "period": "2017-01", "index": 0}]]},
    ],
)
def test_what_can_be_asked_is_allowed(situation):
    assert accepts("country", "SituationInput", situation)


@pytest.mark.parametrize(
    "situation",
    [
        {},
        {"persons": {}},
        {"persons": []},
        {"persons": {"bob": []}},
        {"persons": {"": {}}},
        {"persons": {"b\u202eob": {}}},
        person() | {"reform": {}},
        person(no_such={"2017-01": 1}),
        person(rent={"2017-01": 1}),
        person(salary=4000),
        person(salary={"2017-01": "4000"}),
        person(salary={"2017-01": "9**9**9"}),
        person(salary={"2017-01": True}),
        person(salary={"2017-01": [1]}),
        person(salary={"2017-01": 1e39}),
        person(salary={"2017-13": 1}),
        person(salary={"2017": None}),
        person(salary={"ETERNITY": 1}),
        person(salary={"٢٠١٧-٠١": 1}),
        person(age={"2017-01": 1.5}),
        person(age={"2017-01": 2**31}),
        person(age={"2017": 1}),
        person(birth={"ever": "2000-01-01"}),
        person(birth={"ETERNITY": "2001-02-29"}),
        person(birth={"ETERNITY": "2000-02-30"}),
        {"persons": {"bob": {}}, "households": {"_": {"adults": [1]}}},
        {"persons": {"bob": {}}, "households": {"_": {"uncle": ["bob"]}}},
        {"persons": {"bob": {}}, "households": {"_": {"housing_occupancy_status": {"2017-01": "palace"}}}},
        {"persons": {"bob": {}}, "households": {"_": {"housing_tax": {"2017-01": None}}}},
        person() | {"axes": [[{"name": "salary", "count": 10**9, "min": 0, "max": 10, "period": "2017-01"}]]},
        person() | {"axes": [[{"name": "salary", "count": 3, "min": 0, "max": 10, "period": "2017-01-01"}]]},
        person() | {"axes": [[{"name": "birth", "count": 3, "min": 0, "max": 10, "period": "2017-01"}]]},
        person() | {"axes": []},
    ],
)
def test_what_cannot_be_asked_is_not_allowed(situation):
    assert not accepts("country", "SituationInput", situation)


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        ("Day", ["2024-02-29", "2026-12-31", "2000-02-29"], ["2026-02-29", "2026-04-31", "2100-02-29", "2026-1-1"]),
        ("Month", ["2026-01", "2026-12"], ["2026-00", "2026-13", "2026", "2026-1"]),
        ("Year", ["2026"], ["26", "0000", "20260"]),
        ("Week", ["2026-W01", "2026-W52"], ["2026-W00", "2026-W54", "2026-01"]),
        ("Weekday", ["2026-W01-7"], ["2026-W01-8", "2026-W01"]),
        ("Eternity", ["ETERNITY"], ["", "ever"]),
        ("Span", ["year:2026", "year:2026-04", "month:2026-01:3"], ["month:2026", "month:2026-01:0", "2026"]),
    ],
)
def test_each_form_of_a_period_is_told_from_the_others(form, good, bad):
    assert all(accepts("country", form, text) for text in good)
    assert not any(accepts("country", form, text) for text in bad)


@pytest.mark.parametrize("name", CLIENTS)
def test_replies_are_as_the_document_says(name):
    client, told = CLIENTS[name](), contract(name)
    operations = told.operations
    for operation, path in (("getEntities", "/entities"), ("spec", "/spec")):
        assert operations[operation].response(200).is_valid(read(client, path)), path
    for many, one in (("getParameters", "parameter"), ("getVariables", "variable")):
        listed = read(client, f"/{one}s")
        operations[many].response(200).validate(listed)
        single_one = operations[f"get{one.title()}"].response(200)
        for address in list(listed.values())[:: max(1, len(listed) // 30)]:
            single_one.validate(read(client, address["href"].removeprefix("http://localhost")))
    missing = client.get("/variable/none")
    assert operations["getVariable"].response(404).is_valid(missing.get_json())


@pytest.mark.parametrize("name", CLIENTS)
def test_examples_are_what_the_system_gives_and_hold(name):
    told = contract(name).document
    for schema in ("SituationInput", "SituationOutput", "Trace", "Parameter", "Variable"):
        contract(name).schema(schema).validate(told["components"]["schemas"][schema]["example"])
    for path, key in (("/parameter/{parameterID}", "parameter"), ("/variable/{variableID}", "variable")):
        example = told["paths"][path]["get"]["parameters"][0]["example"]
        assert read(CLIENTS[name](), f"/{key}/{example}")["id"] == example.replace("/", ".")


def test_the_examples_of_the_template_are_its_own():
    schemas = contract("country").document["components"]["schemas"]
    assert schemas["SituationInput"]["example"] == couple
    assert schemas["Variable"]["example"]["id"] == "disposable_income"
    assert schemas["Parameter"]["example"]["id"] == "taxes.income_tax_rate"


def test_the_answers_of_the_examples_are_what_the_law_gives():
    schemas = contract("jordan").document["components"]["schemas"]
    home = schemas["SituationOutput"]["example"]["households"]["home"]
    assert home["household_disposable_income"]["2026-01"] >= 250
    assert schemas["Trace"]["example"]["requestedCalculations"] == ["is_child<2026-01>"]
    assert schemas["Trace"]["example"]["trace"]["is_child<2026-01>"]["value"] == [False, False, True, True]


def test_an_example_that_cannot_be_calculated_is_shown_without_an_answer(caplog):
    system = CountryTaxBenefitSystem()
    system.open_api_config = {"simulation_example": {"persons": {"bob": {"none": {"2026-01": None}}}}}
    schemas = read(create_app(system).test_client(), "/spec")["components"]["schemas"]
    assert "example" in schemas["SituationInput"]
    assert "example" not in schemas["SituationOutput"]
    assert schemas["Parameter"]["example"]["id"] == "taxes.social_security_contribution"
    assert "cannot be calculated" in caplog.text


def test_keys_are_asked_for_where_the_service_asks_for_them():
    keys = create_app(CountryTaxBenefitSystem(), Settings(database_url="sqlite://")).test_client()
    document = read(keys, "/spec")
    OpenAPIV31SpecValidator(document).validate()
    assert document["paths"]["/calculate"]["post"]["security"] == [{"key": []}]
    assert {"401", "403"} <= document["paths"]["/trace"]["post"]["responses"].keys()
    assert "security" not in document["paths"]["/variables"]["get"]
    assert "401" not in contract("country").document["paths"]["/trace"]["post"]["responses"]


def tiny_system(variables=(), key="person") -> TaxBenefitSystem:
    """A system with persons alone, without parameters or examples."""

    class Tiny(TaxBenefitSystem):
        def get_package_metadata(self):
            return {"name": "tiny", "version": "1.0.0", "repository_url": "", "location": "/nowhere"}

    system = Tiny([build_entity(key=key, plural=f"{key}s", label="Somebody", is_person=True)])
    system.parameters = ParameterNode("", data={})
    for name, unit, kind, spread in variables:
        given = {"value_type": kind, "definition_period": unit, "entity": system.person_entity, "set_input": spread}
        system.add_variable(type(name, (Variable,), given))
    return system


def test_every_unit_of_time_and_every_kind_of_value_can_be_described():
    spread = set_input_dispatch_by_period
    system = tiny_system(
        [
            ("of_a_week", DateUnit.WEEK, float, spread),
            ("of_a_weekday", DateUnit.WEEKDAY, bool, spread),
            ("of_a_day", DateUnit.DAY, int, spread),
            ("of_a_year", DateUnit.YEAR, datetime.date, spread),
            ("of_ever", DateUnit.ETERNITY, str, None),
        ]
    )
    document = read(create_app(system).test_client(), "/spec")
    OpenAPIV31SpecValidator(document).validate()
    schema = Contract(document).schema("Person")
    assert schema.is_valid({"of_a_week": {"2026-W01": 1.5, "2026-W02": None, "2026": 3}})
    assert schema.is_valid({"of_a_weekday": {"2026-W01-1": True, "2026-01": False}})
    assert schema.is_valid({"of_a_day": {"2026-01-31": 1, "2026-01": 2, "2026-W03": 3}})
    assert schema.is_valid({"of_a_year": {"2026": "2000-01-01", "year:2026:2": "2000-01-01"}})
    assert schema.is_valid({"of_ever": {"ETERNITY": "text"}})
    assert not schema.is_valid({"of_a_week": {"2026": None}})
    assert not schema.is_valid({"of_a_day": {"2026-02-30": 1}})
    assert "example" not in document["components"]["schemas"]["SituationInput"]


def test_an_entity_cannot_hide_a_schema_of_the_service():
    settings = Settings(auth="none")
    with pytest.raises(ValueError, match="Month"):
        spec_told(Catalogue(tiny_system(key="month")), settings, "http://localhost")
