"""The bill of 2024, article 52(a): months of benefit by contributions to unemployment insurance alone."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class unemployment_benefit_months(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Months for which unemployment benefit is paid in a spell"
    label_ar = "أشهر صرف بدل التعطل"
    unit = "months"
    article = "Social Security bill of 2024, art. 52(a)"

    def formula_2025(person, period, parameters) -> NDArray:
        unemployment = parameters(period).social_security_law.unemployment
        is_long = person("unemployment_insurance_contributions", period) >= unemployment.long_threshold
        return where(is_long, unemployment.months_long, unemployment.months_short)
