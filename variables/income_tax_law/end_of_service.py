"""Income Tax Law: the gratuity at the end of service, by the years of service it is for.

Known from the lines of the return, for 2019 on; earlier gratuities were not found. Gratuity for service before 2010 is
exempt and not asked for.
"""

from numpy import maximum
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable

_RETURN = "Lines of the employees' income tax return, 2023"


class taxable_gratuity(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Taxable part of the end-of-service gratuity"
    label_ar = "الجزء الخاضع للضريبة من مكافأة نهاية الخدمة"
    unit = "JOD/year"
    reference = _RETURN

    def formula_2019(person, period, parameters) -> NDArray:
        """A share of what is for 2010-2014, and what is for later service above an amount."""
        rules = parameters(period).income_tax_law.end_of_service
        earlier = person("gratuity_for_service_2010_2014", period) * (1 - rules.exempt_share_2010_2014)
        return earlier + maximum(person("gratuity_for_service_since_2015", period) - rules.exempt_amount, 0)


class gratuity_tax(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Tax on the end-of-service gratuity, before rounding"
    label_ar = "الضريبة على مكافأة نهاية الخدمة قبل التقريب"
    unit = "JOD/year"
    reference = _RETURN

    def formula_2019(person, period, parameters) -> NDArray:
        return person("taxable_gratuity", period) * parameters(period).income_tax_law.end_of_service.rate
