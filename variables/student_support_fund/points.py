"""Student Support Fund: the points of November 2025, by which applicants are ranked in their district.

Sources differ on the weights: those that the spokesman told after the Royal assent are in force here, those of the
draft are the reform `student_fund_other_weighting`. How points are spread within a criterion was not found: in
proportion to the school average, equally for each sibling, and all or nothing for the rest is assumed. Not modelled:
the weights before 2025 (not found), with points for poverty pockets.
"""

from numpy import maximum, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable

_SOURCE = "https://jo24.net/article/554654"


class is_university_student(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a student of a college or university"
    label_ar = "طالب في كلية أو جامعة"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        level = person("study_level", period)
        return person("is_enrolled", period) & (level != level.possible_values.none)


class family_university_students(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Sons and daughters of the family at a college or university"
    label_ar = "عدد أبناء الأسرة في الجامعات"
    unit = "persons"

    def formula(family, period) -> NDArray:
        return family.sum(family.members("is_university_student", period), role=Family.CHILD)


class siblings_at_university(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Brothers and sisters of the student at a college or university"
    label_ar = "عدد إخوة الطالب في الجامعات"
    unit = "persons"

    def formula(person, period) -> NDArray:
        """The family's students beside the student."""
        students = person.family("family_university_students", period)
        is_counted = person("is_university_student", period)
        others = where(is_counted, students - 1, students)
        return where(person.has_role(Family.CHILD), maximum(others, 0), 0)


class academic_points_share(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Share of the academic points that the student's school average earns"
    label_ar = "نسبة نقاط التفوق الأكاديمي"
    unit = "share"

    def formula_2025_11_12(person, period, parameters) -> NDArray:
        full = parameters(period).student_support_fund.points.full_average
        return minimum(person("school_average", period) / full, 1)


class sibling_and_distance_points(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Points of siblings at university and of distance"
    label_ar = "نقاط الإخوة والبعد عن الجامعة"
    unit = "points"
    reference = _SOURCE

    def formula_2025_11_12(person, period, parameters) -> NDArray:
        points = parameters(period).student_support_fund.points
        counted = minimum(person("siblings_at_university", period), points.maximum_siblings)
        siblings = points.siblings_total * counted / points.maximum_siblings
        return siblings + where(person("is_far_from_university", period), points.distance, 0)


class student_fund_points(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Points of the student for the fund's partial grants and loans"
    label_ar = "نقاط الطالب للمنح الجزئية والقروض"
    unit = "points"
    pillar = "tamkeen"
    reference = _SOURCE

    def formula_2025_11_12(person, period, parameters) -> NDArray:
        points = parameters(period).student_support_fund.points
        academic = points.academic * person("academic_points_share", period)
        aid = where(person.family("naf_beneficiary", period), points.national_aid_fund, 0)
        total = academic + aid + person("sibling_and_distance_points", period)
        return where(person("is_student_fund_eligible", period), minimum(total, points.maximum), 0)


class royal_court_grant_points(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Points of the first-year student for the Royal Court's grants"
    label_ar = "نقاط طالب السنة الأولى لمنح الديوان الملكي"
    unit = "points"
    pillar = "tamkeen"
    reference = _SOURCE

    def formula_2025_11_12(person, period, parameters) -> NDArray:
        """The same criteria with other weights, for first-year students only."""
        fund = parameters(period).student_support_fund
        weights = fund.royal_court_points
        academic = weights.academic * person("academic_points_share", period)
        aid = where(person.family("naf_beneficiary", period), weights.national_aid_fund, 0)
        total = academic + aid + person("sibling_and_distance_points", period)
        is_candidate = person("is_student_fund_eligible", period) & person("is_first_year_student", period)
        return where(is_candidate, minimum(total, fund.points.maximum), 0)
