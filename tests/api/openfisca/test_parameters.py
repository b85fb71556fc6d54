"""Reading parameters as OpenFisca's clients do."""

import json
from types import SimpleNamespace

import pytest
from openfisca_core.parameters import Parameter, ParameterNode, ParameterScale
from openfisca_jordan_sp.api.openfisca.package import Package
from openfisca_jordan_sp.api.openfisca.parameters import parameter_told

from tests.api.openfisca.read_service import country, jordan, read

REPOSITORY = "https://github.com/openfisca/country-template/blob/"
NOWHERE = Package("nowhere", "1.0.0", "", "/nowhere")


def test_every_parameter_is_listed_with_where_to_read_it():
    listed = read(country(), "/parameters")
    assert listed["taxes.income_tax_rate"] == {
        "description": "Income tax rate",
        "href": "http://localhost/parameter/taxes/income_tax_rate",
    }
    assert listed["taxes.social_security_contribution"]["description"] == "Social security contribution tax scale"


def test_folders_are_not_listed():
    assert not {"taxes", "benefits", "general"} & read(country(), "/parameters").keys()


def test_addresses_of_the_list_can_be_read():
    for client in (country(), jordan()):
        for one in list(read(client, "/parameters").values())[::7]:
            assert "id" in read(client, one["href"].removeprefix("http://localhost"))


def test_an_unknown_parameter_is_told_in_json():
    reply = country().get("/parameter/taxes/no_such_tax")
    assert reply.status_code == 404
    assert json.loads(reply.data).keys() == {"error"}
    assert "no_such_tax" in reply.text


def test_an_unknown_parameter_is_told_in_arabic_when_asked():
    reply = country().get("/parameter/no_such", headers={"Accept-Language": "ar"})
    assert reply.text.startswith('{"error":"لا يوجد')


def test_a_parameter_has_its_values_the_newest_first():
    told = read(country(), "/parameter/taxes/income_tax_rate")
    assert told["id"] == "taxes.income_tax_rate"
    assert told["description"] == "Income tax rate"
    assert told["metadata"] == {"unit": "/1"}
    assert list(told["values"].items()) == [
        ("2015-01-01", 0.15),
        ("2014-01-01", 0.14),
        ("2013-01-01", 0.13),
        ("2012-01-01", 0.16),
    ]
    assert told["source"].startswith(REPOSITORY)
    assert told["source"].endswith("/openfisca_country_template/parameters/taxes/income_tax_rate.yaml")


def test_an_id_with_dots_is_understood_as_in_older_versions():
    assert read(country(), "/parameter/taxes.income_tax_rate") == read(country(), "/parameter/taxes/income_tax_rate")


def test_a_value_that_ended_is_null():
    assert read(country(), "/parameter/benefits/housing_allowance")["values"] == {
        "2016-12-01": None,
        "2010-01-01": 0.25,
    }


def test_a_folder_tells_what_stands_in_it_and_its_documentation():
    told = read(country(), "/parameter/benefits")
    assert told["documentation"].startswith("Government support for the citizens")
    assert told["subparams"]["basic_income"] == {"description": "Amount of the basic income"}
    assert set(told["subparams"]) >= {"housing_allowance", "parenting_allowance", "meal_price"}
    assert "values" not in told


def test_a_scale_tells_the_rate_above_each_threshold_on_each_date():
    brackets = read(country(), "/parameter/taxes/social_security_contribution")["brackets"]
    assert brackets["2013-01-01"] == {"0.0": 0.03, "12000.0": 0.1}
    assert brackets["2014-01-01"] == {"0.0": 0.03, "12100.0": 0.1}
    assert brackets["2015-01-01"] == {"0.0": 0.04, "12200.0": 0.12}
    assert brackets["2016-01-01"] == {"0.0": 0.04, "12300.0": 0.12}
    assert brackets["2017-01-01"] == {"0.0": 0.02, "6000.0": 0.06, "12400.0": 0.12}
    assert list(brackets) == sorted(brackets, reverse=True)


def test_letters_of_any_script_stand_as_they_are():
    reply = country().get("/parameter/general/age_of_retirement")
    assert "https://fr.wikipedia.org/wiki/Retraite_(économie)" in reply.text
    arabic = jordan().get("/parameter/national_aid_fund/uct/benefit_maximum").text
    assert "الحد الأعلى للدعم الشهري" in arabic


def test_a_value_tells_its_source_and_how_well_it_is_known():
    told = read(jordan(), "/parameter/national_aid_fund/uct/benefit_maximum")
    said = told["valuesMetadata"]["2022-01-01"]
    assert said["confidence"] == "verified"
    assert said["reference"][0]["title"].startswith("Human Rights Watch")
    assert "unit" not in said, "what the file says of the whole stands under metadata"
    assert told["metadata"]["unit"] == "JOD/month"
    assert told["source"] == "/parameters/national_aid_fund/uct/benefit_maximum.yaml"


