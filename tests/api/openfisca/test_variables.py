"""Reading variables as OpenFisca's clients do."""

import inspect
import json
import re
from pathlib import Path

import pytest
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable
from openfisca_country_template import variables as template
from openfisca_country_template.entities import Person
from openfisca_jordan_sp.api.openfisca.package import Package
from openfisca_jordan_sp.api.openfisca.variables import variable_told

from tests.api.openfisca.read_service import country, jordan, read

REPOSITORY = "https://github.com/openfisca/country-template/blob/"


def test_every_variable_is_listed_with_where_to_read_it():
    listed = read(country(), "/variables")
    assert listed["birth"] == {"description": "Birth date", "href": "http://localhost/variable/birth"}
    assert len(read(jordan(), "/variables")) > 900


def test_every_variable_of_the_list_can_be_read():
    for name, one in read(country(), "/variables").items():
        assert read(country(), one["href"].removeprefix("http://localhost"))["id"] == name
    names = list(read(jordan(), "/variables"))
    assert all(read(jordan(), f"/variable/{name}")["id"] == name for name in names[::10])


def test_an_unknown_variable_is_told_in_json():
    reply = country().get("/variable/no_such")
    assert reply.status_code == 404
    assert json.loads(reply.data) == {"error": "There is no variable 'no_such'; /variables lists them."}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "birth"),
        ("description", "Birth date"),
        ("valueType", "Date"),
        ("defaultValue", "1970-01-01"),
        ("definitionPeriod", "ETERNITY"),
        ("entity", "person"),
        ("references", ["https://en.wiktionary.org/wiki/birthdate"]),
    ],
)
def test_a_given_variable_tells_what_it_is(key, value):
    assert read(country(), "/variable/birth")[key] == value


def test_what_is_not_known_of_a_variable_is_left_out():
    told = read(country(), "/variable/birth")
    assert None not in told.values()
    assert not {"formulas", "possibleValues", "documentation"} & told.keys()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("description", "Income tax"),
        ("valueType", "Float"),
        ("defaultValue", 0),
        ("definitionPeriod", "MONTH"),
        ("entity", "person"),
    ],
)
def test_a_calculated_variable_tells_what_it_is(key, value):
    assert read(country(), "/variable/income_tax")[key] == value


def lines_of(address: str) -> list[str]:
    """The lines of a file of the template that an address of its repository leads to."""
    path, _, lines = address.partition("#")
    first, last = (int(part[1:]) for part in lines.split("-"))
    within = path.partition("/openfisca_country_template/variables/")[2]
    text = (Path(template.__file__).parent / within).read_text(encoding="utf-8")
    return text.splitlines()[first - 1 : last]


def test_a_variable_leads_to_its_lines_in_the_repository():
    source = read(country(), "/variable/income_tax")["source"]
    assert source.startswith(REPOSITORY)
    lines = lines_of(source)
    assert lines[0] == "class income_tax(Variable):"
    assert lines[-1].startswith("        ")


def test_a_formula_is_told_with_its_text_and_its_lines():
    formulas = read(country(), "/variable/income_tax")["formulas"]
    assert list(formulas) == ["0001-01-01"]
    one = formulas["0001-01-01"]
    assert one["content"].startswith("def formula(person, period, parameters):\n")
    assert 'person("salary", period)' in one["content"]
    assert lines_of(one["source"])[0].strip() == "def formula(person, period, parameters):"
    assert [line.strip() for line in lines_of(one["source"])] == [line.strip() for line in one["content"].splitlines()]


def test_a_formula_is_told_with_its_documentation():
    formula = read(country(), "/variable/pension")["formulas"]["0001-01-01"]
    assert "A person's pension depends on their birth date" in formula["documentation"]


def test_formulas_stand_under_the_dates_from_which_they_hold():
    assert list(read(country(), "/variable/basic_income")["formulas"]) == ["2015-12-01", "2016-12-01"]


def test_a_variable_that_ended_has_no_formula_from_the_day_after():
    formulas = read(country(), "/variable/housing_allowance")["formulas"]
    assert formulas["2016-12-01"] is None
    assert formulas["1980-01-01"]["content"].startswith("def formula_1980")


def test_the_values_of_an_enumeration_are_told_by_name():
    told = read(country(), "/variable/housing_occupancy_status")
    assert told["valueType"] == "String"
    assert told["defaultValue"] == "tenant"
    assert told["possibleValues"] == {
        "owner": "Owner",
        "tenant": "Tenant",
        "free_lodger": "Free lodger",
        "homeless": "Homeless",
    }


def test_documentation_is_told_where_there_is_some():
    told = read(country(), "/variable/housing_allowance")
    assert told["documentation"].startswith("This allowance was introduced on the 1st of Jan 1980.")
    assert "documentation" not in read(country(), "/variable/birth")


def test_how_a_fact_is_coded_stands_in_its_documentation_and_not_in_its_label():
    told = read(jordan(), "/variable/age")
    assert told["documentation"].endswith("-1 where neither age nor birth date is known.")
    coded = re.compile(r"\([^()]*\d: [^()]*\)")
    assert [name for name, one in read(jordan(), "/variables").items() if coded.search(one["description"])] == []


def test_letters_of_any_script_stand_as_they_are():
    reply = country().get("/variable/pension")
    assert "Pension attribuée aux personnes âgées. تقاعد." in reply.text
    assert "https://ar.wikipedia.org/wiki/تقاعد" in reply.text


def test_a_number_that_is_not_known_is_null():
    assert read(jordan(), "/variable/naf_targeting_score")["defaultValue"] is None


def test_no_folder_of_this_machine_is_told():
    root = str(Path(inspect.getfile(Package)).parents[2])
    for name in ("uct_amount", "age", "wage"):
        assert root not in jordan().get(f"/variable/{name}").text


def test_a_variable_without_a_file_is_told_without_its_text():
    names = {"Variable": Variable, "Person": Person, "DateUnit": DateUnit}
    text = (
        "class prompt(Variable):\n    value_type = int\n    entity = Person\n    definition_period = DateUnit.MONTH\n"
        "    def formula(person, period):\n        return 1\n"
    )
    exec(text, names)
    told = variable_told(names["prompt"](), Package("nowhere", "1.0.0", "", "/nowhere"))
    assert told["formulas"] == {"0001-01-01": {}}
    assert "source" not in told


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/variables/", 302),
        ("/variable", 404),
        ("/variable/", 302),
        ("/variable/birth/", 302),
        ("/variable/birth/more", 404),
        ("/variable//birth", 404),
        ("/variable/ünicode", 404),
        ("/variable/__class__", 404),
    ],
)
def test_odd_addresses_are_answered_plainly(path, status):
    assert country().get(path).status_code == status
