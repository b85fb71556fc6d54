"""A nursery allowance that falls in a straight line from the minimum wage on."""

from numpy import clip, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import round_half_up
from openfisca_jordan_sp.variable import Variable


class reaya_nursery_amount(Variable):
    """A decision of the Corporation still goes before."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Nursery allowance of the mother, falling in a straight line with the wage"
    label_ar = "بدل الحضانة متناقصا خطيا مع الأجر"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2020_10_20(person, period, parameters) -> NDArray:
        law = parameters(period).social_security_law
        highest, lowest = law.reaya.nursery_maximum, law.reaya.nursery_minimum
        start, end = person("minimum_wage_amount", period), law.reaya.nursery_minimum_from
        way = clip((person("wage_at_maternity_leave_start", period) - start) / (end - start), 0, 1)
        linear = round_half_up(highest - (highest - lowest) * way, law.rounding)
        decided = person("reaya_nursery_allowance_decided", period)
        amount = where(decided > 0, clip(decided, lowest, highest), linear)
        return where(person("reaya_nursery_entitled", period), amount, 0)
