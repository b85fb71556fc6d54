"""Registry inputs: who a person is (Civil Status and Passports Department, UNHCR)."""

import datetime

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class Sex(Enum):
    __order__ = "male female"
    male = "Male · ذكر"
    female = "Female · أنثى"


class Nationality(Enum):
    __order__ = "jordanian palestinian_gaza syrian iraqi egyptian other"
    jordanian = "Jordanian with a national number · أردني يحمل رقما وطنيا"
    palestinian_gaza = "Gaza-origin resident or holder of a temporary passport · من أبناء غزة أو حامل جواز مؤقت"
    syrian = "Syrian · سوري"
    iraqi = "Iraqi · عراقي"
    egyptian = "Egyptian · مصري"
    other = "Other nationality · جنسية أخرى"


class MaritalStatus(Enum):
    __order__ = "never_married married divorced widowed deserted"
    never_married = "Never married · أعزب"
    married = "Married · متزوج"
    divorced = "Divorced · مطلق"
    widowed = "Widowed · أرمل"
    deserted = "Separated or deserted · منفصل أو مهجور"


class Relationship(Enum):
    __order__ = "reference_person spouse child parent sibling grandchild child_in_law other_relative not_related"
    reference_person = "Reference person · الشخص المرجعي"
    spouse = "Spouse · زوج أو زوجة"
    child = "Son or daughter · ابن أو ابنة"
    parent = "Father or mother · أب أو أم"
    sibling = "Brother or sister · أخ أو أخت"
    grandchild = "Grandchild · حفيد"
    child_in_law = "Son- or daughter-in-law · زوج الابنة أو زوجة الابن"
    other_relative = "Other relative · قريب آخر"
    not_related = "Not related · غير قريب"


class birth_date(Variable):
    """Unknown unless given; an unknown birth date leaves the age to `age`. 1 January of year 1 stands for unknown."""

    value_type = datetime.date
    default_value = datetime.date(1, 1, 1)
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Birth date"
    label_ar = "تاريخ الميلاد"
    unit = "date"


class sex(Variable):
    value_type = Enum
    possible_values = Sex
    default_value = Sex.male
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Sex"
    label_ar = "الجنس"


class nationality(Variable):
    value_type = Enum
    possible_values = Nationality
    default_value = Nationality.jordanian
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Nationality"
    label_ar = "الجنسية"


class marital_status(Variable):
    value_type = Enum
    possible_values = MaritalStatus
    default_value = MaritalStatus.never_married
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Marital status"
    label_ar = "الحالة الاجتماعية"


class relationship_to_reference_person(Variable):
    value_type = Enum
    possible_values = Relationship
    default_value = Relationship.reference_person
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Relationship to the household's reference person"
    label_ar = "صلة القرابة بالشخص المرجعي"


class is_father_alive(Variable):
    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's father is alive"
    label_ar = "الأب على قيد الحياة"
    unit = "boolean"


class is_mother_alive(Variable):
    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's mother is alive"
    label_ar = "الأم على قيد الحياة"
    unit = "boolean"
