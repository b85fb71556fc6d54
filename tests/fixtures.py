"""What several tests share: a small population, made once."""

from functools import cache

import numpy

from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import IDENTIFIERS, TABLES, Kind

SMALL = 1500


@cache
def small_population():
    """A synthetic population that takes a second to make."""
    from openfisca_jordan_sp.populations.synthesise import synthesise

    return synthesise(SMALL, seed=3)


def random_population(families, seed):
    """Families that no country has: every input drawn at random within its kind, one family to a household."""
    random = numpy.random.default_rng(seed)
    sizes = random.integers(1, 9, families)
    persons = int(sizes.sum())
    family = numpy.repeat(numpy.arange(families), sizes)
    position = numpy.arange(persons) - numpy.repeat(numpy.cumsum(sizes) - sizes, sizes)
    counts = {"households": families, "families": families, "persons": persons}
    tables = {
        name: {column.name: random_column(random, column, counts[name]) for column in columns}
        for name, columns in TABLES.items()
    }
    for name, identifier in IDENTIFIERS.items():
        tables[name][identifier] = numpy.arange(counts[name])
    tables["households"]["governorate"] = numpy.sort(tables["households"]["governorate"])
    tables["families"]["household_id"] = numpy.arange(families)
    tables["persons"] |= {"family_id": family, "household_id": family}
    tables["persons"]["household_role"] = (position > 0).astype(numpy.uint8)
    tables["persons"]["family_role"] = numpy.minimum(position, 2).astype(numpy.uint8)
    return Population(**tables, manifest={"kind": "random", "base_date": "2025-12-31"})


def random_column(random, column, count):  # noqa: PLR0911 - one line for each kind
    """Values of one column; amounts fall on both sides of the law's thresholds."""
    match column.kind:
        case Kind.ENUM if column.name == "nationality":
            return numpy.where(random.random(count) < 0.8, 0, random.integers(0, 6, count)).astype(numpy.uint8)
        case Kind.ENUM:
            return random.integers(0, len(column.members), count).astype(numpy.uint8)
        case Kind.BOOLEAN:
            return random.random(count) < 0.5
        case Kind.COUNT:
            return random.integers(0, 25, count).astype(numpy.int32)
        case Kind.DATE:
            return numpy.datetime64("2025-12-31") - random.integers(0, 36_000, count)
        case Kind.AMOUNT if column.name == "naf_targeting_score_illustrative":
            return numpy.where(random.random(count) < 0.1, numpy.nan, random.uniform(0, 100, count).round(3))
        case Kind.AMOUNT if column.name == "newest_car_age":
            return random.integers(0, 12, count).astype(float)
        case Kind.AMOUNT if column.name == "business_capital":
            return random.choice([0, 2999, 3000, 3001, 500], count).astype(float)
        case _:
            return random.uniform(0.001, 120, count).round(3) * (random.random(count) < 0.4) + 0.001
