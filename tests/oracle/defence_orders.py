"""Defence orders (dossier on services, section 6.1; dossier on social security, section 6).

Conflicts between the two are settled as the parameters' notes state: Tadamun ends with
May 2020, half of the wage is the worker's whole pay, Estidama runs to June 2022. A month
follows the rule of its first day.
"""

from decimal import Decimal

from tests.oracle.common import Series, is_citizen, size
from tests.oracle.incomes import NOTHING, WAGE_WORKERS
from tests.oracle.social_security_injuries import pension_income
from tests.oracle.social_security_law import insured_voluntary_wage

TADAMUN_SHARE, TADAMUN_LOWEST, TADAMUN_HIGHEST = Decimal("0.5"), Decimal(165), Decimal(500)
TADAMUN_EMPLOYER_SHARE, TADAMUN_EMPLOYER_HIGHEST = Decimal("0.2"), Decimal(250)
TADAMUN_2, TADAMUN_INSURED_MONTHS = Decimal(150), 12

ESTIDAMA_RATE = {"none": NOTHING, "closed": Decimal("0.5"), "most_affected": Decimal("0.375")}
#: Share of the wage paid, and the Corporation's part of it.
ESTIDAMA_PAY = {
    "none": (NOTHING, NOTHING),
    "full_wage": (Decimal(1), Decimal("0.6")),
    "reduced_wage": (Decimal("0.85"), Decimal("0.8")),
}
ESTIDAMA_HIGHEST = Decimal(800)

#: Circular 30/2021.
MUSANED_RATE, MUSANED_HIGHEST = Series(y2020_06_15="0.05", y2021_04_12="0.08"), Series(y2020_06_15=150, y2021_04_12=400)
MUSANED_PAYMENTS, MUSANED_WAGE = 3, Decimal(500)
TAMKEEN_RATE = MUSANED_RATE
TAMKEEN_HIGHEST, TAMKEEN_HIGHEST_OTHER = Series(y2020_06_15=200, y2021_04_12=350), Decimal(200)
TAMKEEN_WAGE, TAMKEEN_WAGE_2021 = Decimal(700), Decimal(1500)
RETIREE_SHARE, RETIREE_HIGHEST, RETIREE_PENSION = Decimal("1.2"), Decimal(200), Decimal(700)
RETIREE_INSTALMENTS = 18

COUPON = Decimal(25)
PRIVATE = {"private_formal", "informal"}


def _between(day, first, last):
    return first <= (day.year, day.month) <= last


def _in_tadamun(person, day):
    """Workers for a wage outside the public sector whom the employer included, April and May 2020."""
    included = person["is_tadamun_applicant"] and person["employment_status"] in WAGE_WORKERS
    return _between(day, (2020, 4), (2020, 5)) and included and person["employment_sector"] in PRIVATE


def _is_long_insured(person):
    insured = person["employment_sector"] == "private_formal"
    return insured and person["establishment_insured_months"] >= TADAMUN_INSURED_MONTHS


def tadamun_1(person, day):
    """Half of the wage between 165 and 500, less the employer's fifth up to 250."""
    if not _in_tadamun(person, day) or not _is_long_insured(person):
        return NOTHING
    pay = min(max(TADAMUN_SHARE * person["wage"], TADAMUN_LOWEST), TADAMUN_HIGHEST)
    return pay - min(TADAMUN_EMPLOYER_SHARE * person["wage"], TADAMUN_EMPLOYER_HIGHEST)


def tadamun_2(person, day):
    """150 to each worker of firms not insured, or for less than twelve months."""
    return TADAMUN_2 if _in_tadamun(person, day) and not _is_long_insured(person) else NOTHING


def _in_estidama_firm(person):
    return person["employment_status"] == "employee" and person["employment_sector"] == "private_formal"


def estidama(person, day):
    """Until October 2021 a share of the wage by activity; then the Corporation's part of the pay up to 800."""
    if not _in_estidama_firm(person):
        return NOTHING
    if _between(day, (2020, 12), (2021, 10)):
        return ESTIDAMA_RATE[person["estidama_activity"]] * person["wage"]
    if not _between(day, (2021, 11), (2022, 6)):
        return NOTHING
    pay, part = ESTIDAMA_PAY[person["estidama_pay"]]
    return part * min(pay * person["wage"], ESTIDAMA_HIGHEST)


def _last_wage(person):
    return person.get("last_wage_before_advance", person["wage"])


def _since_circular(day):
    return day >= day.replace(year=2021, month=4, day=12)


def musaned_3(person, day):
    """From July 2020 wages below 500; from May to December 2021 voluntary subscribers."""
    if not _between(day, (2020, 7), (2021, 12)) or not person["is_musaned_3_applicant"]:
        return NOTHING
    allowed = insured_voluntary_wage(person, day) > 0 if _since_circular(day) else _last_wage(person) < MUSANED_WAGE
    payment = MUSANED_RATE.at(day) * person["total_contributory_wages"] / MUSANED_PAYMENTS
    return min(payment, MUSANED_HIGHEST.at(day)) if allowed else NOTHING


def tamkeen(person, day):
    """From July 2020 wages below 700; from May to December 2021 up to 1,500, not in banks, insurance, electricity."""
    if not _between(day, (2020, 7), (2021, 12)) or not person["is_tamkeen_applicant"]:
        return NOTHING
    if _since_circular(day):
        allowed = _last_wage(person) <= TAMKEEN_WAGE_2021 and not person["works_in_activity_without_advance"]
    else:
        allowed = _last_wage(person) < TAMKEEN_WAGE
    highest = TAMKEEN_HIGHEST.at(day) if is_citizen(person) else TAMKEEN_HIGHEST_OTHER
    return min(TAMKEEN_RATE.at(day) * person["total_contributory_wages"], highest) if allowed else NOTHING


def retiree_advance(person, day):
    """May to December 2021: 120 % of a pension of at most 700, up to 200."""
    if not _between(day, (2021, 5), (2021, 12)) or not person["is_retiree_advance_applicant"]:
        return NOTHING
    pension = pension_income(person, day)
    return min(RETIREE_SHARE * pension, RETIREE_HIGHEST) if pension <= RETIREE_PENSION else NOTHING


def retiree_instalment(person, day):
    """Eighteen equal instalments from the month after payment."""
    if not _since_circular(day) or not 1 <= person["months_since_retiree_advance"] <= RETIREE_INSTALMENTS:
        return NOTHING
    return person["retiree_advance_received"] / RETIREE_INSTALMENTS


def ssc_coupon(family, day):
    """April to June 2020: one coupon up to four persons, two up to ten, three above."""
    if not _between(day, (2020, 4), (2020, 6)) or not family["receives_ssc_coupons"]:
        return NOTHING
    persons = size(family)
    return COUPON * (1 + (persons > 4) + (persons > 10))


PROGRAMMES = {
    "tadamun_1": tadamun_1,
    "tadamun_2": tadamun_2,
    "estidama_wage_support": estidama,
    "ssc_coupon": ssc_coupon,
}
EXTRAS = {
    "musaned_3_advance_amount": musaned_3,
    "tamkeen_advance_amount": tamkeen,
    "retiree_advance_amount": retiree_advance,
    "retiree_advance_instalment_amount": retiree_instalment,
}
