"""One-off relief of UNRWA in 2020: 50 dinars a member to families in need, 100 dinars to families of Gaza refugees.

That and when a family is paid is an input: the payments ran over two and three
months.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class is_head_with_disability(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family has a disability"
    label_ar = "رب الأسرة من ذوي الإعاقة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        severity = family.head("disability_severity", period)
        return severity != severity.possible_values.none


class is_head_old_for_unrwa_relief(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family has reached the age that UNRWA's relief asks for"
    label_ar = "بلغ رب الأسرة العمر المحدد في إغاثة الأونروا"
    unit = "boolean"

    def formula_2020_04(family, period, parameters) -> NDArray:
        return family.head("age", period) >= parameters(period).humanitarian_assistance.unrwa_relief_2020.elderly_age


class has_young_child_for_unrwa_relief(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A child of the family is young enough for UNRWA's relief"
    label_ar = "في الأسرة طفل ضمن العمر المحدد في إغاثة الأونروا"
    unit = "boolean"

    def formula_2020_04(family, period, parameters) -> NDArray:
        limit = parameters(period).humanitarian_assistance.unrwa_relief_2020.young_child_age
        members = family.members
        return family.any(members("is_age_known", period) & (members("age", period) <= limit))


class is_unrwa_family_in_need(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is among those for whom UNRWA's relief of spring 2020 was meant"
    label_ar = "الأسرة من الفئات المقصودة بإغاثة الأونروا في ربيع 2020"
    unit = "boolean"

    def formula_2020_04(family, period) -> NDArray:
        return (
            family("is_head_female", period)
            | family("is_head_old_for_unrwa_relief", period)
            | family("is_head_with_disability", period)
            | family("has_young_child_for_unrwa_relief", period)
        )


class unrwa_relief_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "One-off relief of UNRWA for each registered member, spring 2020"
    label_ar = "إغاثة الأونروا لمرة واحدة عن كل فرد مسجل، ربيع 2020"
    unit = "JOD/month"
    pillar = "somoud"

    def formula_2020_04(family, period, parameters) -> NDArray:
        """From June 2020 the amount is zero."""
        for_each = parameters(period).humanitarian_assistance.unrwa_relief_2020.per_member
        registered = family.sum(family.members("is_unrwa_registered", period))
        due = family("is_unrwa_relief_paid", period) & family("is_unrwa_family_in_need", period)
        return where(due, for_each * registered, 0)


class is_gaza_refugee_family(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family is a refugee from Gaza registered with UNRWA"
    label_ar = "رب الأسرة من لاجئي غزة المسجلين لدى الأونروا"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        nationality = family.head("nationality", period)
        from_gaza = nationality == nationality.possible_values.palestinian_gaza
        return from_gaza & family.head("is_unrwa_registered", period)


class unrwa_gaza_grant_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "One-off payment of UNRWA to a family of Gaza refugees, 2020"
    label_ar = "دفعة الأونروا لمرة واحدة لأسرة من لاجئي غزة، 2020"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "Middle East Monitor 2020-07-22"

    def formula_2020_08(family, period, parameters) -> NDArray:
        """From November 2020 the amount is zero."""
        grant = parameters(period).humanitarian_assistance.unrwa_relief_2020.gaza_family
        return where(family("is_unrwa_relief_paid", period) & family("is_gaza_refugee_family", period), grant, 0)
