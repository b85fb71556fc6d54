"""Registry inputs: students of colleges and universities, and their place in the Student Support Fund."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class StudyLevel(Enum):
    __order__ = "none diploma bachelor postgraduate"
    none = "No student of a college or university · ليس طالبا جامعيا"
    diploma = "Intermediate diploma · دبلوم متوسط"
    bachelor = "Bachelor · بكالوريوس"
    postgraduate = "Postgraduate · دراسات عليا"


class StudyProgramme(Enum):
    __order__ = "other public_regular public_parallel private"
    other = "Other or not known · غير ذلك أو غير معروف"
    public_regular = "Public institution, regular programme · مؤسسة رسمية، برنامج عادي"
    public_parallel = "Public institution, parallel programme · مؤسسة رسمية، برنامج مواز"
    private = "Private institution · مؤسسة خاصة"


class study_level(Variable):
    value_type = Enum
    possible_values = StudyLevel
    default_value = StudyLevel.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Degree for which the person studies"
    label_ar = "الدرجة التي يدرس لها"


class study_programme(Variable):
    value_type = Enum
    possible_values = StudyProgramme
    default_value = StudyProgramme.other
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Institution and programme of study"
    label_ar = "المؤسسة وبرنامج الدراسة"


class pays_own_tuition(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The student pays the tuition of the study"
    label_ar = "يدرس على نفقته الخاصة"
    unit = "boolean"


class has_tuition_grant_or_discount(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The student has a full grant or any discount of tuition from elsewhere"
    label_ar = "لديه منحة كاملة أو خصم من جهة أخرى"
    unit = "boolean"


class is_first_year_student(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The student is in the first year of study"
    label_ar = "طالب في السنة الأولى"
    unit = "boolean"


class university_gpa(Variable):
    """0 where there is none, or where it is marked in per cent."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Average of the semester before, of four points"
    label_ar = "معدل الفصل السابق من 4"
    unit = "points"


class university_percentage(Variable):
    """0 where there is none, or where it is marked in points."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Average of the semester before, in per cent"
    label_ar = "معدل الفصل السابق بالنسبة المئوية"
    unit = "percent"


class is_far_from_university(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The student's home is far from the university, as the fund judges distance"
    label_ar = "سكن الطالب بعيد عن الجامعة"
    unit = "boolean"


class full_grant_rank_in_district(Variable):
    """0 where the student is not ranked."""

    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Rank among those of the district considered for full grants"
    label_ar = "الترتيب على المنح الكاملة في اللواء"
    unit = "count"


class student_fund_rank_in_district(Variable):
    """0 where the student is not ranked."""

    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Rank by points among the applicants of the district"
    label_ar = "الترتيب حسب النقاط في اللواء"
    unit = "count"


class student_fund_awards_in_district(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Partial grants and loans of the student's district in the year"
    label_ar = "عدد المنح الجزئية والقروض في لواء الطالب"
    unit = "count"


class credit_hours(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Credit hours for which the student registered in the year"
    label_ar = "الساعات المعتمدة المسجلة في السنة"
    unit = "credit_hours"


class credit_hour_fee(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Fee of a credit hour in the student's programme"
    label_ar = "رسم الساعة المعتمدة"
    unit = "JOD/credit_hour"
