"""Social Security Law 1/2014: contributions by branch, of employee and employer, and their sums.

A sum is rounded to the fils once; a branch is not. Old age was suspended in the
private sector from March to May 2020 (by its dated rates). Not modelled: late
charges, lower work-injury rates of safe firms, and the health branch (never applied).
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import round_half_up
from openfisca_jordan_sp.variable import Variable


class ssc_old_age_contribution_employee_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employee's contribution for old age, disability and death"
    label_ar = "اشتراك المؤمن عليه في تأمين الشيخوخة والعجز والوفاة"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 59"

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        rates = parameters(period).social_security_law.contributions
        is_public = person("is_ssc_public_employee", period)
        rate = where(is_public, rates.old_age_public.employee, rates.old_age.employee)
        due = rate * (1 - person("ssc_old_age_reduction", period)) * person("ssc_contributory_wage", period)
        return where(person("is_ssc_old_age_insured", period), due, 0)


class ssc_old_age_contribution_employer_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employer's contribution for old age, disability and death"
    label_ar = "اشتراك المنشأة في تأمين الشيخوخة والعجز والوفاة"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 59"

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        rates = parameters(period).social_security_law.contributions
        is_public = person("is_ssc_public_employee", period)
        rate = where(is_public, rates.old_age_public.employer, rates.old_age.employer)
        due = rate * (1 - person("ssc_old_age_reduction", period)) * person("ssc_contributory_wage", period)
        return where(person("is_ssc_old_age_insured", period), due, 0)


class ssc_hazardous_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Private employer's surcharge for a hazardous occupation"
    label_ar = "اشتراك المنشأة الخاصة الإضافي عن المهنة الخطرة"
    unit = "JOD/month"
    pillar = "forsa"
    reference = "Social Security Corporation, general questions, July 2026: 15.25 per cent in all"

    def formula_2014_03(person, period, parameters) -> NDArray:
        rate = parameters(period).social_security_law.contributions.hazardous.employer_surcharge
        is_due = (
            person("is_ssc_private_employee", period)
            & person("is_ssc_old_age_insured", period)
            & person("is_in_ssc_hazardous_occupation", period)
        )
        return where(is_due, rate * person("ssc_contributory_wage", period), 0)


class ssc_work_injury_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employer's contribution for work injury"
    label_ar = "اشتراك المنشأة في تأمين إصابات العمل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        rate = parameters(period).social_security_law.contributions.work_injury.employer
        return where(person("is_ssc_work_injury_insured", period), rate * person("ssc_contributory_wage", period), 0)


class ssc_maternity_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employer's contribution for maternity"
    label_ar = "اشتراك المنشأة في تأمين الأمومة"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2011(person, period, parameters) -> NDArray:
        rate = parameters(period).social_security_law.contributions.maternity.employer
        return where(person("is_ssc_maternity_insured", period), rate * person("ssc_contributory_wage", period), 0)


class ssc_unemployment_contribution_employee_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employee's contribution for unemployment"
    label_ar = "اشتراك المؤمن عليه في تأمين التعطل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2011_09(person, period, parameters) -> NDArray:
        rate = parameters(period).social_security_law.contributions.unemployment.employee
        return where(person("is_ssc_unemployment_insured", period), rate * person("ssc_contributory_wage", period), 0)


class ssc_unemployment_contribution_employer_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employer's contribution for unemployment"
    label_ar = "اشتراك المنشأة في تأمين التعطل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2011_09(person, period, parameters) -> NDArray:
        rate = parameters(period).social_security_law.contributions.unemployment.employer
        return where(person("is_ssc_unemployment_insured", period), rate * person("ssc_contributory_wage", period), 0)


class ssc_employee_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employee's contributions to social security, all branches"
    label_ar = "مجموع اقتطاعات المؤمن عليه للضمان"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        due = person("ssc_old_age_contribution_employee_amount", period) + person(
            "ssc_unemployment_contribution_employee_amount", period
        )
        return round_half_up(due, parameters(period).social_security_law.rounding)


class ssc_employer_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employer's contributions to social security for the person, all branches"
    label_ar = "مجموع اشتراكات المنشأة للضمان عن الشخص"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        due = (
            person("ssc_old_age_contribution_employer_amount", period)
            + person("ssc_hazardous_contribution_amount", period)
            + person("ssc_work_injury_contribution_amount", period)
            + person("ssc_maternity_contribution_amount", period)
            + person("ssc_unemployment_contribution_employer_amount", period)
        )
        return round_half_up(due, parameters(period).social_security_law.rounding)
