"""Income Tax Law: exemptions and the deduction for disability.

Exemptions for the taxpayer, for dependants and for documented expenses; from 2020 a cap over both spouses, in one
return or in two. Each spouse uses exemptions up to the own income; where both together pass the cap, each keeps the
same share (assumed: no source says who gives way). No source ties the personal exemption to residence: everybody has
it. The deduction for disability stands outside the cap: the return takes it from income before exemptions.
"""

from numpy import maximum, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import january, optional_limit
from openfisca_jordan_sp.variable import Variable

_ISTD = "Income and Sales Tax Department, istd.gov.jo, 2022-01-10 and 2022-01-19"
_RETURN = "Lines of the employees' income tax return, 2023"


class personal_exemption(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Personal exemption"
    label_ar = "الإعفاء الشخصي"
    unit = "JOD/year"
    reference = _ISTD

    def formula_2010(person, period, parameters) -> NDArray:
        return person.filled_array(parameters(period).income_tax_law.personal_exemption)


class dependants_exemption(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Exemption for dependants"
    label_ar = "إعفاء المعالين"
    unit = "JOD/year"
    reference = _ISTD

    def formula_2010(person, period, parameters) -> NDArray:
        amount = parameters(period).income_tax_law.dependants_exemption
        return where(person("supports_dependants", period), amount, 0)


class documented_expenses_limit(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Highest exemption for documented expenses"
    label_ar = "الحد الأعلى لإعفاء النفقات الموثقة"
    unit = "JOD/year"
    reference = _ISTD

    def formula_2020(person, period, parameters) -> NDArray:
        """An amount for the taxpayer, one for a supported spouse, and one for each child up to a number and a sum."""
        expenses = parameters(period).income_tax_law.expenses
        counted = minimum(person("supported_children", period), expenses.children_counted)
        of_children = minimum(expenses.per_person * counted, expenses.children_maximum)
        of_spouse = where(person("supports_spouse", period), expenses.per_person, 0)
        of_family = minimum(expenses.per_person + of_spouse + of_children, expenses.family_maximum)
        return where(person("supports_dependants", period), of_family, expenses.single_maximum)

    def formula_2010(person, period, parameters) -> NDArray:
        expenses = parameters(period).income_tax_law.expenses
        return where(person("supports_dependants", period), expenses.family_maximum, expenses.single_maximum)


class expenses_exemption(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Exemption for documented expenses"
    label_ar = "إعفاء النفقات الموثقة"
    unit = "JOD/year"
    reference = _ISTD

    def formula_2010(person, period) -> NDArray:
        return minimum(person("documented_expenses", period), person("documented_expenses_limit", period))


class disability_deduction(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Deduction for permanent disability of the taxpayer and of supported dependants"
    label_ar = "تنزيل الإعاقة الدائمة للمكلف ومعاليه"
    unit = "JOD/year"
    reference = _RETURN

    def formula_2015(person, period, parameters) -> NDArray:
        """For oneself by every taxpayer, for dependants by who has their exemption; as certified in January."""
        amount = parameters(period).income_tax_law.disability_deduction
        is_disabled = person("has_certified_permanent_disability", january(period))
        dependants = person.family.sum(is_disabled & person("is_exempted_dependant", period))
        for_dependants = where(person("supports_dependants", period), amount * dependants, 0)
        return where(is_disabled, amount, 0) + for_dependants


class tax_exemptions_claimed(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Exemptions that the person may claim, before the cap of the family"
    label_ar = "مجموع الإعفاءات قبل سقف الأسرة"
    unit = "JOD/year"
    reference = _ISTD

    def formula_2010(person, period) -> NDArray:
        return (
            person("personal_exemption", period)
            + person("dependants_exemption", period)
            + person("expenses_exemption", period)
        )


class tax_exemptions_used(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Exemptions that the person's income can use, before the cap of the family"
    label_ar = "الإعفاءات التي يستوعبها الدخل قبل سقف الأسرة"
    unit = "JOD/year"

    def formula_2010(person, period) -> NDArray:
        return minimum(person("tax_exemptions_claimed", period), person("income_after_deductions", period))


class couple_exemptions_used(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    label = "Exemptions that the incomes of the head and the spouses can use together"
    label_ar = "الإعفاءات التي يستوعبها دخل الزوجين معا"
    unit = "JOD/year"
    reference = _RETURN

    def formula_2010(family, period) -> NDArray:
        is_partner = family.members("is_tax_partner", period)
        return family.sum(where(is_partner, family.members("tax_exemptions_used", period), 0))


class tax_exemptions(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Exemptions of the person, within the cap of the family"
    label_ar = "إعفاءات المكلف ضمن سقف الأسرة"
    unit = "JOD/year"
    reference = _RETURN

    def formula_2010(person, period, parameters) -> NDArray:
        """The head and the spouses share one cap; any other member with an income has it alone."""
        used = person("tax_exemptions_used", period)
        together = where(person("is_tax_partner", period), person.family("couple_exemptions_used", period), used)
        cap = optional_limit(parameters(period).income_tax_law, "family_exemption_cap")
        return used * where(together > cap, cap / maximum(together, 1), 1)
