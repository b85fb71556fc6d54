"""National Aid Fund: monthly cash (dossier on the Fund, sections 2, 3, 7, 8, 8b; updates, section 1)."""

from decimal import Decimal

from tests.oracle.common import (
    Series,
    citizens,
    is_child,
    is_citizen,
    is_elderly,
    once,
    size,
    to_dinars,
)
from tests.oracle.social_security_injuries import pension_income

NOTHING = Decimal(0)

#: Section 8 and updates, section 1: the gates, the line, the bounds; half of the gap is assumed.
LINE, CAR_YEARS, BUSINESS, GAP_SHARE = Decimal(68), Decimal(5), Decimal(3000), Decimal("0.5")
LOWEST, HIGHEST = Decimal(40), Decimal(136)

#: Section 2.2.
STEP = Series(y2008=40, y2020=50)
CEILING = Series(y2002_06=156, y2008=180, y2020=200)
FLOOR = Series(y2020=50)
HUMANITARIAN_FLOOR, HUMANITARIAN_CEILING = Series(y2020=45), Series(y2020=80)
INCOME_LIMIT = Series(y2011=68)
DISREGARD_MONTHS = Series(y2023=12)
CARE = {"none": 0, "mild": 20, "moderate": 50, "severe": 80}
WITH_SUPPLEMENTS = Decimal(300)

#: Women at the head who fall in a category, whatever else they are (the project's reading).
WOMEN = {"divorced": "divorced", "widowed": "vulnerable_woman", "deserted": "vulnerable_woman"}

#: Section 7: the means of a programme whose amounts were never published, and amounts by size.
TAKAFUL_3 = Series(y2021=86, y2022=0)
DAILY_WAGE = {1: Decimal(50), 2: Decimal(70)}
DAILY_WAGE_LARGER = Decimal(136)


def score(family):
    """The Fund's own score where the data tell it (be it as unknown), else the illustrative one."""
    return family.get("naf_targeting_score", family["naf_targeting_score_illustrative"])


def passes_gates(family):
    """Section 6, gates published for Takaful 1 and the Unified Cash Transfer alike."""
    known = score(family)
    return (
        is_citizen(family["head"])
        and known is not None
        and known < LINE
        and not (family["number_of_cars"] > 0 and family["newest_car_age"] < CAR_YEARS)
        and family["business_capital"] < BUSINESS
        and not family["receives_recurring_aid_last_month"]
    )


def gap_payment(family):
    """Half of what the family's citizens lack to reach the line, between the bounds."""
    gap = (LINE - score(family)) * citizens(family)
    return min(max(gap * GAP_SHARE, LOWEST), HIGHEST)


@once
def unified_cash_transfer(family, day):
    """Section 8: since January 2022."""
    applies = day.year >= 2022 and family["claims_cash_transfer"] and family["is_uct_inside_quota"]
    return to_dinars(gap_payment(family)) if applies and passes_gates(family) else NOTHING


@once
def takaful_1(family, day):
    """Sections 6 and 8b: first whole month June 2019 to December 2021; the month's due is not rounded."""
    applies = (2019, 6) <= (day.year, day.month) <= (2021, 12)
    applies = applies and family["claims_cash_transfer"] and family["is_takaful_1_inside_quota"]
    return gap_payment(family) if applies and passes_gates(family) else NOTHING


@once
def category(family, day):
    """Section 2.1: what a caseworker found, else the first that the composition shows."""
    if "naf_category" in family:
        return family["naf_category"]
    head = family["head"]
    young = [*family["children"], *family["dependants"]]
    if any(is_child(person, day) and not person["is_father_alive"] for person in young):
        found = "orphans"
    elif head["sex"] == "female" and head["marital_status"] in WOMEN:
        found = WOMEN[head["marital_status"]]
    elif head["disability_severity"] == "severe":
        found = "permanent_disability"
    else:
        found = "elderly" if is_elderly(head, day) else "none"
    return found


