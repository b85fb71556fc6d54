"""Derived: sizes of families and households and the attributes of the head."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Household
from openfisca_jordan_sp.variable import Variable


class household_size(Variable):
    value_type = int
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Persons in the household"
    label_ar = "عدد أفراد الأسرة المعيشية"
    unit = "persons"

    def formula(household, period) -> NDArray:
        return household.nb_persons()


class family_size(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Persons in the family"
    label_ar = "عدد أفراد الأسرة"
    unit = "persons"

    def formula(family, period) -> NDArray:
        return family.nb_persons()


class family_citizens(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Jordanian citizens in the family"
    label_ar = "عدد الأردنيين في الأسرة"
    unit = "persons"

    def formula(family, period) -> NDArray:
        return family.sum(family.members("is_citizen", period))


class family_children(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Children in the family"
    label_ar = "عدد الأطفال في الأسرة"
    unit = "persons"

    def formula(family, period) -> NDArray:
        return family.sum(family.members("is_child", period))


class family_elderly(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Elderly persons in the family"
    label_ar = "عدد كبار السن في الأسرة"
    unit = "persons"

    def formula(family, period) -> NDArray:
        return family.sum(family.members("is_elderly", period))


class is_head_citizen(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family is a Jordanian citizen"
    label_ar = "رب الأسرة أردني"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family.head("is_citizen", period)


class is_head_female(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A woman heads the family"
    label_ar = "ترأس الأسرة امرأة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        sex = family.head("sex", period)
        return sex == sex.possible_values.female


class is_head_elderly(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family is elderly"
    label_ar = "رب الأسرة من كبار السن"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family.head("is_elderly", period)
