"""What stands in the way really does: met together the clauses change the outcome, and none can be left out."""

import os

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.cases import case_from_data
from openfisca_jordan_sp.copies import copies_of
from openfisca_jordan_sp.explain.blocking import blocking, changes_without, meet
from openfisca_jordan_sp.explain.clauses import easiest
from openfisca_jordan_sp.explain.explaining import recorded
from openfisca_jordan_sp.explain.recording import Recording, State
from openfisca_jordan_sp.explain.steps import Ref, value_of
from openfisca_jordan_sp.explain.terms import UNKNOWN
from openfisca_jordan_sp.system import law_in_force
from tests.explain.family import CASE
from tests.explain.scrambled import people
from tests.explain.test_leaves import computed

#: Of how many results, drawn at random; all with `make explanations`.
RESULTS = int(os.environ.get("EXPLANATION_RESULTS", "15"))
#: Of a hundred results, for so many a way may be named that is not proven (the explanation says so).
UNPROVEN = 0.03


@pytest.fixture(scope="module")
def recording():
    families, _ = people(law_in_force(), 8, 2, 2026)
    return Recording(families.simulation(law_in_force()), period("2026-01"))


def results(recording, random):
    """Results of yes and no, and amounts, each with another outcome that is asked for."""
    roots = list(computed(recording.system, recording.period))
    for at in random.permutation(len(roots)):
        entry, variable = recording.entry(roots[at]), recording.system.variables[roots[at][0]]
        if entry.state is State.RULE and entry.array is not UNKNOWN and variable.value_type in (bool, int, float):
            yield from _of_entry(roots[at], entry.array, random)


def _of_entry(root, values, random):
    others = {target: numpy.flatnonzero((values > 0) != target) for target in (True, False)}
    if numpy.isnan(values).any():
        return []
    return [(Ref(*root, int(random.choice(rows))), target) for target, rows in others.items() if len(rows)]


def test_clauses_met_together_change_the_outcome_and_each_is_necessary(recording):
    random = numpy.random.default_rng(4)
    proven, unproven, needless, failing = 0, [], [], []
    for root, target in results(recording, random):
        if proven >= RESULTS:
            break
        found = blocking(recording, root, target)
        if not found.is_proven:
            unproven.append((root.name, target))
            continue
        proven += 1
        result = value_of(meet(recording, easiest(found.clauses)), root)
        if (result > 0) != target:
            failing.append((root.name, target))
        tried = (changes_without(recording, root, target, found.clauses, clause) for clause in found.clauses[:6])
        needless += [(root.name, target) for is_needless in tried if is_needless]
    assert (failing, needless) == ([], [])
    assert len(unproven) <= UNPROVEN * proven + 1, unproven


def test_conditions_set_as_inputs_of_plain_openfisca_change_the_outcome_too():
    """Where a clause is a whole variable, core is told its value: nothing of the recording is used."""
    result = recorded(CASE, "uct_entitled")
    found = blocking(result.recording, result.root, True)
    conditions = {single.ref.name for clause in found.clauses for single in clause.singles()}
    assert conditions == {"is_below_targeting_line", "naf_targeting_score"}
    assert not _with(result, {"is_below_targeting_line": True})
    assert not _with(result, {"is_targeting_score_known": True})
    assert _with(result, {"is_below_targeting_line": True, "is_targeting_score_known": True})


def _with(result, told):
    simulation = copies_of(result.recording.pristine, "2026-01", [], count=1)
    for name, value in told.items():
        simulation.set_input(name, "2026-01", numpy.array([value]))
    return bool(simulation.calculate(result.root.name, result.root.period)[0])


def test_an_alternative_is_one_clause_and_a_conjunction_is_several():
    result = recorded(CASE, "has_no_recent_car")
    ends = blocking(result.recording, result.root, False)
    assert [clause.form.value for clause in ends.clauses] == ["single"]
    assert ends.is_proven


def test_a_role_that_nobody_has_is_named():
    """A family without a spouse: somebody would have to be there."""
    alone = case_from_data({"persons": {"widow": {"sex": "female", "age": 50}}}, "alone")
    result = recorded(alone, "is_spouse_health_contributor")
    found = blocking(result.recording, result.root, True)
    assert found.is_proven
    assert found.clauses
