"""Income Tax Law: the yearly tax of a natural person, what is owed by law whoever collects it.

Scales of the temporary law of 2009, of Law 34/2014 and of its amendment by Law 38/2018. Not modelled: instalments, late
payment, the tax of companies, tax withheld on other payments.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import marginal_amount, round_half_up
from openfisca_jordan_sp.variable import Variable


class income_tax_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Income tax of the year"
    label_ar = "ضريبة الدخل للسنة"
    unit = "JOD/year"
    reference = "PwC Worldwide Tax Summaries, Jordan, individual, 2025; KPMG, 2015"

    def formula_2010(person, period, parameters) -> NDArray:
        """The scale on taxable income, and the flat rate on a gratuity."""
        law = parameters(period).income_tax_law
        on_income = marginal_amount(person("taxable_income", period), law.scale)
        return round_half_up(on_income + person("gratuity_tax", period), law.rounding_unit)
