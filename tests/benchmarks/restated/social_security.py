"""All benefits of the social security law together, as numpy of persons."""

from typing import Any, NamedTuple

import numpy

from tests.benchmarks.restated import injuries_and_deaths, pensions
from tests.benchmarks.restated.codes import (
    EARLY,
    OLD_AGE,
    PARTIAL_DISABILITY,
    PARTIAL_INJURY,
    SURVIVOR,
    TOTAL_DISABILITY,
    TOTAL_INJURY,
)
from tests.benchmarks.restated.insurance import is_maternity_insured, maternity_allowance, reaya, unemployment_benefit


class Events(NamedTuple):
    """What pensions and lump sums both ask for: the work injury, and disabilities and deaths that are covered."""

    injured: Any
    disabled: Any
    deaths: Any


def events_of(persons, parameters):
    """What is on record of each person, whatever is claimed."""
    return Events(
        injuries_and_deaths.injured(persons, parameters.injuries),
        pensions.disabilities(persons, parameters.pensions),
        injuries_and_deaths.covered_deaths(persons, parameters.deaths),
    )


def social_security(persons, parameters):
    """JOD of each person, by programme."""
    events, injuries = events_of(persons, parameters), parameters.injuries
    is_insured = is_maternity_insured(persons, parameters)
    at_home, nursery = reaya(persons, parameters, is_insured)
    return {
        "unemployment_benefit": unemployment_benefit(persons, parameters),
        "maternity_allowance": maternity_allowance(persons, parameters, is_insured),
        "reaya_home_care": at_home,
        "reaya_nursery": nursery,
        "ssc_pension": claimed_pension(persons, parameters, events),
        "ssc_lump_sum": injuries_and_deaths.lump_sum(
            persons, parameters, numpy.logical_or(*events.disabled), numpy.logical_or(*events.deaths)
        ),
        "work_injury_lump_sum": injuries_and_deaths.injury_lump_sum(persons, events.injured, injuries),
        "work_injury_daily_allowance": injuries_and_deaths.injury_allowance(persons, injuries),
    }


def claimed_pension(persons, parameters, events):
    """The pension of the kind that each person claims."""
    law, days, claim = parameters.pensions, parameters.days, persons["ssc_pension_claim"]
    of_disability = pensions.disability_pensions(persons, law, *events.disabled)
    of_injury = injuries_and_deaths.injury_pensions(persons, events.injured, parameters.injuries, law)
    kinds = {
        OLD_AGE: pensions.old_age_pension(persons, law, days),
        EARLY: pensions.early_pension(persons, law, days),
        TOTAL_DISABILITY: of_disability[0],
        PARTIAL_DISABILITY: of_disability[1],
        TOTAL_INJURY: of_injury[0],
        PARTIAL_INJURY: of_injury[1],
        SURVIVOR: injuries_and_deaths.survivor_pension(persons, parameters, *events.deaths),
    }
    return numpy.select([claim == kind for kind in kinds], list(kinds.values()), 0)
