"""Shock response: relief of a family whose dwelling a natural disaster damaged.

The National Aid Fund pays up to 500 dinars a case; after the storms of January
2026 the Cabinet exempted families from the normal rules, which is read as no
maximum until the end of March (the end is assumed). A household's damage is
relieved once, through the family of its reference person. Not modelled: the
relief in kind and the shelter of the Ministry of Social Development, and what a
loss takes from consumption.
"""

from numpy import inf, minimum, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Household
from openfisca_jordan_sp.variable import Variable


class is_struck_by_flood(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "A flood or storm damages the dwelling in the month"
    label_ar = "يتضرر المسكن من فيضان أو عاصفة في الشهر"
    unit = "boolean"
    pillar = "somoud"

    def formula_2020(household, period, parameters) -> NDArray:
        """The first ranks, as far as the share of the governorate goes."""
        struck_share = parameters(period).shock_response.flood.struck_share
        return household("hazard_rank", period) < struck_share[household("governorate", period)]


class dwelling_damage_loss(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Loss to the dwelling by a disaster in the month, as assessed (by default the mean of those struck)"
    label_ar = "خسارة المسكن المقدرة من كارثة طبيعية في الشهر"
    unit = "JOD/case"
    pillar = "somoud"

    def formula_2020(household, period, parameters) -> NDArray:
        """Without the report of a committee, the mean loss of a household struck."""
        mean_loss = parameters(period).shock_response.flood.mean_loss
        return where(household("is_struck_by_flood", period), mean_loss, 0)


class is_family_of_reference_person(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is that of the household's reference person"
    label_ar = "أسرة الشخص المرجعي في المسكن"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family.any(family.members.has_role(Household.REFERENCE_PERSON))


class family_dwelling_loss(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Loss to the dwelling, told to one family of it"
    label_ar = "خسارة المسكن منسوبة إلى أسرة واحدة فيه"
    unit = "JOD/case"

    def formula_2020(family, period) -> NDArray:
        of_household = family.max(family.members.household("dwelling_damage_loss", period))
        return where(family("is_family_of_reference_person", period), of_household, 0)


class receives_disaster_emergency_aid(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The Fund's emergency aid already pays the family for a natural disaster"
    label_ar = "تتقاضى الأسرة معونة طارئة عن كارثة طبيعية"
    unit = "boolean"

    def formula_2020(family, period) -> NDArray:
        event = family("emergency_event", period)
        return (event == event.possible_values.natural_disaster) & (family("emergency_aid_amount", period) > 0)


class disaster_relief_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to disaster relief"
    label_ar = "تستحق الأسرة إغاثة الكوارث"
    unit = "boolean"
    pillar = "somoud"
    reference = "https://naf.gov.jo/EN/ListDetails/Fund_Programs/15/3"

    def formula_2020(family, period) -> NDArray:
        """A citizen's family as for all aid of the Fund; one disaster is paid once."""
        return (
            (family("family_dwelling_loss", period) > 0)
            & family("is_head_citizen", period)
            & ~family("receives_disaster_emergency_aid", period)
        )


class disaster_relief_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Relief of the loss to a dwelling by a natural disaster"
    label_ar = "إغاثة الأسرة عن تضرر المسكن بكارثة طبيعية"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "Petra, menafn.com/1110564860 (2026-01-06)"

    def formula_2020(family, period, parameters) -> NDArray:
        """Up to the maximum, unless it is waived by the end of the month."""
        maximum = parameters(period).national_aid_fund.emergency.disaster_maximum
        is_waived = parameters(period.stop).shock_response.disaster.cap_waived
        loss = family("family_dwelling_loss", period)
        return where(family("disaster_relief_entitled", period), minimum(loss, where(is_waived, inf, maximum)), 0)
