"""Legal aid of the State: conditions, priority, and what the State pays the lawyer.

The text of the bylaw was not seen (Jordan Times 2020-09-26). Incomes are those of the household as registers know them.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household, Person
from openfisca_jordan_sp.variable import Variable


class legal_aid_income(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Monthly income of the household for legal aid"
    label_ar = "دخل الأسرة المعيشية لغايات المساعدة القانونية"
    unit = "JOD/month"

    def formula_2018(household, period) -> NDArray:
        """Earnings, pensions, rents and transfers of all members; which of them count is not stated, so all do."""
        earned = household.members("wage", period) + household.members("other_earnings", period)
        unearned = household.members("pension_income", period) + household.members("rent_income", period)
        return household.sum(earned + unearned + household.members("private_transfers", period))


class is_legal_aid_income_within_ceiling(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The household's income is within the ceiling of legal aid"
    label_ar = "دخل الأسرة المعيشية ضمن سقف المساعدة القانونية"
    unit = "boolean"
    article = "Legal Aid Bylaw of 2018"

    def formula_2018(household, period, parameters) -> NDArray:
        """The ceiling itself passes (one source: less than)."""
        return household("legal_aid_income", period) <= parameters(period).legal_aid.income_ceiling


class has_no_property_but_home(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The family owns no property but its home"
    label_ar = "لا تملك الأسرة غير مسكنها"
    unit = "boolean"
    article = "Legal Aid Bylaw of 2018"

    def formula_2018(person, period) -> NDArray:
        return ~person.family("owns_real_estate_beside_dwelling", period)


class legal_aid_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to the State's legal aid"
    label_ar = "يستحق المساعدة القانونية"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Legal Aid Bylaw of 2018"

    def formula_2018(person, period) -> NDArray:
        return (
            person.household("is_legal_aid_income_within_ceiling", period)
            & person("has_no_property_but_home", period)
            & person("is_charged_with_felony", period)
            & ~person("has_prior_conviction", period)
        )


class has_legal_aid_priority(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is of a group that has priority in legal aid"
    label_ar = "من الفئات ذات الأولوية في المساعدة القانونية"
    unit = "boolean"
    article = "Legal Aid Bylaw of 2018"

    def formula_2018(person, period) -> NDArray:
        """Juveniles, older persons, women and persons with disabilities."""
        sex, severity = person("sex", period), person("disability_severity", period)
        return (
            person("is_child", period)
            | person("is_elderly", period)
            | (sex == sex.possible_values.female)
            | (severity != severity.possible_values.none)
        )


class legal_aid_lowest_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Lowest value of the lawyer's hearings that the State pays for"
    label_ar = "أدنى قيمة لجلسات المحامي التي تدفعها الدولة"
    unit = "JOD/month"
    pillar = "tamkeen"
    article = "Legal Aid Bylaw of 2018"

    def formula_2018(person, period, parameters) -> NDArray:
        value = person("legal_aid_hearings", period) * parameters(period).legal_aid.lawyer_fee.minimum
        return where(person("legal_aid_entitled", period), value, 0)


class legal_aid_highest_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Highest value of the lawyer's hearings that the State pays for"
    label_ar = "أعلى قيمة لجلسات المحامي التي تدفعها الدولة"
    unit = "JOD/month"
    pillar = "tamkeen"
    article = "Legal Aid Bylaw of 2018"

    def formula_2018(person, period, parameters) -> NDArray:
        value = person("legal_aid_hearings", period) * parameters(period).legal_aid.lawyer_fee.maximum
        return where(person("legal_aid_entitled", period), value, 0)
