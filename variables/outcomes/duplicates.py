"""Outcomes: support given twice for the same need in the same month.

The registry is to prevent duplication (Petra, early 2025); which programmes meet
the same need is the dossier's proposal (services_subsidies_shocks.md, 1.3), so
assumed. Food parcels are counted by entitlement, for receipt is not known.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import count_true
from openfisca_jordan_sp.variable import Variable


class has_duplicate_monthly_cash(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family gets monthly cash from more than one programme"
    label_ar = "تتقاضى الأسرة دعما نقديا شهريا من أكثر من برنامج"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        """The Unified Cash Transfer or Takaful, recurring aid, and the monthly salary of the Zakat Fund."""
        programmes = count_true(
            (family("uct_amount", period) > 0) | (family("takaful_1_amount", period) > 0),
            family("naf_recurring_aid_amount", period) > 0,
            family("zakat_monthly_salary", period) > 0,
        )
        return programmes > 1


class has_duplicate_food_support(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family gets food support from more than one programme"
    label_ar = "تتلقى الأسرة دعما غذائيا من أكثر من برنامج"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        """The food parcel, the Royal food card or voucher, the Ramadan voucher, and coupons of the Zakat Fund."""
        programmes = count_true(
            family("receives_food_parcel", period),
            (family("royal_food_card_amount", period) > 0) | (family("royal_voucher_amount", period) > 0),
            family("ramadan_voucher_amount", period) > 0,
            family("zakat_coupon_amount", period) > 0,
        )
        return programmes > 1


class has_duplicate_support(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family gets support for the same need from more than one programme"
    label_ar = "تتلقى الأسرة دعما مكررا للحاجة نفسها"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family("has_duplicate_monthly_cash", period) | family("has_duplicate_food_support", period)


class has_duplicate_health_cover(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has health cover from more than one source"
    label_ar = "للشخص أكثر من تغطية صحية"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        """By contribution, the Fund's card, the poor-family card, age, disability, the army, and privately."""
        sources = count_true(
            person("has_contributory_health_cover", period),
            person("naf_health_card_entitled", period),
            person("has_poor_family_card", period),
            person("has_public_child_cover", period) | person("has_public_elderly_cover", period),
            person("has_disability_health_insurance", period),
            person("has_military_health_insurance", period),
            person("has_private_health_insurance", period),
        )
        return sources > 1
