"""Values of years beside values of months: each person gets what core gives that person alone."""

import copy
import random

import numpy
import pytest
from openfisca_core.entities import SingleEntity
from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit, period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_jordan_sp.api import create_app
from openfisca_jordan_sp.api.openfisca.spreading import Values, spread
from openfisca_web_api import handlers

from tests.api.openfisca.read_service import ask, country, unaudited_jordan

MONTHS = [f"2017-{month:02}" for month in range(1, 13)]
PERSON = SingleEntity("person", "persons", "A person", "")


class Work(Enum):
    none = "None"
    some = "Some"
    much = "Much"


class work(Variable):
    value_type = Enum
    possible_values = Work
    default_value = Work.none
    entity = PERSON
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period


def days(way):
    """A variable of each day that spreads what is told of longer periods in some way."""
    facts = {"value_type": float, "entity": PERSON, "definition_period": DateUnit.DAY, "set_input": way}
    return type("of_a_day", (Variable,), facts)


class Workers(TaxBenefitSystem):
    def __init__(self):
        super().__init__([PERSON])
        self.add_variables(work)


def answered(client, persons, name, asked):
    """What each person is answered for some periods."""
    told = {person: {name: {**dict.fromkeys(asked), **values}} for person, values in persons.items()}
    reply = ask(client, "/calculate", {"persons": told})
    assert reply.status_code == 200, reply.text
    return {person: [facts[name][one] for one in asked] for person, facts in reply.get_json()["persons"].items()}


def test_one_person_told_by_month_and_another_by_year_each_keep_their_income():
    persons = {"by month": dict.fromkeys(MONTHS, 100), "by year": {"2017": 24000}, "by both": {"2017": 240}}
    persons["by both"] |= {"2017-01": 20}
    found = answered(country(), persons, "salary", MONTHS)
    assert found == {"by month": [100] * 12, "by year": [2000] * 12, "by both": [20] * 12}


def test_who_is_told_of_some_months_gets_no_negative_income_from_the_year_of_another():
    found = answered(country(), {"one": {"2017-01": 100}, "other": {"2017": 1200}}, "salary", MONTHS[:3])
    assert found == {"one": [100, 0, 0], "other": [100, 100, 100]}


@pytest.mark.parametrize("seed", range(12))
def test_made_up_persons_together_get_what_core_gives_each_alone(seed):
    chance = random.Random(seed)
    longer = ["2017", "2018", "month:2017-01:3", "month:2017-03:4", "month:2017-09:5"]
    persons = {}
    for number in range(4):
        told = [*chance.sample(MONTHS, chance.randint(0, 2)), *chance.sample(longer, chance.randint(1, 2))]
        persons[f"p{number}"] = {one: chance.choice([0, 12.5, 7777, chance.randint(1, 9000)]) for one in told}
    asked = [one for one in MONTHS if not any(one in told for told in persons.values())]
    found = answered(country(), persons, "salary", asked)
    for person, told in persons.items():
        alone = {"persons": {person: {"salary": {**dict.fromkeys(asked), **told}}}}
        of_core = handlers.calculate(CountryTaxBenefitSystem(), copy.deepcopy(alone))["persons"][person]["salary"]
        assert [numpy.float32(one) for one in found[person]] == [numpy.float32(of_core[one]) for one in asked]


def test_what_is_repeated_is_kept_for_each_person_too():
    persons = {"one": {"2017-01": "some"}, "other": {"2017": "much"}, "both": {"2017": "much", "2017-02": "some"}}
    found = answered(create_app(Workers()).test_client(), persons, "work", ["2017-03", "2017-04"])
    # As in core, what is told of a month inside goes on where a whole year is told.
    assert found == {"one": ["none", "none"], "other": ["much", "much"], "both": ["some", "some"]}


def test_months_that_contradict_the_year_are_told_at_the_person_who_has_both():
    persons = {
        "by year": {"salary": {"2018": 5, "2017": 5}},
        "by both": {"salary": {**dict.fromkeys(MONTHS, 100), "year:2017": 5}},
    }
    reply = ask(country(), "/calculate", {"persons": persons})
    assert reply.status_code == 400
    assert "do not add up" in reply.get_json()["persons"]["by both"]["salary"]["year:2017"]


def test_days_of_decades_told_beside_one_day_share_their_arrays():
    count = 1000
    told = {
        period(text): Values(numpy.full(count, value, numpy.float32), numpy.arange(count) % 3 == place)
        for place, (text, value) in enumerate({"year:1940:20": 5, "1950-01-01": 7, "1958": 9}.items())
    }
    for way in (set_input_dispatch_by_period, set_input_divide_by_period):
        variable = days(way)()
        made = spread(variable, told)
        assert len(made) > 7_000
        assert len({id(array) for array in made.values()}) < 10


def test_an_income_of_our_law_told_by_year_is_not_lost_beside_one_told_by_month():
    wages = {"أب": {f"2026-{month:02}": 300 for month in range(1, 13)}, "أم": {"2026": 2400}}
    persons = {name: {"wage": told} for name, told in wages.items()}
    persons["أم"]["relationship_to_reference_person"] = {"2026-01": "spouse"}
    persons["أم"]["wage"]["2026-05"] = None
    body = {"persons": persons, "households": {"بيت": {"reference_person": ["أب"], "members": ["أم"]}}}
    reply = ask(unaudited_jordan(), "/calculate", body)
    assert reply.status_code == 200, reply.text
    assert reply.get_json()["persons"]["أم"]["wage"]["2026-05"] == 200
