"""Explanations are true: a result follows from its own leaves, whatever all other facts and values are."""

import os

import numpy
import pytest
from openfisca_core.periods import DateUnit, period

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.explain.graph import decisive_parameters, decisive_reads
from openfisca_jordan_sp.explain.interpreter import Interpreter
from openfisca_jordan_sp.explain.recording import Recording, State
from openfisca_jordan_sp.explain.steps import Ref, reached
from openfisca_jordan_sp.explain.terms import UNKNOWN
from openfisca_jordan_sp.law.reads import formula_reads
from openfisca_jordan_sp.system import law_in_force
from tests.explain.scrambled import leaves_of, people, recomputed, without_gaps

#: Random families; a thousand and more with `make explanations`.
COUNT = int(os.environ.get("EXPLANATION_FAMILIES", "6"))
#: Of how many results the shorter explanation of one unit is proved.
UNITS = int(os.environ.get("EXPLANATION_UNITS", "25"))
#: The law with gaps filled is proved beside the law itself, so that every rule is reached.
SEEDS = [int(seed) for seed in os.environ.get("EXPLANATION_SEEDS", "11").split(",")]
#: Results that rest on more take a second each: they are proved where many families are.
MOST = 2000 if COUNT < 50 else 100_000
MONTHS = os.environ.get("EXPLANATION_MONTHS", "2026-01").split(",")


def computed(system, month):
    """Every variable that a rule computes, with the period for which it is asked."""
    by_unit = {DateUnit.MONTH: month, DateUnit.YEAR: month.this_year}
    for name, variable in sorted(system.variables.items()):
        if variable.formulas and variable.definition_period in by_unit:
            yield name, by_unit[variable.definition_period]


@pytest.fixture(scope="module", params=[(month, seed) for month in MONTHS for seed in SEEDS], ids=str)
def drawn(request):
    """Random families recorded in a month, under a law without gaps, and other values for each of their inputs."""
    month, seed = period(request.param[0]), request.param[1]
    system = without_gaps(law_in_force(), month)
    families, told = people(system, COUNT, seed, month.start.year)
    return Recording(families.simulation(system), month), told, month


def fewest(month):
    """So many rules are in force: most since 2024."""
    return 650 if month.start.year >= 2024 else 250


def test_every_rule_is_read_part_by_part_and_comes_to_what_openfisca_computes(drawn):
    recording, _, month = drawn
    unread, wrong, read = [], [], 0
    for name, when in computed(recording.system, month):
        entry = recording.entry((name, when))
        if entry.state is not State.RULE:
            continue
        read += 1
        if entry.term is None:
            unread.append(name)
        elif entry.array is not UNKNOWN:
            value = recording.simulation._cast_formula_result(entry.term.value, recording.system.variables[name])
            if not _same(numpy.broadcast_to(value, entry.array.shape), entry.array):
                wrong.append(name)
    assert (unread, wrong) == ([], [])
    assert read > fewest(month)


def test_every_formula_of_every_date_is_read_part_by_part():
    """Also those that are not in force: nothing of a formula may be a construct that cannot be read."""
    law, families = law_in_force(), people(law_in_force(), 2, 5, 2026)[0]
    simulation = families.simulation(law)
    for variable in law.variables.values():
        for formula in variable.formulas.values():
            month = period("2026-01")
            when = month.this_year if variable.definition_period == DateUnit.YEAR else month
            population = simulation.populations[variable.entity.key]
            term = Interpreter(formula, population, when, law.get_parameters_at_instant).run()
            found = {each.name for each in _walk(term) if each.kind == "read"}
            # What only decides for whom an unset value is asked may be left unread; nothing else may.
            assert found <= formula_reads(formula).names


def test_every_result_follows_from_its_leaves_alone(drawn):
    recording, told, month = drawn
    wrong, proved = [], 0
    for root in computed(recording.system, month):
        entry = recording.entry(root)
        if entry.state is not State.RULE or entry.array is UNKNOWN:
            continue
        if len(recording.closure(root)) > MOST:
            continue
        facts, paths = leaves_of(recording, root)
        proved += 1
        if not _same(recomputed(recording, told, root, facts, paths), entry.array):
            wrong.append(root[0])
    assert wrong == []
    assert proved > fewest(month)


def test_the_short_explanation_of_one_unit_is_enough_for_its_result(drawn):
    """What could not have changed the result is left out, also of the same variables of other units."""
    recording, told, month = drawn
    wrong, proved, random = [], 0, numpy.random.default_rng(3)
    roots = [root for root in computed(recording.system, month) if recording.entry(root).array is not UNKNOWN]
    for at in random.permutation(len(roots)):
        name, when = roots[at]
        if recording.entry(roots[at]).state is not State.RULE or proved >= UNITS:
            continue
        row = int(random.integers(len(recording.entry(roots[at]).array)))
        refs = reached(Ref(name, when, row), lambda ref: decisive_reads(recording, ref), 3000)
        if len(refs) >= 3000:
            continue
        facts = {}
        for ref in refs:
            if recording.entry(ref.key).state is not State.RULE:
                facts.setdefault(ref.key, []).append(ref.row)
        paths = {path for ref in refs for path, _ in decisive_parameters(recording, ref)}
        try:
            result = recomputed(recording, told, roots[at], facts, paths)
        except UnsetParameterError:
            continue  # Others of the people now need a value that no source gives.
        proved += 1
        if not _same(result[row : row + 1], recording.entry(roots[at]).array[row : row + 1]):
            wrong.append((name, row))
    assert wrong == []
    assert proved > UNITS // 2


def test_a_leaf_that_is_left_out_is_missed(drawn):
    """The proof can fail: without the wages, or without the limit of age, a result is another."""
    recording, told, month = drawn
    income, child = ("family_monthly_income", month), ("is_child", month)
    facts, paths = leaves_of(recording, income)
    fewer = {key: rows for key, rows in facts.items() if key[0] != "wage"}
    assert len(fewer) < len(facts)
    assert not _same(recomputed(recording, told, income, fewer, paths), recording.entry(income).array)
    facts, paths = leaves_of(recording, child)
    assert not _same(recomputed(recording, told, child, {}, paths), recording.entry(child).array)


def _same(left, right):
    one, other = numpy.asarray(left), numpy.asarray(right)
    return numpy.array_equal(one, other, equal_nan=one.dtype.kind in "fM")


def _walk(term):
    yield term
    for part in term.parts:
        yield from _walk(part)
