"""Outcomes: contributions and taxes that people pay, and what their work costs the employer.

The list is that of `law/levies.yaml`; a test holds the two together.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class social_contributions_paid(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Contributions to social security and health insurance that the person pays"
    label_ar = "اشتراكات الضمان والتأمين الصحي التي يدفعها الشخص"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return (
            person("ssc_employee_contribution_amount", period)
            + person("ssc_voluntary_contribution_amount", period)
            + person("civil_health_contribution_amount", period)
        )


class direct_taxes_paid(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Income tax and national contribution of the year, a twelfth a month"
    label_ar = "ضريبة الدخل والمساهمة الوطنية للسنة موزعة على الأشهر"
    unit = "JOD/month"

    def formula_2010(person, period) -> NDArray:
        """The tax of the year, so that twelve months make it up; what is withheld from wages is another variable."""
        year = period.this_year
        return (person("income_tax_amount", year) + person("national_contribution_amount", year)) / 12


class direct_levies_paid(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Contributions and direct taxes that the person pays"
    label_ar = "الاشتراكات والضرائب المباشرة التي يدفعها الشخص"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return person("social_contributions_paid", period) + person("direct_taxes_paid", period)


class employer_labour_cost(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "What the person's work costs the employer, after subsidies"
    label_ar = "كلفة عمل الشخص على صاحب العمل بعد الدعم"
    unit = "JOD/month"
    pillar = "forsa"

    def formula(person, period) -> NDArray:
        """The wage and the employer's contributions, less what the employment programme pays the employer."""
        cost = person("wage_paid_by_employer", period) + person("ssc_employer_contribution_amount", period)
        support = person("tashgheel_wage_subsidy_amount", period) + person("tashgheel_ssc_support_amount", period)
        return cost - support


class net_wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Take-home pay: the wage less the employee's contributions and the tax withheld"
    label_ar = "الأجر الصافي بعد اقتطاع الاشتراكات والضريبة"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        deducted = person("ssc_employee_contribution_amount", period) + person("income_tax_withholding_amount", period)
        return person("wage_paid_by_employer", period) - deducted
