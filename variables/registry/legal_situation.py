"""Registry inputs: marriage permission, custody, violence in the family, and cases before the courts."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class Custodian(Enum):
    __order__ = "none mother other"
    none = "No custody in question · لا حضانة"
    mother = "The mother · الأم"
    other = "A custodian other than the mother · حاضن غير الأم"


class BeggingOffence(Enum):
    __order__ = "none begging repeated_begging forcing_others"
    none = "No offence · لا جرم"
    begging = "Begging · تسول"
    repeated_begging = "Repeated begging · تكرار التسول"
    forcing_others = "Making others beg · تسخير الغير للتسول"


class ViolencePerpetrator(Enum):
    __order__ = "none spouse blood_relative in_law guardian_or_alternative_family stranger"
    none = "Nobody · لا أحد"
    spouse = "The spouse · الزوج أو الزوجة"
    blood_relative = "A relative by blood · قريب بالنسب"
    in_law = "A relative by marriage · قريب بالمصاهرة"
    guardian_or_alternative_family = "Guardian or alternative family of the child · الوصي أو الأسرة البديلة"
    stranger = "Somebody else · غير ذلك"


class has_marriage_permission(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "A judge and the Chief Justice permitted the marriage before the marriage age"
    label_ar = "أذن القاضي وقاضي القضاة بالزواج دون السن"
    unit = "boolean"


class custodian(Variable):
    value_type = Enum
    possible_values = Custodian
    default_value = Custodian.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Who has custody of the child"
    label_ar = "الحاضن"


class chooses_mother(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The child chose to stay with the mother"
    label_ar = "اختار البقاء مع الأم"
    unit = "boolean"


class needs_custody_for_illness(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The child is so ill that custody is extended"
    label_ar = "مرض يستوجب تمديد الحضانة"
    unit = "boolean"


class is_in_legal_proceedings(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is party to legal proceedings"
    label_ar = "طرف في إجراءات قضائية"
    unit = "boolean"


class is_charged_with_felony(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is charged with a felony"
    label_ar = "متهم بجناية"
    unit = "boolean"


class has_prior_conviction(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person has a prior conviction"
    label_ar = "محكوم سابقا"
    unit = "boolean"


class legal_aid_hearings(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Hearings of the month at which a lawyer was provided"
    label_ar = "الجلسات التي حضرها محام موفر في الشهر"
    unit = "count"


class begging_offence(Variable):
    value_type = Enum
    possible_values = BeggingOffence
    default_value = BeggingOffence.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Offence under the article on begging"
    label_ar = "الجرم وفق مادة التسول"


class violence_perpetrator(Variable):
    value_type = Enum
    possible_values = ViolencePerpetrator
    default_value = ViolencePerpetrator.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Who did violence to the person"
    label_ar = "مرتكب العنف"


class perpetrator_kinship_degree(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Degree of kinship with the perpetrator (read only for relatives)"
    label_ar = "درجة القرابة مع مرتكب العنف"
    unit = "degree"


class lives_with_perpetrator(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The perpetrator lives in the person's home"
    label_ar = "يقيم مرتكب العنف في البيت"
    unit = "boolean"


class has_limited_legal_capacity(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person lacks legal capacity or has it in part, for a reason other than age"
    label_ar = "فاقد الأهلية أو ناقصها لغير السن"
    unit = "boolean"


class consents_to_violence_report(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The victim consents to the report of the violence"
    label_ar = "موافقة المتضرر على التبليغ"
    unit = "boolean"
