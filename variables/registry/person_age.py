"""Age and the statuses that follow from it, for every instrument."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import UNKNOWN_AGE, completed_years, is_known_date
from openfisca_jordan_sp.variable import Variable


class age(Variable):
    """Completed years at the first day of the period; -1 where neither age nor birth date is known."""

    value_type = int
    default_value = -1
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Age in completed years at the first day of the month"
    label_ar = "العمر بالسنوات المكتملة في أول الشهر"
    unit = "years"

    def formula(person, period) -> NDArray:
        """From the birth date; someone not yet born counts as unknown."""
        birth = person("birth_date", period)
        years = completed_years(birth, period.start)
        return where(is_known_date(birth) & (years > UNKNOWN_AGE), years, UNKNOWN_AGE)


class is_age_known(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's age is known"
    label_ar = "العمر معروف"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        return person("age", period) > UNKNOWN_AGE


class is_child(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a child"
    label_ar = "الشخص طفل"
    unit = "boolean"
    article = "Child Rights Law 17/2022, art. 2"
    reference = "https://ncfa.org.jo/en/wrsht-hshd"

    def formula(person, period, parameters) -> NDArray:
        """Below the age that ends childhood; a person of unknown age is not counted as a child."""
        limit = parameters(period).child_rights_law.child_age
        return person("is_age_known", period) & (person("age", period) < limit)


class is_elderly(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is elderly"
    label_ar = "الشخص من كبار السن"
    unit = "boolean"

    def formula(person, period, parameters) -> NDArray:
        """At or above the age used for older persons' cover and in official statistics."""
        return person("age", period) >= parameters(period).social_development_law.elderly.minimum_age


class is_citizen(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a Jordanian with a national number"
    label_ar = "أردني يحمل رقما وطنيا"
    unit = "boolean"
    reference = "National Aid Fund, Secretary-General al-Damour, amman.today 2022-01-03"

    def formula(person, period) -> NDArray:
        nationality = person("nationality", period)
        return nationality == nationality.possible_values.jordanian
