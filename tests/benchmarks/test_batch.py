"""A batch beside the engine's own time on the same families, and how its time grows with their number.

The engine's time is that of building the simulation from arrays and computing the outputs: what stays when nothing is
read, checked or written. `BATCH_FAMILIES` sets the size (households of the demo; 300 in CI, 8,300 are ten thousand
families).
"""

import io
import os

import numpy
import pyarrow
from openfisca_core.periods import period
from pyarrow import parquet

from openfisca_jordan_sp import Policy, read_population
from openfisca_jordan_sp.batch import BatchQuestion, calculate_table, from_parquet
from openfisca_jordan_sp.batch.as_lines import answer_lines
from openfisca_jordan_sp.batch.computing import simulation_of
from openfisca_jordan_sp.batch.described import Described, Given, periods_of
from openfisca_jordan_sp.populations.schema import FAMILY_ROLES, MEMBERSHIP_COLUMNS, TABLE_OF, Kind, column_named
from tests.benchmarks.ratios import interleaved, record, row_of

HOUSEHOLDS = int(os.environ.get("BATCH_FAMILIES", "300"))
MONTH = "2026-03"
NO_FACTS = MEMBERSHIP_COLUMNS | {"household_weight"}
OWNERS = {"person": None, "family": "family_id", "household": "household_id"}


def table_of(population):
    """A table of persons with all facts of a population; every family is taken to be inside the quota."""
    persons = population.persons
    columns = {name: pyarrow.array(persons[name]) for name in ("household_id", "family_id")}
    columns["role"] = _items(persons["family_role"], FAMILY_ROLES)
    for key, owner in OWNERS.items():
        table = population.table(TABLE_OF[key])
        for name in (name for name in table if name not in NO_FACTS):
            values = table[name] if owner is None else table[name][persons[owner]]
            known = column_named(name)
            prefix = "" if owner is None else f"{key}."
            is_enum = known.kind == Kind.ENUM
            columns[prefix + name] = (
                _items(values, known.members) if is_enum else pyarrow.array(values, from_pandas=True)
            )
    columns["family.is_uct_inside_quota"] = pyarrow.array(numpy.ones(population.person_count, dtype=bool))
    return pyarrow.table(columns)


def _items(codes, members):
    return pyarrow.DictionaryArray.from_arrays(pyarrow.array(codes.astype(numpy.int32)), pyarrow.array(list(members)))


def written(population):
    sink = io.BytesIO()
    parquet.write_table(table_of(population), sink)
    return sink.getvalue()


def batch(data, question):
    """From the bytes of the request to those of the answer."""
    table = from_parquet(data, 10**7, 10**10)
    return b"".join(answer_lines(answer, question, "en") for answer in calculate_table(table, question))


def described(population, question):
    """The same families as arrays, unchecked."""
    variables, facts, entities = question.system.variables, {}, {}
    for key, table in TABLE_OF.items():
        columns = population.table(table)
        told = {name: columns[name] for name in columns if name not in NO_FACTS}
        if key == "family":
            told["is_uct_inside_quota"] = numpy.ones(population.family_count, dtype=bool)
        for name, values in told.items():
            given = Given(numpy.arange(len(values)), numpy.asarray(values).astype(variables[name].dtype))
            facts[name] = {when: [given] for when in periods_of(variables[name], question.year)}
            entities[name] = key
    persons = population.persons
    return Described(
        count=population.household_count,
        case={
            "person": persons["household_id"],
            "family": population.families["household_id"],
            "household": numpy.arange(population.household_count),
        },
        group_of={"family": persons["family_id"], "household": persons["household_id"]},
        role_of={"family": persons["family_role"], "household": persons["household_role"]},
        entity_of=entities,
        facts=facts,
    )


def engine(cases, question):
    simulation = simulation_of(cases, question)
    return [simulation.calculate(name, question.period(name)) for name in question.outputs]


def test_a_batch_takes_at_most_three_times_the_engines_own_time(benchmark):
    population, question = (
        read_population("demo").take(numpy.arange(HOUSEHOLDS)),
        BatchQuestion.of(MONTH, (), Policy.of()),
    )
    data, cases = written(population), described(population, question)
    sides = {"batch": lambda: batch(data, question), "engine": lambda: engine(cases, question)}
    times = benchmark.pedantic(interleaved, (sides, 1 if benchmark.disabled else 7), rounds=1)
    on = f"{population.family_count} families of the demo, Parquet in, lines out"
    row = row_of(times, "batch_engine", "A batch beside the engine's own time", "batch", "engine", 3.0, on)
    assert row.found > 0
    if not benchmark.disabled:
        record(benchmark, row)


def test_the_time_of_a_batch_grows_as_the_number_of_families(benchmark):
    question, whole = BatchQuestion.of(MONTH), read_population("demo")
    few, many = (written(whole.take(numpy.arange(size))) for size in (HOUSEHOLDS // 2, 2 * HOUSEHOLDS))
    sides = {"four_times": lambda: batch(many, question), "once": lambda: batch(few, question)}
    times = benchmark.pedantic(interleaved, (sides, 1 if benchmark.disabled else 5), rounds=1)
    row = row_of(
        times, "batch_linear", "Four times as many families", "four_times", "once", 4.8, f"{HOUSEHOLDS // 2} households"
    )
    assert row.found > 0
    if not benchmark.disabled:
        record(benchmark, row)


def test_what_is_timed_is_the_same_on_both_sides():
    population, question = read_population("demo").take(numpy.arange(50)), BatchQuestion.of(MONTH)
    (answer,) = calculate_table(from_parquet(written(population), 10**6, 10**9), question)
    for name, values in zip(question.outputs, engine(described(population, question), question), strict=True):
        numpy.testing.assert_array_equal(answer.values[name], values)


def test_months_share_the_arrays_of_facts():
    question = BatchQuestion.of(MONTH)
    simulation = simulation_of(described(read_population("demo").take(numpy.arange(5)), question), question)
    holder = simulation.get_holder("wage")
    assert holder.get_array(period("2026-01")) is holder.get_array(period("2026-12"))
