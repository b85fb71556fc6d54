"""Personal Status Law: marriage ages of 1976, 2010 and 2019, and the capacity that a permitted marriage gives.

Not modelled: the check of consent where the parties' ages are far apart (article 11), and maintenance of children
(articles 187 to 190, text not seen).
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_of_marriage_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is of the age of marriage"
    label_ar = "بلغ سن الزواج"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 10(a)"

    def formula_2010_10(person, period, parameters) -> NDArray:
        """The same for both since the law of 2010 (recalled)."""
        return person("age", period) >= parameters(period).personal_status_law.marriage.age

    def formula_1976(person, period, parameters) -> NDArray:
        marriage = parameters(period).personal_status_law.marriage
        sex = person("sex", period)
        limit = where(sex == sex.possible_values.female, marriage.age_of_women_1976, marriage.age_of_men_1976)
        return person("age", period) >= limit


class is_of_exceptional_marriage_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is of the age at which a marriage may be permitted as an exception"
    label_ar = "في السن التي يجوز فيها الإذن بالزواج استثناء"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 10(b)"

    def formula_2010_10(person, period, parameters) -> NDArray:
        """From the exceptional age until the marriage age."""
        exception_age = parameters(period).personal_status_law.marriage.exception_age
        return (person("age", period) >= exception_age) & ~person("is_of_marriage_age", period)


class marriage_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may marry"
    label_ar = "يجوز له الزواج"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 10"

    def formula_2010_10(person, period) -> NDArray:
        permitted = person("is_of_exceptional_marriage_age", period) & person("has_marriage_permission", period)
        return person("is_of_marriage_age", period) | permitted

    def formula_1976(person, period) -> NDArray:
        return person("is_of_marriage_age", period)


class is_minor_marriage(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person married before the marriage age"
    label_ar = "متزوج دون سن الزواج"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 10"

    def formula_2010_10(person, period) -> NDArray:
        """Whether the marriage was permitted or not; only while it lasts."""
        status = person("marital_status", period)
        is_married = status == status.possible_values.married
        return person("is_age_known", period) & ~person("is_of_marriage_age", period) & is_married


class has_marital_capacity(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has full capacity in matters of marriage and divorce"
    label_ar = "كامل الأهلية في مسائل الزواج والطلاق"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 10(b)"

    def formula_2010_10(person, period) -> NDArray:
        """From the marriage age, or earlier by a marriage that was permitted."""
        return person("is_of_marriage_age", period) | (
            person("is_minor_marriage", period)
            & person("is_of_exceptional_marriage_age", period)
            & person("has_marriage_permission", period)
        )
