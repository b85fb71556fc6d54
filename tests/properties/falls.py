"""What a raise in wage takes away again: by the cliffs and tapers that the law documents, and in all."""

import numpy

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law.catalogue import cliffs, levies, programmes
from tests.properties.rules import DUST, FILS, PIASTRE, is_yearly, told, top_rate

#: Wage support that takes the employer's place: what a worker is paid in all never falls.
PAID_WITH_THE_WAGE = {"tadamun_1_amount", "tadamun_2_amount", "estidama_wage_support_amount"}
#: Sums over levies that a cliff or taper may name.
SUMS_OF_LEVIES = {"direct_taxes_paid", "direct_levies_paid"}
#: Each person's contributions are rounded to the fils and yearly taxes to the piastre.
ROUNDING = 2 * FILS + 2 * PIASTRE / 12


def of_homes(simulation, variable, period):
    """An amount summed over each household; one due by the year counts with a twelfth in a month."""
    if is_yearly(simulation, variable) and period.unit == "month":
        return of_homes(simulation, variable, period.this_year) / 12
    values = simulation.calculate(variable, period)
    return in_homes(simulation, variable, values)


def in_homes(simulation, variable, values):
    """Values of a variable summed over each household."""
    key = simulation.tax_benefit_system.variables[variable].entity.key
    if key == "household":
        return values
    household = simulation.populations["household"]
    if key == "person":
        return household.sum(values)
    family = simulation.populations["family"]
    return household.sum(numpy.where(family.members.has_role(Family.HEAD), family.project(values), 0))


def loss(before, after, variable, period):
    """JOD that each household loses of a benefit, or pays more of a levy."""
    change = of_homes(after, variable, period) - of_homes(before, variable, period)
    is_levy = variable in SUMS_OF_LEVIES | {levy.variable for levy in levies()}
    return numpy.maximum(change if is_levy else -change, 0)


def occurs(cliff, before, after, period):
    """In which households the condition flipped; of a taper, holds."""
    when = period.this_year if is_yearly(before, cliff.condition) else period
    if is_yearly(before, cliff.condition) is False and period.unit == "year":
        when = period.first_month
    held = [numpy.asarray(each.calculate(cliff.condition, when)) for each in (before, after)]
    met = held[0] & held[1] if cliff.is_taper else held[0] != held[1]
    return in_homes(before, cliff.condition, met.astype(int)) > 0


def documented(before, after, period):
    """By cliff or taper, what each household loses where it occurs: by the month, or what is granted by the year."""
    losses = {}
    for cliff in cliffs():
        if is_yearly(before, cliff.amount) == (period.unit == "year"):
            lost = loss(before, after, cliff.amount, period)
            # A condition is asked for only where something is lost: of programmes that are over no limit is known.
            met = occurs(cliff, before, after, period) if lost.any() else False
            losses[cliff.id] = numpy.where(met, lost, 0)
    return losses


def benefits_that_fall(before, after, period, step):
    """Benefits that a raise takes from a household without a documented reason."""
    faults = []
    for programme in programmes():
        name = programme.variable
        if name in PAID_WITH_THE_WAGE or is_yearly(before, name) != (period.unit == "year"):
            continue
        lost = loss(before, after, name, period)
        if not (lost > DUST).any():
            continue
        ends = [
            occurs(cliff, before, after, period) for cliff in cliffs() if cliff.amount == name and not cliff.is_taper
        ]
        tapers = [occurs(cliff, before, after, period) for cliff in cliffs() if cliff.amount == name and cliff.is_taper]
        # A taper takes the raise itself, and what rounding to a dinar adds.
        allowed = numpy.where(numpy.any(tapers, axis=0), step + 1, 0) if tapers else 0
        allowed = numpy.where(numpy.any(ends, axis=0), numpy.inf, allowed) if ends else allowed
        faults += told(name, period, lost, lost > allowed + DUST)
    return faults


def levies_that_leap(before, after, month, step):
    """Levies that rise by more than their rate times the raise without a documented reason."""
    law = before.tax_benefit_system.get_parameters_at_instant(month)
    contributions = law.social_security_law.contributions
    old_age = max(contributions.old_age.employee, contributions.old_age_public.employee)
    rates = {
        "ssc_employee_contribution_amount": old_age + _rate_of(contributions.unemployment, "employee"),
        "ssc_voluntary_contribution_amount": 0,
        "civil_health_contribution_amount": law.health_insurance.contribution.rate,
        "direct_taxes_paid": top_rate(before, month.this_year),
    }
    faults = []
    for name, rate in rates.items():
        more = loss(before, after, name, month)
        leaps = [
            occurs(cliff, before, after, month) for cliff in cliffs() if cliff.amount == name and not cliff.is_taper
        ]
        allowed = rate * step + ROUNDING * before.populations["household"].nb_persons()
        allowed = numpy.where(numpy.any(leaps, axis=0), numpy.inf, allowed) if leaps else allowed
        faults += told(name, month, more, more > allowed)
    return faults


def _rate_of(node, name):
    return node[name] if name in node else 0  # noqa: SIM401 - a node has no get


def paid_work_never_falls(before, after, month):
    """Wage and wage support together."""
    total = [
        sum(of_homes(each, name, month) for name in ("gross_income", *PAID_WITH_THE_WAGE)) for each in (before, after)
    ]
    return told("paid work", month, total[1] - total[0], total[1] < total[0] - DUST)


def falls_beyond_the_documented(before, after, month):
    """Falls of disposable income in a month that cliffs and tapers do not account for."""
    fall = before.calculate("household_disposable_income", month) - after.calculate(
        "household_disposable_income", month
    )
    allowed = sum(documented(before, after, month).values())
    tolerance = ROUNDING * before.populations["household"].nb_persons()
    return told("household_disposable_income", month, fall, fall > allowed + tolerance)


def falls_of_the_year(before, after, year):
    """The same over a year, with what is granted by the year."""
    incomes = [of_homes(each, "family_yearly_disposable_income", year) for each in (before, after)]
    allowed = sum(documented(before, after, year).values())
    allowed = allowed + sum(sum(documented(before, after, month).values()) for month in year_months(year))
    tolerance = 12 * ROUNDING * before.populations["household"].nb_persons()
    fall = incomes[0] - incomes[1]
    return told("family_yearly_disposable_income", year, fall, fall > allowed + tolerance)


def faults_of_raise(before, after, year, step):
    """Everything that a raise takes without a documented reason, in any month of a year or in the year."""
    faults = []
    for month in year_months(year):
        faults += benefits_that_fall(before, after, month, step)
        faults += levies_that_leap(before, after, month, step)
        faults += paid_work_never_falls(before, after, month)
        faults += falls_beyond_the_documented(before, after, month)
    return faults + benefits_that_fall(before, after, year, step) + falls_of_the_year(before, after, year)
