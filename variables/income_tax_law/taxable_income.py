"""Income Tax Law 34/2014 and the temporary law before it: a natural person's taxable income, step by step.

Incomes, less deductions (disability, and contributions where allowed), less exemptions, less donations. Rents and all
other earnings count as other income in full, and a loss lowers no other income (assumed). Cash of the National Aid Fund
and allowances of social security count as not taxed (assumed). Not modelled: income in kind, business expenses, losses
carried over, interest and gains, income from abroad.
"""

from numpy import maximum, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.variable import Variable

_PWC = "PwC Worldwide Tax Summaries, Jordan, individual, 2025-02-11"
_RETURN = "Lines of the employees' income tax return, 2023"


class taxable_employment_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Income from employment in the year"
    label_ar = "دخل الوظيفة في السنة"
    unit = "JOD/year"
    reference = _RETURN

    def formula_2010(person, period) -> NDArray:
        return sum(person("wage", month) for month in year_months(period))


class taxable_pension_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Pensions in the year above the exempt part of each month"
    label_ar = "الرواتب التقاعدية الخاضعة للضريبة في السنة"
    unit = "JOD/year"
    reference = _RETURN

    def formula_2010(person, period, parameters) -> NDArray:
        exempt = parameters(period).income_tax_law.pension_monthly_exemption
        return sum(maximum(person("pension_income", month) - exempt, 0) for month in year_months(period))


class farming_income_exemption(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Income from farming that is exempt"
    label_ar = "الدخل الزراعي المعفى"
    unit = "JOD/year"
    reference = _PWC

    def formula_2019(person, period, parameters) -> NDArray:
        return minimum(person("farming_income", period), parameters(period).income_tax_law.farming_exemption)


class other_taxable_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Other earnings and rents in the year, without exempt farming income"
    label_ar = "الدخل الآخر والإيجارات في السنة عدا الدخل الزراعي المعفى"
    unit = "JOD/year"

    def formula_2010(person, period) -> NDArray:
        """Exempt farming income, or a loss, lowers no rent."""
        earned = sum(person("other_earnings", month) for month in year_months(period))
        rents = sum(person("rent_income", month) for month in year_months(period))
        return maximum(earned - person("farming_income_exemption", period), 0) + rents


class assessable_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Income of the year before deductions and exemptions"
    label_ar = "الدخل الإجمالي للسنة قبل التنزيلات والإعفاءات"
    unit = "JOD/year"

    def formula_2010(person, period) -> NDArray:
        return (
            person("taxable_employment_income", period)
            + person("taxable_pension_income", period)
            + person("other_taxable_income", period)
        )


class contributions_deduction(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Deduction of the person's own social-security contributions"
    label_ar = "تنزيل اشتراكات الضمان الاجتماعي"
    unit = "JOD/year"
    reference = _PWC

    def formula_2015(person, period, parameters) -> NDArray:
        """None under the law in force: a switch for bills that allow it."""
        is_allowed = parameters(period).income_tax_law.contributions_deductible
        paid = sum(
            person("ssc_employee_contribution_amount", month) + person("ssc_voluntary_contribution_amount", month)
            for month in year_months(period)
        )
        return where(is_allowed, paid, 0)


class income_after_deductions(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Income after deductions and before exemptions"
    label_ar = "الدخل بعد التنزيلات وقبل الإعفاءات"
    unit = "JOD/year"
    reference = _RETURN

    def formula_2010(person, period) -> NDArray:
        deductions = person("contributions_deduction", period) + person("disability_deduction", period)
        return maximum(person("assessable_income", period) - deductions, 0)


class income_after_exemptions(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Income after exemptions and before donations"
    label_ar = "الدخل بعد الإعفاءات وقبل التبرعات"
    unit = "JOD/year"

    def formula_2010(person, period) -> NDArray:
        return maximum(person("income_after_deductions", period) - person("tax_exemptions", period), 0)


class donations_deduction(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Deduction of donations"
    label_ar = "تنزيل التبرعات"
    unit = "JOD/year"
    reference = _PWC

    def formula_2019(person, period, parameters) -> NDArray:
        """In full to government bodies; to charities up to a share of what is then left."""
        income = person("income_after_exemptions", period)
        to_government = minimum(person("donations_to_government", period), income)
        limit = parameters(period).income_tax_law.donations.charity_share * (income - to_government)
        return to_government + minimum(person("donations_to_charity", period), limit)


class taxable_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Taxable income of the year"
    label_ar = "الدخل الخاضع للضريبة في السنة"
    unit = "JOD/year"

    def formula_2010(person, period) -> NDArray:
        return maximum(person("income_after_exemptions", period) - person("donations_deduction", period), 0)
