"""What must hold. Each rule takes a simulation and a period and returns what is wrong, in words."""

import numpy
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law.catalogue import levies, programmes
from tests.oracle.draws import UNKNOWN_DATE

FILS, PIASTRE, DUST = 0.001, 0.01, 1e-6
#: The first months in which the ceilings of both kinds of entrants, and of the early ones, are known.
BOTH_CEILINGS, EARLY_CEILING = "2014-03", "2010-05"
#: Branches of social security: who pays, and the folders of their rates in the private and the public sector.
BRANCHES = {
    "ssc_old_age_contribution_employee_amount": ("employee", "old_age", "old_age_public"),
    "ssc_unemployment_contribution_employee_amount": ("employee", "unemployment", "unemployment"),
    "ssc_old_age_contribution_employer_amount": ("employer", "old_age", "old_age_public"),
    "ssc_work_injury_contribution_amount": ("employer", "work_injury", "work_injury"),
    "ssc_maternity_contribution_amount": ("employer", "maternity", "maternity"),
    "ssc_unemployment_contribution_employer_amount": ("employer", "unemployment", "unemployment"),
    "ssc_hazardous_contribution_amount": ("employer_surcharge", "hazardous", None),
}
SUMS = {
    "ssc_employee_contribution_amount": ("employee",),
    "ssc_employer_contribution_amount": ("employer", "employer_surcharge"),
}


def told(name, month, values, is_wrong):
    """One line about a rule that does not hold, or none."""
    wrong = numpy.flatnonzero(is_wrong)
    if not wrong.size:
        return []
    return [f"{name} {month}: {wrong.size} wrong, the first at {wrong[0]}: {numpy.asarray(values)[wrong[0]]}"]


def is_yearly(simulation, variable):
    """Whether a variable is computed by the year."""
    return simulation.tax_benefit_system.variables[variable].definition_period == DateUnit.YEAR


def is_member(simulation, variable, month, *names):
    """Whether the value of an enumeration is one of its members named."""
    values = simulation.calculate(variable, month)
    return numpy.isin(numpy.asarray(values), [values.possible_values[name].index for name in names])


def ceiling_of(simulation, month):
    """The ceiling of each person's contributory wage: two from March 2014, before that of early entrants alone."""
    if str(month) < EARLY_CEILING:
        return numpy.full(simulation.persons.count, numpy.inf)
    wage = simulation.tax_benefit_system.get_parameters_at_instant(month).social_security_law.wage
    first = simulation.calculate("ssc_first_registration_date", month).astype("datetime64[D]")
    is_early = (first > UNKNOWN_DATE) & (first < numpy.datetime64(wage.ceiling_entry_date))
    late = wage.ceiling_indexed if str(month) >= BOTH_CEILINGS else numpy.inf
    return numpy.where(is_early, wage.ceiling_early_entrants, late)


def contributions_are_within_rate_times_ceiling(simulation, month):
    """Each branch and each sum; where no ceiling is known, rate times the wage itself."""
    rates = simulation.tax_benefit_system.get_parameters_at_instant(month).social_security_law.contributions
    limit = numpy.minimum(ceiling_of(simulation, month), _highest_base(simulation, month))
    is_public = is_member(simulation, "ssc_coverage_category", month, "public")
    faults, sums = [], dict.fromkeys(("employee", "employer", "employer_surcharge"), 0)
    for branch, (payer, private, public) in BRANCHES.items():
        values = simulation.calculate(branch, month)
        rate = numpy.where(is_public, _rate(rates, public, payer), _rate(rates, private, payer))
        faults += told(branch, month, values, (values > rate * limit + FILS) | (values < 0))
        sums[payer] = sums[payer] + rate
    for total, payers in SUMS.items():
        values = simulation.calculate(total, month)
        rate = sum(sums[payer] for payer in payers)
        faults += told(total, month, values, (values > rate * limit + FILS) | (values < 0))
    return faults


def _rate(rates, folder, payer):
    """A rate, or nothing where the branch is not on."""
    if folder is None or payer not in rates[folder]:
        return 0
    return rates[folder][payer]


def _highest_base(simulation, month):
    """The wage of the month or of January, whichever is higher, and at least the minimum wage."""
    wages = [
        simulation.calculate(name, when)
        for name in ("wage", "ssc_chosen_wage")
        for when in (month, month.this_year.first_month)
    ]
    return numpy.maximum.reduce([*wages, simulation.calculate("minimum_wage_amount", month)])


def contributions_need_insurance(simulation, month):
    """Nothing is due of who is not insured."""
    faults = []
    is_out = ~is_member(simulation, "ssc_coverage_category", month, "private", "public", "agricultural")
    for name in (*BRANCHES, *SUMS):
        values = simulation.calculate(name, month)
        faults += told(name, month, values, is_out & (values != 0))
    values = simulation.calculate("ssc_voluntary_contribution_amount", month)
    is_out = ~is_member(simulation, "ssc_coverage_category", month, "voluntary")
    return faults + told("ssc_voluntary_contribution_amount", month, values, is_out & (values != 0))


