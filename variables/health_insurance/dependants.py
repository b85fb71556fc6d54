"""Civil health insurance: members whom the contributor's own contribution covers (amended bylaw of 2022).

In force 60 days after the Gazette; the day, 1 April 2022, is assumed. The rules
before it were not found: until then no dependant is shown as covered.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class is_head_health_contributor(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family contributes to the civil health insurance"
    label_ar = "رب الأسرة مشترك في التأمين الصحي المدني"
    unit = "boolean"

    def formula_2004(family, period) -> NDArray:
        return family.head("is_civil_health_contributor", period)


class is_spouse_health_contributor(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A spouse of the head contributes to the civil health insurance"
    label_ar = "زوج رب الأسرة مشترك في التأمين الصحي المدني"
    unit = "boolean"

    def formula_2004(family, period) -> NDArray:
        return family.any(family.members("is_civil_health_contributor", period), role=Family.SPOUSE)


class is_spouse_of_health_contributor(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's husband or wife contributes to the civil health insurance"
    label_ar = "زوج الشخص مشترك في التأمين الصحي المدني"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        """Spouses by the head, the head by any spouse."""
        by_head = person.has_role(Family.SPOUSE) & person.family("is_head_health_contributor", period)
        by_spouse = person.has_role(Family.HEAD) & person.family("is_spouse_health_contributor", period)
        return by_head | by_spouse


class is_child_of_health_contributor(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a child in a family whose head or head's spouse contributes"
    label_ar = "ابن أو ابنة لمشترك في التأمين الصحي المدني"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        parent = person.family("is_head_health_contributor", period) | person.family(
            "is_spouse_health_contributor", period
        )
        return person.has_role(Family.CHILD) & parent


class is_unmarried_for_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is not married"
    label_ar = "غير متزوج"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        """Never married, divorced or widowed; who is only separated is still married (assumed)."""
        status = person("marital_status", period)
        statuses = status.possible_values
        return ~((status == statuses.married) | (status == statuses.deserted))


class is_without_work_for_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person does not work"
    label_ar = "لا يعمل"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        """Unemployed or not in the labour force."""
        status = person("employment_status", period)
        statuses = status.possible_values
        return (status == statuses.inactive) | (status == statuses.unemployed)


class is_covered_spouse(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A contributor's husband or wife without work or pension, covered without addition"
    label_ar = "زوج المشترك غير العامل ودون تقاعد مشمول"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "p4h.world: issuance of the amended civil health-insurance system of 2022"

    def formula_2022_04(person, period) -> NDArray:
        return (
            person("is_spouse_of_health_contributor", period)
            & person("is_without_work_for_health_insurance", period)
            & (person("pension_income", period) <= 0)
            & ~person("is_civil_health_contributor", period)
        )


class is_below_covered_child_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is below the age of a contributor's covered children"
    label_ar = "دون سن الأبناء المشمولين بالتأمين"
    unit = "boolean"

    def formula_2022_04(person, period, parameters) -> NDArray:
        limit = parameters(period).health_insurance.dependants.child_age
        return person("is_age_known", period) & (person("age", period) < limit)


class has_disability_for_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has a disability or health incapacity"
    label_ar = "ذو إعاقة أو عجز صحي"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        """Of any severity; no degree is stated."""
        severity = person("disability_severity", period)
        return severity != severity.possible_values.none


class is_covered_child(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A contributor's unmarried child without work, young or with a disability, covered without addition"
    label_ar = "ابن المشترك غير المتزوج وغير العامل مشمول"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "p4h.world: issuance of the amended civil health-insurance system of 2022"

    def formula_2022_04(person, period) -> NDArray:
        by_age = person("is_below_covered_child_age", period)
        return (
            person("is_child_of_health_contributor", period)
            & person("is_unmarried_for_health_insurance", period)
            & person("is_without_work_for_health_insurance", period)
            & (by_age | person("has_disability_for_health_insurance", period))
            & ~person("is_civil_health_contributor", period)
        )
