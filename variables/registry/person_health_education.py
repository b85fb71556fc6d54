"""Registry inputs: schooling, disability and insurance."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class EducationLevel(Enum):
    __order__ = "none basic secondary diploma bachelor_or_higher"
    none = "None · بلا مؤهل"
    basic = "Basic · أساسي"
    secondary = "Secondary · ثانوي"
    diploma = "Intermediate diploma · دبلوم متوسط"
    bachelor_or_higher = "Bachelor or higher · بكالوريوس فأعلى"


class DisabilitySeverity(Enum):
    __order__ = "none mild moderate severe"
    none = "No disability · بلا إعاقة"
    mild = "Mild · بسيطة"
    moderate = "Moderate · متوسطة"
    severe = "Severe · شديدة"


class education_level(Variable):
    value_type = Enum
    possible_values = EducationLevel
    default_value = EducationLevel.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Highest education completed"
    label_ar = "أعلى مؤهل علمي"


class is_enrolled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is enrolled in school, college or university"
    label_ar = "ملتحق بالتعليم"
    unit = "boolean"


class school_average(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Latest school average"
    label_ar = "المعدل المدرسي"
    unit = "percent"


class disability_severity(Variable):
    value_type = Enum
    possible_values = DisabilitySeverity
    default_value = DisabilitySeverity.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Severity of disability"
    label_ar = "شدة الإعاقة"


class has_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person has health insurance otherwise than through the National Aid Fund"
    label_ar = "مؤمن صحيا من غير طريق صندوق المعونة الوطنية"
    unit = "boolean"


class rehabilitation_device_cost(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Cost of the rehabilitation device or operation prescribed in the year"
    label_ar = "كلفة أداة أو عملية التأهيل الجسماني في السنة"
    unit = "JOD/year"
