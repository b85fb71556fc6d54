"""Derived: a person's pension from all sources, for the rules that test or tax it."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class pension_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension received, and the pension worked out for who claims one from a contribution record"
    label_ar = "الراتب التقاعدي المقبوض والمحتسب من سجل الاشتراكات"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        """Whoever gives a record and claims from it leaves `pension` out: both would count twice."""
        return person("pension", period) + person("ssc_pension_amount", period)
