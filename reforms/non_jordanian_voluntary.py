"""The bill of 2024, article 7(a): optional insurance of residents who are not Jordanian."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_ssc_voluntary_nationality_accepted(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's nationality, or a foreigner's contributions so far, allow optional insurance"
    label_ar = "تجيز جنسيته أو اشتراكاته السابقة الانتساب الاختياري"
    unit = "boolean"
    article = "Social Security bill of 2024, art. 7(a)"

    def formula_2025(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.contributions.voluntary.non_jordanian_contributions
        return person("is_citizen", period) | (person("ssc_compulsory_contributions_count", period) >= needed)
