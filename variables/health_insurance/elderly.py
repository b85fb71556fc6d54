"""Free civil health insurance of older Jordanians: from 80, then 70, and from 60 since January 2018.

The dates of 80 and 70 were not found and are assumed.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_above_free_cover_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has reached the age of free health cover of the elderly"
    label_ar = "بلغ سن التأمين الصحي المجاني لكبار السن"
    unit = "boolean"

    def formula_2012(person, period, parameters) -> NDArray:
        return person("age", period) >= parameters(period).health_insurance.free_cover.elderly_age


class has_public_elderly_cover(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is an older Jordanian, insured free of charge"
    label_ar = "أردني من كبار السن مشمول بالتأمين الصحي المجاني"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "Jordan Times 2017-12-28: over the age of 60 as of January 1"

    def formula_2012(person, period) -> NDArray:
        return person("is_citizen", period) & person("is_above_free_cover_age", period)
