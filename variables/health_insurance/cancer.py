"""Cancer insurance Ri'aya at the King Hussein Cancer Center since 1 January 2026 (agreement of 16 June 2025).

The value of the cover is its mean cost a person, for the budget only: a service
in kind, counted in nobody's income.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_cancer_cover_child(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is young enough for the cancer insurance"
    label_ar = "ضمن أعمار الصغار المشمولين بتأمين السرطان"
    unit = "boolean"
    reference = "https://menafn.com/1110742062/"

    def formula_2026(person, period, parameters) -> NDArray:
        """Up to the highest age, which is inside."""
        highest = parameters(period).health_insurance.cancer.child_maximum_age
        return person("is_age_known", period) & (person("age", period) <= highest)


class is_cancer_cover_elderly(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is old enough for the cancer insurance and not insured elsewhere"
    label_ar = "من كبار السن المشمولين بتأمين السرطان غير المؤمنين عسكريا أو خاصا"
    unit = "boolean"
    reference = "https://menafn.com/1110424242/"

    def formula_2026(person, period, parameters) -> NDArray:
        cancer = parameters(period).health_insurance.cancer
        elsewhere = person("has_military_health_insurance", period) | person("has_private_health_insurance", period)
        is_excluded = elsewhere & cancer.elderly_excludes_otherwise_insured
        return (person("age", period) >= cancer.elderly_minimum_age) & ~is_excluded


class cancer_cover_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to treatment of cancer by the insurance Ri'aya"
    label_ar = "يستحق العلاج بتأمين رعاية للسرطان"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "https://menafn.com/1110742062/"

    def formula_2026(person, period, parameters) -> NDArray:
        """Jordanians who are young, old, or in a family that the Fund pays, while the insurance is in operation."""
        in_operation = parameters(period).health_insurance.cancer.in_operation
        belongs = (
            person("is_cancer_cover_child", period)
            | person("is_cancer_cover_elderly", period)
            | person.family("naf_beneficiary", period)
        )
        return person("is_citizen", period) & belongs & in_operation


class cancer_cover_value_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Mean monthly cost of the person's cancer insurance to the State"
    label_ar = "متوسط الكلفة الشهرية لتأمين السرطان للشخص"
    unit = "JOD/month"
    pillar = "tamkeen"
    reference = "https://menafn.com/1110742062/"

    def formula_2026(person, period, parameters) -> NDArray:
        """The yearly cost over the persons covered, a twelfth of it."""
        cancer = parameters(period).health_insurance.cancer
        return where(person("cancer_cover_entitled", period), cancer.total_cost / cancer.covered_persons / 12, 0)
