"""Income tax (dossier on social security, tax and labour, section 10; updates, section 3, which stand)."""

from decimal import ROUND_HALF_UP, Decimal

from tests.oracle.common import MissingNumberError, Series, is_citizen, once
from tests.oracle.incomes import NOTHING, WAGE_WORKERS, pensions_of_year

#: Section 10.1: four regimes.
EXEMPTION = Series(y2010=12000, y2019=10000, y2020=9000)
PENSION_EXEMPT = Series(y2010=4000, y2015=3500, y2019=2500)
#: What begins at each threshold, by the first year of a scale.
SCALES = {
    2019: ((0, "0.05"), (5000, "0.10"), (10000, "0.15"), (15000, "0.20"), (20000, "0.25"), (1000000, "0.30")),
    2015: ((0, "0.07"), (10000, "0.14"), (20000, "0.20")),
    2010: ((0, "0.07"), (12000, "0.14")),
}
RESIDENT_DAYS = 183

#: Documented expenses, until 2019 by whether there are dependants; then by person.
EXPENSES_SINGLE, EXPENSES_FAMILY = Series(y2010=4000, y2019=1000), Series(y2010=4000, y2019=2000)
EXPENSES_PERSON, CHILDREN_COUNTED = Decimal(1000), 3
FAMILY_CAP = Decimal(23000)
DISABILITY = Decimal(2000)

#: Updates, section 3.
FARMING_EXEMPT, CHARITY_SHARE = Decimal(1000000), Decimal("0.25")
GRATUITY_EXEMPT, GRATUITY_SHARE, GRATUITY_RATE = Decimal(15000), Decimal("0.5"), Decimal("0.09")
CONTRIBUTION_FROM, CONTRIBUTION_RATE = Decimal(200000), Decimal("0.01")
PIASTRE, ENDLESS = Decimal("0.01"), Decimal("1e-12")
PARENTS = {"head", "spouse"}


def to_piastres(amount):
    """The nearest piastre, halves upwards; a half that a third of a dinar left at 0.49999… counts as one."""
    return amount.quantize(ENDLESS).quantize(PIASTRE, rounding=ROUND_HALF_UP)


def by_scale(base, day):
    """Tax by the scale of a year."""
    if day.year < 2010:
        raise MissingNumberError
    scale = next(scale for first, scale in SCALES.items() if first <= day.year)
    ends = [start for start, _ in scale[1:]] + [None]
    tax = NOTHING
    for (start, rate), end in zip(scale, ends, strict=True):
        top = base if end is None else min(base, Decimal(end))
        tax += max(top - Decimal(start), NOTHING) * Decimal(rate)
    return tax


def is_resident(person, day):
    """183 days from 2015 on; everybody before."""
    return day.year < 2015 or person["days_present_in_jordan"] >= RESIDENT_DAYS


def is_without_income(person, day):
    """Of whom a taxpayer can be the support."""
    steady = person["wage"] + sum(pensions_of_year(person, day)) + person["rent_income"]
    return steady <= 0 and person["other_earnings"] <= 0


def other_earnings(person, day):
    """Other earnings of the year without the exempt part from farming; a loss lowers no other income."""
    exempt = min(person["farming_income"], FARMING_EXEMPT) if day.year >= 2019 else NOTHING
    return max(12 * person["other_earnings"] - exempt, NOTHING)


def assessable_income(person, day):
    """Wage, taxable pension, rents and other earnings of the year."""
    pensions = sum(max(pension - PENSION_EXEMPT.at(day), NOTHING) for pension in pensions_of_year(person, day))
    return 12 * (person["wage"] + person["rent_income"]) + pensions + other_earnings(person, day)


@once
def claimant(family, day):
    """Of those who claim, who has the highest income; the first of those equal to the piastre."""
    claiming = [person for person in family["members"] if person["claims_dependants_exemption"]]
    return max(claiming, key=lambda person: to_piastres(assessable_income(person, day)), default=None)


def dependants_of(person, day):
    """Whom the person is exempted for: residence counts for Jordanians abroad, foreigners abroad have nothing."""
    family = person["family"]
    if claimant(family, day) is not person:
        return []
    supported = [each for each in family["members"] if each is not person and is_without_income(each, day)]
    if is_resident(person, day):
        return supported
    return [each for each in supported if is_resident(each, day)] if is_citizen(person) else []


