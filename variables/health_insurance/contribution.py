"""Civil health insurance: who contributes, and how much (Bylaw 83 of 2004; the start of the rate is assumed).

Not modelled: the price of optional subscription, the contributions that the
amended bylaw of 2023 added (neither was found).
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_insured_public_employee(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is a public employee insured in the civil scheme"
    label_ar = "موظف عام مشترك في التأمين الصحي المدني"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        """Employees of the public sector, but for those whom the military scheme insures."""
        status, sector = person("employment_status", period), person("employment_sector", period)
        return (
            (status == status.possible_values.employee)
            & (sector == sector.possible_values.public)
            & ~person("has_military_health_insurance", period)
        )


class is_civil_health_contributor(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person contributes to the civil health insurance from a salary or pension"
    label_ar = "مشترك في التأمين الصحي المدني من راتبه أو تقاعده"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        return person("is_insured_public_employee", period) | person("is_public_pensioner", period)


class civil_health_contribution_base(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Salary or pension from which the contribution is taken"
    label_ar = "الراتب الخاضع لاقتطاع التأمين الصحي"
    unit = "JOD/month"

    def formula_2004(person, period) -> NDArray:
        """The salary of who works, else the pension (which of the two where both are drawn is assumed)."""
        works, retired = person("is_insured_public_employee", period), person("is_public_pensioner", period)
        return where(works, person("wage", period), where(retired, person("pension_income", period), 0))


class civil_health_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Contribution to the civil health insurance"
    label_ar = "اشتراك التأمين الصحي المدني"
    unit = "JOD/month"
    pillar = "tamkeen"
    reference = "p4h.world, page on the civil insurance programme: 3 per cent, at most 30 dinars"

    def formula_2004(person, period, parameters) -> NDArray:
        contribution = parameters(period).health_insurance.contribution
        amount = minimum(contribution.rate * person("civil_health_contribution_base", period), contribution.cap)
        return where(person("is_civil_health_contributor", period), amount, 0)
