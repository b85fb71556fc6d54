"""The response to a shock as numpy (see `whole_array.py`)."""

import numpy

from tests.benchmarks.restated import inputs as names


def horizontal_candidates(inputs, shock, is_open):
    """Rows of the families near the line that the shock strikes and that have no insured worker."""
    persons, families = inputs.persons, inputs.families
    sector = persons["employment_sector"]
    affected = numpy.zeros(len(inputs.head), dtype=bool)
    if shock.strikes_informal:
        is_daily = persons["employment_status"] == names.DAILY_WAGE_WORKER
        _mark(affected, inputs, is_daily | (sector == names.INFORMAL))
    if shock.strikes_farm_work:
        _mark(affected, inputs, persons["labour_sector"] == names.AGRICULTURE)
    if shock.strikes_livestock:
        affected |= families["livestock_count"] > 0
    insured = numpy.zeros(len(inputs.head), dtype=bool)
    _mark(insured, inputs, (sector == names.PUBLIC) | (sector == names.PRIVATE_FORMAL))
    is_near = families["naf_targeting_score_illustrative"] <= shock.highest_score
    return numpy.flatnonzero(is_open & affected & ~insured & is_near)


def disaster_relief(inputs, shock, head_citizen):
    """Relief of the dwellings struck, through the family of the reference person, if its head is a citizen."""
    households, persons = inputs.households, inputs.persons
    is_struck = households["hazard_rank"] < shock.struck[households["governorate"]]
    of_reference = numpy.zeros(len(inputs.head), dtype=bool)
    _mark(of_reference, inputs, persons["household_role"] == names.REFERENCE_PERSON)
    is_due = is_struck[inputs.families["household_id"]] & of_reference & head_citizen
    return numpy.where(is_due, min(shock.loss, shock.relief_maximum), 0)


def _mark(families, inputs, persons):
    families[inputs.persons["family_id"][numpy.flatnonzero(persons)]] = True
