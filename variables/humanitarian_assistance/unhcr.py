"""Cash of UNHCR: monthly for families on its list, and once for the winter.

How the list is drawn up is not published: it is an input. Not found, and named
by an error where somebody needs them: the amount in the camps, and of the
winter cash every size but one and seven persons, and every season but 2019/20.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import required_for, select, year_months
from openfisca_jordan_sp.variable import Variable


class is_family_in_refugee_camp(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family lives in a refugee camp"
    label_ar = "يقيم رب الأسرة في مخيم للاجئين"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family.head("lives_in_refugee_camp", period)


class unhcr_cash_full_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly cash of UNHCR for a family of this size outside the camps, before any reduction"
    label_ar = "المساعدة النقدية الشهرية للمفوضية لأسرة بهذا الحجم خارج المخيمات قبل أي تخفيض"
    unit = "JOD/month"
    reference = "https://en.ammonnews.net/print/74470"

    def formula_2018(family, period, parameters) -> NDArray:
        """A straight line by size, up to the largest family."""
        cash = parameters(period).humanitarian_assistance.unhcr_cash
        size = minimum(family("family_size", period), cash.largest_family)
        return cash.one_person + cash.further_person * (size - 1)


class unhcr_cash_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly cash of UNHCR"
    label_ar = "المساعدة النقدية الشهرية من المفوضية"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "https://en.ammonnews.net/print/74470"

    def formula_2018(family, period, parameters) -> NDArray:
        """For families on the list; reduced in May and June 2024, and by what a cut takes."""
        cash = parameters(period).humanitarian_assistance.unhcr_cash
        cut_rate = parameters(period).shock_response.refocus.unhcr_cut_rate
        is_listed, in_camp = family("is_on_unhcr_cash_list", period), family("is_family_in_refugee_camp", period)
        full = where(
            in_camp, required_for(cash, "camp_family", is_listed & in_camp), family("unhcr_cash_full_amount", period)
        )
        return where(is_listed, full * cash.factor * (1 - cut_rate), 0)


class unhcr_winter_cash_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    label = "Winter cash of UNHCR for the season that begins in the year"
    label_ar = "معونة الشتاء من المفوضية للموسم الذي يبدأ في السنة"
    unit = "JOD/year"
    pillar = "somoud"
    reference = "https://jordantimes.com/node/326472"

    def formula_2019(family, period, parameters) -> NDArray:
        """Amounts of the season that begins in the year, in US dollars, paid in dinars."""
        winter = parameters(period.stop).humanitarian_assistance.unhcr_winter
        cut_rate = parameters(period.stop).shock_response.refocus.unhcr_cut_rate
        is_listed, size = family("is_on_unhcr_winter_list", period), family("family_size", year_months(period)[-1])
        is_one, is_largest = size == 1, size == winter.largest_family
        dollars = select(
            [is_one, is_largest],
            [
                required_for(winter, "one_person_usd", is_listed & is_one),
                required_for(winter, "seven_persons_usd", is_listed & is_largest),
            ],
            required_for(winter, "other_sizes_usd", is_listed & ~is_one & ~is_largest),
        )
        return where(is_listed, dollars * winter.jod_per_usd * (1 - cut_rate), 0)
