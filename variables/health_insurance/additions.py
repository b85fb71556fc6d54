"""Civil health insurance: members covered for a monthly addition, and card fees (amended bylaw of 2022, date assumed).

That an addition is paid is a fact about the family, and false unless given. Not
modelled: sisters of the contributor (the amount was not found).
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class is_above_covered_child_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is at or above the age that ends free cover of a contributor's children"
    label_ar = "بلغ سن انتهاء شمول الأبناء"
    unit = "boolean"

    def formula_2022_04(person, period, parameters) -> NDArray:
        return person("age", period) >= parameters(period).health_insurance.dependants.child_age


class is_addon_child(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A contributor's unmarried grown child who may be covered for an addition"
    label_ar = "ابن المشترك البالغ غير المتزوج ممن يجوز شموله ببدل"
    unit = "boolean"
    reference = "Petra, as reprinted by jordannewsgazette (2022)"

    def formula_2022_04(person, period) -> NDArray:
        """Those whom the contributor's own contribution does not cover, and who do not contribute themselves."""
        return (
            person("is_child_of_health_contributor", period)
            & person("is_unmarried_for_health_insurance", period)
            & person("is_above_covered_child_age", period)
            & ~person("is_covered_child", period)
            & ~person("is_civil_health_contributor", period)
        )


class is_addon_spouse(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A contributor's working or retired husband or wife who may be covered for an addition"
    label_ar = "زوج المشترك العامل أو المتقاعد ممن يجوز شموله ببدل"
    unit = "boolean"
    reference = "Petra, as reprinted by jordannewsgazette (2022)"

    def formula_2022_04(person, period) -> NDArray:
        return (
            person("is_spouse_of_health_contributor", period)
            & ~person("is_covered_spouse", period)
            & ~person("is_civil_health_contributor", period)
        )


class health_addon_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may be added to a contributor's insurance for a monthly addition"
    label_ar = "يجوز شمول الشخص بتأمين المشترك مقابل بدل شهري"
    unit = "boolean"
    pillar = "tamkeen"

    def formula_2022_04(person, period) -> NDArray:
        return person("is_addon_child", period) | person("is_addon_spouse", period)


class has_health_addon(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is covered for a monthly addition"
    label_ar = "مشمول بالتأمين مقابل بدل شهري"
    unit = "boolean"

    def formula_2022_04(person, period) -> NDArray:
        return person("health_addon_entitled", period) & person("pays_health_addon", period)


class health_addon_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Monthly addition due for covering the person"
    label_ar = "البدل الشهري لشمول الشخص بالتأمين"
    unit = "JOD/month"
    pillar = "tamkeen"
    reference = "Petra, as reprinted by jordannewsgazette (2022): 10 for spouses, 5 or 10 for sons, 5 for daughters"

    def formula_2022_04(person, period, parameters) -> NDArray:
        """Spouses; daughters whatever their work; sons by their work."""
        addons = parameters(period).health_insurance.addons
        sex = person("sex", period)
        price = select(
            [
                person("is_addon_spouse", period),
                sex == sex.possible_values.female,
                person("is_without_work_for_health_insurance", period),
            ],
            [addons.spouse, addons.daughter, addons.son_without_work],
            addons.son_in_work,
        )
        return where(person("has_health_addon", period), price, 0)


class family_health_addon_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly additions due for the members of the family"
    label_ar = "مجموع البدلات الشهرية لأفراد الأسرة"
    unit = "JOD/month"
    pillar = "tamkeen"

    def formula_2022_04(family, period) -> NDArray:
        return family.sum(family.members("health_addon_amount", period))


class health_card_fee_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Fees if the family's civil insurance cards are issued in the month"
    label_ar = "رسوم إصدار بطاقات التأمين لأفراد الأسرة"
    unit = "JOD"
    reference = "jordan.gov.jo, service pages of the Health Insurance Administration"

    def formula_2020(family, period, parameters) -> NDArray:
        """One fee for each contributor, another for each member covered through one (the date is nominal)."""
        fee = parameters(period).health_insurance.card_fee
        members = family.members
        beneficiary = (
            members("is_covered_spouse", period)
            | members("is_covered_child", period)
            | members("has_health_addon", period)
        )
        subscribers = family.sum(members("is_civil_health_contributor", period))
        return fee.subscriber * subscribers + fee.beneficiary * family.sum(beneficiary)
