"""Food coupons that the Social Security Corporation gave in spring 2020, by size of family.

How the families were chosen was not published: who is given coupons, and in
which month, is a fact about the family.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class ssc_coupon_count(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Food coupons of the Social Security Corporation for a family of this size"
    label_ar = "عدد كوبونات الغذاء لأسرة بهذا الحجم"
    unit = "coupons"
    reference = "Jordan Times 2020-04-14"

    def formula_2020_04(family, period, parameters) -> NDArray:
        coupons = parameters(period).defence_orders.ssc_coupons
        size = family("family_size", period)
        return select(
            [size <= coupons.first_size_limit, size <= coupons.second_size_limit],
            [coupons.small_family, coupons.middle_family],
            coupons.large_family,
        )


class ssc_coupon_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Food coupons of the Social Security Corporation, at face value"
    label_ar = "قيمة كوبونات الغذاء من الضمان الاجتماعي"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "Jordan Times 2020-04-14"

    def formula_2020_04(family, period, parameters) -> NDArray:
        """In kind; from July 2020 a coupon is worth nothing."""
        value = parameters(period).defence_orders.ssc_coupons.value
        return where(family("receives_ssc_coupons", period), value * family("ssc_coupon_count", period), 0)
