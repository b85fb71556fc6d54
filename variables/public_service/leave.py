"""Public service: leave at a birth, the nursing hour, and death in service (HR Management Bylaw 33/2024).

The rules on leave hold for all staff, whenever appointed. Not modelled: other leave, and earlier bylaws, of which 90
days of maternity leave are known from the press without a date. The nursing hour is counted from a maternity leave
that begins with the birth (assumed).
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class public_maternity_leave_days(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Maternity leave of a public employee whose child is born this month"
    label_ar = "إجازة الأمومة للموظفة العامة التي وضعت في الشهر"
    unit = "days"
    pillar = "forsa"
    article = "HR Management Bylaw 33/2024, art. 51"

    def formula_2024_07(person, period, parameters) -> NDArray:
        is_due = person("is_new_mother", period) & person("is_public_service_employee", period)
        return where(is_due, parameters(period).public_service.leave.maternity_days, 0)


class public_nursing_hour_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The public employee is entitled to a nursing hour a day"
    label_ar = "تستحق الموظفة العامة ساعة رضاعة يوميا"
    unit = "boolean"
    pillar = "forsa"
    article = "HR Management Bylaw 33/2024, art. 51(b)"

    def formula_2024_07(person, period, parameters) -> NDArray:
        """For the months that follow maternity leave."""
        leave = parameters(period).public_service.leave
        sex, months = person("sex", period), person("months_since_child_birth", period)
        months_of_leave = leave.maternity_days / leave.days_per_month
        is_nursing = (months >= months_of_leave) & (months < months_of_leave + leave.nursing_months)
        return person("is_public_service_employee", period) & (sex == sex.possible_values.female) & is_nursing


class public_paternity_leave_days(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Paternity leave of a public employee whose child is born this month (working days)"
    label_ar = "إجازة الأبوة للموظف العام الذي وُلد له طفل في الشهر (أيام عمل)"
    unit = "days"
    pillar = "forsa"
    article = "HR Management Bylaw 33/2024, art. 52"

    def formula_2024_07(person, period, parameters) -> NDArray:
        is_due = person("is_new_father", period) & person("is_public_service_employee", period)
        return where(is_due, parameters(period).public_service.leave.paternity_days, 0)


class public_death_in_service_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Due to the heirs of a public employee who dies in service, the salary of the month included"
    label_ar = "المستحق لورثة الموظف العام المتوفى أثناء الخدمة بما فيه راتب الشهر"
    unit = "JOD/case"
    pillar = "forsa"
    article = "HR Management Bylaw 33/2024, art. 104(b)"

    def formula_2024_07(person, period, parameters) -> NDArray:
        """The salary of the month, further months of it, and unused leave; on the wage as received (assumed)."""
        service = parameters(period).public_service
        days = minimum(person("unused_annual_leave_days", period), service.death_in_service.leave_days_maximum)
        months = 1 + service.death_in_service.salary_months + days / service.leave.days_per_month
        is_due = person("is_public_service_employee", period) & person("dies_in_service", period)
        return where(is_due, months * person("wage", period), 0)
