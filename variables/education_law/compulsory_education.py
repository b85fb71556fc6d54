"""Education Law 3/1994: compulsory and free basic education, free secondary education, and remedial education.

The law's text was not seen. Not modelled: the ban on dismissing pupils before 16 (recalled only), textbooks (what is
free is not known), and duties on parents (no sanction is known).
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_of_compulsory_schooling_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is of the age of compulsory education"
    label_ar = "الشخص في سن التعليم الإلزامي"
    unit = "boolean"
    article = "Education Law 3/1994 (article not seen)"

    def formula_1994(person, period, parameters) -> NDArray:
        compulsory = parameters(period).education_law.compulsory
        age = person("age", period)
        return (age >= compulsory.start_age) & (age < compulsory.end_age)


class is_in_basic_grade(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pupil is in basic education"
    label_ar = "الطالب في مرحلة التعليم الأساسي"
    unit = "boolean"
    article = "Education Law 3/1994 (article not seen)"

    def formula_1994(person, period, parameters) -> NDArray:
        """Grades from the first to the last of the years of basic education."""
        grade = person("school_grade", period)
        return (grade >= 1) & (grade <= parameters(period).education_law.compulsory.years)


class is_in_secondary_grade(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pupil is in secondary education"
    label_ar = "الطالب في مرحلة التعليم الثانوي"
    unit = "boolean"
    article = "Education Law 3/1994 (article not seen)"

    def formula_1994(person, period, parameters) -> NDArray:
        compulsory = parameters(period).education_law.compulsory
        grade = person("school_grade", period)
        return (grade > compulsory.years) & (grade <= compulsory.years + compulsory.secondary_years)


class free_basic_education_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The Jordanian is entitled to free basic education"
    label_ar = "يستحق الأردني التعليم الأساسي المجاني"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Education Law 3/1994 (article not seen)"

    def formula_1994(person, period) -> NDArray:
        """By age, or by grade for those who entered before the age or repeat a grade."""
        is_due = person("is_of_compulsory_schooling_age", period) | person("is_in_basic_grade", period)
        return person("is_citizen", period) & is_due


class free_secondary_education_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The Jordanian pupil is entitled to free secondary education"
    label_ar = "يستحق الطالب الأردني التعليم الثانوي المجاني"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Education Law 3/1994 (article not seen)"

    def formula_1994(person, period) -> NDArray:
        return person("is_citizen", period) & person("is_in_secondary_grade", period)


class is_of_remedial_programme_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is of the age of remedial education"
    label_ar = "الشخص في سن التعليم الاستدراكي"
    unit = "boolean"

    def formula_2024_12(person, period, parameters) -> NDArray:
        """Both ages are in."""
        remedial = parameters(period).education_law.remedial_programme
        age = person("age", period)
        return (age >= remedial.minimum_age) & (age <= remedial.maximum_age)


class remedial_programme_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child out of school may enter remedial education"
    label_ar = "يحق للطفل المنقطع الالتحاق بالتعليم الاستدراكي"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "https://egyptgazette.com/school-dropouts-urged-to-join-remedial-education-program-ministry"

    def formula_2024_12(person, period) -> NDArray:
        """Jordanians and others; the programme covers transport and food, without a published value."""
        return person("is_of_remedial_programme_age", period) & ~person("is_enrolled", period)
