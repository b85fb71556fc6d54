"""The main property: a family of a batch gets exactly what it gets alone, whoever stands beside it.

`BATCH_HOMES` sets how many households of the demo are computed one by one.
"""

import os
import random

import numpy
import pytest

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.batch import BatchQuestion, calculate_batch, calculate_cases
from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.reform import reform_from_data
from tests.batch.families import alone, as_columns, as_situation, demo_households

HOUSEHOLDS = int(os.environ.get("BATCH_HOMES", "12"))
MONTH = "2026-03"
OUTPUTS = {"uct_entitled": MONTH, "uct_amount": MONTH, "age": MONTH, "family_cash_benefits": MONTH, "tenure": MONTH}
MISTAKES = (
    {"persons": {"a": {"wage": "9*9"}}, "families": {"f": {"head": ["a"]}}},
    {"persons": {"a": {"wage": -1}, "b": {}}, "families": {"f": {"head": ["a", "b"]}}},
    {
        "persons": {"a": {"age": 30}, "b": {"birth_date": "1990-01-01"}},
        "families": {"f": {"head": "a", "spouses": ["b"]}},
    },
    {"persons": {"a": {}}, "families": {"f": {"head": ["nobody"]}}},
    {"persons": {}},
    [],
)
#: Unusual forms that are right: dates, singular roles, households alone, results of the law for some units.
UNUSUAL = (
    {"persons": {"a": {"age": 40, "wage": {"2026-03": 300, "2026-02": 250}}}, "families": {"f": {"head": "a"}}},
    {"persons": {"a": {"age": 40, "documented_expenses": {"2026": 300}}}, "families": {"f": {"head": "a"}}},
    {"persons": {"a": {"age": 70}, "b": {}}, "families": {"f": {"head": "a", "spouses": ["b"]}}},
    {
        "persons": {"a": {"age": 40}, "b": {"age": 3, "relationship_to_reference_person": "child"}},
        "households": {"h": {"reference_person": "a", "members": ["b"]}},
    },
    {"persons": {"a": {"age": 66, "has_health_insurance": 1}}, "families": {"f": {"head": "a"}}},
)


def scenario(values):
    data = {"id": "made_up", "title": {"en": "Made up", "ar": "مفترض"}, "status": "scenario", "values": values}
    return Policy.of(reform_from_data(data))


def policy_with_cutoff():
    return scenario({"national_aid_fund.uct.score_cutoff": {"2026-01-01": 55}})


def assert_as_alone(answer, line, expected, system, first=0):
    if isinstance(expected, str):
        assert line in answer.problems, (answer.ids[line], expected)
        assert answer.problems[line][0].code == expected
        return
    assert line not in answer.problems, (answer.ids[line], answer.problems[line])
    for name, values in expected.items():
        got = answer.values[name][answer.units[system.variables[name].entity.key].line == line]
        want = numpy.asarray(values.decode_to_str() if hasattr(values, "decode_to_str") else values)
        numpy.testing.assert_array_equal(got.astype(want.dtype), want[first : first + len(got)], err_msg=name)


@pytest.fixture(scope="module")
def described():
    """Situations, each with what it gets alone."""
    system = Policy.of().system
    right = [*(case.situation for case in cases().values()), *UNUSUAL]
    told = [(situation, alone(system, situation, OUTPUTS, MONTH)) for situation in right]
    return [*told, *((situation, "situation_error") for situation in MISTAKES)]


@pytest.mark.parametrize("seed", [1, 2])
def test_described_families_get_what_they_get_alone_with_mistakes_between_them_in_any_order(seed, described):
    shuffled, system = random.Random(seed).sample(described, len(described)), Policy.of().system
    situations = [situation for situation, _ in shuffled]
    question = BatchQuestion.of(MONTH, tuple(OUTPUTS))
    answers = [*calculate_cases(((str(number), one) for number, one in enumerate(situations)), question, chunk=17)]
    lines = [(answer, line) for answer in answers for line in range(len(answer.ids))]
    assert len(lines) == len(situations)
    for (answer, line), (_, expected) in zip(lines, shuffled, strict=True):
        assert_as_alone(answer, line, expected, system)


