"""Populations for the benchmarks and for holding the restatement against the engine."""

import os

import numpy

from openfisca_jordan_sp import read_population
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import (
    FAMILY_ROLES,
    IDENTIFIERS,
    MEMBERSHIP_COLUMNS,
    PARTITION_COLUMN,
    TABLES,
    may_lack,
)
from openfisca_jordan_sp.system import law_in_force
from tests.benchmarks.restated.columns import READ
from tests.benchmarks.restated.inputs import DTYPES
from tests.oracle.draws import ROLES, Draws

#: Households of a benchmark, unless `KINGDOM` names the folder of a whole population.
HOUSEHOLDS = int(os.environ.get("BENCHMARK_HOUSEHOLDS", "200000"))
#: Not redrawn: who belongs where, and what the order of the rows and the weights rest on.
_KEPT = {*MEMBERSHIP_COLUMNS, PARTITION_COLUMN, "household_weight"}


def benchmark_population():
    """The whole population in the folder `KINGDOM`, or the demo repeated to `BENCHMARK_HOUSEHOLDS` households."""
    if folder := os.environ.get("KINGDOM"):
        return read_population(folder)
    return demo_repeated()


def demo_repeated():
    """The demo repeated to `BENCHMARK_HOUSEHOLDS` households."""
    demo = read_population("demo")
    return repeated(demo, max(1, round(HOUSEHOLDS / demo.household_count)))


def repeated(population, times):
    """The population `times` over, each household standing for so many the fewer."""
    counts = {identifier: len(population.table(table)[identifier]) for table, identifier in IDENTIFIERS.items()}
    tables = {
        table: {name: _repeated(values, times, counts.get(name, 0)) for name, values in population.table(table).items()}
        for table in IDENTIFIERS
    }
    tables["households"]["household_weight"] = tables["households"]["household_weight"] / times
    return Population(**tables, manifest=population.manifest)


def _repeated(values, times, shift):
    if not shift:
        return numpy.tile(values, times)
    return (values + shift * numpy.arange(times)[:, numpy.newaxis]).ravel()


def random_population(seed, households=1500):
    """Households of the demo with every input drawn anew, on both sides of the law's thresholds.

    Also what the restated rules read and no population has a column for is drawn.
    """
    assert ROLES == FAMILY_ROLES
    population = read_population("demo").slice(0, households)
    draws, roles = Draws(seed, 2026), population.persons["family_role"]
    tables = {}
    for table, identifier in IDENTIFIERS.items():
        given, of_roles = population.table(table), roles if table == "persons" else None
        further = [name for name in READ[table] if name not in given]
        drawn = {
            name: _drawn(draws, name, len(given[identifier]), of_roles)
            for name in [*given, *further]
            if name not in _KEPT
        }
        tables[table] = dict(given) | drawn
    return Population(**tables, manifest=population.manifest)


def _drawn(draws, name, count, roles):
    variable = law_in_force().variables[name]
    return numpy.asarray(draws.values(variable, count, roles)).astype(DTYPES[variable.value_type])


def without_optional_columns(population):
    """The population with the columns alone that it must have."""
    return _with_columns(population, {table: TABLES[table] for table in TABLES})


def of_the_schema(population):
    """The population with the columns alone that a population may have."""
    return _with_columns(population, {table: (*TABLES[table], *may_lack(table)) for table in TABLES})


def _with_columns(population, columns):
    tables = {
        table: {column.name: values[column.name] for column in columns[table] if column.name in values}
        for table, values in ((table, population.table(table)) for table in TABLES)
    }
    return Population(**tables, manifest=population.manifest)


def with_column(population, table, name, values):
    """The population with another column of a table."""
    tables = {each: dict(population.table(each)) for each in TABLES}
    tables[table][name] = values
    return Population(**tables, manifest=population.manifest)
