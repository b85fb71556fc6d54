"""Other answers to questions, tried as copies of a household; and households of which little or much is told."""

from __future__ import annotations

import copy

import numpy
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.periods import period as parse_period

from openfisca_jordan_sp.cases import Case, case_from_data, cases
from openfisca_jordan_sp.copies import Change, copies
from openfisca_jordan_sp.explain.candidates import Scale
from openfisca_jordan_sp.explain.questions import Question
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import catalogue
from openfisca_jordan_sp.situation_values import bounds
from openfisca_jordan_sp.system import clear_law_errors, law_in_force

PERIOD = "2026-01"
_MONTH = parse_period(PERIOD)


def results_of(system, situation, names, changes, count) -> dict[str, numpy.ndarray]:
    """Each result of each copy: a row a copy, a column a unit."""
    simulation = copies(system, situation, PERIOD, changes, count=count)
    found = {}
    for name in names:
        with clear_law_errors():
            values = simulation.calculate(name, period_of(system.variables[name]))
        found[name] = numpy.asarray(values, dtype=float).reshape(count, -1)
    return found


def period_of(variable):
    return _MONTH.this_year if variable.definition_period == DateUnit.YEAR else _MONTH


def differing(values, base) -> numpy.ndarray:
    """In which rows any value differs from the same of other rows."""
    return ~numpy.isclose(values, base, atol=1e-9).all(axis=1)


def answers(variable, random, count) -> numpy.ndarray:
    """Some answers that a fact may have, as the variable stores them."""
    if variable.value_type is bool:
        return random.integers(0, 2, count).astype(bool)
    if variable.value_type is Enum:
        return random.integers(0, len(list(variable.possible_values)), count).astype(numpy.int16)
    if Scale(variable).is_date:
        return numpy.datetime64("1940-01-01") + random.integers(0, 31_000, count)
    if variable.value_type is int:
        return _bounded(variable, random.choice([0, 1, 2, 5, 17, 18, 30, 60, 65, 200], count)).astype(variable.dtype)
    return _bounded(variable, numpy.round(random.random(count) * 3000 * random.integers(0, 2, count), 3))


def _bounded(variable, values):
    least, most = bounds(variable)
    largest = 1 if variable.unit == "share" else most
    return values if least is None and largest is None else numpy.clip(values, least, largest)


def one_by_one(system, situation, questions, random, tries) -> list[Change]:
    """Changes of a first copy, which has none, and `tries` copies for each question in which that alone differs."""
    base = copies(system, situation, PERIOD, [], count=1)
    changes = []
    for place, question in enumerate(questions):
        variable = system.variables[question.variable]
        ids = [str(one).rpartition(" ")[0] for one in base.populations[variable.entity.key].ids]
        now = numpy.asarray(base.calculate(question.variable, period_of(variable)))[ids.index(question.unit)]
        values = numpy.repeat(now, 1 + tries * len(questions))
        values[1 + place * tries : 1 + (place + 1) * tries] = answers(variable, random, tries)
        changes.append(Change(question.variable, question.unit, values))
    return changes


def together(system, same, own, random, count) -> list[Change]:
    """Changes of twice as many copies: the answers of `same` are alike in both halves, those of `own` are not."""
    halves = [answers(system.variables[one.variable], random, count) for one in same]
    alike = zip(same, [numpy.concatenate([half, half]) for half in halves], strict=True)
    other = ((one, answers(system.variables[one.variable], random, 2 * count)) for one in own)
    return [Change(one.variable, one.unit, values) for one, values in (*alike, *other)]


def told_in(case: Case) -> set[Question]:
    """The facts that a household tells."""
    return {
        Question(fact, unit) for units in case.situation.values() for unit, values in units.items() for fact in values
    }


def household(random) -> tuple[Case, Policy, list[str]]:
    """A case family of which some facts are forgotten, a policy, and the variables of some programmes."""
    case = cases()[str(random.choice(sorted(cases())))]
    policy = Policy.of(str(random.choice(sorted(catalogue())))) if random.random() < 0.7 else Policy()
    chosen = random.choice(len(policy.programmes), random.integers(1, 7), replace=False)
    known = law_in_force().variables
    situation = {
        plural: {
            unit: {name: one for name, one in facts.items() if not _is_forgotten(known.get(name), random)}
            for unit, facts in units.items()
        }
        for plural, units in case.situation.items()
    }
    return case_from_data(situation), policy, [policy.programmes[one].variable for one in chosen]


def _is_forgotten(variable, random) -> bool:
    """Roles and what the law can work out are kept: those of some members alone cannot be told."""
    return variable is not None and not variable.formulas and random.random() < 0.4


def told_more(case: Case, questions, random) -> Case:
    """The household with some of the questions answered."""
    situation = copy.deepcopy(dict(case.situation))
    for question in questions:
        variable = law_in_force().variables.get(question.variable)
        if variable is not None and not variable.formulas and random.random() < 0.15:
            answer = _plain(variable, answers(variable, random, 1)[0])
            situation[variable.entity.plural][question.unit][question.variable] = answer
    return case_from_data(situation)


def _plain(variable, value):
    if variable.value_type is Enum:
        return list(variable.possible_values)[int(value)].name
    return str(value) if isinstance(value, numpy.datetime64) else value.item()
