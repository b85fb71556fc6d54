"""Public service: cost-of-living allowance and family allowance (HR Management Bylaw 33/2024, art. 108, 111 and 112).

Both are parts of the salary that the input `wage` already holds: they say what of it is an allowance, and are added
to no income and to no benefit. Not modelled: technical, supervisory, institution and work-site allowances
(percentages of the basic salary by decision of the Cabinet), and the basic salary, whose grade and step no record
here tells.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import required_for, select
from openfisca_jordan_sp.variable import Variable


class public_cost_of_living_allowance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Cost-of-living allowance of a public employee (part of the wage, not added to it)"
    label_ar = "علاوة غلاء المعيشة للموظف العام (جزء من الراتب ولا تضاف إليه)"
    unit = "JOD/month"
    pillar = "forsa"
    article = "HR Management Bylaw 33/2024, art. 108, 111"

    def formula_2012(person, period, parameters) -> NDArray:
        """The senior group needs an amount, which is known from 2024 only."""
        allowance = parameters(period).public_service.cost_of_living_allowance
        category = person("public_service_category", period)
        categories = category.possible_values
        is_entitled = person("public_allowances_entitled", period)
        is_senior = category == categories.senior_group_2
        senior = required_for(allowance, "senior_group_2", is_entitled & is_senior)
        amount = select(
            [(category == categories.first) | (category == categories.second), category == categories.third, is_senior],
            [allowance.first_and_second, allowance.third, senior],
            0,
        )
        return where(is_entitled, amount, 0)


class has_child_for_family_allowance(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A son or daughter in the family is young enough for the family allowance"
    label_ar = "في الأسرة ابن أو ابنة في سن استحقاق العلاوة العائلية"
    unit = "boolean"
    article = "HR Management Bylaw 33/2024, art. 112"

    def formula_2020(family, period, parameters) -> NDArray:
        limit = parameters(period).public_service.family_allowance.child_maximum_age
        members = family.members
        is_young = members("is_age_known", period) & (members("age", period) <= limit)
        return family.any(members.has_role(Family.CHILD) & is_young)


class is_parent_of_child_for_allowance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person heads a family, or is wife in it, with a child young enough for the family allowance"
    label_ar = "رب أسرة أو زوجة لديه ولد في سن استحقاق العلاوة العائلية"
    unit = "boolean"
    article = "HR Management Bylaw 33/2024, art. 112"

    def formula_2020(person, period) -> NDArray:
        is_parent = person.has_role(Family.HEAD) | person.has_role(Family.SPOUSE)
        return is_parent & person.family("has_child_for_family_allowance", period)


class is_man_with_family_allowance_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A married man, or a widower or divorced man with a young child"
    label_ar = "متزوج، أو أرمل أو مطلق لديه ولد في السن المحددة"
    unit = "boolean"
    article = "HR Management Bylaw 33/2024, art. 112"

    def formula_2020(person, period) -> NDArray:
        sex, marriage = person("sex", period), person("marital_status", period)
        marriages = marriage.possible_values
        is_left_with_child = ((marriage == marriages.widowed) | (marriage == marriages.divorced)) & person(
            "is_parent_of_child_for_allowance", period
        )
        return (sex == sex.possible_values.male) & ((marriage == marriages.married) | is_left_with_child)


class is_woman_with_family_allowance_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A woman with a disabled husband, or who supports young children, or is divorced without maintenance"
    label_ar = "زوجها مقعد، أو معيلة لأولادها، أو مطلقة لا تتقاضى نفقة ولها أولاد في السن المحددة"
    unit = "boolean"
    article = "HR Management Bylaw 33/2024, art. 112(b)"

    def formula_2020(person, period) -> NDArray:
        """The age of children is read as holding for the second and third case."""
        sex, marriage = person("sex", period), person("marital_status", period)
        marriages = marriage.possible_values
        has_disabled_husband = (marriage == marriages.married) & person("has_incapacitated_husband", period)
        is_left_alone = (marriage == marriages.divorced) & person("is_without_maintenance", period)
        supports = person("is_sole_supporter_of_children", period) | is_left_alone
        has_case = has_disabled_husband | (supports & person("is_parent_of_child_for_allowance", period))
        return (sex == sex.possible_values.female) & has_case


class public_family_allowance_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The public employee is entitled to the family allowance"
    label_ar = "يستحق الموظف العام العلاوة العائلية"
    unit = "boolean"
    pillar = "forsa"
    article = "HR Management Bylaw 33/2024, art. 112"

    def formula_2020(person, period) -> NDArray:
        has_case = person("is_man_with_family_allowance_case", period) | person(
            "is_woman_with_family_allowance_case", period
        )
        return person("public_allowances_entitled", period) & has_case


class public_family_allowance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Family allowance of a public employee (part of the wage, not added to it)"
    label_ar = "العلاوة العائلية للموظف العام (جزء من الراتب ولا تضاف إليه)"
    unit = "JOD/month"
    pillar = "forsa"
    article = "HR Management Bylaw 33/2024, art. 112"

    def formula_2020(person, period, parameters) -> NDArray:
        amount = parameters(period).public_service.family_allowance.amount
        return where(person("public_family_allowance_entitled", period), amount, 0)
