"""The three tables of a population: columns, types and the members of every enum.

A column that is an input variable of the law has the variable's name, and an
enum's names stand in the order of the variable's members, so that codes are
OpenFisca's own (a test compares both with `variables/registry`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy

SCHEMA_VERSION = 1


class Kind(StrEnum):
    """What a column holds."""

    IDENTIFIER = "identifier"
    CODE = "code"
    ENUM = "enum"
    BOOLEAN = "boolean"
    COUNT = "count"
    AMOUNT = "amount"
    DATE = "date"


_DTYPES: Mapping[Kind, numpy.dtype[Any]] = {
    Kind.IDENTIFIER: numpy.dtype(numpy.int64),
    Kind.CODE: numpy.dtype(numpy.int64),
    Kind.ENUM: numpy.dtype(numpy.uint8),
    Kind.BOOLEAN: numpy.dtype(numpy.bool_),
    Kind.COUNT: numpy.dtype(numpy.int32),
    Kind.AMOUNT: numpy.dtype(numpy.float64),
    Kind.DATE: numpy.dtype("datetime64[D]"),
}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        name: name in the files and, for an input variable, in the law.
        kind: what it holds; it gives the dtype in memory.
        members: the names of an enum, in the order of its codes.
        is_known: whether every row must have a value (else NaN means unknown).
        unit: unit of an amount or a count.
        maximum: the highest value of an amount, a count or a code.
        minimum: the lowest one.
    """

    name: str
    kind: Kind
    members: tuple[str, ...] = ()
    is_known: bool = True
    unit: str = ""
    maximum: float = numpy.inf
    minimum: float = 0.0

    @property
    def dtype(self) -> numpy.dtype[Any]:
        """The dtype of the array in memory."""
        return _DTYPES[self.kind]


