"""Social Security Law 1/2014: work injury, death, lump sums, and all claims together (dossier, sections 2.4 to 3)."""

from decimal import Decimal

from tests.oracle.common import MissingNumberError, Series, age, is_citizen
from tests.oracle.labour_law import minimum_wage
from tests.oracle.social_security_law import FARMS_FROM, LAW_OF_2014, known_age_from
from tests.oracle.social_security_pensions import (
    GENERAL_INCREASE,
    MINIMUM,
    MINIMUM_TOTAL,
    NOTHING,
    PENSION_AGE,
    disability_base,
    early_pension,
    has_disability_right,
    has_old_age_period,
    old_age_pension,
    partial_disability_pension,
    total_disability_pension,
)

#: Section 3: work injury.
INJURY_RATE, HELPER, PENSION_FROM, LUMP_SUM_MONTHS = Decimal("0.75"), Decimal("0.25"), Decimal("0.3"), 36
EMPLOYER_DAYS, DAYS_OF_MONTH = 3, 30
#: Section 3: death.
DEATHS = {"in_service": (24, 6), "out_of_service": (120, 12)}
LONGEST_GAP, SON_UNTIL = 60, 23
FUNERAL = Series(y2014_03=500, y2025=700)
#: Section 2.4.
LUMP_SUM = ((216, Decimal("0.15")), (121, Decimal("0.12")), (0, Decimal("0.10")))
SINGLE_WOMAN_AGE, OLDER_AGE, FEW, MONTHS_OUT = 45, {"male": 55, "female": 50}, 83, 36
#: Section 2.5: increases are of each May, for twelve months.
PERCENT = Series(y2012_03="0.044", y2013_05="0.041", y2014_05="0.056", y2015_05=None, y2019_05="0.0274")
HIGHEST_INCREASE = Series(y2014_05=20, y2015_05=None, y2018_05="20.85", y2019_05="21.46")
FLAT = Series(y2023_05="4.7", y2024_05=None, y2025_05="5.8", y2026_05="6.7", y2027_05=None)


def total_injury_pension(person, day):
    """75 per cent of the wage at the injury; a quarter more for a helper, up to the minimum wage.

    The quarter is of the 75 per cent, not of the minimum (the project's reading).
    """
    wage = person["wage_at_injury"]
    if wage == 0 or not person["is_work_injury_disability_total"]:
        return NOTHING
    base = wage * INJURY_RATE
    helper = min(base * HELPER, minimum_wage(person, day)) if person["needs_helper_after_work_injury"] else NOTHING
    return max(base, MINIMUM_TOTAL.at(day)) + helper + GENERAL_INCREASE


def partial_injury_pension(person, day):
    """The degree of disability of that, from 30 per cent on."""
    wage, degree = person["wage_at_injury"], person["work_injury_disability_share"]
    if wage == 0 or person["is_work_injury_disability_total"] or degree < PENSION_FROM:
        return NOTHING
    return max(wage * INJURY_RATE * degree, MINIMUM.at(day)) + GENERAL_INCREASE


def injury_lump_sum(person, day):
    """Below 30 per cent: 36 months of it, once."""
    wage, degree = person["wage_at_injury"], person["work_injury_disability_share"]
    if day < LAW_OF_2014 or not person["is_work_injury_decided_this_month"]:
        return NOTHING
    if person["is_work_injury_disability_total"] or degree >= PENSION_FROM:
        return NOTHING
    return wage * INJURY_RATE * degree * LUMP_SUM_MONTHS


def injury_daily_allowance(person, day):
    """75 per cent of the daily wage, from the fourth day of the same incapacity."""
    if day < LAW_OF_2014:
        return NOTHING
    earlier = person["work_injury_earlier_incapacity_days"]
    left_to_employer = max(EMPLOYER_DAYS - earlier, 0)
    days = max(person["work_injury_incapacity_days"] - left_to_employer, 0)
    return person["wage_at_injury"] * INJURY_RATE * days / DAYS_OF_MONTH


def leaves_a_pension(person):
    """Whether the deceased had what a survivors' pension needs."""
    death = person["deceased_insured_death"]
    if death == "work_injury":
        return person["deceased_wage_at_injury"] > 0
    if death == "none":
        return False
    actual, run = DEATHS[death]
    enough = person["deceased_actual_contributions_count"] >= actual
    enough = enough and person["deceased_consecutive_contributions_count"] >= run
    return enough and (death == "in_service" or person["deceased_months_out_of_work"] <= LONGEST_GAP)


def left_pension(person, day):
    """What all survivors share: natural death as total disability, an injury 75 per cent of the wage."""
    if person["deceased_insured_death"] == "work_injury":
        base = person["deceased_wage_at_injury"] * INJURY_RATE
    else:
        base = disability_base(person["deceased_average_wage"], person["deceased_contributions_count"])
    return max(base, MINIMUM_TOTAL.at(day)) + GENERAL_INCREASE if base else NOTHING


