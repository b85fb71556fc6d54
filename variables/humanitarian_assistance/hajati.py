"""Hajati: cash of UNICEF for children of double-shift schools during school term.

Known for the school years 2018/19 and 2019/20. How children are enrolled, and
the months of term, are not published: they are inputs. A limit for a family
was not found.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class is_of_hajati_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is of the age of Hajati"
    label_ar = "الطفل ضمن عمر برنامج حاجاتي"
    unit = "boolean"
    reference = "Zawya SNG_152425769"

    def formula_2018_09(person, period, parameters) -> NDArray:
        """Both ages included; an unknown age is below the lowest."""
        hajati = parameters(period).humanitarian_assistance.hajati
        age = person("age", period)
        return (age >= hajati.minimum_age) & (age <= hajati.maximum_age)


class hajati_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is entitled to Hajati this month"
    label_ar = "يستحق الطفل حاجاتي في الشهر"
    unit = "boolean"
    pillar = "somoud"
    reference = "UNICEF Jordan 2019-06-26; Zawya SNG_152425769"

    def formula_2018_09(person, period) -> NDArray:
        return (
            person("is_hajati_enrolled", period)
            & person("is_of_hajati_age", period)
            & person("attends_double_shift_school", period)
            & person("is_in_school_term", period)
        )


class hajati_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Hajati, cash of UNICEF for a school child"
    label_ar = "حاجاتي: مساعدة اليونيسف النقدية للطفل الملتحق بالمدرسة"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "UNICEF Jordan 2019-06-26; Zawya SNG_152425769"

    def formula_2018_09(person, period, parameters) -> NDArray:
        amount = parameters(period).humanitarian_assistance.hajati.amount
        cut_rate = parameters(period).shock_response.refocus.unicef_cut_rate
        return where(person("hajati_entitled", period), amount * (1 - cut_rate), 0)


class family_hajati_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Hajati of the family's children"
    label_ar = "حاجاتي لأطفال الأسرة"
    unit = "JOD/month"
    pillar = "somoud"

    def formula_2018_09(family, period) -> NDArray:
        return family.sum(family.members("hajati_amount", period))
