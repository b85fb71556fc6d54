"""Child Rights Law: who is a child (the rule is `is_child`), birth registration, and a child benefit.

The law serves every child in the Kingdom, of whatever nationality: the persons of this model live in Jordan. Birth
registration follows the Civil Status Law 9/2001. Not modelled: the name of the child, and the other rights of articles
4, 5, 7 and 8, which no register shows.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_child_with_marital_capacity(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A child who has the capacity of an adult in matters of marriage and divorce"
    label_ar = "طفل له أهلية في مسائل الزواج والطلاق"
    unit = "boolean"
    article = "Child Rights Law 17/2022, art. 2(a)"
    reference = "https://ncfa.org.jo/en/wrsht-hshd"

    def formula_2023_01_12(person, period) -> NDArray:
        """The definition of a child is subject to the Personal Status Law: otherwise the person remains a child."""
        return person("is_child", period) & person("has_marital_capacity", period)


class child_birth_registration_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child has the right to be registered and is not"
    label_ar = "يستحق الطفل تسجيل ولادته وهو غير مسجل"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Child Rights Law 17/2022, art. 6"
    reference = "https://ncfa.org.jo/en/wrsht-hshd"

    def formula_2023_01_12(person, period) -> NDArray:
        return person("is_child", period) & ~person("is_birth_registered", period)


class is_birth_notified_late(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The birth was notified after the time allowed"
    label_ar = "جرى التبليغ عن الولادة بعد المهلة"
    unit = "boolean"
    article = "Civil Status Law 9/2001, art. 13"

    def formula_2001(person, period, parameters) -> NDArray:
        """The last day of the time allowed is in time."""
        registration = parameters(period).child_rights_law.birth_registration
        limit = where(
            person("is_born_abroad", period), registration.notification_days_abroad, registration.notification_days
        )
        return person("birth_notification_delay", period) > limit


class birth_notification_late_fee_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Charge for the late notification of a birth (paid by the family)"
    label_ar = "غرامة التأخر في التبليغ عن الولادة"
    unit = "JOD/case"
    article = "Civil Status Law 9/2001, art. 13(c)"

    def formula_2001(person, period, parameters) -> NDArray:
        """In the month in which the birth is notified."""
        fee = parameters(period).child_rights_law.birth_registration.late_fee
        return where(person("is_birth_notified_late", period), fee, 0)


class child_benefit_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Child benefit (no instrument grants one: zero until a reform sets the amount)"
    label_ar = "إعانة الطفل (لا نص يقررها)"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2023_01_12(person, period, parameters) -> NDArray:
        amount = parameters(period).child_rights_law.child_benefit.amount
        return where(person("is_child", period), amount, 0)
