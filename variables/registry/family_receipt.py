"""Registry inputs: what a family applied for, was selected for, or already receives.

Take-up and receipt are facts about families, never draws inside a rule. Left
out, a family is taken to claim what it is entitled to.
"""

from numpy import nan
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class receives_recurring_aid_last_month(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family received recurring or temporary aid last month"
    label_ar = "تقاضت الأسرة المعونة المتكررة في الشهر السابق"
    unit = "boolean"


class naf_cash_last_month(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Unified cash transfer and recurring aid due for last month"
    label_ar = "الدعم النقدي المستحق عن الشهر السابق"
    unit = "JOD/month"


class claims_recurring_aid(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family applied for recurring or temporary aid"
    label_ar = "تقدمت الأسرة بطلب المعونة المتكررة"
    unit = "boolean"


class claims_cash_transfer(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family registered for Takaful or the unified cash transfer"
    label_ar = "سجلت الأسرة في تكافل أو الدعم النقدي الموحد"
    unit = "boolean"


class is_takaful_3_enrolled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The Fund enrolled the family in Takaful 3"
    label_ar = "الأسرة مسجلة في تكافل 3"
    unit = "boolean"


class is_royal_voucher_selected(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family was selected for a Royal voucher"
    label_ar = "الأسرة مختارة لقسيمة المكرمة الملكية"
    unit = "boolean"


class naf_targeting_score_illustrative(Variable):
    """Not the Fund's score: no weight of it was ever published. Synthetic populations carry this one."""

    value_type = float
    default_value = nan
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "ILLUSTRATIVE targeting score: predicted monthly consumption per person, on the scale of the Fund's line"
    label_ar = "درجة استهداف توضيحية، ليست درجة الصندوق: الاستهلاك الشهري المتوقع للفرد"
    unit = "JOD/person/month"


class claims_disability_care(Variable):
    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Disability-care aid was requested for the person"
    label_ar = "طُلبت معونة رعاية الإعاقة للشخص"
    unit = "boolean"
