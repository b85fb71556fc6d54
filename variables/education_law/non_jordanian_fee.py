"""Fee of non-Jordanian pupils in public schools from February 2026, who is exempt, and all charges together.

The fee before (30 dinars a semester) stands among the parameters; who was exempt from it is not known. The circular of
August 2025 (30, 40 and 75 dinars a month) was declared void within days and never in force.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import is_month, year_months
from openfisca_jordan_sp.variable import Variable


class is_non_jordanian_public_pupil(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a non-Jordanian pupil of a public school"
    label_ar = "طالب غير أردني في مدرسة حكومية"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        return ~person("is_citizen", period) & person("is_public_school_pupil", period)


class is_above_exempt_grades(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pupil's grade is above those exempt from the fee"
    label_ar = "صف الطالب أعلى من الصفوف المعفاة"
    unit = "boolean"
    reference = "https://alrai.com/article/10934548"

    def formula_2026_02(person, period, parameters) -> NDArray:
        exempt = parameters(period).education_law.fees.non_jordanian.exempt_maximum_grade
        return person("school_grade", period) > exempt


class is_gaza_resident(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a resident who comes from Gaza"
    label_ar = "من أبناء غزة المقيمين"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        nationality = person("nationality", period)
        return nationality == nationality.possible_values.palestinian_gaza


class is_exempt_from_non_jordanian_fee(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person belongs to a group exempt from the fee of non-Jordanian pupils"
    label_ar = "من الفئات المستثناة من رسوم غير الأردنيين"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "https://alrai.com/article/10934548"

    def formula_2026_02(person, period) -> NDArray:
        """Children of Jordanian mothers, residents from Gaza, and those registered with UNHCR."""
        return (
            person("is_child_of_jordanian_mother", period)
            | person("is_gaza_resident", period)
            | person("is_registered_refugee", period)
        )


class owes_non_jordanian_fee(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pupil owes the fee of non-Jordanian pupils"
    label_ar = "تترتب على الطالب رسوم غير الأردنيين"
    unit = "boolean"
    reference = "https://alrai.com/article/10934548"

    def formula_2026_02(person, period) -> NDArray:
        return (
            person("is_non_jordanian_public_pupil", period)
            & person("is_above_exempt_grades", period)
            & ~person("is_exempt_from_non_jordanian_fee", period)
        )


class non_jordanian_fee_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Fee of the non-Jordanian pupil due this month (paid by the family)"
    label_ar = "رسوم الطالب غير الأردني المستحقة في الشهر"
    unit = "JOD/month"
    reference = "https://alrai.com/article/10934548"

    def formula_2026_02(person, period, parameters) -> NDArray:
        """In the month in which each semester begins."""
        education = parameters(period).education_law
        first = is_month(period, education.school_year.first_semester_month)
        second = is_month(period, education.school_year.second_semester_month)
        is_due = person("owes_non_jordanian_fee", period) & (first | second)
        return where(is_due, education.fees.non_jordanian.fee_per_semester, 0)


class public_school_fee_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Charges of the public school due this month (paid by the family)"
    label_ar = "رسوم المدرسة الحكومية المستحقة في الشهر"
    unit = "JOD/month"

    def formula_1994(person, period) -> NDArray:
        tuition = person("jordanian_tuition_amount", period)
        donation = person("school_donation_amount", period)
        return tuition + donation + person("non_jordanian_fee_amount", period)


class public_school_yearly_fee_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Charges of the public school due in the calendar year (paid by the family)"
    label_ar = "رسوم المدرسة الحكومية في السنة"
    unit = "JOD/year"

    def formula_1994(person, period) -> NDArray:
        return sum(person("public_school_fee_amount", month) for month in year_months(period))
