"""Public service: who is an employee of it, and who has its allowances (HR Management Bylaw 33/2024, art. 3(b)).

Before the bylaw of 2024 every employee under the civil-service bylaws; since then only who was appointed before it.
An unknown day of appointment counts as late. The army and security services have laws of their own: their staff are
given no category here.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import is_before
from openfisca_jordan_sp.variable import Variable


class is_public_service_employee(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is an employee in the public sector"
    label_ar = "موظف في القطاع العام"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        status, sector = person("employment_status", period), person("employment_sector", period)
        return (status == status.possible_values.employee) & (sector == sector.possible_values.public)


class has_public_service_category(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The public employee has a category under the bylaw"
    label_ar = "للموظف العام فئة وفق النظام"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        category = person("public_service_category", period)
        return person("is_public_service_employee", period) & (category != category.possible_values.none)


class is_appointed_before_2024_bylaw(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The employee is known to have been appointed before the bylaw of 2024"
    label_ar = "عُين الموظف قبل نظام 2024"
    unit = "boolean"
    article = "HR Management Bylaw 33/2024, art. 3(b)"

    def formula_2024_07(person, period, parameters) -> NDArray:
        day = parameters(period).public_service.scope.appointed_before
        return is_before(person("public_service_appointment_date", period), day)


class public_allowances_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The rules on the allowances of the public service hold for the employee"
    label_ar = "تسري على الموظف أحكام علاوات الخدمة العامة"
    unit = "boolean"
    pillar = "forsa"
    article = "HR Management Bylaw 33/2024, art. 3(b)"

    def formula_2020(person, period, parameters) -> NDArray:
        is_for_all = parameters(period).public_service.scope.allowances_apply_to_new_appointees
        is_early = person("is_appointed_before_2024_bylaw", period)
        return person("has_public_service_category", period) & (is_for_all | is_early)

    def formula_2012(person, period) -> NDArray:
        """Whoever has a category."""
        return person("has_public_service_category", period)
