"""The cancer insurance, extended to adults between its two ages who are not insured at all."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_uninsured_adult_for_cancer_cover(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is between the two ages of the cancer insurance and has no health insurance"
    label_ar = "بين سني تأمين السرطان وغير مؤمن صحيا"
    unit = "boolean"

    def formula_2026(person, period, parameters) -> NDArray:
        """Neither public insurance, nor private or any other."""
        cancer = parameters(period).health_insurance.cancer
        age = person("age", period)
        is_between = (age > cancer.child_maximum_age) & (age < cancer.elderly_minimum_age)
        is_insured = person("is_covered_by_public_health_insurance", period) | person("is_insured_elsewhere", period)
        return is_between & ~is_insured & cancer.covers_uninsured_adults


class cancer_cover_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to treatment of cancer by the insurance Ri'aya, extended to uninsured adults"
    label_ar = "يستحق العلاج بتأمين رعاية للسرطان بعد شمول البالغين غير المؤمنين"
    unit = "boolean"
    pillar = "tamkeen"

    def formula_2026(person, period, parameters) -> NDArray:
        """Those of the law in force, and uninsured adults, while the insurance is in operation."""
        in_operation = parameters(period).health_insurance.cancer.in_operation
        belongs = (
            person("is_cancer_cover_child", period)
            | person("is_cancer_cover_elderly", period)
            | person.family("naf_beneficiary", period)
            | person("is_uninsured_adult_for_cancer_cover", period)
        )
        return person("is_citizen", period) & belongs & in_operation
