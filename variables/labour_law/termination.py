"""Labour Law, articles 23 to 32: notice, compensation, damages and gratuity when a job ends.

Computed in the month in which the job ends, on the agreed wage and the months of service, fractions of a year pro rata.
Not modelled: what a contract or a court adds, and dismissal without notice for a worker's fault. Who is outside social
security is read from the sector: informal work. A sector that is not known gives no gratuity.
"""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class termination_notice_months(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Notice due before the end of an open-ended contract"
    label_ar = "مدة الإشعار الواجبة قبل إنهاء عقد غير محدد المدة"
    unit = "months"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 23"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        ending = person("job_ending", period)
        endings = ending.possible_values
        needs_notice = (ending == endings.ended_with_notice) | (ending == endings.arbitrary_dismissal)
        is_due = needs_notice & person("is_under_general_labour_rules", period)
        return where(is_due, parameters(period).labour_law.termination.notice_months, 0)


class arbitrary_dismissal_compensation_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Compensation of a worker dismissed arbitrarily"
    label_ar = "تعويض الفصل التعسفي"
    unit = "JOD/case"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 25"

    def formula_2010(person, period, parameters) -> NDArray:
        termination = parameters(period).labour_law.termination
        ending = person("job_ending", period)
        is_dismissed = (ending == ending.possible_values.arbitrary_dismissal) & person(
            "is_under_general_labour_rules", period
        )
        by_service = termination.dismissal_months_per_year * person("months_of_service", period) / 12
        months = maximum(by_service, termination.dismissal_minimum_months)
        return where(is_dismissed, months * person("agreed_wage", period), 0)


class fixed_term_damages_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Most that a worker owes the employer for leaving a fixed-term contract early"
    label_ar = "الحد الأعلى لما يدفعه العامل لصاحب العمل عن ترك عقد محدد المدة"
    unit = "JOD/case"
    article = "Labour Law 8/1996, art. 26(b)"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        termination = parameters(period).labour_law.termination
        ending = person("job_ending", period)
        leaves_early = (ending == ending.possible_values.fixed_term_left_by_worker) & person(
            "is_under_general_labour_rules", period
        )
        months = termination.fixed_term_damages_months * person("contract_months_remaining", period)
        return where(leaves_early, months * person("agreed_wage", period), 0)


class is_work_outside_social_security(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's work is not insured with social security (informal)"
    label_ar = "عمل الشخص غير مشمول بالضمان الاجتماعي"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 32"

    def formula(person, period) -> NDArray:
        sector = person("employment_sector", period)
        return sector == sector.possible_values.informal


class end_of_service_gratuity_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The worker is entitled to the end-of-service gratuity"
    label_ar = "يستحق العامل مكافأة نهاية الخدمة"
    unit = "boolean"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 32"

    def formula_1996_06_14(person, period) -> NDArray:
        ending = person("job_ending", period)
        return (
            (ending != ending.possible_values.none)
            & person("is_under_general_labour_rules", period)
            & person("is_work_outside_social_security", period)
        )


class end_of_service_gratuity_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "End-of-service gratuity"
    label_ar = "مكافأة نهاية الخدمة"
    unit = "JOD/case"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 32"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        termination = parameters(period).labour_law.termination
        years = person("months_of_service", period) / 12
        amount = termination.gratuity_months_per_year * years * person("agreed_wage", period)
        return where(person("end_of_service_gratuity_entitled", period), amount, 0)
