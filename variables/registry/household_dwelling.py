"""Registry inputs: the dwelling, its meter and what the household consumes."""

from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household
from openfisca_jordan_sp.variable import Variable


class Governorate(Enum):
    __order__ = "amman balqa zarqa madaba irbid mafraq jarash ajloun karak tafilah maan aqaba"
    amman = "Amman · عمان"
    balqa = "Balqa · البلقاء"
    zarqa = "Zarqa · الزرقاء"
    madaba = "Madaba · مادبا"
    irbid = "Irbid · إربد"
    mafraq = "Mafraq · المفرق"
    jarash = "Jarash · جرش"
    ajloun = "Ajloun · عجلون"
    karak = "Karak · الكرك"
    tafilah = "Tafilah · الطفيلة"
    maan = "Ma'an · معان"
    aqaba = "Aqaba · العقبة"


class Tenure(Enum):
    __order__ = "owned rented free"
    owned = "Owned · ملك"
    rented = "Rented · مستأجر"
    free = "Free of charge or other · دون مقابل أو غيره"


class governorate(Variable):
    value_type = Enum
    possible_values = Governorate
    default_value = Governorate.amman
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Governorate"
    label_ar = "المحافظة"


class is_urban(Variable):
    value_type = bool
    default_value = True
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The dwelling is in an urban area"
    label_ar = "المسكن في منطقة حضرية"
    unit = "boolean"


class tenure(Variable):
    value_type = Enum
    possible_values = Tenure
    default_value = Tenure.owned
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Tenure of the dwelling"
    label_ar = "حيازة المسكن"


class number_of_rooms(Variable):
    value_type = int
    default_value = 3
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Rooms of the dwelling"
    label_ar = "عدد الغرف"
    unit = "rooms"


class electricity_consumption(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Electricity consumed by the household's meter"
    label_ar = "استهلاك الكهرباء"
    unit = "kWh/month"


class household_weight(Variable):
    value_type = float
    default_value = 1.0
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Households of the Kingdom that this one stands for"
    label_ar = "الوزن الإحصائي للأسرة المعيشية"
    unit = "households"


class consumption_before_benefits(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Household consumption before the cash benefits of the model"
    label_ar = "استهلاك الأسرة المعيشية قبل المنافع النقدية في النموذج"
    unit = "JOD/month"
