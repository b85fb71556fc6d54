"""Free civil health insurance of Jordanian children below an age (Bylaw 83 of 2004, article 27).

The start, about 2003, is recalled; the rule is modelled from the bylaw on.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_below_free_cover_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is below the age of free health cover of children"
    label_ar = "دون سن التأمين الصحي المجاني للأطفال"
    unit = "boolean"

    def formula_2004(person, period, parameters) -> NDArray:
        limit = parameters(period).health_insurance.free_cover.child_age
        return person("is_age_known", period) & (person("age", period) < limit)


class has_public_child_cover(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a young Jordanian child, insured free of charge"
    label_ar = "طفل أردني مشمول بالتأمين الصحي المجاني"
    unit = "boolean"
    pillar = "tamkeen"
    article = "27"
    reference = "https://arij.net/projects/100-watt-podcast/en/data-stories/story-2/"

    def formula_2004(person, period) -> NDArray:
        """Jordanian, young enough and not privately insured."""
        return (
            person("is_citizen", period)
            & person("is_below_free_cover_age", period)
            & ~person("has_private_health_insurance", period)
        )
