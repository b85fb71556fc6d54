"""National Aid Fund: emergency, instant and disaster aid.

Which trigger goes with which maximum is published only for disasters; the others
are read as regular emergency aid.
"""

from numpy import inf, minimum, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class is_imprisonment_window_open(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head's days in prison allow an application"
    label_ar = "مدة سجن رب الأسرة تسمح بتقديم الطلب"
    unit = "boolean"
    reference = "folownews 21088: after thirty days in prison and not past sixty"

    def formula_2025_09(family, period, parameters) -> NDArray:
        """Both end days included; no window is documented before the electronic service."""
        emergency = parameters(period).national_aid_fund.emergency
        days = family("imprisonment_days", period)
        return (days >= emergency.imprisonment_minimum_days) & (days <= emergency.imprisonment_maximum_days)


class has_excellent_pupil(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A child of a beneficiary family reached the average of academic excellence"
    label_ar = "لدى الأسرة المنتفعة ابن متفوق دراسيا"
    unit = "boolean"
    reference = "al-Rai and alwakeelnews 2025-09-29: average of 90 and above"

    def formula_2025_09(family, period, parameters) -> NDArray:
        average = parameters(period).national_aid_fund.emergency.excellence_minimum_average
        excellent = family.members("school_average", period) >= average
        is_child_of_family = family.members.has_role(Family.CHILD)
        return family.any(excellent & is_child_of_family) & family("naf_beneficiary", period)


class emergency_aid_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to emergency aid"
    label_ar = "تستحق الأسرة المعونة الطارئة"
    unit = "boolean"
    pillar = "karama"
    reference = "https://naf.gov.jo/EN/ListDetails/Fund_Programs/15/3"

    def formula_2020(family, period) -> NDArray:
        """Once for each event."""
        event = family("emergency_event", period)
        events = event.possible_values
        in_prison, excellence = event == events.imprisonment, event == events.academic_excellence
        return (
            (event != events.none)
            & family("is_head_citizen", period)
            & (~in_prison | family("is_imprisonment_window_open", period))
            & (~excellence | family("has_excellent_pupil", period))
            & ~family("emergency_aid_already_received", period)
        )


class emergency_need_assessed(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Need assessed after an emergency (by default the mean case of 2024)"
    label_ar = "الحاجة المقدرة بعد الحدث الطارئ"
    unit = "JOD/case"

    def formula_2020(family, period, parameters) -> NDArray:
        """Without a caseworker's assessment, the mean of the cases paid in 2024."""
        mean_case = parameters(period).statistics.national_aid_fund.emergency_mean_case
        return family.filled_array(mean_case)


class emergency_aid_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Emergency or disaster aid"
    label_ar = "المعونة الطارئة أو معونة الكوارث"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2020(family, period, parameters) -> NDArray:
        """Up to the maximum of its kind; while the Cabinet waives that of disasters, the need as assessed."""
        emergency = parameters(period).national_aid_fund.emergency
        is_waived = parameters(period.stop).shock_response.disaster.cap_waived
        of_disaster = where(is_waived, inf, emergency.disaster_maximum)
        event = family("emergency_event", period)
        is_disaster = event == event.possible_values.natural_disaster
        limit = where(is_disaster, of_disaster, emergency.regular_maximum)
        need = family("emergency_need_assessed", period)
        return where(family("emergency_aid_entitled", period), minimum(need, limit), 0)


class instant_aid_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Instant aid"
    label_ar = "المعونة الفورية"
    unit = "JOD/month"
    pillar = "karama"
    reference = "https://naf.gov.jo/EN/ListDetails/Fund_Programs/15/3"

    def formula_2020(family, period, parameters) -> NDArray:
        limit = parameters(period).national_aid_fund.emergency.instant_maximum
        need = family("instant_aid_need", period)
        return where(family("is_head_citizen", period), minimum(need, limit), 0)
