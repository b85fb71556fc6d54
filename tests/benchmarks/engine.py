"""The engine as the benchmarks and the restatement's test call it: in this one place."""

import numpy

from openfisca_jordan_sp.engine.evaluate import answer_all
from openfisca_jordan_sp.engine.part import Question
from openfisca_jordan_sp.engine.plain import answer_plainly
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.system import clear_law_errors


def engine_month(policies, population, month):
    """JOD of the month for each programme granted by the month and each family, one mapping a policy."""
    question = Question(month, with_year=False, with_services=False, with_levies=False)
    return [dict(answer.month) for answer in answer_all(policies, population, question)]


def engine_twelfths(policies, population, month):
    """A twelfth of what is granted by the year, in the same form."""
    question = Question(month, with_year=True, with_services=False)
    monthly = engine_month(policies, population, month)
    answers = answer_all(policies, population, question)
    return [
        {
            item.id: answer.month[item.id]
            for item in policy.programmes
            if item.id in answer.month.keys() - by_month.keys()
        }
        for policy, answer, by_month in zip(policies, answers, monthly, strict=True)
    ]


def plain_month(policies, population, month):
    """`engine_month` by plain OpenFisca."""
    question = Question(month, with_year=False, with_services=False, with_levies=False)
    return [dict(answer.month) for answer in answer_plainly(policies, population, question, None)]


def engine_amounts(policy, population, month):
    """JOD of the month of every programme, nothing where it has no rule."""
    with clear_law_errors():
        monthly, yearly = (ask([policy], population, month)[0] for ask in (engine_month, engine_twelfths))
    nothing = numpy.zeros(population.family_count)
    return {item.id: nothing for item in programmes()} | monthly | yearly
