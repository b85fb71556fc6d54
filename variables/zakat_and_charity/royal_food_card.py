"""The Royal food card for poor families, for the King's birthday and Ramadan.

How the families are chosen is not published: the cards given are an input.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class royal_food_card_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Royal food cards of the month"
    label_ar = "بطاقات المكرمة الملكية في الشهر"
    unit = "JOD/month"
    pillar = "karama"
    reference = "Jordan Times 2015-06-14 and 2020; MENAFN 1107995264 (2024-03-19)"

    def formula_2015_06_14(family, period, parameters) -> NDArray:
        """Nothing beside the Royal voucher that the National Aid Fund's rules count in the same month."""
        value = parameters(period).zakat_and_charity.royal_food_card.value
        is_counted_there = family("royal_voucher_amount", period) > 0
        return where(is_counted_there, 0, family("royal_food_cards_received", period) * value)
