"""Registry inputs: the disability card, and what it is used for."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class has_disability_card(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person holds the identification card that states the disability"
    label_ar = "يحمل البطاقة التعريفية للأشخاص ذوي الإعاقة"
    unit = "boolean"


class expected_impairment_months(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Months that the impairment is expected to last"
    label_ar = "المدة المتوقعة لاستمرار العاهة"
    unit = "months"


class needs_permanent_helper(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "A severe intellectual or motor disability, or total blindness, that needs constant help"
    label_ar = "إعاقة شديدة تحتاج إلى مساعدة دائمة"
    unit = "boolean"


class vehicle_duty_assessed(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Duties and taxes assessed in the month on the vehicle for which exemption is asked"
    label_ar = "الرسوم والضرائب المقدرة على المركبة في الشهر"
    unit = "JOD/case"


class vehicle_engine_capacity(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Engine of the vehicle for which exemption is asked"
    label_ar = "سعة محرك المركبة"
    unit = "cc"


class is_vehicle_hybrid(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The vehicle for which exemption is asked is a hybrid"
    label_ar = "المركبة هجينة"
    unit = "boolean"


class vehicles_exempted_before(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Vehicles already exempted for the person"
    label_ar = "المركبات المعفاة سابقا"
    unit = "cars"


class workers_in_own_establishment(Variable):
    """0 where the person owns none."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Workers in the establishment that the person owns"
    label_ar = "عدد العاملين في المنشأة التي يملكها"
    unit = "workers"
