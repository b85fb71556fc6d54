"""Employment programmes, and wages under the defence orders, as numpy of persons."""

import numpy

from tests.benchmarks.restated.codes import (
    DAILY_WAGE_WORKER,
    EMPLOYEE,
    FEMALE,
    INFORMAL,
    JORDANIAN,
    PRIVATE_FORMAL,
    SELF_EMPLOYED,
)


def tashgheel_transport(persons, law, days):
    """The transport allowance of who was placed at an age that the programme supports."""
    since, born = persons["months_since_tashgheel_placement"], persons["birth_date"]
    is_disabled = persons["expected_impairment_months"] >= law.long_term_months
    is_general = since < law.months
    is_due = numpy.where(is_disabled, since < law.months_disability, is_general)
    is_due |= numpy.where(persons["is_vocational_graduate"], since < law.months_vocational, is_general)
    is_due &= persons["has_tashgheel_placement"] & (persons["nationality"] == JORDANIAN)
    is_due &= persons["tashgheel_contract_months"] >= law.contract_months
    placed = numpy.minimum(since, len(days.placed_oldest) - 1)
    is_due &= (born > days.placed_oldest[placed]) & (born <= days.placed_youngest[placed])
    return numpy.where(is_due, numpy.where(persons["sex"] == FEMALE, law.transport[1], law.transport[0]), 0)


def estidama_plus(persons, law):
    """The support for contributions, and the instalment of the cash incentive."""
    status, workers = persons["employment_status"], persons["establishment_workers"]
    is_employee = (status == EMPLOYEE) & (persons["employment_sector"] == PRIVATE_FORMAL)
    is_employee &= (workers > 0) & (workers <= law.workers)
    is_employee &= (persons["months_since_job_start"] < law.hired_within) & (persons["wage"] <= law.wage_limit)
    is_own_account = (status == SELF_EMPLOYED) & (persons["other_earnings"] <= law.wage_limit)
    is_own_account &= persons["self_employed_old_age_cover_share"] >= law.old_age_cover
    is_due = persons["is_enrolled_in_estidama_plus"] & (is_employee | is_own_account)
    is_due &= ~(persons["was_in_earlier_employment_programme"] | persons["has_tashgheel_placement"])
    month = persons["months_since_estidama_plus_enrolment"]
    has_instalment = (month % law.interval == 0) & (month // law.interval < law.instalments)
    support = numpy.where(is_due & (month < law.support_months), law.support, 0)
    return support, numpy.where(is_due & has_instalment, law.instalment, 0)


def tadamun_1(persons, law):
    """The Corporation's part of the pay, in firms insured for long enough."""
    wage, is_due = persons["wage"], is_tadamun_worker(persons) & is_long_insured(persons, law)
    pay = numpy.clip(law.wage_share * wage, law.minimum, law.maximum)
    of_employer = numpy.minimum(law.employer_share * wage, law.employer_maximum)
    return numpy.where(is_due, pay - numpy.minimum(of_employer, pay), 0)


def tadamun_2(persons, law):
    """The same amount for each worker of other firms."""
    return numpy.where(is_tadamun_worker(persons) & ~is_long_insured(persons, law), law.flat, 0)


def is_tadamun_worker(persons):
    """Applicants who work for a wage outside the public sector."""
    status, sector = persons["employment_status"], persons["employment_sector"]
    works = (status == EMPLOYEE) | (status == DAILY_WAGE_WORKER)
    return persons["is_tadamun_applicant"] & works & ((sector == PRIVATE_FORMAL) | (sector == INFORMAL))


def is_long_insured(persons, law):
    """Whether the firm has been insured for the months that Tadamun 1 asks for."""
    is_insured = persons["employment_sector"] == PRIVATE_FORMAL
    return is_insured & (persons["establishment_insured_months"] >= law.insured_months)


def estidama_wage_support(persons, law):
    """The Corporation's part of the pay under Circular 45/2021."""
    kind = persons["estidama_pay"]
    is_due = (persons["employment_status"] == EMPLOYEE) & (persons["employment_sector"] == PRIVATE_FORMAL)
    pay = numpy.minimum(law.pay_share[kind] * persons["wage"], law.estidama_maximum)
    return numpy.where(is_due, law.programme_share[kind] * pay, 0)