def voluntary_and_health_contributions_are_within_their_limits(simulation, month):
    """The optional subscriber's wage is the one chosen or the minimum wage; health has a cap of its own."""
    law = simulation.tax_benefit_system.get_parameters_at_instant(month)
    chosen = simulation.calculate("ssc_chosen_wage", month)
    base = numpy.maximum(chosen, simulation.calculate("minimum_wage_amount", month))
    voluntary = simulation.calculate("ssc_voluntary_contribution_amount", month)
    rate = law.social_security_law.contributions.voluntary.rate
    faults = told("ssc_voluntary_contribution_amount", month, voluntary, voluntary > rate * base + FILS)
    rules = law.health_insurance.contribution
    health = simulation.calculate("civil_health_contribution_amount", month)
    base = numpy.maximum(simulation.calculate("wage", month), simulation.calculate("pension_income", month))
    is_over = (health > rules.rate * base + FILS) | (health > rules.cap + FILS) | (health < 0)
    return faults + told("civil_health_contribution_amount", month, health, is_over)


def net_income_is_what_levies_leave(simulation, month):
    """Net is gross less what the catalogue's levies take, never above gross."""
    gross, net = simulation.calculate("gross_income", month), simulation.calculate("net_income", month)
    paid = sum(_of_month(simulation, levy.variable, month) for levy in levies() if levy.is_paid_by_person)
    off = numpy.abs(gross - paid - net) > DUST
    faults = told("net_income", month, net, (net > gross + DUST) | off)
    return faults + told("levies", month, paid, paid < 0)


def disposable_income_is_net_with_the_benefits_of_the_catalogue(simulation, month):
    """Of persons, families and households alike; no benefit is below nothing."""
    faults = []
    family, household = simulation.populations["family"], simulation.populations["household"]
    benefits = 0
    for programme in programmes():
        if is_yearly(simulation, programme.variable):
            continue
        amount = simulation.calculate(programme.variable, month)
        faults += told(programme.variable, month, amount, amount < 0)
        is_of_person = simulation.tax_benefit_system.variables[programme.variable].entity.key == "person"
        benefits = benefits + (family.sum(amount) if is_of_person else amount)
    persons = simulation.calculate("net_income", month)
    net = family.sum(persons)
    income = simulation.calculate("family_disposable_income", month)
    faults += told("family_disposable_income", month, income, numpy.abs(net + benefits - income) > DUST)
    is_head = family.members.has_role(Family.HEAD)
    of_home = household.sum(numpy.where(is_head, family.project(income), 0))
    income = simulation.calculate("household_disposable_income", month)
    faults += told("household_disposable_income", month, income, numpy.abs(of_home - income) > DUST)
    gross = simulation.calculate("household_gross_income", month)
    transfers = household.sum(numpy.where(is_head, family.project(benefits), 0))
    faults += told("household_disposable_income", month, income, income > gross + transfers + DUST)
    own = simulation.calculate("disposable_income", month) - persons
    faults += told("disposable_income", month, own, own < 0)
    return faults + told("family benefits", month, benefits, family.sum(own) > benefits + DUST)


def labour_costs_at_least_the_wage_less_subsidies(simulation, month):
    """And at most with the employer's contributions."""
    cost, wage = (
        simulation.calculate("employer_labour_cost", month),
        simulation.calculate("wage_paid_by_employer", month),
    )
    support = sum(
        simulation.calculate(name, month) for name in ("tashgheel_wage_subsidy_amount", "tashgheel_ssc_support_amount")
    )
    employer = sum(simulation.calculate(levy.variable, month) for levy in levies() if not levy.is_paid_by_person)
    is_wrong = (cost < wage - support - DUST) | (cost > wage + employer + DUST)
    return told("employer_labour_cost", month, cost, is_wrong)


def months_make_up_the_year(simulation, year):
    """Taxes, programmes, benefits and disposable income of the year are the sums of its months."""
    months = year_months(year)
    total = _over(simulation, "direct_taxes_paid", months)
    owed = simulation.calculate("income_tax_amount", year) + simulation.calculate("national_contribution_amount", year)
    faults = told("direct_taxes_paid", year, total, numpy.abs(total - owed) > DUST)
    family = simulation.populations["family"]
    benefits = 0
    for programme in programmes():
        variable = simulation.tax_benefit_system.variables[programme.variable]
        when = [year] if is_yearly(simulation, programme.variable) else months
        amount = _over(simulation, programme.variable, when)
        benefits = benefits + (family.sum(amount) if variable.entity.key == "person" else amount)
    computed = simulation.calculate("family_yearly_benefits", year)
    faults += told("family_yearly_benefits", year, computed, numpy.abs(computed - benefits) > DUST)
    net = _over(simulation, "family_net_income", months)
    computed = simulation.calculate("family_yearly_disposable_income", year)
    faults += told("family_yearly_disposable_income", year, computed, numpy.abs(computed - net - benefits) > DUST)
    for total, parts in YEARLY_SUMS.items():
        if simulation.tax_benefit_system.variables[total].get_formula(year) is None:
            continue
        computed = simulation.calculate(total, year)
        summed = sum(_over(simulation, part, months) for part in parts)
        faults += told(total, year, computed, numpy.abs(computed - summed) > DUST)
    return faults


