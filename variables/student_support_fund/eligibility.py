"""Student Support Fund: who may apply for its grants and loans, as read in November 2025.

The start with the instructions of 2021 is assumed. Not modelled: the humanitarian cases (no list was found).
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable

_SOURCE = "https://watananews.com/494969"


class is_student_of_funded_level(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person studies for a diploma or a bachelor's degree"
    label_ar = "يدرس لدرجة الدبلوم أو البكالوريوس"
    unit = "boolean"
    reference = _SOURCE

    def formula_2021(person, period) -> NDArray:
        level = person("study_level", period)
        levels = level.possible_values
        return person("is_enrolled", period) & ((level == levels.diploma) | (level == levels.bachelor))


class is_in_regular_public_programme(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The student is in the regular programme of a public university or college"
    label_ar = "طالب في البرنامج العادي في مؤسسة رسمية"
    unit = "boolean"
    reference = _SOURCE

    def formula_2021(person, period) -> NDArray:
        programme = person("study_programme", period)
        return programme == programme.possible_values.public_regular


class is_semester_average_met(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The average of the semester before is enough, or the student is in the first year"
    label_ar = "يحقق معدل الفصل السابق أو في السنة الأولى"
    unit = "boolean"
    reference = _SOURCE

    def formula_2021(person, period, parameters) -> NDArray:
        """On either scale; the lowest average itself passes."""
        eligibility = parameters(period).student_support_fund.eligibility
        return (
            person("is_first_year_student", period)
            | (person("university_gpa", period) >= eligibility.minimum_gpa)
            | (person("university_percentage", period) >= eligibility.minimum_percentage)
        )


class is_student_fund_eligible(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The student may apply to the Student Support Fund"
    label_ar = "يحق للطالب التقدم إلى صندوق دعم الطالب"
    unit = "boolean"
    pillar = "tamkeen"
    reference = _SOURCE

    def formula_2021(person, period) -> NDArray:
        """A Jordanian with a national number: children of Jordanian women without one are not."""
        return (
            person("is_citizen", period)
            & person("is_student_of_funded_level", period)
            & person("is_in_regular_public_programme", period)
            & person("pays_own_tuition", period)
            & ~person("has_tuition_grant_or_discount", period)
            & person("is_semester_average_met", period)
        )
