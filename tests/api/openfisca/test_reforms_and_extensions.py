"""A reformed and an extended law are read as the law that they give."""

import json
import sys
from pathlib import Path

import pytest
from openfisca_core.periods import DateUnit
from openfisca_core.reforms import Reform
from openfisca_core.variables import Variable
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_country_template.entities import Person
from openfisca_country_template.situation_examples import couple
from openfisca_jordan_sp.api import create_app

from tests.api.openfisca.read_service import read

EXTENSION_VARIABLE = """
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable
from openfisca_country_template.entities import Person


class local_benefit(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A benefit of one town"

    def formula(person, period, parameters):
        return person("salary", period) * 0 + parameters(period).local_town.child_allowance.amount
"""
EXTENSION_PARAMETER = """
description: Allowance of one town for each child
values:
  2016-01-01:
    value: 100.0
"""


class goes_to_school(Variable):
    value_type = bool
    default_value = True
    entity = Person
    label = "Goes to school"
    definition_period = DateUnit.MONTH


class add_a_variable(Reform):
    def apply(self):
        self.add_variable(goes_to_school)


class halve_the_income_tax(Reform):
    def apply(self):
        self.modify_parameters(self.halve)

    @staticmethod
    def halve(parameters):
        parameters.taxes.income_tax_rate.update(start="2018-01-01", value=0.075)
        return parameters


class relabel_birth(Reform):
    def apply(self):
        class birth(Variable):
            label = "The day a person was born on"

        self.update_variable(birth)


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


def client_of(system):
    return create_app(system).test_client()


def test_a_variable_that_a_reform_adds_is_listed_and_read(system):
    client = client_of(add_a_variable(system))
    assert read(client, "/variables")["goes_to_school"]["description"] == "Goes to school"
    assert read(client, "/variable/goes_to_school")["defaultValue"] is True
    assert "goes_to_school" in read(client, "/spec")["components"]["schemas"]["Person"]["properties"]


def test_a_value_that_a_reform_changes_is_read(system):
    values = read(client_of(halve_the_income_tax(system)), "/parameter/taxes/income_tax_rate")["values"]
    assert next(iter(values.items())) == ("2018-01-01", 0.075)
    assert read(client_of(system), "/parameter/taxes/income_tax_rate")["values"].get("2018-01-01") is None


def test_a_variable_that_a_reform_updates_is_read(system):
    assert read(client_of(relabel_birth(system)), "/variable/birth")["description"] == "The day a person was born on"


def test_a_reform_of_a_reform_has_both_and_the_package_of_the_first(system):
    client = client_of(relabel_birth(add_a_variable(system)))
    assert read(client, "/variable/goes_to_school")["entity"] == "person"
    assert read(client, "/variable/birth")["description"] == "The day a person was born on"
    assert client.get("/").headers["Country-Package"] == "openfisca-country_template"


def test_a_reformed_law_shows_the_examples_of_the_law(system):
    schemas = read(client_of(add_a_variable(system)), "/spec")["components"]["schemas"]
    assert schemas["SituationInput"]["example"] == couple
    assert schemas["Variable"]["example"]["id"] == "disposable_income"


@pytest.fixture
def extended(tmp_path, monkeypatch):
    folder = tmp_path / "one_town_extension"
    (folder / "parameters" / "local_town" / "child_allowance").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "benefits.py").write_text(EXTENSION_VARIABLE, encoding="utf-8")
    parameter = folder / "parameters" / "local_town" / "child_allowance" / "amount.yaml"
    parameter.write_text(EXTENSION_PARAMETER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, folder.name, raising=False)
    system = CountryTaxBenefitSystem()
    system.load_extension(folder.name)
    return client_of(system)


def test_parameters_of_an_extension_are_listed_and_read(extended):
    assert "local_town.child_allowance.amount" in read(extended, "/parameters")
    told = read(extended, "/parameter/local_town/child_allowance/amount")
    assert told["values"] == {"2016-01-01": 100.0}
    assert read(extended, "/parameter/taxes/income_tax_rate")


def test_variables_of_an_extension_are_listed_and_read(extended):
    assert "local_benefit" in read(extended, "/variables")
    told = read(extended, "/variable/local_benefit")
    assert "child_allowance" in told["formulas"]["0001-01-01"]["content"]
    assert read(extended, "/variable/birth")


def test_the_folder_of_an_extension_is_not_told(extended, tmp_path):
    for path in ("/variable/local_benefit", "/parameter/local_town/child_allowance/amount", "/parameter/local_town"):
        reply = extended.get(path)
        assert str(tmp_path) not in reply.text
        assert "source" not in json.loads(reply.data)
        assert str(Path(tmp_path).name) not in reply.text
