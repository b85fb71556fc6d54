"""Social Security Law 1/2014, article 81: who gets a share of the pension of a deceased insured person.

The shares of Table 4 were not found: a share is an input, and who claims without it is told so. Parents, brothers and
sisters count as the Corporation records them: their conditions were not seen. Total disability is what its medical
reference finds. Not modelled: suspension on marriage (art. 83), two incomes at once (art. 84), shares that pass on.
"""

from numpy import isnan, logical_not, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import required_for
from openfisca_jordan_sp.variable import Variable


class is_totally_disabled_for_social_security(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The Corporation's medical reference finds the person totally disabled"
    label_ar = "عاجز كليا بقرار المرجع الطبي"
    unit = "boolean"

    def formula_2014_03(person, period) -> NDArray:
        degree = person("natural_disability_degree", period)
        return degree == degree.possible_values.total


class is_widow_beneficiary(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Widow of the deceased, as a beneficiary"
    label_ar = "أرملة مستحقة"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 81"

    def formula_2014_03(person, period) -> NDArray:
        kind = person("survivor_kind", period)
        return kind == kind.possible_values.widow


class is_widower_beneficiary(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Widower of the deceased, as a beneficiary"
    label_ar = "أرمل مستحق"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 81(a)(3)"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """Only if totally disabled, where the law asks for it."""
        kind = person("survivor_kind", period)
        is_required = parameters(period).social_security_law.survivors.widower_disability_required
        is_disabled = person("is_totally_disabled_for_social_security", period)
        return (kind == kind.possible_values.widower) & (is_disabled | logical_not(is_required))


class is_son_beneficiary(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Son of the deceased, as a beneficiary"
    label_ar = "ابن مستحق"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 81"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """Up to an age, or totally disabled; a son of unknown age only if disabled."""
        kind, oldest = person("survivor_kind", period), parameters(period).social_security_law.survivors.son_max_age
        is_young = person("is_age_known", period) & (person("age", period) <= oldest)
        is_disabled = person("is_totally_disabled_for_social_security", period)
        return (kind == kind.possible_values.son) & (is_young | is_disabled)


class is_daughter_beneficiary(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Daughter of the deceased, as a beneficiary"
    label_ar = "ابنة مستحقة"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 81; Law 11/2023"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """Unmarried, at any age; divorced and widowed where the law counts them."""
        kind, status = person("survivor_kind", period), person("marital_status", period)
        counts_former_wives = parameters(period).social_security_law.survivors.divorced_and_widowed_daughters
        statuses = status.possible_values
        was_married = (status == statuses.divorced) | (status == statuses.widowed)
        is_single = (status == statuses.never_married) | (was_married & counts_former_wives)
        return (kind == kind.possible_values.daughter) & is_single


class is_other_recorded_beneficiary(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Parent, brother or sister whom the Corporation records as a beneficiary"
    label_ar = "والد أو شقيق مسجل مستحقا"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 81"

    def formula_2014_03(person, period) -> NDArray:
        kind = person("survivor_kind", period)
        return kind == kind.possible_values.other_recorded


class survivor_pension_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may draw a share of a deceased insured person's pension"
    label_ar = "يستحق نصيبا من راتب المتوفى"
    unit = "boolean"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 81"

    def formula_2014_03(person, period) -> NDArray:
        is_beneficiary = (
            person("is_widow_beneficiary", period)
            | person("is_widower_beneficiary", period)
            | person("is_son_beneficiary", period)
            | person("is_daughter_beneficiary", period)
            | person("is_other_recorded_beneficiary", period)
        )
        return is_beneficiary & (person("survivors_pension_total_amount", period) > 0)


class survivor_pension_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Share of a deceased insured person's pension of who claims it and may draw it"
    label_ar = "نصيب المستحق من راتب المتوفى لمن يطلبه ويستحقه"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 81"

    def formula_2014_03(person, period, parameters) -> NDArray:
        survivors, claim = parameters(period).social_security_law.survivors, person("ssc_pension_claim", period)
        is_claimed = claim == claim.possible_values.survivor
        is_due = is_claimed & person("survivor_pension_entitled", period)
        given = person("survivor_share", period)
        share = where(isnan(given), required_for(survivors, "shares_table", is_due & isnan(given)), given)
        return where(is_due, share * person("survivors_pension_total_amount", period), 0)
