"""Whatever is known of a household, whichever programmes count: no fact that dropped out changes what they give."""

import os

import numpy
import pytest

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.explain.mattering import what_matters
from openfisca_jordan_sp.explain.questions import asked_results
from tests.explain.answers import PERIOD, differing, household, one_by_one, results_of, together, told_in, told_more

#: Random households; many more with `make explanations`.
COUNT = int(os.environ.get("EXPLANATION_FAMILIES", "6"))
TRIES = 3


def drawn(seed):
    """A household of which some facts are told, with a policy, results that can be computed, and what matters."""
    random = numpy.random.default_rng(seed)
    case, policy, names = household(random)
    first = what_matters(case, [(policy, names)], PERIOD)
    case = told_more(case, [*first.alone, *first.later, *first.never], random)
    names = [name for name in names if is_computed(policy, case, name)]
    return case, policy, names, what_matters(case, [(policy, names)], PERIOD), random


def is_computed(policy, case, name):
    try:
        results_of(policy.system, case.situation, [name], [], 1)
    except UnsetParameterError:
        return False
    return True


@pytest.mark.parametrize("seed", range(COUNT))
def test_no_answer_alone_changes_a_result_that_it_is_not_said_to_change(seed):
    case, policy, names, matters, random = drawn(seed)
    if not names:
        assert not matters.alone
        return
    questions = [*matters.alone, *matters.later, *matters.never]
    if not questions:
        return
    changes = one_by_one(policy.system, case.situation, questions, random, TRIES)
    try:
        found = results_of(policy.system, case.situation, names, changes, 1 + TRIES * len(questions))
    except UnsetParameterError:
        # An answer may need a value that no source gives; of those that dropped out none may.
        questions = questions[len(matters.alone) :]
        changes = one_by_one(policy.system, case.situation, questions, random, TRIES)
        found = results_of(policy.system, case.situation, names, changes, 1 + TRIES * len(questions))
    wrong = {
        (questions[row // TRIES], name)
        for name, values in found.items()
        for row in numpy.flatnonzero(differing(values[1:], values[0]))
        if questions[row // TRIES] not in matters.alone
        or name not in matters.changes[questions[row // TRIES]].get(policy.id, ())
    }
    assert wrong == set()


@pytest.mark.parametrize("seed", range(COUNT))
def test_what_never_counts_does_not_whatever_else_is_answered(seed):
    case, policy, names, matters, random = drawn(1000 + seed)
    told = told_in(case)
    own = [one for one in matters.never if one not in told]
    others = [
        one for one in (*matters.alone, *matters.later) if one not in told and one.variable not in asked_results()
    ]
    changes, count = together(policy.system, others, own, random, 40), 40
    for name in names:
        try:
            found = results_of(policy.system, case.situation, [name], changes, 2 * count)[name]
        except UnsetParameterError:
            continue  # some answers need a value that no source gives
        assert not differing(found[:count], found[count:]).any(), name


def test_random_households_have_questions_that_drop_out():
    found = [drawn(seed)[3] for seed in range(4)]
    assert sum(len(one.never) for one in found) > 20
    assert sum(len(one.later) for one in found) > 20
