"""Social Security Law 1/2014: pensions, lump sum and daily allowance after a work injury, from the first day of cover.

The record holds injuries that the Corporation accepted. That minimum, helper's increase and partial disability are
reckoned before the general increase is assumed (the lump sum of row D6 shows it for the last). Not modelled: medical
care, and what the employer pays for the first days.
"""

from numpy import fmax, maximum, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import optional_value
from openfisca_jordan_sp.variable import Variable


class work_injury_base_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension that total disability from the work injury would give, before minimum and increases"
    label_ar = "راتب العجز الكلي الإصابي الأساسي"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        return parameters(period).social_security_law.work_injury.total_rate * person("wage_at_injury", period)


class work_injury_total_pension_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may draw the pension for total disability from work injury"
    label_ar = "يستحق راتب العجز الكلي الإصابي"
    unit = "boolean"
    pillar = "forsa"
    reference = "Jordan News via Daily8 2025-03-09: 75 per cent of the wage, 40 dinars, a quarter more for a helper"

    def formula_2014_03(person, period) -> NDArray:
        return (person("wage_at_injury", period) > 0) & person("is_work_injury_disability_total", period)


class is_work_injury_partial_above_threshold(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The partial disability is high enough for a pension"
    label_ar = "نسبة العجز الجزئي توجب راتبا"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        threshold = parameters(period).social_security_law.work_injury.partial_threshold
        return person("work_injury_disability_share", period) >= threshold


class work_injury_partial_pension_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may draw the pension for partial disability from work injury"
    label_ar = "يستحق راتب العجز الجزئي الإصابي"
    unit = "boolean"
    pillar = "forsa"

    def formula_2014_03(person, period) -> NDArray:
        return (
            (person("wage_at_injury", period) > 0)
            & ~person("is_work_injury_disability_total", period)
            & person("is_work_injury_partial_above_threshold", period)
        )


class work_injury_helper_increase_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Increase for a helper of who is totally disabled by a work injury"
    label_ar = "زيادة المساعد للعاجز كليا بإصابة عمل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """A part of the pension, at most the minimum wage."""
        rate = parameters(period).social_security_law.work_injury.helper_increase
        increase = minimum(rate * person("work_injury_base_amount", period), person("minimum_wage_amount", period))
        needs_helper = person("needs_helper_after_work_injury", period)
        return where(person("work_injury_total_pension_entitled", period) & needs_helper, increase, 0)


class work_injury_total_pension_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension for total disability from work injury"
    label_ar = "راتب العجز الكلي الإصابي المستحق"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        law, base = parameters(period).social_security_law, person("work_injury_base_amount", period)
        basic = fmax(base, optional_value(law.minimum_pension, "basic_death_disability"))
        increases = person("work_injury_helper_increase_amount", period) + law.general_increase.disability_death
        return where(person("work_injury_total_pension_entitled", period), basic + increases, 0)


class work_injury_partial_pension_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension for partial disability from work injury"
    label_ar = "راتب العجز الجزئي الإصابي المستحق"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        law = parameters(period).social_security_law
        base = person("work_injury_disability_share", period) * person("work_injury_base_amount", period)
        basic = fmax(base, optional_value(law.minimum_pension, "basic_standard"))
        is_due = person("work_injury_partial_pension_entitled", period)
        return where(is_due, basic + law.general_increase.disability_death, 0)


class work_injury_lump_sum_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The work injury left a partial disability too slight for a pension"
    label_ar = "يستحق تعويض الدفعة الواحدة عن إصابة عمل"
    unit = "boolean"
    pillar = "forsa"

    def formula_2014_03(person, period) -> NDArray:
        return (
            (person("wage_at_injury", period) > 0)
            & (person("work_injury_disability_share", period) > 0)
            & ~person("is_work_injury_disability_total", period)
            & ~person("is_work_injury_partial_above_threshold", period)
        )


class work_injury_lump_sum_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Lump sum for a slight disability from work injury, in the month of the decision"
    label_ar = "تعويض الدفعة الواحدة عن إصابة العمل في شهر القرار"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        months = parameters(period).social_security_law.work_injury.lump_sum_months
        partial = person("work_injury_disability_share", period) * person("work_injury_base_amount", period)
        is_due = person("work_injury_lump_sum_entitled", period) & person("is_work_injury_decided_this_month", period)
        return where(is_due, partial * months, 0)


class work_injury_allowance_days(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Days of the month for which the Corporation pays the daily allowance"
    label_ar = "أيام البدل اليومي المدفوعة من المؤسسة"
    unit = "days"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """The days of the month that come after the employer's first days of the incapacity."""
        employer_days = parameters(period).social_security_law.work_injury.daily_allowance.employer_days
        before = person("work_injury_earlier_incapacity_days", period)
        until_now = before + person("work_injury_incapacity_days", period)
        return maximum(until_now - employer_days, 0) - maximum(before - employer_days, 0)


class work_injury_daily_allowance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Daily allowance for incapacity from work injury"
    label_ar = "البدل اليومي للعجز المؤقت عن إصابة عمل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        allowance = parameters(period).social_security_law.work_injury.daily_allowance
        daily_wage = person("wage_at_injury", period) / allowance.days_per_month
        return allowance.rate * daily_wage * person("work_injury_allowance_days", period)
