"""Cash compensation for fuel prices after the decontrol of November 2012.

Computed by calendar year from 2013; the instalment of November 2012 belongs to
the scheme's first yearly cycle. Not modelled: the months of the instalments.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class fuel_compensation_2012_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.YEAR
    label = "The family is entitled to the fuel compensation of 2012"
    label_ar = "تستحق الأسرة بدل دعم المحروقات 2012"
    unit = "boolean"
    pillar = "karama"
    reference = "MEES 2013-02-22; Cabinet decision of 2012-11-13"

    def formula_2013(family, period, parameters) -> NDArray:
        """Income not exceeding the limit, while the scheme pays anything."""
        fuel = parameters(period).price_compensation.fuel_2012
        within = family("family_annual_income", period) <= fuel.family_income_limit
        return (fuel.amount_per_person > 0) & family("is_head_citizen", period.first_month) & within


class fuel_compensation_2012_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    label = "Fuel compensation of 2012 for the year"
    label_ar = "بدل دعم المحروقات 2012 عن السنة"
    unit = "JOD/year"
    pillar = "karama"
    reference = "MEES 2013-02-22 and 2013-04-12"

    def formula_2013(family, period, parameters) -> NDArray:
        """For each person, up to the number of persons paid for."""
        fuel = parameters(period).price_compensation.fuel_2012
        persons_paid = minimum(family("family_size", period.first_month), fuel.maximum_persons)
        return where(family("fuel_compensation_2012_entitled", period), persons_paid * fuel.amount_per_person, 0)


class fuel_compensation_2012_instalment_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    label = "One instalment of the fuel compensation of 2012"
    label_ar = "الدفعة الواحدة من بدل دعم المحروقات 2012"
    unit = "JOD/year"
    pillar = "karama"

    def formula_2013(family, period, parameters) -> NDArray:
        instalments = parameters(period).price_compensation.fuel_2012.instalments_per_year
        return family("fuel_compensation_2012_amount", period) / instalments
