"""The widower as a beneficiary by the bill of 2024: without a test of disability, until he remarries."""

from numpy import logical_not
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_widower_beneficiary(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Widower of the deceased, as a beneficiary"
    label_ar = "أرمل مستحق"
    unit = "boolean"
    article = "Social Security bill of 2024, art. 81(a)(3), 83(b)"

    def formula_2025(person, period, parameters) -> NDArray:
        """The share stops while he is married again, whether he lives with his wife or not."""
        kind, status = person("survivor_kind", period), person("marital_status", period)
        statuses = status.possible_values
        is_required = parameters(period).social_security_law.survivors.widower_disability_required
        is_disabled = person("is_totally_disabled_for_social_security", period)
        has_remarried = (status == statuses.married) | (status == statuses.deserted)
        return (kind == kind.possible_values.widower) & (is_disabled | logical_not(is_required)) & ~has_remarried
