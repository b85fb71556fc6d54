"""Made up for tests: a condition that nobody asks for."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class is_made_up_condition_met(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Made-up condition"
    label_ar = "شرط مفترض"
    unit = "boolean"

    def formula_2026(family, period) -> NDArray:
        return family("is_head_citizen", period)
