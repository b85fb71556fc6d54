"""Registry inputs: birth registration, alternative care and work of children."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_birth_registered(Variable):
    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's birth is registered"
    label_ar = "الولادة مسجلة"
    unit = "boolean"


class birth_notification_delay(Variable):
    """0 where none is notified in the month."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Days from the birth to its notification in this month"
    label_ar = "الأيام من الولادة إلى التبليغ عنها في الشهر"
    unit = "days"


class is_born_abroad(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person was born abroad"
    label_ar = "ولد خارج المملكة"
    unit = "boolean"


class child_health_phase_in_rank(Variable):
    """The share of children to be reached before this one; whose place is unknown comes last."""

    value_type = float
    default_value = 1.0
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Place of the child in the roll-out of free primary health care, from 0 (first) to 1 (last)"
    label_ar = "ترتيب الطفل في مراحل شمول الرعاية الصحية الأولية"
    unit = "share"


class has_alternative_care_decision(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "A court decided on alternative care for the child"
    label_ar = "صدر قرار قضائي بالرعاية البديلة"
    unit = "boolean"


class is_apprentice(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is an apprentice under the rules of vocational training"
    label_ar = "متدرب وفق أنظمة التدريب المهني"
    unit = "boolean"


class does_hazardous_work(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's work is hazardous, exhausting or unhealthy"
    label_ar = "يعمل في عمل خطر أو مرهق أو مضر بالصحة"
    unit = "boolean"


class daily_work_hours(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Hours of work a day"
    label_ar = "ساعات العمل اليومية"
    unit = "hours/day"


class longest_work_stretch(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Most hours of work in a row, without the rest that is due"
    label_ar = "أطول مدة عمل متواصل دون الراحة المستحقة"
    unit = "hours/day"


class work_start_hour(Variable):
    value_type = float
    default_value = 8.0
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Hour of the day at which work begins (read only where the person works)"
    label_ar = "ساعة بدء العمل"
    unit = "hour_of_day"


class work_end_hour(Variable):
    value_type = float
    default_value = 14.0
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Hour of the day at which work ends (read only where the person works)"
    label_ar = "ساعة انتهاء العمل"
    unit = "hour_of_day"


class works_on_rest_days(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person works on holidays or on the weekly day of rest"
    label_ar = "يعمل في العطل أو يوم الراحة الأسبوعي"
    unit = "boolean"


class is_used_for_begging(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is used by others for begging"
    label_ar = "يُستخدم في التسول"
    unit = "boolean"
