"""Education Law: pupils by the authority of their school, and the grade that the year of birth lets expect.

The rule of admission is that of two schools in 2023/24; before that the grade is what the register tells.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import is_known_date
from openfisca_jordan_sp.variable import Variable

#: No grade of a school, or none known, as in `variables/registry/schooling.py`.
NO_GRADE = -2
#: The year from which numpy counts.
_FIRST_YEAR = 1970


class is_school_pupil(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a pupil of a school"
    label_ar = "الشخص طالب مدرسة"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        authority = person("school_authority", period)
        return person("is_enrolled", period) & (authority != authority.possible_values.none)


class is_public_school_pupil(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a pupil of a school of the Ministry of Education"
    label_ar = "طالب في مدرسة حكومية"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        authority = person("school_authority", period)
        return person("is_enrolled", period) & (authority == authority.possible_values.public)


class is_military_school_pupil(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a pupil of a school of Military Education and Culture"
    label_ar = "طالب في مدارس الثقافة العسكرية"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        authority = person("school_authority", period)
        return person("is_enrolled", period) & (authority == authority.possible_values.military)


class is_unrwa_school_pupil(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a pupil of a school of UNRWA"
    label_ar = "طالب في مدارس وكالة الغوث"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        authority = person("school_authority", period)
        return person("is_enrolled", period) & (authority == authority.possible_values.unrwa)


class expected_school_grade(Variable):
    """0 and -1 are kindergarten; -2 is none, or unknown."""

    value_type = int
    default_value = NO_GRADE
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Grade that the year of birth lets expect"
    label_ar = "الصف المتوقع بحسب سنة الميلاد"
    unit = "grade"
    reference = "http://alfaridsas.edu.jo/en/Home/Admission-Process"

    def formula_2023_09(person, period, parameters) -> NDArray:
        """Year of the school's opening less year of birth: six for grade 1, five and four for kindergarten."""
        education = parameters(period).education_law
        opening_year = period.offset(1 - education.school_year.first_semester_month, "month").start.year
        birth = person("birth_date", period)
        birth_year = birth.astype("datetime64[Y]").astype(int) + _FIRST_YEAR
        grade = opening_year - birth_year - education.school_year.grade_1_birth_year_offset + 1
        last_grade = education.compulsory.years + education.compulsory.secondary_years
        is_of_school = is_known_date(birth) & (grade > NO_GRADE) & (grade <= last_grade)
        return where(is_of_school, grade, NO_GRADE)
