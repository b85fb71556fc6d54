"""Registry inputs: what happened to a family, and what a caseworker found."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class EmergencyEvent(Enum):
    __order__ = (
        "none death_of_head death_of_member imprisonment income_loss fire "
        "tribal_displacement natural_disaster academic_excellence"
    )
    none = "No event · لا حدث"
    death_of_head = "Death of the head · وفاة رب الأسرة"
    death_of_member = "Death of a member · وفاة أحد الأفراد"
    imprisonment = "Imprisonment of the head · سجن رب الأسرة"
    income_loss = "Forced loss of income by accident or illness · انقطاع الدخل بحادث أو مرض"
    fire = "House fire · حريق المسكن"
    tribal_displacement = "Tribal displacement · جلوة عشائرية"
    natural_disaster = "Natural disaster · كارثة طبيعية"
    academic_excellence = "Academic excellence of a child · تفوق دراسي"


class emergency_event(Variable):
    value_type = Enum
    possible_values = EmergencyEvent
    default_value = EmergencyEvent.none
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Emergency that struck the family this month"
    label_ar = "الحدث الطارئ في الشهر"


class imprisonment_days(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Days the head has spent in prison"
    label_ar = "أيام سجن رب الأسرة"
    unit = "days"


class emergency_aid_already_received(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Emergency aid was already paid for this event"
    label_ar = "سبق صرف معونة طارئة عن الحدث نفسه"
    unit = "boolean"


class instant_aid_need(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Need assessed for instant aid"
    label_ar = "الحاجة المقدرة للمعونة الفورية"
    unit = "JOD/case"


class quarterly_addition_assessed(Variable):
    """0 where the family was not selected."""

    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Quarterly addition for which the Fund selected the family"
    label_ar = "المعونة الإضافية المقدرة للأسرة كل ثلاثة أشهر"
    unit = "JOD/quarter"