@pytest.mark.parametrize(("seed", "policy"), [(3, Policy.of), (4, policy_with_cutoff)])
def test_families_of_a_table_get_what_they_get_alone(seed, policy):
    households, made = demo_households(HOUSEHOLDS, seed), policy()
    (answer,) = calculate_batch(as_columns(households), MONTH, tuple(OUTPUTS), made)
    line, refused = 0, 0
    for families in households:
        expected = alone(made.system, as_situation(families), OUTPUTS, MONTH)
        refused += isinstance(expected, str)
        for place, rows in enumerate(families):
            one = expected if isinstance(expected, str) else _of_family(expected, families, place)
            assert_as_alone(answer, line, one, made.system)
            assert len(rows) == (answer.units["person"].line == line).sum() or line in answer.problems
            line += 1
    assert 0 < refused < len(households)


def _of_family(expected, families, place):
    """The part of one family of the values of a household."""
    first = sum(len(rows) for rows in families[:place])
    sizes = {"age": slice(first, first + len(families[place])), "tenure": slice(0, 1)}
    return {name: values[sizes.get(name, slice(place, place + 1))] for name, values in expected.items()}


def test_results_do_not_depend_on_how_many_families_are_computed_at_a_time():
    columns = as_columns(demo_households(12, 5))
    columns["wage"][3] = "a lot"
    whole = [*calculate_batch(columns, MONTH)]
    parts = [*calculate_batch(columns, MONTH, chunk=2)]
    assert len(parts) > 3
    assert [name for part in parts for name in part.ids] == list(whole[0].ids)
    for name, values in whole[0].values.items():
        numpy.testing.assert_array_equal(numpy.concatenate([part.values[name] for part in parts]), values)
    assert sum(len(part.problems) for part in parts) == len(whole[0].problems) > 0


def test_two_policies_computed_in_turn_never_mix():
    columns = {"family_id": ["a"], "role": ["head"], "age": [38], "family.naf_targeting_score": [48]}
    columns["family.is_uct_inside_quota"] = [True]
    law = calculate_batch(columns, MONTH, ("uct_amount",))
    higher = calculate_batch(
        columns, MONTH, ("uct_amount",), scenario({"national_aid_fund.uct.benefit_minimum": {"2026-01-01": 77}})
    )
    assert [next(law).values["uct_amount"][0], next(higher).values["uct_amount"][0]] == [40, 77]


@pytest.mark.parametrize(("month", "yearly"), [(MONTH, ()), ("2024-01", ("family_yearly_benefits",))])
def test_many_ways_of_giving_results_of_the_law_are_as_each_by_itself(month, yearly, monkeypatch):
    columns = as_columns(demo_households(HOUSEHOLDS, 6))
    draw, homes = random.Random(7), columns["household_id"]
    for name, value in (
        ("ssc_last_contributory_wage", 400),
        ("school_grade", 3),
        ("age", 33),
        ("family.naf_targeting_score", 50),
        ("family.is_uct_inside_quota", True),
        ("household.consumption_before_benefits", 700),
    ):
        tells = {home: draw.random() < 0.5 for home in homes}
        columns[name] = [value if tells[home] else None for home in homes]
    outputs = ("uct_amount", "age", "family_cash_benefits", "tenure", *yearly)
    (together,) = calculate_batch(columns, month, outputs)
    monkeypatch.setattr("openfisca_jordan_sp.batch.computing.MOST_APART", 1000)
    (apart,) = calculate_batch(columns, month, outputs)
    assert together.problems == apart.problems
    assert 0 < len(apart.problems) < len(apart.ids)
    for name in outputs:
        numpy.testing.assert_array_equal(together.values[name], apart.values[name], err_msg=name)