GOVERNORATES = (
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
TENURES = ("owned", "rented", "free")
HOUSEHOLD_ROLES = ("reference_person", "member")
FAMILY_ROLES = ("head", "spouse", "child", "dependant")
SEXES = ("male", "female")
NATIONALITIES = ("jordanian", "palestinian_gaza", "syrian", "iraqi", "egyptian", "other")
MARITAL_STATUSES = ("never_married", "married", "divorced", "widowed", "deserted")
RELATIONSHIPS = (
    "reference_person",
    "spouse",
    "child",
    "parent",
    "sibling",
    "grandchild",
    "child_in_law",
    "other_relative",
    "not_related",
)
EDUCATION_LEVELS = ("none", "basic", "secondary", "diploma", "bachelor_or_higher")
SCHOOL_AUTHORITIES = ("none", "public", "military", "private", "unrwa")
STUDY_LEVELS = ("none", "diploma", "bachelor", "postgraduate")
DISABILITY_SEVERITIES = ("none", "mild", "moderate", "severe")
EMPLOYMENT_STATUSES = ("inactive", "unemployed", "employee", "daily_wage_worker", "self_employed", "employer")
EMPLOYMENT_SECTORS = ("none", "public", "private_formal", "informal")
LABOUR_SECTORS = ("general", "hard_hit_2021", "garment", "domestic", "loading", "agriculture")
WFP_TIERS = ("not_listed", "moderately_vulnerable", "most_vulnerable")

#: The column that is the name of the folder and not a column of the files.
PARTITION_COLUMN = "governorate"

#: Columns that say who belongs where; every other column is an input variable, but those of the sample's design.
MEMBERSHIP_COLUMNS = frozenset({"household_id", "family_id", "person_id", "household_role", "family_role"})

#: How a survey was drawn: the stratum of each household, and its cluster (primary sampling unit) there.
STRATUM, CLUSTER = "sampling_stratum", "sampling_cluster"
#: Columns of the sample's design. The law reads neither, statistics draw by them; a population has both or neither.
DESIGN_COLUMNS = (STRATUM, CLUSTER)

MAXIMUM_SPOUSES = 4

#: The largest whole number that survives every format that surveys come in (Stata and Excel know floats only).
_LARGEST_CODE = 2.0**53


def _identifier(name: str) -> Column:
    return Column(name, Kind.IDENTIFIER)


def _code(name: str) -> Column:
    return Column(name, Kind.CODE, maximum=_LARGEST_CODE)


def _enum(name: str, members: tuple[str, ...]) -> Column:
    return Column(name, Kind.ENUM, members)


def _flag(name: str) -> Column:
    return Column(name, Kind.BOOLEAN)


def _count(name: str, unit: str) -> Column:
    return Column(name, Kind.COUNT, unit=unit)


def _amount(name: str, unit: str, *, is_known: bool = True) -> Column:
    return Column(name, Kind.AMOUNT, unit=unit, is_known=is_known)


HOUSEHOLDS = (
    _identifier("household_id"),
    _amount("household_weight", "households"),
    _enum(PARTITION_COLUMN, GOVERNORATES),
    _flag("is_urban"),
    _enum("tenure", TENURES),
    _count("number_of_rooms", "rooms"),
    _amount("electricity_consumption", "kWh/month"),
    _flag("is_registered_for_electricity_subsidy"),
    _amount("consumption_before_benefits", "JOD/month"),
)

FAMILIES = (
    _identifier("family_id"),
    _identifier("household_id"),
    _count("number_of_cars", "cars"),
    _amount("newest_car_age", "years"),
    _amount("business_capital", "JOD"),
    _amount("property_value", "JOD"),
    _flag("owns_real_estate_beside_dwelling"),
    _count("livestock_count", "heads"),
    _flag("receives_recurring_aid_last_month"),
    _flag("claims_recurring_aid"),
    _flag("claims_cash_transfer"),
    _flag("claims_poor_family_card"),
    _amount("naf_targeting_score_illustrative", "JOD/person/month", is_known=False),
)

PERSONS = (
    _identifier("person_id"),
    _identifier("family_id"),
    _identifier("household_id"),
    _enum("household_role", HOUSEHOLD_ROLES),
    _enum("family_role", FAMILY_ROLES),
    Column("birth_date", Kind.DATE),
    _enum("sex", SEXES),
    _enum("nationality", NATIONALITIES),
    _enum("marital_status", MARITAL_STATUSES),
    _enum("relationship_to_reference_person", RELATIONSHIPS),
    _flag("is_father_alive"),
    _flag("is_mother_alive"),
    _enum("education_level", EDUCATION_LEVELS),
    _flag("is_enrolled"),
    _enum("school_authority", SCHOOL_AUTHORITIES),
    _flag("is_school_in_feeding_programme"),
    _enum("study_level", STUDY_LEVELS),
    _enum("disability_severity", DISABILITY_SEVERITIES),
    _flag("has_health_insurance"),
    _enum("employment_status", EMPLOYMENT_STATUSES),
    _enum("employment_sector", EMPLOYMENT_SECTORS),
    _count("months_since_job_start", "months"),
    _amount("wage", "JOD/month"),
    _amount("other_earnings", "JOD/month"),
    _amount("pension", "JOD/month"),
    _amount("rent_income", "JOD/month"),
    _amount("private_transfers", "JOD/month"),
    _flag("claims_disability_care"),
    _flag("has_disability_card"),
    _count("expected_impairment_months", "months"),
    _flag("is_registered_refugee"),
    _flag("lives_in_refugee_camp"),
)

#: The columns of each table, in the order of the files.
TABLES: Mapping[str, tuple[Column, ...]] = {"households": HOUSEHOLDS, "families": FAMILIES, "persons": PERSONS}

#: Columns that a population may lack: the law's own default then holds for everybody, and households count as drawn
#: one by one.
OPTIONAL: Mapping[str, tuple[Column, ...]] = {
    "households": tuple(_code(name) for name in DESIGN_COLUMNS),
    "families": (),
    "persons": (
        Column("school_grade", Kind.COUNT, unit="grade", minimum=-2),
        Column("months_since_child_birth", Kind.COUNT, unit="months", minimum=-1),
        _flag("has_given_birth"),
        _count("recent_maternity_contributions", "months"),
        _count("successive_maternity_contributions", "months"),
        _flag("is_in_treasury_pension_scheme"),
        _flag("is_public_pensioner"),
        Column("ssc_first_registration_date", Kind.DATE),
        _count("ssc_contributions_count", "months"),
        _count("ssc_actual_contributions_count", "months"),
        _count("ssc_compulsory_contributions_count", "months"),
        _count("ssc_consecutive_contributions_count", "months"),
        _amount("pension_window_average_wage", "JOD/month"),
        _amount("ssc_last_contributory_wage", "JOD/month"),
        _amount("ssc_chosen_wage", "JOD/month"),
        _count("months_since_insured_work_end", "months"),
        _flag("was_last_job_privately_insured"),
        _count("unemployment_spell_month", "months"),
        _count("unemployment_spells_before", "spells"),
        _count("unemployment_insurance_contributions", "months"),
        _count("contributions_since_unemployment_spell", "months"),
        Column("establishment_workers", Kind.COUNT, unit="persons", minimum=-1),
        _enum("labour_sector", LABOUR_SECTORS),
        _amount("documented_expenses", "JOD/year"),
        _amount("weekly_work_hours", "hours/week"),
        _flag("has_military_health_insurance"),
        _flag("has_private_health_insurance"),
        _flag("is_first_year_student"),
    ),
}

#: Columns that the files of a population may lack: `layers.py` adds them on reading.
LAYERS: Mapping[str, tuple[Column, ...]] = {
    "households": (Column("hazard_rank", Kind.AMOUNT, unit="share", maximum=1.0),),
    "families": (_flag("is_on_unhcr_cash_list"),),
    "persons": (_enum("wfp_tier", WFP_TIERS),),
}

#: The column that numbers the rows of each table.
IDENTIFIERS: Mapping[str, str] = {"households": "household_id", "families": "family_id", "persons": "person_id"}
#: The table of each entity.
TABLE_OF: Mapping[str, str] = {"household": "households", "family": "families", "person": "persons"}

_BY_NAME = {
    column.name: column for tables in (TABLES, OPTIONAL, LAYERS) for columns in tables.values() for column in columns
}


def columns_among(table: str, names: Collection[str]) -> list[Column]:
    """The columns of a table: all that it must have, and the optional ones and layers that are among `names`."""
    return [*TABLES[table], *(column for column in may_lack(table) if column.name in names)]


def may_lack(table: str) -> tuple[Column, ...]:
    """The columns that the files of a table may lack."""
    return (*OPTIONAL[table], *LAYERS[table])


def column_named(name: str) -> Column:
    """The column of that name (a name means the same in every table)."""
    return _BY_NAME[name]


def code(column: str, member: str) -> int:
    """The code of an enum's member.

    >>> code("sex", "female")
    1
    """
    return _BY_NAME[column].members.index(member)
