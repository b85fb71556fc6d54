"""Income Tax Law: who supports the family, and whom.

The members of the civil-registry family without any income of their own are dependants; one member, the one with the
highest income among those who claim, has the exemption for all of them: never two of a family. A husband or wife with
an income is a taxpayer with a return of their own. The rule on residence is that of the return (PwC speaks of resident
dependants only); it was read for 2020 and is taken to hold before. Nationality is that of January. Not modelled:
sharing the exemption between claimants, and dependants outside the civil-registry family.
"""

from numpy import inf, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import january, round_half_up, year_months
from openfisca_jordan_sp.variable import Variable

_RETURN = "Lines of the employees' income tax return, 2023"
_ISTD = "Income and Sales Tax Department, istd.gov.jo, 2022-01-10"


class is_tax_resident(Variable):
    """Everybody counts as resident before 2015: no source gives the rule of the temporary law."""

    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person is resident in the Kingdom for income tax"
    label_ar = "مقيم لغايات ضريبة الدخل"
    unit = "boolean"
    reference = "KPMG on the Income Tax Law 34/2014, 2015"

    def formula_2015(person, period, parameters) -> NDArray:
        return person("days_present_in_jordan", period) >= parameters(period).income_tax_law.residence_days


class has_own_income(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person has a wage, pension, rent or other earnings in the year"
    label_ar = "للشخص دخل خاص في السنة"
    unit = "boolean"

    def formula_2010(person, period) -> NDArray:
        """An exempt pension is an income too (assumed), and a loss from own business does not undo a wage."""
        income = sum(
            person("wage", month) + person("pension_income", month) + person("rent_income", month)
            for month in year_months(period)
        )
        earned = sum(person("other_earnings", month) for month in year_months(period))
        return (income > 0) | (earned > 0)


class is_dependants_exemption_claimant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The one of the family who may have the exemption for dependants"
    label_ar = "صاحب الحق في إعفاء المعالين من أفراد الأسرة"
    unit = "boolean"
    reference = _ISTD

    def formula_2010(person, period, parameters) -> NDArray:
        """The highest income among those who claim; of ones equal to the piastre, the first in the family."""
        income = round_half_up(person("assessable_income", period), parameters(period).income_tax_law.rounding_unit)
        claims = person("claims_dependants_exemption", period) & (income > 0)
        highest = person.family.max(where(claims, income, 0))
        is_highest = claims & (income >= highest)
        place = where(is_highest, person.family.members_position, inf)
        return is_highest & (place <= person.family.min(place))


class is_exempted_dependant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person is a dependant for whom the family's claimant has an exemption"
    label_ar = "معال يُمنح عنه الإعفاء"
    unit = "boolean"
    reference = _RETURN

    def formula_2010(person, period) -> NDArray:
        """For residents' dependants anywhere; for Jordanians abroad only for dependants in the Kingdom."""
        is_claimant, is_resident = (
            person("is_dependants_exemption_claimant", period),
            person("is_tax_resident", period),
        )
        by_resident = person.family.any(is_claimant & is_resident)
        by_citizen = person.family.any(is_claimant & person("is_citizen", january(period)))
        return ~person("has_own_income", period) & (by_resident | (by_citizen & is_resident))


class is_tax_partner(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person is the head of the family or the head's husband or wife"
    label_ar = "رب الأسرة أو زوجه"
    unit = "boolean"

    def formula_2010(person, period) -> NDArray:
        return person.has_role(Family.HEAD) | person.has_role(Family.SPOUSE)


class supports_dependants(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person has the exemption for at least one dependant"
    label_ar = "يُمنح إعفاء عن معال واحد على الأقل"
    unit = "boolean"
    reference = _ISTD

    def formula_2010(person, period) -> NDArray:
        has_dependants = person.family.any(person("is_exempted_dependant", period))
        return person("is_dependants_exemption_claimant", period) & has_dependants


class supports_spouse(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person has the exemption for a husband or wife"
    label_ar = "يُمنح إعفاء عن الزوج"
    unit = "boolean"

    def formula_2010(person, period) -> NDArray:
        """The head a wife or husband, a wife or husband the head: a second wife is no wife of the first."""
        is_head, is_spouse = person.has_role(Family.HEAD), person.has_role(Family.SPOUSE)
        is_dependant = person("is_exempted_dependant", period)
        of_head = is_head & person.family.any(is_dependant & is_spouse)
        of_spouse = is_spouse & person.family.any(is_dependant & is_head)
        return person("supports_dependants", period) & (of_head | of_spouse)


class supported_children(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Children for whom the person has the exemption"
    label_ar = "عدد الأبناء الذين يُمنح عنهم الإعفاء"
    unit = "children"

    def formula_2010(person, period) -> NDArray:
        """Sons and daughters of any age (no source gives a limit), for the father or the mother."""
        is_child = person.has_role(Family.CHILD)
        children = person.family.sum(person("is_exempted_dependant", period) & is_child)
        return where(person("supports_dependants", period) & person("is_tax_partner", period), children, 0)
