"""Disability-care aid whatever the income of the family."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class disability_care_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to disability-care aid, whatever the family's income"
    label_ar = "يستحق الشخص معونة رعاية الإعاقة أيا كان دخل الأسرة"
    unit = "boolean"
    pillar = "karama"

    def formula_2026(person, period, parameters) -> NDArray:
        severity = person("disability_severity", period)
        is_tested = parameters(period).national_aid_fund.disability_care.income_tested
        return (
            (severity != severity.possible_values.none)
            & person("is_citizen", period)
            & person.family("is_head_citizen", period)
            & (person.family("is_naf_income_below_limit", period) | (not is_tested))
        )
