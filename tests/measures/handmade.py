"""Populations and evaluations made by hand, small enough to reckon on paper."""

from dataclasses import replace

import numpy
from openfisca_core.periods import period

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.law.catalogue import levies
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population

MONTH = period("2026-01")


def population(consumption, weight=None, sizes=None, governorate=None, **columns):
    """One family in each household, of adult Jordanian men; `columns` replace those of any table."""
    count = len(consumption)
    sizes = numpy.ones(count, dtype=int) if sizes is None else numpy.asarray(sizes)
    home = numpy.repeat(numpy.arange(count), sizes)
    is_head = numpy.diff(home, prepend=-1) > 0
    persons = len(home)
    nothing = numpy.zeros(persons)
    households = {
        "household_id": numpy.arange(count),
        "household_weight": numpy.ones(count) if weight is None else numpy.asarray(weight, dtype=float),
        "governorate": numpy.zeros(count, dtype=int) if governorate is None else numpy.asarray(governorate),
        "consumption_before_benefits": numpy.asarray(consumption, dtype=float),
    }
    families = {"family_id": numpy.arange(count), "household_id": numpy.arange(count)}
    people = {
        "person_id": numpy.arange(persons),
        "family_id": home,
        "household_id": home,
        "household_role": numpy.where(is_head, 0, 1),
        "family_role": numpy.where(is_head, 0, 3),
        "birth_date": numpy.full(persons, numpy.datetime64("1986-01-01")),
        "sex": numpy.zeros(persons, dtype=int),
        "nationality": numpy.zeros(persons, dtype=int),
        "disability_severity": numpy.zeros(persons, dtype=int),
        **dict.fromkeys(("wage", "other_earnings", "pension", "rent_income", "private_transfers"), nothing),
    }
    tables = [{**table, **{k: v for k, v in columns.items() if k in table}} for table in (households, families, people)]
    tables[0] |= {name: columns[name] for name in columns if name.startswith("sampling_")}
    return Population(*tables, manifest={"kind": "synthetic", **columns.get("manifest", {})})


def evaluation(month=None, taxes=None, count=None):
    """What a policy pays (JOD a month, by programme, one value a family) and takes in income tax."""
    paid = {name: numpy.asarray(amounts, dtype=float) for name, amounts in (month or {}).items()}
    count = len(next(iter(paid.values()))) if count is None else count
    paid = paid or {"uct": numpy.zeros(count)}
    nothing = {levy.id: numpy.zeros(count) for levy in levies()}
    first = next(levy.id for levy in levies() if levy.is_paid_by_person)
    due = nothing if taxes is None else {**nothing, first: numpy.asarray(taxes, dtype=float)}
    return Evaluation(
        policy=Policy(),
        period=MONTH,
        month=paid,
        year={name: amounts * 12 for name, amounts in paid.items()},
        levies_month=due,
        levies_year={name: amounts * 12 for name, amounts in due.items()},
    )


def cell(table, measure, group="all", kind="all", **where):
    """The one row of a measure."""
    rows = table[(table["measure"] == measure) & (table["group"] == group) & (table["group_kind"] == kind)]
    for column, value in {"figure": "level", "policy": "law_in_force", **where}.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1, f"{len(rows)} rows of {measure} {group} {kind} {where}"
    return rows.iloc[0]


def value(table, measure, group="all", kind="all", **where):
    """The value of one row of a measure."""
    return float(cell(table, measure, group, kind, **where)["value"])


def with_manifest(people, **manifest):
    """The same population with more in its manifest."""
    return replace(people, manifest={**people.manifest, **manifest})