def is_beneficiary(person, day):
    """Article 81, as far as it is known; the kind is that of the record."""
    kind, disabled = person["survivor_kind"], person["natural_disability_degree"] == "total"
    if kind == "widow":
        return True
    if kind == "widower":
        return disabled
    if kind == "son":
        years = age(person, day)
        return disabled or (years is not None and years <= SON_UNTIL)
    if kind == "daughter":
        single = {"never_married"} | ({"divorced", "widowed"} if day >= FARMS_FROM else set())
        return person["marital_status"] in single
    return kind == "other_recorded"


def survivor_pension(person, day):
    """A share by Table 4, which was not found: it is told of the person."""
    whole = left_pension(person, day)
    if whole == 0 or not leaves_a_pension(person) or not is_beneficiary(person, day):
        return NOTHING
    if person["survivor_share"] is None:
        raise MissingNumberError
    return whole * person["survivor_share"]


CLAIMS = {
    "old_age": old_age_pension,
    "early_retirement": early_pension,
    "natural_disability_total": total_disability_pension,
    "natural_disability_partial": partial_disability_pension,
    "work_injury_total": total_injury_pension,
    "work_injury_partial": partial_injury_pension,
    "survivor": survivor_pension,
}


def pension(person, day):
    """The pension of the kind that is claimed."""
    claim = person["ssc_pension_claim"]
    return NOTHING if claim == "none" or day < LAW_OF_2014 else CLAIMS[claim](person, day)


def pension_income(person, day):
    """The pension that is told, and the one worked out from a record (or told as such) of who claims one."""
    worked_out = person.get("ssc_pension_amount")
    return person["pension"] + (pension(person, day) if worked_out is None else worked_out)


def indexed_pension(person, day):
    """Section 2.5: the pension before the last May and its increase; a year that is not known stops who asks."""
    before = person["ssc_pension_before_increase"]
    if before == 0:
        return NOTHING
    claim = person["ssc_pension_claim"]
    if claim in {"early_retirement", "work_injury_partial"} and not known_age_from(
        person, PENSION_AGE[person["sex"]], day
    ):
        return before
    if (day.year, day.month) >= (2020, 5):
        return before + FLAT.at(day)
    increase = before * PERCENT.at(day)
    highest = HIGHEST_INCREASE.known(day)
    return before + (increase if highest is None else min(increase, highest))


def lump_sum_rate(contributions):
    """One rate on all wages, by the number of contributions."""
    return next(rate for threshold, rate in LUMP_SUM if contributions >= threshold)


def may_take_lump_sum(person, day):
    """Section 2.4: the cases."""
    case, sex = person["lump_sum_case"], person["sex"]
    if case == "non_jordanian_leaving":
        return not is_citizen(person)
    if case == "disability_out_of_cover":
        return person["natural_disability_degree"] != "none" and not has_disability_right(person, day)
    if case == "death_out_of_cover":
        return person["deceased_insured_death"] != "none" and not leaves_a_pension(person)
    if case == "short_at_pension_age":
        return known_age_from(person, PENSION_AGE[sex], day) and not has_old_age_period(person, day)
    if case == "single_woman":
        unmarried = person["marital_status"] == "never_married"
        return sex == "female" and unmarried and known_age_from(person, SINGLE_WOMAN_AGE, day)
    return (
        known_age_from(person, OLDER_AGE[sex], day)
        and person["ssc_contributions_count"] <= FEW
        and person["months_since_insured_work_end"] >= MONTHS_OUT
    )


def lump_sum(person, day):
    """Of the person's own record, or of that of the deceased whom the person survives."""
    case = person["lump_sum_case"]
    if case == "none" or day < LAW_OF_2014 or not may_take_lump_sum(person, day):
        return NOTHING
    if case == "death_out_of_cover":
        contributions, wages = person["deceased_contributions_count"], person["deceased_contributory_wages"]
    else:
        contributions, wages = person["ssc_contributions_count"], person["total_contributory_wages"]
    return lump_sum_rate(contributions) * wages


def funeral_grant(family, day):
    """500 dinars for each death, 700 from 2025 (the day is assumed)."""
    deaths = family["insured_deaths"]
    return FUNERAL.at(day) * deaths if deaths and day >= LAW_OF_2014 else NOTHING


PROGRAMMES = {
    "ssc_pension": pension,
    "ssc_lump_sum": lump_sum,
    "work_injury_lump_sum": injury_lump_sum,
    "work_injury_daily_allowance": injury_daily_allowance,
    "funeral_grant": funeral_grant,
}
EXTRAS = {"ssc_pension_indexed_amount": indexed_pension}
