"""Shock response (strategy 2025-2033, pillar Somoud): when a response is on.

No legal trigger exists: each response so far was a decision of its own. Here a
shock is on where it is declared, or where a price trigger is in operation and
prices rose fast enough for some months in a row. Prices are known by the year
(`statistics.consumer_price_index`), so each month of a year has its year's rise;
a year whose index is not yet known never triggers. Neither is on in the law in
force. Not modelled: early warning, weather indices, thresholds of single goods.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import past_months
from openfisca_jordan_sp.variable import Variable


class is_shock_declared(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A shock is declared in the month"
    label_ar = "الصدمة معلنة في الشهر"
    unit = "boolean"
    pillar = "somoud"

    def formula_2025(family, period, parameters) -> NDArray:
        return family.filled_array(parameters(period).shock_response.declared)


class is_inflation_above_trigger(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Consumer prices rose within a year by the rate of the trigger or more"
    label_ar = "ارتفعت أسعار المستهلك خلال سنة بمعدل التفعيل أو أكثر"
    unit = "boolean"

    def formula_2025(family, period, parameters) -> NDArray:
        """Never where the index of the year is not known."""
        law, year_before = parameters(period), parameters(period.offset(-1, "year"))
        trigger = law.shock_response.trigger
        threshold = year_before.statistics.consumer_price_index * (1 + trigger.inflation_rate)
        is_above = law.statistics.consumer_price_index >= threshold
        return family.filled_array(trigger.is_index_known) & family.filled_array(is_above)


class is_shock_triggered(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The price trigger has started a response"
    label_ar = "فعّل ارتفاع الأسعار الاستجابة"
    unit = "boolean"
    pillar = "somoud"

    def formula_2025(family, period, parameters) -> NDArray:
        """Where it is in operation, after enough months in a row, this one included."""
        trigger = parameters(period).shock_response.trigger
        months_above = sum(family("is_inflation_above_trigger", month) for month in past_months(period, trigger.months))
        return family.filled_array(trigger.in_operation) & (months_above == trigger.months)


class is_shock_active(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A shock is on: declared, or triggered by prices"
    label_ar = "الصدمة قائمة: معلنة أو مفعّلة بالأسعار"
    unit = "boolean"
    pillar = "somoud"

    def formula_2025(family, period) -> NDArray:
        return family("is_shock_declared", period) | family("is_shock_triggered", period)
