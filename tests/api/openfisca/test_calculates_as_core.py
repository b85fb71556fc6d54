"""What core's own handlers answer is answered here too, wherever core's answer is right."""

import copy
import datetime
import json
import os
import random

import numpy
import pytest
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.indexed_enums import Enum
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_web_api import handlers

from openfisca_jordan_sp.cases import cases, load_case
from openfisca_jordan_sp.situations import prepare_situation
from openfisca_jordan_sp.system import law_in_force
from tests.api.openfisca.read_service import ask, country, unaudited_jordan

#: How many situations are made up.
SITUATIONS = int(os.environ.get("OPENFISCA_SITUATIONS", "30"))
COUNTRY = CountryTaxBenefitSystem()
PERIODS = {"month": ["2017-01", "2017-02", "2017-03"], "year": ["2017", "2018"], "eternity": ["ETERNITY"]}
#: In core, texts of fixed length come back as Python writes bytes.
LEFT_OUT = {"postal_code"}


def made_up(seed):
    """Some persons in some households, perhaps in none, with facts, questions and values of whole years."""
    chance = random.Random(seed)
    persons = [f"person {number}" for number in range(chance.randint(1, 5))]
    longer = longer_periods(chance)
    situation = {"persons": {person: facts(chance, COUNTRY.person_entity, longer) for person in persons}}
    if chance.random() < 0.2:
        return situation
    households = {f"household {number}": {} for number in range(chance.randint(1, 2))}
    for person in persons:
        roles = households[chance.choice(list(households))]
        roles.setdefault(chance.choice(["adults", "children"]), []).append(person)
    situation["households"] = {
        name: roles | facts(chance, COUNTRY.group_entities[0], longer) for name, roles in households.items() if roles
    }
    return situation


def longer_periods(chance):
    """What everybody is told of longer periods and of months in them; core loses what only some are told."""
    spread = [name for name, one in COUNTRY.variables.items() if one.set_input and chance.random() < 0.3]
    return {
        name: [chance.choice(["2017", "month:2017-01:6", "year:2017-02"]), *chance.sample(PERIODS["month"], 2)]
        for name in spread
    }


def facts(chance, entity, longer):
    made = {}
    for name, variable in COUNTRY.get_variables(entity).items():
        if name in longer:
            made[name] = {one: value(chance, variable) for one in longer[name]}
            continue
        if name in LEFT_OUT or chance.random() < 0.5:
            continue
        possible = PERIODS[str(variable.definition_period)]
        periods = chance.sample(possible, chance.randint(1, len(possible)))
        is_asked = 0.7 if variable.formulas else 0.2
        made[name] = {one: None if chance.random() < is_asked else value(chance, variable) for one in periods}
    return made


def value(chance, variable):
    if variable.value_type is Enum:
        return chance.choice([item.name for item in variable.possible_values])
    if variable.value_type is datetime.date:
        return f"{chance.randint(1930, 2016)}-0{chance.randint(1, 9)}-{chance.randint(10, 28)}"
    return chance.choice([0, 17, 1234, chance.randint(0, 4000)])


def of_core(handler, system, situation):
    """Core's answer as JSON can say it, dates by their days; None where core breaks down."""
    try:
        answered = handler(system, copy.deepcopy(situation))
    except (ValueError, ParameterNotFoundError):
        return None
    return in_single_precision(json.loads(json.dumps(answered, default=str)))


def in_single_precision(answered):
    """Numbers with the digits that single precision has: core's trace has its noise."""
    if isinstance(answered, dict):
        untimed = {key: one for key, one in answered.items() if key not in {"calculation_time", "formula_time"}}
        return {key: in_single_precision(one) for key, one in untimed.items()}
    if isinstance(answered, list):
        return [in_single_precision(one) for one in answered]
    return float(str(numpy.float32(answered))) if isinstance(answered, float) else answered


@pytest.mark.parametrize(
    ("path", "handler"), [("/calculate", handlers.calculate), ("/trace", handlers.trace)], ids=["calculate", "trace"]
)
def test_made_up_situations_are_answered_as_core_answers_them(path, handler):
    answered = 0
    for seed in range(SITUATIONS):
        situation = made_up(seed)
        expected = of_core(handler, COUNTRY, situation)
        reply = ask(country(), path, situation)
        assert reply.status_code == (400 if expected is None else 200), reply.text
        if expected is not None:
            assert in_single_precision(reply.get_json()) == expected
            answered += 1
    assert answered > SITUATIONS / 2


@pytest.mark.parametrize("name", sorted(cases()))
def test_the_case_families_of_our_law_are_answered_as_core_answers_them(name):
    law = law_in_force()
    situation, _ = prepare_situation(law, load_case(name).situation, "2026-01")
    dated(law, situation)
    for family in situation["families"].values():
        family |= {"uct_amount": {"2026-01": None}, "poor_family_card_entitled": {"2026-01": None}}
    reply = ask(unaudited_jordan(), "/calculate", situation)
    assert reply.status_code == 200, reply.text
    assert json.loads(reply.data) == json.loads(json.dumps(handlers.calculate(law, copy.deepcopy(situation))))
    traced = ask(unaudited_jordan(), "/trace", situation)
    assert traced.status_code == 200, traced.text
    assert {"uct_amount<2026-01>", "poor_family_card_entitled<2026-01>"} <= traced.get_json()["trace"].keys()


def dated(law, situation):
    """Give the values that hold for ever a period, and leave out what JSON cannot say (in place)."""
    for units in situation.values():
        for told in units.values():
            for name in told.keys() & law.variables.keys():
                is_eternal = law.variables[name].definition_period == "eternity"
                by_period = (
                    told[name]
                    if isinstance(told[name], dict)
                    else {"ETERNITY" if is_eternal else "2026-01": told[name]}
                )
                told[name] = {period: one for period, one in by_period.items() if one == one}  # noqa: PLR0124 - NaN
