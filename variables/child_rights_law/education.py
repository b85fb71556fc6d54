"""Child Rights Law, article 15: free and compulsory basic education, and children who left it.

The ages are those of the Education Law 3/1994. Not modelled: the duties of the Ministry of Education on quality and
counselling, and any sanction of parents (none is known).
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class child_basic_education_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child has the right to free basic education"
    label_ar = "يستحق الطفل التعليم الأساسي المجاني"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Child Rights Law 17/2022, art. 15"
    reference = "https://jo24.net/article/453820"

    def formula_2023_01_12(person, period) -> NDArray:
        return person("is_child", period) & person("is_of_compulsory_schooling_age", period)


class is_child_out_of_school(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is of the age of compulsory schooling and not enrolled"
    label_ar = "طفل في سن التعليم الإلزامي غير ملتحق بالمدرسة"
    unit = "boolean"

    def formula_1994(person, period) -> NDArray:
        return person("is_of_compulsory_schooling_age", period) & ~person("is_enrolled", period)


class child_return_to_school_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The ministry owes the child measures against dropping out"
    label_ar = "يستحق الطفل تدابير منع التسرب من التعليم"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Child Rights Law 17/2022 (number not seen)"
    reference = "https://nayrouz.com/amp/article/311701"

    def formula_2023_01_12(person, period) -> NDArray:
        return person("child_basic_education_entitled", period) & person("is_child_out_of_school", period)
