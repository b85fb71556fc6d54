"""The response to a shock as numpy."""

import numpy

from tests.benchmarks.restated.arrays import any_of, by_size, head_from_gaza, inside_quota
from tests.benchmarks.restated.codes import (
    AGRICULTURE,
    DAILY_WAGE_WORKER,
    DISASTER,
    INFORMAL,
    PRIVATE_FORMAL,
    PUBLIC,
    REFERENCE_PERSON,
)
from tests.benchmarks.restated.occasional import beneficiaries


def shock_response(inputs, shock, head_citizen, amounts):
    """What a shock that is on pays: to the Fund's families, to others, and for damage to dwellings."""
    paid = {}
    if shock.vertical_is_on:
        paid["shock_vertical"] = numpy.where(beneficiaries(amounts), by_size(inputs.size, shock.vertical), 0)
    if shock.horizontal_is_on:
        is_open = (head_citizen | head_from_gaza(inputs)) & ~beneficiaries(amounts)
        candidates = horizontal_candidates(inputs, shock, is_open & (amounts["daily_wage_support"] <= 0))
        score = inputs.families["naf_targeting_score_illustrative"]
        rows = inside_quota(candidates, score, inputs.weight, shock.quota)
        paid["shock_horizontal"] = numpy.zeros(len(score))
        paid["shock_horizontal"][rows] = by_size(inputs.size[rows], shock.horizontal)
    if shock.flood_is_on:
        paid["disaster_relief"] = disaster_relief(inputs, shock, head_citizen, amounts["emergency_aid"])
    return paid


def horizontal_candidates(inputs, shock, is_open):
    """Rows of the families near the line that the shock strikes and that have no insured worker."""
    persons, families = inputs.persons, inputs.families
    sector, affected = persons["employment_sector"], numpy.zeros(len(inputs.head), dtype=bool)
    if shock.strikes_informal:
        affected |= any_of(inputs, (persons["employment_status"] == DAILY_WAGE_WORKER) | (sector == INFORMAL))
    if shock.strikes_work_lost:
        affected |= any_of(inputs, persons["lost_work_in_shock"])
    if shock.strikes_farm_work:
        affected |= any_of(inputs, persons["labour_sector"] == AGRICULTURE)
    if shock.strikes_livestock:
        affected |= families["livestock_count"] > 0
    is_near = families["naf_targeting_score_illustrative"] <= shock.highest_score
    is_due = is_open & affected & is_near & (families["zakat_monthly_salary"] <= 0) & families["claims_shock_support"]
    return numpy.flatnonzero(is_due & ~any_of(inputs, (sector == PUBLIC) | (sector == PRIVATE_FORMAL)))


def disaster_relief(inputs, shock, head_citizen, emergency_aid):
    """Relief of the dwellings struck, through the family of the reference person, if its head is a citizen."""
    households, families = inputs.households, inputs.families
    is_struck = households["hazard_rank"] < shock.struck[households["governorate"]]
    is_due = is_struck[families["household_id"]] & head_citizen
    is_due &= any_of(inputs, inputs.persons["household_role"] == REFERENCE_PERSON)
    is_due &= ~((families["emergency_event"] == DISASTER) & (emergency_aid > 0))
    return numpy.where(is_due, min(shock.loss, shock.relief_maximum), 0)
