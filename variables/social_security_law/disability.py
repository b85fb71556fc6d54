"""Social Security Law 1/2014: pensions for natural disability, that is not from work.

The conditions are those that the Corporation states; the formula of the amount is recalled. The degree is what the
Corporation's medical reference finds (article 67). That the minimum is tested, and partial disability reckoned,
before the general increase is assumed.
"""

from numpy import fmax, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import optional_value, select
from openfisca_jordan_sp.variable import Variable


class has_disability_contributions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has the actual contributions of a natural disability pension"
    label_ar = "أكمل الاشتراكات الفعلية لراتب العجز الطبيعي"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.disability.min_actual_contributions
        return person("ssc_actual_contributions_count", period) >= needed


class has_disability_consecutive_contributions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has the consecutive contributions of a natural disability pension"
    label_ar = "أكمل الاشتراكات المتصلة لراتب العجز الطبيعي"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.disability.min_consecutive
        return person("ssc_consecutive_contributions_count", period) >= needed


class is_disability_claim_in_time(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Natural disability can still be claimed after the end of insured work"
    label_ar = "طلب العجز الطبيعي ضمن المهلة"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """The months since the end of insured work are those at the claim: a record of the claim, not of today."""
        limit = parameters(period).social_security_law.disability.claim_months
        return person("months_since_insured_work_end", period) <= limit


class natural_total_disability_pension_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may draw the pension for natural total disability"
    label_ar = "يستحق راتب العجز الكلي الطبيعي"
    unit = "boolean"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 67"
    reference = "Jordan News via Daily8 2025-06-01: 60 actual contributions, 24 of them consecutive"

    def formula_2014_03(person, period) -> NDArray:
        degree = person("natural_disability_degree", period)
        return (
            (degree == degree.possible_values.total)
            & person("has_disability_contributions", period)
            & person("has_disability_consecutive_contributions", period)
            & person("is_disability_claim_in_time", period)
        )


class natural_partial_disability_pension_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may draw the pension for natural partial disability"
    label_ar = "يستحق راتب العجز الجزئي الطبيعي"
    unit = "boolean"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 67"

    def formula_2014_03(person, period) -> NDArray:
        degree = person("natural_disability_degree", period)
        return (
            (degree == degree.possible_values.partial)
            & person("has_disability_contributions", period)
            & person("has_disability_consecutive_contributions", period)
            & person("is_disability_claim_in_time", period)
        )


class natural_disability_pension_rate(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Part of the average wage that makes the pension for natural total disability"
    label_ar = "نسبة راتب العجز الكلي الطبيعي من متوسط الأجر"
    unit = "share"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """A base, and for each year of contributions a part that is higher for more of them."""
        disability = parameters(period).social_security_law.disability
        count = person("ssc_contributions_count", period)
        yearly = select(
            [count >= disability.long_contributions, count >= disability.short_contributions],
            [disability.rate_per_year_long, disability.rate_per_year_short],
            0,
        )
        return disability.base_rate + yearly * count / 12


class natural_total_disability_pension_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension for natural total disability due to who may draw it"
    label_ar = "راتب العجز الكلي الطبيعي المستحق"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        law, average = parameters(period).social_security_law, person("pension_window_average_wage", period)
        base = person("natural_disability_pension_rate", period) * average
        basic = fmax(base, optional_value(law.minimum_pension, "basic_death_disability"))
        is_due = person("natural_total_disability_pension_entitled", period) & (average > 0)
        return where(is_due, basic + law.general_increase.disability_death, 0)


class natural_partial_disability_pension_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension for natural partial disability due to who may draw it"
    label_ar = "راتب العجز الجزئي الطبيعي المستحق"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """A part of what total disability would give."""
        law, average = parameters(period).social_security_law, person("pension_window_average_wage", period)
        base = law.disability.partial_share * person("natural_disability_pension_rate", period) * average
        basic = fmax(base, optional_value(law.minimum_pension, "basic_standard"))
        is_due = person("natural_partial_disability_pension_entitled", period) & (average > 0)
        return where(is_due, basic + law.general_increase.disability_death, 0)
