"""Derived: whose child is born this month, for the leaves of mothers and fathers."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_new_mother(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A woman whose child is born this month"
    label_ar = "أم وُلد طفلها في الشهر"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        sex = person("sex", period)
        return (sex == sex.possible_values.female) & (person("months_since_child_birth", period) == 0)


class is_new_father(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A man whose child is born this month"
    label_ar = "أب وُلد طفله في الشهر"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        sex = person("sex", period)
        return (sex == sex.possible_values.male) & (person("months_since_child_birth", period) == 0)
