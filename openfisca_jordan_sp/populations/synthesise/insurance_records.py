"""What the Corporation's records say of pay: last wages, unemployment spells, voluntary subscribers; tax receipts."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC
from openfisca_jordan_sp.populations.synthesise.careers import (
    MONTHS,
    UNKNOWN_DAY,
    below_pension_age,
    day_before,
    months_since,
)
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]


def add_insurance_records(frame: Frame) -> None:
    """Set every column of the record that wages or unemployment decide."""
    _unemployment(frame)
    _voluntary(frame)
    _wages_on_record(frame)
    _documented_expenses(frame)


def _unemployment(frame: Frame) -> None:
    """Spells of the unemployed who lately left private insured work, and benefits drawn before."""
    persons, rules = frame.persons, frame.targets["insurance.rules"]
    out, needed = persons["months_since_insured_work_end"], rules["contributions_for_a_spell"]
    may_claim = (
        frame.is_("employment_status", "unemployed")
        & persons["was_last_job_privately_insured"]
        & (out <= rules["benefit_months"])
    )
    noise = frame.draws.normal("unemployment_claim", "persons")
    share = frame.targets["insurance.unemployment_claims"]
    claims = frame.select("unemployment claims", noise, "persons", share, may_claim)
    persons["unemployment_spell_month"] = numpy.where(claims, out, 0)
    months = persons["unemployment_insurance_contributions"]
    noise = frame.draws.normal("earlier_spell", "persons")
    share = frame.targets["insurance.earlier_spells"]
    earlier = frame.select("earlier spells", noise, "persons", share, months >= needed)
    since = frame.draws.uniform("since_spell", "persons") * (months - needed + 1)
    persons["unemployment_spells_before"] = earlier.astype(numpy.int64)
    persons["contributions_since_unemployment_spell"] = numpy.where(earlier, numpy.floor(since), 0)


def _voluntary(frame: Frame) -> None:
    """Voluntary subscribers: Jordanians below pension age who are not insured, those who were more often."""
    persons, weight = frame.persons, frame.weight("persons")
    among = (
        frame.is_("nationality", "jordanian")
        & below_pension_age(frame)
        & ~persons["is_insured"]
        & ~persons["is_in_treasury_pension_scheme"]
        & (persons["unemployment_spell_month"] == 0)
    )
    former = persons["is_formerly_insured"]
    score = (
        LOGISTIC * frame.correlated("voluntary", "persons", "insurance")
        + frame.targets["insurance.voluntary_effects"]["formerly_insured"] * former
    )
    total = float(weight[among].sum())
    rate = min(frame.targets["insurance.voluntary"] / total, 1.0) if total else 0.0
    chosen = frame.select("voluntary subscribers", score, "persons", rate, among)
    rows = numpy.flatnonzero(chosen)
    _subscriptions(frame, rows)
    bounds = frame.targets["labour.minimum_wage"], frame.targets["insurance.highest_wage"]["optional"]
    wage = numpy.maximum(persons["other_earnings"], persons["former_wage"])[rows]
    persons["ssc_chosen_wage"] = numpy.zeros(len(weight))
    persons["ssc_chosen_wage"][rows] = numpy.round(numpy.clip(wage, *bounds))


def _subscriptions(frame: Frame, rows: IntArray) -> None:
    """Months of voluntary contributions: since insured work ended, or (where there was none) since registration."""
    persons = frame.persons
    uniform = frame.draws.uniform("voluntary_months", "persons")[rows]
    former = persons["is_formerly_insured"][rows]
    adult = numpy.floor((frame.age[rows] - frame.targets["insurance.rules"]["from_age"]) * MONTHS).astype(numpy.int64)
    free = numpy.where(former, persons["months_since_insured_work_end"][rows], adult)
    months = 1 + numpy.floor(
        uniform * (numpy.minimum(free, frame.targets["insurance.voluntary_effects"]["longest_months"]) - 1)
    ).astype(numpy.int64)
    for column in ("ssc_contributions_count", "ssc_actual_contributions_count"):
        persons[column][rows] += months
    longest = persons["ssc_consecutive_contributions_count"]
    longest[rows] = numpy.maximum(longest[rows], months)
    registered = persons["ssc_first_registration_date"]
    first = registered[rows] == UNKNOWN_DAY
    registered[rows[first]] = day_before(frame, months[first])


def _wages_on_record(frame: Frame) -> None:
    """The last insured wage within the ceiling, and its average over the last contributions as wages grew."""
    persons, targets, rules = frame.persons, frame.targets, frame.targets["insurance.rules"]
    highest, growth = targets["insurance.highest_wage"], 1 + targets["insurance.career"]["growth"]
    registered = persons["ssc_first_registration_date"]
    early_entry = day_before(frame, months_since(frame, rules["later_ceiling_from"]))
    is_early = (registered < early_entry) & (registered != UNKNOWN_DAY)
    ceiling = numpy.where(is_early, highest["early"], highest["later"])
    out = numpy.where(persons["is_formerly_insured"], persons["months_since_insured_work_end"], 0)
    former = persons["former_wage"] / growth ** (out / MONTHS)
    wage = numpy.where(persons["is_insured"], persons["wage"], former)
    last = numpy.round(numpy.minimum(wage, ceiling))
    persons["ssc_last_contributory_wage"] = last
    count = persons["ssc_compulsory_contributions_count"]
    # The wages of the last n months lie half of them back on the average.
    average = last / growth ** (numpy.minimum(count, rules["averaged_contributions"]) / 2 / MONTHS)
    persons["pension_window_average_wage"] = numpy.where(count > 0, numpy.round(average), 0.0)


def _documented_expenses(frame: Frame) -> None:
    """Receipts of the household, handed in by its best paid earner."""
    persons = frame.persons
    income = persons["wage"] + persons["other_earnings"]
    household = persons["household_id"]
    order = numpy.lexsort((-income, household))
    first = order[numpy.diff(household[order], prepend=-1) != 0]
    first = first[income[first] > 0]
    share = frame.targets["taxes.documented_expenses"] * MONTHS
    persons["documented_expenses"] = numpy.zeros(len(income))
    consumption = frame.households["consumption_before_benefits"][household[first]]
    persons["documented_expenses"][first] = numpy.round(share * consumption)
