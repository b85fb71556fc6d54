"""The age at which a child counts for a workplace nursery, in months as in the Labour Law bill of 2024/25."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import UNKNOWN_AGE
from openfisca_jordan_sp.variable import Variable


class is_counted_for_workplace_nursery(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is of the age that counts for a nursery at a parent's workplace"
    label_ar = "الطفل في السن المحتسب لحضانة مكان عمل أحد والديه"
    unit = "boolean"
    article = "Labour Law bill, art. 72(a)"

    def formula_2026(person, period, parameters) -> NDArray:
        """The limit itself excluded."""
        months = person("age_in_months", period)
        return (months > UNKNOWN_AGE) & (months < parameters(period).labour_law.nursery.child_age_limit_months)
