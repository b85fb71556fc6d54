"""The compiled rules about one person (see `kernels.py`)."""

from tests.benchmarks.restated.codes import (
    CHILD,
    DAILY_WAGE_WORKER,
    EMPLOYEE,
    MODERATELY,
    MOST,
    PRIVATE_FORMAL,
    UNEMPLOYED,
)
from tests.benchmarks.restated.compiling import compiled, round_half_up


@compiled
def is_minor(person, persons, days):
    """Born, and below the age that ends childhood; who has no known birth date is neither."""
    born = persons.birth_date[person]
    return days.end_of_childhood < born <= days.first_of_month


@compiled
def is_orphan(person, persons, days):
    """A child or other dependant below that age who has lost the father."""
    is_fatherless = not persons.is_father_alive[person] and persons.family_role[person] >= CHILD
    return is_fatherless and is_minor(person, persons, days)


@compiled
def countable_earnings(person, persons, law):
    """Earnings, unless the job is new."""
    if persons.months_since_job_start[person] < law.disregard_months:
        return 0.0
    return persons.wage[person] + persons.other_earnings[person]


@compiled
def food_assistance(person, persons, law):
    """WFP: registered refugees of the camps, and outside them who is on its list."""
    if persons.lives_in_refugee_camp[person]:
        return law.wfp_camp if persons.is_registered_refugee[person] else 0.0
    tier = persons.wfp_tier[person]
    if tier == MOST:
        return law.wfp_most
    return law.wfp_moderate if tier == MODERATELY else 0.0


@compiled
def unemployment_benefit(person, persons, parameters):
    """The benefit of the month of the spell, if the conditions are met."""
    is_out = persons.was_last_job_privately_insured[person] and persons.employment_status[person] == UNEMPLOYED
    if not is_out or not is_unemployment_due(person, persons, parameters):
        return 0.0
    law = parameters.insurance
    rate = law.schedule[min(persons.unemployment_spell_month[person], len(law.schedule)) - 1]
    return round_half_up(min(rate * persons.ssc_last_contributory_wage[person], law.cap), law.rounding)


@compiled
def is_unemployment_due(person, persons, parameters):
    """No wage, an age below the limit, contributions, spells and the month of the spell."""
    law, days = parameters.insurance, parameters.days
    born, month = persons.birth_date[person], persons.unemployment_spell_month[person]
    actual, spells = persons.ssc_actual_contributions_count[person], persons.unemployment_spells_before[person]
    is_long = max(actual, persons.ssc_contributions_count[person]) >= law.long_threshold
    return (
        persons.wage[person] <= 0
        and days.unemployment[persons.sex[person]] < born <= days.first_of_month
        and actual >= law.contributions
        and persons.unemployment_insurance_contributions[person] >= law.own_contributions
        and spells < law.spells
        and (spells < 1 or persons.contributions_since_unemployment_spell[person] >= law.contributions)
        and 1 <= month <= (law.months_long if is_long else law.months_short)
    )


@compiled
def maternity_allowance(person, persons, parameters):
    """The allowance for the whole leave, in the month of a birth."""
    law = parameters.insurance
    contributions = persons.successive_maternity_contributions[person]
    if law.maternity_any_month:
        contributions = max(contributions, persons.recent_maternity_contributions[person])
    if contributions < law.maternity_contributions or not is_maternity_insured(person, persons, parameters):
        return 0.0
    wage = law.maternity_rate * persons.ssc_last_contributory_wage[person]
    return round_half_up(law.maternity_months * wage, law.rounding)


@compiled
def is_maternity_insured(person, persons, parameters):
    """Insured through a private establishment; in agriculture too, where maternity is one of the branches."""
    born, status = persons.birth_date[person], persons.employment_status[person]
    return (
        status in (EMPLOYEE, DAILY_WAGE_WORKER)
        and persons.employment_sector[person] == PRIVATE_FORMAL
        and (born <= parameters.days.insurable or born > parameters.days.first_of_month)
        and persons.rare[person].working_days_in_month > parameters.insurance.working_days
        and not persons.is_in_treasury_pension_scheme[person]
    )