#: Other amounts of the year, and what makes them up by the month.
YEARLY_SUMS = {
    "tashgheel_year_total_amount": (
        "tashgheel_wage_subsidy_amount",
        "tashgheel_ssc_support_amount",
        "tashgheel_transport_allowance_amount",
    ),
    "estidama_plus_year_total_amount": (
        "estidama_plus_contribution_support_amount",
        "estidama_plus_cash_incentive_amount",
    ),
}


def _over(simulation, variable, periods):
    return sum(simulation.calculate(variable, each) for each in periods)


def _of_month(simulation, variable, month):
    """A levy of the month; a twelfth of one due by the year."""
    if is_yearly(simulation, variable):
        return simulation.calculate(variable, month.this_year) / 12
    return simulation.calculate(variable, month)


def tax_never_falls_with_ones_own_income(before, after, year, earners):
    """The tax of whom a raise goes to falls only where the exemption for dependants comes with it."""
    tax = [_tax(each, year) for each in (before, after)]
    supports = [each.calculate("supports_dependants", year) for each in (before, after)]
    fall = numpy.where(earners & ~(~supports[0] & supports[1]), tax[0] - tax[1], 0)
    return told("income_tax_amount", year, fall, fall > 2 * PIASTRE + DUST)


def tax_of_a_couple_never_falls_while_the_same_one_claims(before, after, year):
    """Husband and wives together owe no less where nobody's claim changed, and nobody for whom it is.

    Else they may owe less even where an exemption ends: under the cap for both, which each is taken to use in
    proportion, what the claimant no longer uses falls to the other, whose rate may be higher.
    """
    family = before.populations["family"]
    claims, incomes = (
        [each.calculate(name, year) for each in (before, after)]
        for name in ("is_dependants_exemption_claimant", "has_own_income")
    )
    is_stable = ~family.any((claims[0] != claims[1]) | (incomes[0] != incomes[1]))
    is_partner = before.calculate("is_tax_partner", year)
    tax = [family.sum(numpy.where(is_partner, _tax(each, year), 0)) for each in (before, after)]
    fall = numpy.where(is_stable, tax[0] - tax[1], 0)
    return told("tax of the couple", year, fall, fall > family.nb_persons() * 2 * PIASTRE + DUST)


def a_claim_that_moves_is_worth_the_exemptions_at_most(before, after, year):
    """No tax of a family falls by more than the top rate on what hangs on the dependants."""
    family = before.populations["family"]
    moved = [
        sum(
            each.calculate(name, year)
            for name in ("dependants_exemption", "expenses_exemption", "disability_deduction")
        )
        for each in (before, after)
    ]
    top = top_rate(before, year)
    fall = family.sum(_tax(before, year)) - family.sum(_tax(after, year))
    limit = top * family.sum(numpy.abs(moved[1] - moved[0])) + family.nb_persons() * 2 * PIASTRE
    return told("tax of the family", year, fall, fall > limit + DUST)


def top_rate(simulation, year):
    """The highest rate of the scale, with the national contribution."""
    law = simulation.tax_benefit_system.get_parameters_at_instant(year).income_tax_law
    rates = [law.scale[name].rate for name in law.scale if "rate" in law.scale[name]]
    national = law.national_contribution
    return max(rates) + (national.rate if "rate" in national else 0)


def _tax(simulation, year):
    return simulation.calculate("income_tax_amount", year) + simulation.calculate("national_contribution_amount", year)


MONTHLY = (
    contributions_are_within_rate_times_ceiling,
    contributions_need_insurance,
    voluntary_and_health_contributions_are_within_their_limits,
    net_income_is_what_levies_leave,
    disposable_income_is_net_with_the_benefits_of_the_catalogue,
    labour_costs_at_least_the_wage_less_subsidies,
)
YEARLY = (months_make_up_the_year,)


def faults_of_year(simulation, year):
    """What is wrong in any month of a year, or with the year."""
    monthly = [fault for month in year_months(year) for rule in MONTHLY for fault in rule(simulation, month)]
    return monthly + [fault for rule in YEARLY for fault in rule(simulation, year)]