def supports_spouse(person, dependants):
    """A husband or wife among the dependants: the head's spouses, or the head of whom a spouse claims."""
    other = {"head": "spouse", "spouse": "head"}.get(person["role"])
    return any(each["role"] == other for each in dependants)


def expenses_limit(person, day):
    """Highest exemption for documented expenses."""
    dependants = dependants_of(person, day)
    if day.year < 2020:
        return (EXPENSES_FAMILY if dependants else EXPENSES_SINGLE).at(day)
    children = sum(each["role"] == "child" for each in dependants) if person["role"] in PARENTS else 0
    counted = 1 + supports_spouse(person, dependants) + min(children, CHILDREN_COUNTED)
    return EXPENSES_PERSON * counted


def disability(person, day):
    """2,000 for each: the taxpayer and dependants with a certified permanent disability (2015-2018: recalled)."""
    if day.year < 2015:
        return NOTHING
    persons = [person, *dependants_of(person, day)]
    return DISABILITY * sum(each["has_certified_permanent_disability"] for each in persons)


def income_after_deductions(person, day):
    """Contributions to social security are not deducted."""
    return max(assessable_income(person, day) - disability(person, day), NOTHING)


def exemptions_used(person, day):
    """Personal, dependants' and expenses' exemptions, as far as the income uses them."""
    claimed = EXEMPTION.at(day)
    if dependants_of(person, day):
        claimed += EXEMPTION.at(day)
    claimed += min(person["documented_expenses"], expenses_limit(person, day))
    return min(claimed, income_after_deductions(person, day))


@once
def couple_exemptions(family, day):
    """What the head and the spouses use together."""
    return sum(exemptions_used(person, day) for person in (family["head"], *family["spouses"]))


def exemptions(person, day):
    """From 2020 at most 23,000 for both spouses; past that each keeps the same share (assumed)."""
    used = exemptions_used(person, day)
    together = couple_exemptions(person["family"], day)
    if day.year < 2020 or person["role"] not in PARENTS or together <= FAMILY_CAP:
        return used
    return used * FAMILY_CAP / together


def taxable_income(person, day):
    """After exemptions, and from 2019 after donations: to government first, then to charities within a quarter."""
    income = income_after_deductions(person, day) - exemptions(person, day)
    if day.year < 2019:
        return income
    income -= min(person["donations_to_government"], income)
    return income - min(person["donations_to_charity"], CHARITY_SHARE * income)


def taxable_gratuity(person, day):
    """From 2019: half for service of 2010-2014, what is above 15,000 for later service."""
    if day.year < 2019:
        return NOTHING
    later = max(person["gratuity_for_service_since_2015"] - GRATUITY_EXEMPT, NOTHING)
    return GRATUITY_SHARE * person["gratuity_for_service_2010_2014"] + later


def income_tax(person, day):
    """The tax of the year, to the piastre."""
    tax = by_scale(taxable_income(person, day), day)
    return to_piastres(tax + GRATUITY_RATE * taxable_gratuity(person, day))


def national_contribution(person, day):
    """From 2019: 1 % of taxable income and gratuity above 200,000."""
    if day.year < 2019:
        return NOTHING
    base = taxable_income(person, day) + taxable_gratuity(person, day) - CONTRIBUTION_FROM
    return to_piastres(CONTRIBUTION_RATE * max(base, NOTHING))


def withholding(person, day):
    """Section 10.2: from wages, by the day too (the law's reading), by twelfths of the exemptions and of the scale."""
    if person["employment_status"] not in WAGE_WORKERS:
        return NOTHING
    exempt = EXEMPTION.at(day) * (2 if dependants_of(person, day.replace(month=1)) else 1)
    # Twelfths are taken last: a third of a dinar has no end in decimals, and half a piastre would be missed.
    return to_piastres(by_scale(max(12 * person["wage"] - exempt, NOTHING), day) / 12)


LEVIES = {"income_tax": income_tax, "national_contribution": national_contribution}
EXTRAS = {"income_tax_withholding_amount": withholding}
