"""Education Law: tuition and yearly donations of Jordanian pupils in public schools, due in the first semester's month.

Not in force here: the draft of January 2019 on other donations (whether it was gazetted is unknown).
"""

from numpy import logical_not, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import is_month, required_for, select
from openfisca_jordan_sp.variable import Variable


class is_jordanian_public_pupil(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a Jordanian pupil of a public school"
    label_ar = "طالب أردني في مدرسة حكومية"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        return person("is_citizen", period) & person("is_public_school_pupil", period)


class jordanian_tuition_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Tuition of the Jordanian pupil due this month (paid by the family; none is charged)"
    label_ar = "رسوم الطالب الأردني المستحقة في الشهر"
    unit = "JOD/month"
    article = "Education Law 3/1994 (article not seen)"
    reference = "Jordan News 47653: schooling remains free for Jordanian students"

    def formula_1994(person, period, parameters) -> NDArray:
        education = parameters(period).education_law
        is_due = is_month(period, education.school_year.first_semester_month)
        return where(person("is_jordanian_public_pupil", period) & is_due, education.fees.jordanian_tuition, 0)


class owes_school_donation(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The Jordanian pupil owes the school donation of the year, which is not waived"
    label_ar = "تترتب على الطالب الأردني تبرعات مدرسية غير معفاة"
    unit = "boolean"
    reference = "kingabdullah.jo 2009-08-30; https://en.ammonnews.net/print/32544"

    def formula_2010(person, period, parameters) -> NDArray:
        donation = parameters(period).education_law.fees.donation
        pays_by_grade = person("is_in_basic_grade", period) | person("is_in_secondary_grade", period)
        pays = person("is_jordanian_public_pupil", period) & pays_by_grade
        return pays & logical_not(donation.is_waived)


class school_donation_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "School donation of the Jordanian pupil due this month (paid by the family)"
    label_ar = "التبرعات المدرسية المستحقة على الطالب في الشهر"
    unit = "JOD/month"
    reference = "https://nesannews.net/article/121187"

    def formula_2010(person, period, parameters) -> NDArray:
        """Once a year. The amount of secondary grades is unset, and needed only where a pupil owes it."""
        education = parameters(period).education_law
        donation = education.fees.donation
        owes = person("owes_school_donation", period) & is_month(period, education.school_year.first_semester_month)
        is_secondary = person("is_in_secondary_grade", period)
        is_lower = person("school_grade", period) <= donation.split_grade
        secondary = required_for(donation, "secondary", owes & is_secondary)
        amount = select([is_secondary, is_lower], [secondary, donation.grades_1_to_6], donation.grades_7_to_10)
        return where(owes, amount, 0)
