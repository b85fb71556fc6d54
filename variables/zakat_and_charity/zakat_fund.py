"""Zakat Fund: grants, coupons and extra salaries of families, and debts of indebted women.

The monthly salary is not published and stands as an input. Not modelled: gifts
to families of one place (2024), school bags, capital of rehabilitation projects.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class zakat_extra_salary_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Extra salary of the Zakat Fund before a feast"
    label_ar = "راتب إضافي من صندوق الزكاة قبل العيد"
    unit = "JOD/month"
    pillar = "karama"
    reference = "arabstockinfo.com 2025-05-20: a further salary before Eid al-Adha"

    def formula_2025_05(family, period, parameters) -> NDArray:
        extra_salaries = parameters(period).zakat_and_charity.zakat_fund.extra_salaries
        return family("zakat_monthly_salary", period) * extra_salaries


class zakat_feast_grant_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Grant of the Zakat Fund for Ramadan or the feast"
    label_ar = "منحة صندوق الزكاة لرمضان أو العيد"
    unit = "JOD/month"
    pillar = "karama"
    reference = "Jordan Times 2018-05-30; shaabjo 330917 (2026-02-16)"

    def formula_2018_05(family, period, parameters) -> NDArray:
        grant = parameters(period).zakat_and_charity.zakat_fund.feast_grant
        return where(family("receives_zakat_feast_grant", period), grant, 0)


class zakat_coupon_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Shopping coupons of the Zakat Fund"
    label_ar = "كوبونات التسوق من صندوق الزكاة"
    unit = "JOD/month"
    pillar = "karama"
    reference = "MENAFN 1108002424 (2024-03-20); shaabjo 330917 (2026-02-16)"

    def formula_2024_03_20(family, period, parameters) -> NDArray:
        coupon = parameters(period).zakat_and_charity.zakat_fund.coupon
        return family("zakat_coupons_received", period) * coupon


class is_gharima(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person is a woman in debt (gharima)"
    label_ar = "امرأة غارمة"
    unit = "boolean"
    reference = "Jordan News 23178 (2022)"

    def formula(person, period) -> NDArray:
        sex = person("sex", period)
        return (sex == sex.possible_values.female) & (person("gharimat_debt", period) > 0)


class is_gharimat_priority(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The indebted woman is in prison, and comes first"
    label_ar = "غارمة محبوسة لها الأولوية"
    unit = "boolean"
    reference = "Jordan News 23178 (2022): imprisoned women first"

    def formula_2022(person, period) -> NDArray:
        return person("is_gharima", period) & person("is_imprisoned_for_debt", period)


class gharimat_support_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The Zakat Fund may pay the woman's debt"
    label_ar = "يجوز سداد دين الغارمة من صندوق الزكاة"
    unit = "boolean"
    pillar = "karama"
    reference = "Jordan News 23178 (2022): once"

    def formula_2022(person, period) -> NDArray:
        return person("is_gharima", period) & ~person("gharimat_support_already_received", period)


class gharimat_support_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Debt of an indebted woman paid by the Zakat Fund"
    label_ar = "دين الغارمة المسدد من صندوق الزكاة"
    unit = "JOD/year"
    pillar = "karama"
    reference = "Jordan News 23178 (2022)"

    def formula_2022(person, period, parameters) -> NDArray:
        """To those whom the Fund selected."""
        limit = parameters(period).zakat_and_charity.zakat_fund.gharimat_maximum
        is_paid = person("gharimat_support_entitled", period) & person("is_gharimat_support_selected", period)
        return where(is_paid, minimum(person("gharimat_debt", period), limit), 0)
