"""Files of two surveys, made from a synthetic population with the columns that the shipped mappings read."""

from functools import cache

import numpy
import pandas

from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import GOVERNORATES, column_named
from tests.fixtures import small_population

GOVERNORATE_CODES = (11, 12, 13, 14, 21, 22, 23, 24, 31, 32, 33, 34)
_NAMES_IN_ORDER = (
    "amman",
    "balqa",
    "zarqa",
    "madaba",
    "irbid",
    "mafraq",
    "jarash",
    "ajloun",
    "karak",
    "tafilah",
    "maan",
    "aqaba",
)
CODE_OF = dict(zip(_NAMES_IN_ORDER, GOVERNORATE_CODES, strict=True))

#: The codes of relationship of the two mappings.
HEIS_RELATIONSHIPS = {
    "reference_person": 1,
    "spouse": 2,
    "child": 3,
    "parent": 4,
    "sibling": 5,
    "grandchild": 6,
    "child_in_law": 7,
    "other_relative": 8,
    "not_related": 9,
}
DHS_RELATIONSHIPS = {
    "reference_person": 1,
    "spouse": 2,
    "child": 3,
    "child_in_law": 4,
    "grandchild": 5,
    "parent": 6,
    "sibling": 8,
    "other_relative": 10,
    "not_related": 12,
}
_DHS_MARITAL = {"never_married": 0, "married": 1, "widowed": 3, "divorced": 4, "deserted": 5}


def names(table, column):
    """The values of an enum as texts."""
    members = numpy.array(column_named(column).members, dtype=object)
    return pandas.Series(members[table[column]])


def lines(population):
    """The number of each person within the household, from 1."""
    household = population.persons["household_id"]
    return numpy.arange(len(household)) - numpy.searchsorted(household, household) + 1


def ages(population):
    return ages_at(population.persons["birth_date"], population.manifest["base_date"])


@cache
def heis():
    """Files of households and persons with the columns of `erf_heis.yaml`."""
    population = small_population()
    households, persons = population.households, population.persons
    reference = persons["household_role"] == 0
    marital = names(persons, "marital_status")[reference].map(
        {"never_married": 1, "married": 2, "divorced": 3, "widowed": 4, "deserted": 3}
    )
    place = pandas.Series(numpy.array(GOVERNORATES, dtype=object)[households["governorate"]])
    file_of_households = pandas.DataFrame(
        {
            "CASESER": households["household_id"] + 1001,
            "REG": place.map(CODE_OF) + 400000,
            "WEIGHT": households["household_weight"].round(4),
            "DWLTEN": names(households, "tenure").map({"rented": 1, "owned": 2, "free": 3}),
            "TOTEXP": (households["consumption_before_benefits"] * 12).round(2),
            "MARTHD": marital.to_numpy(),
        }
    )
    status = names(persons, "employment_status")
    file_of_persons = pandas.DataFrame(
        {
            "CASESER": persons["household_id"] + 1001,
            "PNUM": lines(population),
            "SEX": persons["sex"].astype(int) + 1,
            "AGE": ages(population),
            "RELHD": names(persons, "relationship_to_reference_person").map(HEIS_RELATIONSHIPS),
            "LFS": numpy.where(ages(population) < 15, 99, numpy.where(status == "inactive", 2, 1)),
            "EMPINC": persons["wage"] * 12,
            "PIND": numpy.where(status.isin(["inactive", "unemployed"]), 99, 5),
            "ENROL": persons["is_enrolled"].astype(int),
        }
    )
    return file_of_households, file_of_persons


@cache
def dhs():
    """One file of household members with the columns of `dhs_recode.yaml`, two hundred households a cluster."""
    population = small_population()
    households, persons = population.households, population.persons
    of = persons["household_id"]
    place = pandas.Series(numpy.array(GOVERNORATES, dtype=object)[households["governorate"]])
    age = ages(population)
    fathers, mothers = _parents(population)
    return pandas.DataFrame(
        {
            "hv001": of // 200 + 1,
            "hv002": of % 200 + 1,
            "hvidx": lines(population),
            "hv005": (households["household_weight"] * 1_000_000)[of],
            "hv024": place.map(CODE_OF).to_numpy()[of],
            "hv025": numpy.where(households["is_urban"], 1, 2)[of],
            "hv216": households["number_of_rooms"][of],
            "hv271": (households["consumption_before_benefits"] * 100).round()[of],
            "hv212": (households["household_id"] % 2)[of],
            "hv244": (households["household_id"] % 5 == 0)[of].astype(int),
            "hv101": names(persons, "relationship_to_reference_person").map(DHS_RELATIONSHIPS),
            "hv102": 1,
            "hv104": persons["sex"].astype(int) + 1,
            "hv105": numpy.minimum(age, 95),
            "hv106": numpy.minimum(persons["education_level"], 3),
            "hv111": numpy.where(age < 18, persons["is_mother_alive"], numpy.nan),
            "hv112": mothers,
            "hv113": numpy.where(age < 18, persons["is_father_alive"], numpy.nan),
            "hv114": fathers,
            "hv115": names(persons, "marital_status").map(_DHS_MARITAL).where(age >= 15),
            "hv121": numpy.where(age < 25, persons["is_enrolled"], numpy.nan),
        }
    )


def _parents(population):
    """Line numbers of father and mother: the head of the family, and the spouse, of children; else 0."""
    persons = population.persons
    line = lines(population)
    found = []
    for sex in (0, 1):
        parent = (persons["sex"] == sex) & (persons["family_role"] <= 1)
        of_family = numpy.zeros(population.family_count, dtype=int)
        of_family[persons["family_id"][parent][::-1]] = line[parent][::-1]
        found.append(numpy.where(persons["family_role"] == 2, of_family[persons["family_id"]], 0))
    return found


HEIS_FILES = {"households": "Jordan13-HH-V4", "persons": "Jordan13-IND-V4"}


def some_heis(households=300):
    """The first households of both files (of Amman), copied so that a test may change them."""
    of_households, of_persons = heis()
    kept = of_households.iloc[:households]
    return kept.copy(), of_persons[of_persons["CASESER"].isin(kept["CASESER"])].copy()


def write_heis(folder, households, persons, suffix="dta", encoding="utf-8"):
    """Write both files in a format; the options that tell the command of it."""
    options = ["--data", str(folder)]
    for table, frame in (("households", households), ("persons", persons)):
        path = folder / f"{HEIS_FILES[table]}.{suffix}"
        write(frame, path, encoding)
        options += ["--set", f"tables.{table}.file={path.name}"]
        if suffix == "csv":
            options += ["--set", f"tables.{table}.encoding={encoding}"]
    return options


def write(frame, path, encoding="utf-8", **labels):
    """Write a table in the format of the path's ending."""
    import pyreadstat

    match path.suffix:
        case ".dta":
            pyreadstat.write_dta(frame, path, **labels)
        case ".sav":
            pyreadstat.write_sav(frame, path, **labels)
        case ".por":
            pyreadstat.write_por(frame, path)
        case ".csv":
            frame.to_csv(path, index=False, encoding=encoding)
        case ".parquet":
            frame.to_parquet(path)
        case ".xlsx":
            frame.to_excel(path, index=False)
