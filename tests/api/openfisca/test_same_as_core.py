"""What core's own loader tells of the country template is told here too, word for word."""

import json

import pytest
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_web_api.loader import build_data

from tests.api.openfisca.read_service import country, read

#: Mended here: core's line numbers are one too low, and it tells nothing of single values.
MENDED = {"source", "valuesMetadata"}


@pytest.fixture(scope="module")
def core():
    data = build_data(CountryTaxBenefitSystem())
    told = {name: data[name] for name in ("parameters", "variables", "entities", "openAPI_spec")}
    return json.loads(json.dumps(told, default=str))


def without_mended(told):
    if not isinstance(told, dict):
        return told
    return {key: without_mended(value) for key, value in told.items() if key not in MENDED}


def test_parameters_are_told_as_core_does(core):
    for path, told in core["parameters"].items():
        assert without_mended(read(country(), f"/parameter/{path}")) == without_mended(told)


def test_variables_are_told_as_core_does(core):
    for name, told in core["variables"].items():
        assert without_mended(read(country(), f"/variable/{name}")) == without_mended(told)


def test_entities_are_told_as_core_does(core):
    assert read(country(), "/entities") == core["entities"]


def test_whoever_reads_the_document_of_core_finds_the_same_operations_and_schemas(core):
    document = read(country(), "/spec")
    for path, item in core["openAPI_spec"]["paths"].items():
        for method, operation in item.items():
            assert document["paths"][path][method]["operationId"] == operation["operationId"]
    assert document["components"]["schemas"].keys() >= core["openAPI_spec"]["components"]["schemas"].keys()
    for entity in ("Person", "Household"):
        theirs = core["openAPI_spec"]["components"]["schemas"][entity]["properties"]
        assert document["components"]["schemas"][entity]["properties"].keys() == theirs.keys()
