"""Juveniles Law: who is a juvenile, the age of criminal responsibility, and working children as children to protect.

Not modelled: procedures and sentences (no text of the law in force was seen).
"""

from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class JuvenileCategory(Enum):
    __order__ = "unknown young_child adolescent youth adult"
    unknown = "Age not known · العمر غير معروف"
    young_child = "Below adolescence · دون سن المراهق"
    adolescent = "Adolescent · مراهق"
    youth = "Youth · فتى"
    adult = "Not a juvenile · ليس حدثا"


class is_juvenile(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a juvenile"
    label_ar = "الشخص حدث"
    unit = "boolean"
    article = "Juveniles Law 32/2014"

    def formula_2014_10_15(person, period, parameters) -> NDArray:
        return person("is_age_known", period) & (person("age", period) < parameters(period).juveniles_law.adult_age)


class is_criminally_responsible(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has reached the age of criminal responsibility"
    label_ar = "بلغ سن المسؤولية الجزائية"
    unit = "boolean"
    article = "Juveniles Law 32/2014"

    def formula_1968(person, period, parameters) -> NDArray:
        return person("age", period) >= parameters(period).juveniles_law.criminal_responsibility_age


class juvenile_category(Variable):
    value_type = Enum
    possible_values = JuvenileCategory
    default_value = JuvenileCategory.unknown
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Category of age under the Juveniles Law"
    label_ar = "الفئة العمرية في قانون الأحداث"
    article = "Juveniles Law 32/2014"

    def formula_2014_10_15(person, period, parameters) -> NDArray:
        """Adolescents and youths: limits recalled."""
        juveniles = parameters(period).juveniles_law
        age = person("age", period)
        return select(
            [
                ~person("is_age_known", period),
                ~person("is_juvenile", period),
                age >= juveniles.youth_minimum_age,
                age >= juveniles.adolescent_minimum_age,
            ],
            [JuvenileCategory.unknown, JuvenileCategory.adult, JuvenileCategory.youth, JuvenileCategory.adolescent],
            JuvenileCategory.young_child,
        )


class juvenile_work_protection_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The working child is in need of the Ministry of Social Development's protection"
    label_ar = "طفل عامل محتاج إلى الحماية والرعاية"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Juveniles Law 32/2014"
    reference = "US Department of Labor 2021 (ecoi.net 2082751): the framework of 2021 cites the law"

    def formula_2014_10_15(person, period) -> NDArray:
        return person("is_juvenile", period) & person("is_unlawful_child_labour", period)
