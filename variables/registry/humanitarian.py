"""Registry inputs: the lists of United Nations agencies (WFP, UNHCR, UNICEF, UNRWA).

Nobody is on a list by default. That a person is a registered refugee and lives
in a camp stands in `health_cover.py`.
"""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class WfpTier(Enum):
    __order__ = "not_listed moderately_vulnerable most_vulnerable"
    not_listed = "Not on WFP's list · غير مدرج لدى برنامج الأغذية"
    moderately_vulnerable = "Moderately vulnerable · متوسط الحاجة"
    most_vulnerable = "Most vulnerable · الأشد حاجة"


class wfp_tier(Variable):
    value_type = Enum
    possible_values = WfpTier
    default_value = WfpTier.not_listed
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Place of a refugee outside the camps on the World Food Programme's list"
    label_ar = "تصنيف اللاجئ خارج المخيمات لدى برنامج الأغذية العالمي"


class is_on_unhcr_cash_list(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family is on UNHCR's list for monthly cash"
    label_ar = "الأسرة مدرجة في المساعدة النقدية الشهرية للمفوضية"
    unit = "boolean"


class is_on_unhcr_winter_list(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.YEAR
    label = "UNHCR gives the family its winter cash for the season that begins in the year"
    label_ar = "الأسرة مدرجة في معونة الشتاء للمفوضية للموسم الذي يبدأ في السنة"
    unit = "boolean"


class is_hajati_enrolled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "UNICEF enrolled the child in Hajati"
    label_ar = "الطفل مسجل في برنامج حاجاتي"
    unit = "boolean"


class attends_double_shift_school(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The child attends a double-shift school"
    label_ar = "يلتحق الطفل بمدرسة بنظام الفترتين"
    unit = "boolean"


class is_in_school_term(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The month belongs to the term of the child's school"
    label_ar = "يقع الشهر ضمن الفصل الدراسي لمدرسة الطفل"
    unit = "boolean"


class is_unrwa_registered(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is registered with UNRWA"
    label_ar = "مسجل لدى الأونروا"
    unit = "boolean"


class is_unrwa_relief_paid(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "UNRWA pays the family its one-off relief this month"
    label_ar = "تصرف الأونروا للأسرة إغاثتها لمرة واحدة في الشهر"
    unit = "boolean"
