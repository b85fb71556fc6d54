"""Labour Law, articles 61, 65, 66(c) and 70: annual, sick, paternity and maternity leave in days.

A leave is a right against the employer; what social security pays during maternity leave is in social_security_law.
Not modelled: part-time work, whose leave is pro rata, and when a leave is taken.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class has_long_service(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has worked long enough with the employer for longer annual leave"
    label_ar = "أمضى لدى صاحب العمل الخدمة الموجبة لزيادة الإجازة السنوية"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 61"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        years = parameters(period).labour_law.leave.long_service_years
        return person("months_since_job_start", period) >= 12 * years


class annual_leave_days(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Paid annual leave"
    label_ar = "الإجازة السنوية المدفوعة"
    unit = "days/year"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 61"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        leave = parameters(period).labour_law.leave
        days = where(person("has_long_service", period), leave.annual_days_after_long_service, leave.annual_days)
        return where(person("is_under_general_labour_rules", period), days, 0)


class sick_leave_days(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Sick leave with pay"
    label_ar = "الإجازة المرضية المدفوعة"
    unit = "days/year"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 65"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        """A second leave only for who is admitted to hospital."""
        leave = parameters(period).labour_law.leave
        further = where(person("is_admitted_to_hospital", period), leave.sick_days_in_hospital, 0)
        return where(person("is_under_general_labour_rules", period), leave.sick_days + further, 0)


class paternity_leave_days(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Paid leave of a father whose child is born this month"
    label_ar = "إجازة الأبوة لمن وُلد له طفل في الشهر"
    unit = "days"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 66(c)"

    def formula_2019_05_16(person, period, parameters) -> NDArray:
        is_due = person("is_new_father", period) & person("is_under_general_labour_rules", period)
        return where(is_due, parameters(period).labour_law.leave.paternity_days, 0)


class maternity_leave_days(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Maternity leave of a worker whose child is born this month"
    label_ar = "إجازة الأمومة للعاملة التي وضعت في الشهر"
    unit = "days"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 70"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        is_due = person("is_new_mother", period) & person("is_under_general_labour_rules", period)
        return where(is_due, parameters(period).labour_law.leave.maternity_days, 0)
