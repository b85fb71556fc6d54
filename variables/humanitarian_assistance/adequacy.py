"""How far the monthly assistance to refugees reaches, against the expenditure baskets of 2015.

The baskets are those of a family of five outside the camps; they are scaled by
heads to other sizes (assumed) and were not indexed since. UNHCR judged its cash
alone: food and school cash count here where a family gets them.
"""

from numpy import maximum
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class refugee_monthly_assistance_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly assistance of WFP, UNHCR and UNICEF to the family"
    label_ar = "المساعدة الشهرية للأسرة من برنامج الأغذية والمفوضية واليونيسف"
    unit = "JOD/month"

    def formula_2015_04(family, period) -> NDArray:
        return (
            family("family_wfp_food_assistance_amount", period)
            + family("unhcr_cash_amount", period)
            + family("family_hajati_amount", period)
        )


class family_heads_for_basket(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Size of the family as a multiple of the baskets' reference family"
    label_ar = "حجم الأسرة نسبة إلى الأسرة المرجعية لسلال الإنفاق"
    unit = "multiple"
    reference = "https://reporting.unhcr.org/node/12749"

    def formula_2015(family, period, parameters) -> NDArray:
        reference_size = parameters(period).humanitarian_assistance.basket.family_size
        return maximum(family("family_size", period), 1) / reference_size


class adequacy_vs_meb(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly assistance as a share of the minimum expenditure basket"
    label_ar = "المساعدة الشهرية نسبة إلى سلة الحد الأدنى للإنفاق"
    unit = "share"
    reference = "https://reporting.unhcr.org/node/12749"

    def formula_2015_04(family, period, parameters) -> NDArray:
        basket = parameters(period).humanitarian_assistance.basket.minimum
        return family("refugee_monthly_assistance_amount", period) / (
            basket * family("family_heads_for_basket", period)
        )


class adequacy_vs_smeb(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly assistance as a share of the survival basket"
    label_ar = "المساعدة الشهرية نسبة إلى سلة البقاء"
    unit = "share"
    reference = "https://reporting.unhcr.org/node/12749"

    def formula_2015_04(family, period, parameters) -> NDArray:
        basket = parameters(period).humanitarian_assistance.basket.survival
        return family("refugee_monthly_assistance_amount", period) / (
            basket * family("family_heads_for_basket", period)
        )
