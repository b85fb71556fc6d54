"""Made up for tests: families on one side of a limit are excluded from the card."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class is_excluded_from_card(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is excluded from the card by its income"
    label_ar = "تُستثنى الأسرة من البطاقة بسبب دخلها"
    unit = "boolean"

    def formula_2026(family, period, parameters) -> NDArray:
        limit = parameters(period).health_insurance.poor_family.exclusion_limit
        return family("family_monthly_income", period) < limit


class poor_family_card_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to the card, and is not excluded"
    label_ar = "تستحق الأسرة البطاقة ولا تُستثنى منها"
    unit = "boolean"

    def formula_2026(family, period) -> NDArray:
        return (
            family("is_head_citizen", period)
            & family("is_income_within_card_ceiling", period)
            & family("has_no_insured_member", period)
            & family("is_card_asset_test_passed", period)
            & ~family("is_excluded_from_card", period)
        )
