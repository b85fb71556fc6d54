"""Benefits of the social security law as numpy, for the few persons who have the event (see `whole_array.py`)."""

import numpy

from tests.benchmarks.restated import inputs as names


def unemployment_benefit(inputs, parameters):
    """Unemployment benefit of persons, summed over each family."""
    persons, law, days = inputs.persons, parameters.insurance, parameters.days
    rows = numpy.flatnonzero(
        persons["was_last_job_privately_insured"] & (persons["employment_status"] == names.UNEMPLOYED)
    )

    def of(column):
        return persons[column][rows]

    born, month, actual = of("birth_date"), of("unemployment_spell_month"), of("ssc_actual_contributions_count")
    youngest = numpy.where(of("sex") == names.FEMALE, days.unemployment_female, days.unemployment_male)
    is_long = numpy.maximum(actual, of("ssc_contributions_count")) >= law.long_threshold
    months = numpy.where(is_long, law.months_long, law.months_short)
    spells = of("unemployment_spells_before")
    is_due = (
        (of("wage") <= 0)
        & (actual >= law.contributions)
        & (of("unemployment_insurance_contributions") >= law.own_contributions)
        & (born > youngest)
        & (born <= days.first_of_month)
        & (spells < law.spells)
        & ((spells < 1) | (of("contributions_since_unemployment_spell") >= law.contributions))
        & (month >= 1)
        & (month <= months)
    )
    rate = law.schedule[numpy.clip(month - 1, 0, len(law.schedule) - 1)]
    benefit = numpy.minimum(rate * of("ssc_last_contributory_wage"), law.cap)
    return _sum(inputs, rows[is_due], _rounded(benefit[is_due], law.rounding))


def maternity_allowance(inputs, parameters):
    """Maternity allowance of persons, summed over each family."""
    persons, law = inputs.persons, parameters.insurance
    rows = numpy.flatnonzero(persons["has_given_birth"])
    contributions = persons["successive_maternity_contributions"][rows]
    if law.maternity_any_month:
        contributions = numpy.maximum(contributions, persons["recent_maternity_contributions"][rows])
    is_due = is_privately_insured(inputs, parameters, rows) & (contributions >= law.maternity_contributions)
    rows = rows[is_due]
    wage = law.maternity_rate * persons["ssc_last_contributory_wage"][rows]
    return _sum(inputs, rows, _rounded(law.maternity_months * wage, law.rounding))


def is_privately_insured(inputs, parameters, rows):
    """Insured through a private establishment; in agriculture too, where maternity is one of the branches."""
    persons, days = inputs.persons, parameters.days
    born, status = persons["birth_date"][rows], persons["employment_status"][rows]
    return (
        ((status == names.EMPLOYEE) | (status == names.DAILY_WAGE_WORKER))
        & (persons["employment_sector"][rows] == names.PRIVATE_FORMAL)
        & ((born <= days.insurable) | (born > days.first_of_month))
        & parameters.insurance.is_full_month_insured
        & ~persons["is_in_treasury_pension_scheme"][rows]
    )


def _rounded(amounts, unit):
    return numpy.floor(amounts / unit + 0.5 + 1e-6) * unit


def _sum(inputs, rows, amounts):
    return numpy.bincount(inputs.persons["family_id"][rows], amounts, len(inputs.head))