def test_what_is_said_of_one_value_of_a_scale_stands_under_its_place():
    scale = ParameterScale(
        "tax",
        {
            "brackets": [
                {
                    "threshold": {"2020-01-01": {"value": 0}},
                    "rate": {"2020-01-01": {"value": 0.1, "metadata": {"confidence": "assumed"}}},
                }
            ]
        },
        "tax.yaml",
    )
    told = parameter_told(scale, NOWHERE)
    assert told["valuesMetadata"] == {"2020-01-01": {"brackets[0].rate": {"confidence": "assumed"}}}
    assert "source" not in told, "a file outside the package is not told"


def scale_of(kind: str, brackets: list) -> dict:
    data = {"brackets": [{"threshold": threshold, kind: values} for threshold, values in brackets]}
    return parameter_told(ParameterScale("scale", data, ""), NOWHERE)["brackets"]


def test_a_scale_of_amounts_is_told_like_one_of_rates():
    assert scale_of("amount", [({"2013-01-01": {"value": 0}}, {"2014-01-01": {"value": 5}})]) == {
        "2014-01-01": {"0": 5},
        "2013-01-01": {"0": None},
    }


def test_a_threshold_that_was_taken_away_is_left_out_from_then_on():
    brackets = [
        ({"2013-01-01": {"value": 0}}, {"2013-01-01": {"value": 0.1}}),
        ({"2013-01-01": {"value": 100}, "2015-01-01": {"value": None}}, {"2013-01-01": {"value": 0.2}}),
    ]
    assert scale_of("rate", brackets) == {"2015-01-01": {"0": 0.1}, "2013-01-01": {"0": 0.1, "100": 0.2}}


def test_a_scale_ends_with_its_first_threshold():
    first = {"2013-01-01": {"value": 0}, "2016-01-01": {"value": None}}
    assert scale_of("rate", [(first, {"2013-01-01": {"value": 0.1}})]) == {
        "2013-01-01": {"0": 0.1},
        "2016-01-01": None,
    }


def test_a_value_begins_on_its_own_date_and_holds_until_the_next():
    brackets = [({"2013-01-01": {"value": 0}}, {"2013-01-01": {"value": 1}, "2013-01-02": {"value": 2}})]
    assert scale_of("rate", brackets) == {"2013-01-02": {"0": 2}, "2013-01-01": {"0": 1}}


def test_dates_and_lists_of_a_file_can_be_said_in_json():
    import datetime

    data = {
        "metadata": {"reference": {datetime.date(2020, 1, 2): "gazette"}, "seen": datetime.date(2020, 1, 3)},
        "values": {"2020-01-01": {"value": ["a", "b"]}, "2019-01-01": {"value": float("nan")}},
    }
    told = parameter_told(Parameter("list", data, ""), NOWHERE)
    assert told["metadata"] == {"reference": {"2020-01-02": "gazette"}, "seen": "2020-01-03"}
    assert told["values"] == {"2020-01-01": ["a", "b"], "2019-01-01": None}


def test_an_empty_folder_and_a_strange_thing_are_told_without_content():
    assert parameter_told(ParameterNode("empty", data={}), NOWHERE)["subparams"] == {}
    strange = SimpleNamespace(name="strange", metadata={}, file_path=None)
    assert parameter_told(strange, NOWHERE) == {"description": None, "id": "strange", "metadata": {}}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/parameters/", 302),
        ("/parameter", 404),
        ("/parameter/", 302),
        ("/parameter/taxes/income_tax_rate/", 302),
        ("/parameter/with-ünicode", 404),
        ("/parameter/with%20url%20encoding", 404),
        ("/parameter/taxes/income_tax_rate/too-much-nesting", 404),
        ("/parameter//taxes/income_tax_rate/", 302),
        ("/parameter//taxes/income_tax_rate", 404),
        ("/parameter/taxes//income_tax_rate", 404),
        ("/parameter/../../etc/passwd", 404),
        ("/parameter/%00", 404),
        ("/parameter/a%0Ab", 404),
        ("/parameter/" + "a" * 5000, 404),
    ],
)
def test_odd_addresses_are_answered_plainly(path, status):
    reply = country().get(path)
    assert reply.status_code == status
    if status == 302:
        assert not reply.data
        assert reply.headers["Location"] == path[:-1]
    else:
        assert json.loads(reply.data).keys() & {"error", "code"}
        assert len(reply.data) < 500
