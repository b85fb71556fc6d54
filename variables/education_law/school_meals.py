"""School feeding: who gets meals or biscuits at school, and what they are worth.

The list of directorates and schools changes with the programme and is an input. The value is derived from the cost of
the programme, on sixty days of the year; before September 2023 the number of days is not known, so no value is given.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_in_school_feeding_grade(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pupil's grade is one of those fed at school"
    label_ar = "صف الطالب مشمول بالتغذية المدرسية"
    unit = "boolean"
    reference = "Jordan Times 2021-10-10"

    def formula_2021_09(person, period, parameters) -> NDArray:
        feeding = parameters(period).education_law.school_feeding
        grade = person("school_grade", period)
        return (grade >= feeding.minimum_grade) & (grade <= feeding.maximum_grade)


class school_meal_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pupil is entitled to school meals"
    label_ar = "يستحق الطالب التغذية المدرسية"
    unit = "boolean"
    pillar = "karama"
    reference = "Jordan Times 2021-10-10"

    def formula_2021_09(person, period) -> NDArray:
        """In public schools and schools of camps, where the programme is; Jordanians and others."""
        is_of_school = person("is_public_school_pupil", period) | person("is_unrwa_school_pupil", period)
        return (
            is_of_school
            & person("is_school_in_feeding_programme", period)
            & person("is_in_school_feeding_grade", period)
        )


class school_meal_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Value of the school meals of the pupil"
    label_ar = "قيمة التغذية المدرسية للطالب"
    unit = "JOD/month"
    pillar = "karama"
    reference = "Alwakeel 745386 (2025-09-09); https://assawsana.com/article/605536"

    def formula_2023_09(person, period, parameters) -> NDArray:
        """The year's meals, spread evenly over its months (assumed)."""
        feeding = parameters(period).education_law.school_feeding
        monthly = feeding.meal_value * feeding.days_per_year / 12
        return where(person("school_meal_entitled", period), monthly, 0)
