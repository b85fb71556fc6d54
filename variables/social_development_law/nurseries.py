"""Nurseries Bylaw 6/2024 and the instructions of 2021 on home nurseries.

Not modelled: the licence of a nursery (its conditions were not seen) and its fee
(nothing for a home nursery). Workplace nurseries stand under the Labour Law.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household, Person
from openfisca_jordan_sp.formulas import UNKNOWN_AGE
from openfisca_jordan_sp.variable import Variable


class is_nursery_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is of the age for a nursery"
    label_ar = "في عمر الحضانة"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "http://adaleh.info/Art.aspx?Id=1412&Typ=2"
    article = "Nurseries Bylaw 6/2024, art. 2"

    def formula_2024_02_20(person, period, parameters) -> NDArray:
        limit = parameters(period).social_development_law.nursery.maximum_age_months
        months = person("age_in_months", period)
        return (months > UNKNOWN_AGE) & (months <= limit)


class runs_home_nursery(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The household runs a nursery at home"
    label_ar = "تدير الأسرة المعيشية حضانة منزلية"
    unit = "boolean"

    def formula(household, period) -> NDArray:
        return household("home_nursery_children", period) > 0


class is_home_nursery_within_capacity(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The home nursery has no more children than allowed"
    label_ar = "عدد أطفال الحضانة المنزلية ضمن الحد المسموح"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "alwakeelnews 536288 (Minister Mufleh): at most seven children"
    article = "Home-nursery licensing instructions of 2021"

    def formula_2021(household, period, parameters) -> NDArray:
        limit = parameters(period).social_development_law.nursery.home_maximum_children
        is_within = household("home_nursery_children", period) <= limit
        return household("runs_home_nursery", period) & is_within
