"""Child Rights Law: alternative care, legal assistance and protection from work that the law forbids.

The numbers of these articles were not seen. For the reporting of abuse see `domestic_violence_law`.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class child_alternative_care_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is deprived of a family and has the right to alternative care"
    label_ar = "يستحق الطفل المحروم من الأسرة الرعاية البديلة"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Child Rights Law 17/2022 (number not seen)"
    reference = "https://nayrouz.com/amp/article/311701"

    def formula_2023_01_12(person, period) -> NDArray:
        return person("is_child", period) & person("lacks_family_support", period)


class child_alternative_care_in_operation(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A court decided on the alternative care that the child has the right to"
    label_ar = "صدر قرار قضائي بالرعاية البديلة التي يستحقها الطفل"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Child Rights Law 17/2022 (number not seen)"
    reference = "https://nayrouz.com/amp/article/311701"

    def formula_2023_01_12(person, period) -> NDArray:
        """By decision of a court, in the child's best interests."""
        return person("child_alternative_care_entitled", period) & person("has_alternative_care_decision", period)


class child_legal_assistance_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child has the right to legal assistance"
    label_ar = "يستحق الطفل المساعدة القانونية"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Child Rights Law 17/2022 (number not seen)"
    reference = "Saraha News 2022 (minister Bani Mustafa)"

    def formula_2023_01_12(person, period) -> NDArray:
        """In many cases, the minister said; which is not known, so in all. The State's aid is `legal_aid`."""
        return person("is_child", period) & person("is_in_legal_proceedings", period)


class child_work_protection_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child has the right to protection from unlawful work"
    label_ar = "يستحق الطفل الحماية من العمل المخالف"
    unit = "boolean"
    pillar = "forsa"
    article = "Child Rights Law 17/2022 (number not seen)"

    def formula_2023_01_12(person, period) -> NDArray:
        """What is unlawful, the Labour Law says (articles 73 to 75)."""
        return person("is_child", period) & person("is_unlawful_child_labour", period)
