"""National Aid Fund: winter aid, the quarterly addition, Royal grants and vouchers.

The brackets of winter aid after 2021 were never printed, only totals: the mean
stands for each family. Each winter needs a decision of the Cabinet; a year
without one yet repeats the last.
"""

from numpy import clip, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import is_month, is_quarter_end
from openfisca_jordan_sp.variable import Variable


class winter_aid_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Winter aid, paid once a year in December"
    label_ar = "معونة الشتاء"
    unit = "JOD/month"
    pillar = "karama"
    reference = "Jordan Times, December 2016; amman.today 2022-01-03; al-Rai 2025-12-15"

    def formula_2022_12(family, period, parameters) -> NDArray:
        """From 2022 by criteria that are not published: the mean of the year."""
        mean = parameters(period).national_aid_fund.winter_aid.mean_per_family
        return where(family("is_winter_aid_due", period), mean, 0)

    def formula_2016_12(family, period, parameters) -> NDArray:
        """Between the published ends in a straight line by family size (the line is assumed)."""
        winter = parameters(period).national_aid_fund.winter_aid
        steps = winter.size_for_maximum - winter.size_for_minimum
        position = clip((family("family_size", period) - winter.size_for_minimum) / steps, 0, 1)
        amount = winter.minimum + (winter.maximum - winter.minimum) * position
        return where(family("is_winter_aid_due", period), amount, 0)


class is_winter_aid_due(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Winter aid is due to the family this month"
    label_ar = "معونة الشتاء مستحقة في الشهر"
    unit = "boolean"

    def formula_2022_12(family, period, parameters) -> NDArray:
        """To all monthly beneficiaries (219,000 families in 2022)."""
        payment_month = parameters(period).national_aid_fund.winter_aid.payment_month
        return family("naf_beneficiary", period) & is_month(period, payment_month)

    def formula_2016_12(family, period, parameters) -> NDArray:
        """To families on recurring aid (107,000 in 2021: Takaful families are not among them)."""
        payment_month = parameters(period).national_aid_fund.winter_aid.payment_month
        return (family("naf_recurring_total", period) > 0) & is_month(period, payment_month)


class quarterly_addition_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Additional aid paid every three months to selected families"
    label_ar = "المعونة الإضافية كل ثلاثة أشهر"
    unit = "JOD/month"
    pillar = "karama"
    reference = "Jordan Times, December 2016: at most 90 dinars beside the monthly aid"

    def formula_2016_12(family, period, parameters) -> NDArray:
        """At quarter ends (the months are assumed)."""
        limit = parameters(period).national_aid_fund.quarterly_addition.maximum
        due = family("naf_beneficiary", period) & is_quarter_end(period)
        return where(due, minimum(family("quarterly_addition_assessed", period), limit), 0)


class royal_grant_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "One-off Royal grant to families on recurring aid"
    label_ar = "المكرمة الملكية النقدية لأسر المعونة المتكررة"
    unit = "JOD/month"
    pillar = "karama"
    reference = "naf.gov.jo news: 107,000 families, about 11 m JOD"

    def formula_2021_12(family, period, parameters) -> NDArray:
        """To the 107,000 families that winter aid reached: disability care alone counts too."""
        grant = parameters(period).national_aid_fund.royal_grant.amount
        return where(family("naf_recurring_total", period) > 0, grant, 0)


class ramadan_voucher_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Ramadan food voucher of 2021"
    label_ar = "قسيمة رمضان الشرائية 2021"
    unit = "JOD/month"
    pillar = "karama"
    reference = "jordannewsgazette (Minister Mufleh), April 2021"

    def formula_2021_04(family, period, parameters) -> NDArray:
        voucher = parameters(period).national_aid_fund.vouchers.ramadan_2021
        return where(family("naf_beneficiary", period), voucher, 0)


class royal_voucher_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Royal voucher to selected families"
    label_ar = "قسيمة المكرمة الملكية"
    unit = "JOD/month"
    pillar = "karama"
    reference = "Jordan Times 2020; assawsana 709975 (2026-02-09): 60,000 families"

    def formula_2020_03(family, period, parameters) -> NDArray:
        voucher = parameters(period).national_aid_fund.vouchers.royal
        return where(family("is_royal_voucher_selected", period), voucher, 0)
