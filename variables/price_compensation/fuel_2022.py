"""Fuel compensation of July to December 2022 for families of the National Aid Fund."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class fuel_compensation_2022_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Fuel compensation of 2022"
    label_ar = "دعم المحروقات 2022"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "almadenahnews 2022-07-23; alwakeelnews 594515 and 606844"

    def formula_2022_07(family, period, parameters) -> NDArray:
        """By family size; from January 2023 the amounts are zero."""
        fuel = parameters(period).price_compensation.fuel_2022
        size = family("family_size", period)
        by_size = select(
            [size <= fuel.first_size_limit, size <= fuel.second_size_limit],
            [fuel.one_or_two_persons, fuel.three_or_four_persons],
            fuel.five_or_more_persons,
        )
        return where(family("naf_beneficiary", period), by_size, 0)
