"""Labour Law: hours of adults, and pay of overtime (article 59).

The wage of an hour is the agreed monthly wage divided by thirty days and the ordinary hours of a day (assumed).
Overtime pay is part of the wage that a person receives: it is not added to any income here. Not modelled: workers to
whom the limits on hours do not apply.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_over_ordinary_weekly_hours(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person works more than the ordinary hours of a week, so overtime"
    label_ar = "يعمل أكثر من ساعات العمل الأسبوعية العادية"
    unit = "boolean"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        hours = parameters(period).labour_law.hours
        is_over = person("weekly_work_hours", period) > hours.ordinary_weekly
        return person("is_under_general_labour_rules", period) & is_over


class is_over_daily_hours_maximum(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person works more hours a day than the law allows"
    label_ar = "يعمل أكثر من الحد الأعلى لساعات العمل اليومية"
    unit = "boolean"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        """Overtime included; minors have a lower limit (is_minor_over_daily_hours)."""
        hours = parameters(period).labour_law.hours
        is_over = person("daily_work_hours", period) > hours.daily_maximum
        return person("is_under_general_labour_rules", period) & is_over


class hourly_wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wage of an ordinary hour"
    label_ar = "أجر ساعة العمل العادية"
    unit = "JOD/hour"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        labour = parameters(period).labour_law
        hours = labour.overtime.days_per_month * labour.hours.ordinary_daily
        return person("agreed_wage", period) / hours


class overtime_pay_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Least overtime pay of the month (part of the wage received, not added to it)"
    label_ar = "الحد الأدنى لأجر العمل الإضافي في الشهر (جزء من الأجر المقبوض ولا يضاف إليه)"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 59"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        overtime = parameters(period).labour_law.overtime
        hours = (
            person("overtime_hours", period) * overtime.weekday_multiplier
            + person("rest_day_overtime_hours", period) * overtime.rest_day_multiplier
        )
        return where(person("is_under_general_labour_rules", period), hours * person("hourly_wage", period), 0)
