"""Social Security Law 1/2014, articles 50 to 58: unemployment benefit of those insured in the private sector.

Not modelled: the savings account (art. 57) from which the benefit is drawn, its
debit balance, the reason for leaving the job and the duty to look for work.
"""

from numpy import array, maximum, minimum, take, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import round_half_up
from openfisca_jordan_sp.variable import Variable


class has_unemployment_contributions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has the actual contributions that unemployment benefit needs"
    label_ar = "أتم الاشتراكات الفعلية المؤهلة لبدل التعطل"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 50(a)(1)"

    def formula_2011_09(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.unemployment.minimum_contributions
        return person("ssc_actual_contributions_count", period) >= needed


class has_own_unemployment_contributions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has contributed enough to unemployment insurance itself"
    label_ar = "أتم الاشتراكات المطلوبة في تأمين التعطل نفسه"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 50(a)(1)"

    def formula_2011_09(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.unemployment.minimum_own_contributions
        return person("unemployment_insurance_contributions", period) >= needed


class is_below_unemployment_benefit_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is below the age at which unemployment benefit ends"
    label_ar = "دون السن التي ينتهي عندها بدل التعطل"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 50"

    def formula_2011_09(person, period, parameters) -> NDArray:
        limits = parameters(period).social_security_law.unemployment.maximum_age
        sex = person("sex", period)
        limit = where(sex == sex.possible_values.female, limits.female, limits.male)
        return person("is_age_known", period) & (person("age", period) < limit)


class is_within_unemployment_spells(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has not drawn unemployment benefit for all the spells of a lifetime"
    label_ar = "لم يستنفد مرات الاستفادة من بدل التعطل"
    unit = "boolean"

    def formula_2011_09(person, period, parameters) -> NDArray:
        limit = parameters(period).social_security_law.unemployment.maximum_spells
        return person("unemployment_spells_before", period) < limit


class has_new_unemployment_contributions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "This is the first spell, or enough was contributed since the last one"
    label_ar = "المرة الأولى أو أتم اشتراكات جديدة كافية منذ المرة السابقة"
    unit = "boolean"

    def formula_2011_09(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.unemployment.minimum_contributions
        is_first = person("unemployment_spells_before", period) < 1
        return is_first | (person("contributions_since_unemployment_spell", period) >= needed)


class is_unemployed_without_wage(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is unemployed and has no wage"
    label_ar = "متعطل عن العمل ولا أجر له"
    unit = "boolean"

    def formula_2011_09(person, period) -> NDArray:
        status = person("employment_status", period)
        return (status == status.possible_values.unemployed) & (person("wage", period) <= 0)


class unemployment_benefit_months(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Months for which unemployment benefit is paid in a spell"
    label_ar = "أشهر صرف بدل التعطل"
    unit = "months"
    article = "Social Security Law 1/2014, art. 52(a)"

    def formula_2011_09(person, period, parameters) -> NDArray:
        """By all contributions to social security; actual ones are always among them."""
        unemployment = parameters(period).social_security_law.unemployment
        actual, every = person("ssc_actual_contributions_count", period), person("ssc_contributions_count", period)
        is_long = maximum(actual, every) >= unemployment.long_threshold
        return where(is_long, unemployment.months_long, unemployment.months_short)


class is_unemployment_benefit_month(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The month of the spell is one for which the benefit is paid"
    label_ar = "شهر التعطل ضمن أشهر الصرف"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 52(a)"

    def formula_2011_09(person, period) -> NDArray:
        month = person("unemployment_spell_month", period)
        return (month >= 1) & (month <= person("unemployment_benefit_months", period))


class unemployment_benefit_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to unemployment benefit"
    label_ar = "يستحق بدل التعطل عن العمل"
    unit = "boolean"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 50 to 52"

    def formula_2011_09(person, period) -> NDArray:
        return (
            person("was_last_job_privately_insured", period)
            & person("is_unemployed_without_wage", period)
            & person("has_unemployment_contributions", period)
            & person("has_own_unemployment_contributions", period)
            & person("is_below_unemployment_benefit_age", period)
            & person("is_within_unemployment_spells", period)
            & person("has_new_unemployment_contributions", period)
            & person("is_unemployment_benefit_month", period)
        )


class unemployment_benefit_rate(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Unemployment benefit as a share of the last contributory wage"
    label_ar = "نسبة بدل التعطل من آخر أجر خاضع للاقتطاع"
    unit = "share"
    article = "Social Security Law 1/2014, art. 53(a)"

    def formula_2011_09(person, period, parameters) -> NDArray:
        """That of the month of the spell; the last one holds for any later month."""
        by_month = parameters(period).social_security_law.unemployment.schedule
        rates = array(
            [by_month.month_1, by_month.month_2, by_month.month_3, by_month.month_4, by_month.month_5, by_month.month_6]
        )
        month = person("unemployment_spell_month", period)
        return where(month >= 1, take(rates, month - 1, mode="clip"), 0)


class unemployment_benefit_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Unemployment benefit"
    label_ar = "بدل التعطل عن العمل"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 53"

    def formula_2011_09(person, period, parameters) -> NDArray:
        law = parameters(period).social_security_law
        replaced = person("unemployment_benefit_rate", period) * person("ssc_last_contributory_wage", period)
        amount = round_half_up(minimum(replaced, law.unemployment.cap), law.rounding)
        return where(person("unemployment_benefit_entitled", period), amount, 0)
