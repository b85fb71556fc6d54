"""Income Tax Law as amended by Law 38/2018: the national contribution on high incomes, from 2019."""

from numpy import maximum
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import round_half_up
from openfisca_jordan_sp.variable import Variable


class national_contribution_base(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Taxable income and gratuity above the threshold of the national contribution"
    label_ar = "الدخل والمكافأة الخاضعان فوق حد المساهمة الوطنية"
    unit = "JOD/year"
    reference = "Lines of the employees' income tax return, 2023"

    def formula_2019(person, period, parameters) -> NDArray:
        threshold = parameters(period).income_tax_law.national_contribution.threshold
        return maximum(person("taxable_income", period) + person("taxable_gratuity", period) - threshold, 0)


class national_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "National contribution of the year"
    label_ar = "المساهمة الوطنية للسنة"
    unit = "JOD/year"
    reference = "PwC Worldwide Tax Summaries, Jordan, individual, 2025"

    def formula_2019(person, period, parameters) -> NDArray:
        law = parameters(period).income_tax_law
        due = person("national_contribution_base", period) * law.national_contribution.rate
        return round_half_up(due, law.rounding_unit)