def earnings(person, day):
    """Section 2.5: not counted in the first twelve months of a job, since 2023."""
    if DISREGARD_MONTHS.begun(day) and person["months_since_job_start"] < DISREGARD_MONTHS.at(day):
        return NOTHING
    return person["wage"] + person["other_earnings"]


@once
def countable_income(family, day):
    """Section 2.4: earnings, pensions and rents of the members."""
    return sum(
        earnings(person, day) + pension_income(person, day) + person["rent_income"] for person in family["members"]
    )


def is_poor(family, day):
    """Section 2.3: income per citizen below the limit."""
    return countable_income(family, day) < INCOME_LIMIT.at(day) * citizens(family)


@once
def recurring_aid(family, day):
    """Section 2.4 and updates, section 1."""
    kind = category(family, day)
    if kind in {"none", "disability_care"} or not family["claims_recurring_aid"] or not is_citizen(family["head"]):
        return NOTHING
    if day.year >= 2020 and kind == "divorced" and family["head"]["marital_status"] == "married":
        return NOTHING
    if day.year >= 2016 and family["owns_real_estate_beside_dwelling"]:
        return NOTHING
    untested = day.year >= 2020 and kind == "divorced"
    if not untested and not is_poor(family, day):
        return NOTHING
    if unified_cash_transfer(family, day) > 0:
        return NOTHING
    scale = min(STEP.at(day) * citizens(family), CEILING.at(day))
    lacking = max(scale - countable_income(family, day), NOTHING)
    if day.year >= 2020 and kind == "humanitarian":
        lacking = min(max(lacking, HUMANITARIAN_FLOOR.at(day)), HUMANITARIAN_CEILING.at(day))
    elif day.year >= 2020:
        lacking = min(max(lacking, FLOOR.at(day)), CEILING.at(day))
    return to_dinars(lacking)


@once
def disability_care(family, day):
    """Section 2.4: by severity, for citizens in poor families; both aids at most 300 together."""
    if day.year < 2020 or not is_citizen(family["head"]) or not is_poor(family, day):
        return NOTHING
    care = sum(
        CARE[person["disability_severity"]]
        for person in family["members"]
        if is_citizen(person) and person["claims_disability_care"]
    )
    return min(Decimal(care), WITH_SUPPLEMENTS - recurring_aid(family, day))


def on_recurring_programmes(family, day):
    """Whether the family gets recurring aid or disability care: disability care is one of its 16 categories."""
    return recurring_aid(family, day) + disability_care(family, day) > 0


@once
def is_beneficiary(family, day):
    """Section 8: whom the Fund pays every month."""
    if "naf_beneficiary" in family:
        return family["naf_beneficiary"]
    monthly = (unified_cash_transfer, recurring_aid, disability_care, takaful_1)
    return any(programme(family, day) > 0 for programme in monthly)


def takaful_3(family, day):
    """Section 7, P12: enrolled citizens' families with a worker whom the pandemic stopped, in 2021."""
    if day.year < 2021 or not family["is_takaful_3_enrolled"] or not is_citizen(family["head"]):
        return NOTHING
    return TAKAFUL_3.at(day) if any(person["lost_work_in_shock"] for person in family["members"]) else NOTHING


def daily_wage_support(family, day):
    """Section 7, P11: April to June 2020, Gaza-origin residents too, not beside recurring aid."""
    if not (2020, 4) <= (day.year, day.month) <= (2020, 6):
        return NOTHING
    if family["head"]["nationality"] not in {"jordanian", "palestinian_gaza"}:
        return NOTHING
    if family["receives_recurring_aid_last_month"]:
        return NOTHING
    if not any(person["employment_status"] == "daily_wage_worker" for person in family["members"]):
        return NOTHING
    return DAILY_WAGE.get(size(family), DAILY_WAGE_LARGER)
