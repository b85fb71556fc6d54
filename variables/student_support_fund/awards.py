"""Student Support Fund: full grants, partial grants and loans of a district, and the fees that they cover.

Ranks and the number of awards need all applicants of the district: they are inputs of the year. The number of awards
follows from the fund's resources and the average cost of 45 credit hours, which are not published by district. That an
award is of one calendar year is assumed. Not modelled: the grants to the best of the Kingdom, diploma grants, and the
share of children of teachers.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable

_SOURCE = "https://jo24.net/article/412555"


class full_grant_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The student gets a full grant of the district"
    label_ar = "يستحق الطالب منحة كاملة من منح اللواء"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "Alwakeel 741677 (2025-08-10)"

    def formula_2021(person, period, parameters) -> NDArray:
        awards = parameters(period).student_support_fund.awards
        rank = person("full_grant_rank_in_district", period)
        is_within = (rank > 0) & (rank <= awards.full_grants_per_district)
        return is_within & person("is_student_fund_eligible", period.first_month)


class is_ranked_for_student_fund(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The student is ranked for partial grants and loans, within the awards of the district"
    label_ar = "ترتيب الطالب ضمن المنح الجزئية والقروض في اللواء"
    unit = "boolean"
    reference = _SOURCE

    def formula_2021(person, period) -> NDArray:
        """Those with a full grant are not counted."""
        rank = person("student_fund_rank_in_district", period)
        is_within = (rank > 0) & (rank <= person("student_fund_awards_in_district", period))
        is_eligible = person("is_student_fund_eligible", period.first_month)
        return is_within & is_eligible & ~person("full_grant_entitled", period)


class is_ranked_for_partial_grant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The student's rank is in the part of the district's awards that are grants"
    label_ar = "ترتيب الطالب ضمن نسبة المنح الجزئية"
    unit = "boolean"
    reference = _SOURCE

    def formula_2021(person, period, parameters) -> NDArray:
        """A part of a grant goes to nobody (assumed)."""
        share = parameters(period).student_support_fund.awards.partial_grant_share
        grants = share * person("student_fund_awards_in_district", period)
        return person("student_fund_rank_in_district", period) <= grants


class partial_grant_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The student gets a partial grant of the fund"
    label_ar = "يستحق الطالب منحة جزئية"
    unit = "boolean"
    pillar = "tamkeen"
    reference = _SOURCE

    def formula_2021(person, period) -> NDArray:
        return person("is_ranked_for_student_fund", period) & person("is_ranked_for_partial_grant", period)


class student_loan_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The student gets a loan of the fund"
    label_ar = "يستحق الطالب قرضا"
    unit = "boolean"
    pillar = "tamkeen"
    reference = _SOURCE

    def formula_2021(person, period) -> NDArray:
        return person("is_ranked_for_student_fund", period) & ~person("is_ranked_for_partial_grant", period)


class covered_credit_hours(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Credit hours whose fees the award covers"
    label_ar = "الساعات المعتمدة المغطاة"
    unit = "credit_hours"
    reference = _SOURCE

    def formula_2021(person, period, parameters) -> NDArray:
        """All hours with a full grant; else up to the limit of partial grants and loans."""
        limit = parameters(period).student_support_fund.awards.maximum_credit_hours
        hours = person("credit_hours", period)
        return where(person("full_grant_entitled", period), hours, minimum(hours, limit))


class student_grant_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Fees that a full or partial grant of the fund pays"
    label_ar = "الرسوم التي تغطيها المنحة"
    unit = "JOD/year"
    pillar = "tamkeen"
    reference = _SOURCE

    def formula_2021(person, period) -> NDArray:
        fees = person("covered_credit_hours", period) * person("credit_hour_fee", period)
        has_grant = person("full_grant_entitled", period) | person("partial_grant_entitled", period)
        return where(has_grant, fees, 0)


class student_loan_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Fees that a loan of the fund pays (to be repaid)"
    label_ar = "الرسوم التي يغطيها القرض"
    unit = "JOD/year"
    pillar = "tamkeen"
    reference = _SOURCE

    def formula_2021(person, period) -> NDArray:
        fees = person("covered_credit_hours", period) * person("credit_hour_fee", period)
        return where(person("student_loan_entitled", period), fees, 0)
