"""Registry inputs: school, grade and mother of a pupil, and which services the school has.

Grades are numbers: 1 to 12; 0 is the second and -1 the first year of kindergarten; -2 is no grade, or none known.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable

#: No grade of a school, or none known.
NO_GRADE = -2


class SchoolAuthority(Enum):
    __order__ = "none public military private unrwa"
    none = "No school · لا مدرسة"
    public = "Ministry of Education · وزارة التربية والتعليم"
    military = "Military Education and Culture · الثقافة العسكرية"
    private = "Private · خاصة"
    unrwa = "UNRWA · وكالة الغوث"


class school_authority(Variable):
    value_type = Enum
    possible_values = SchoolAuthority
    default_value = SchoolAuthority.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Authority of the school that the person attends (kindergarten to grade 12)"
    label_ar = "الجهة المشرفة على المدرسة"


class school_grade(Variable):
    """Where the register does not tell it, the grade that the year of birth lets expect.

    0 and -1 are kindergarten; -2 is none, or unknown.
    """

    value_type = int
    default_value = NO_GRADE
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Grade that the pupil attends"
    label_ar = "الصف الذي يدرس فيه الطالب"
    unit = "grade"

    def formula(person, period) -> NDArray:
        return where(person("is_school_pupil", period), person("expected_school_grade", period), NO_GRADE)


class is_child_of_jordanian_mother(Variable):
    """Where the register does not tell it: a son or daughter in the family of a Jordanian woman, head or wife."""

    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's mother is Jordanian"
    label_ar = "الأم أردنية"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        return person.has_role(Family.CHILD) & person.family("has_jordanian_mother", period)


class has_jordanian_mother(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head or a wife in the family is a Jordanian woman"
    label_ar = "ربة الأسرة أو إحدى الزوجات أردنية"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        members = family.members
        sex = members("sex", period)
        is_parent = members.has_role(Family.HEAD) | members.has_role(Family.SPOUSE)
        return family.any(is_parent & (sex == sex.possible_values.female) & members("is_citizen", period))


class is_school_in_feeding_programme(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's school is in the school-feeding programme"
    label_ar = "مدرسة الطالب مشمولة بالتغذية المدرسية"
    unit = "boolean"


class is_school_in_transport_phase(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Free school transport has begun in the area of the person's school"
    label_ar = "منطقة المدرسة مشمولة بالنقل المدرسي المجاني"
    unit = "boolean"


class uses_school_transport(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The pupil travels to school with the free school transport this month"
    label_ar = "يستخدم الطالب النقل المدرسي المجاني في الشهر"
    unit = "boolean"
