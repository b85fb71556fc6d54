"""Social Security Law 1/2014, article 7: optional and own-account subscribers, and all contributions together.

Optional insurance covers old age, disability and death alone. Not modelled: the
window of wage requests (1 January to 15 February), an upper limit that falls with age
(not found) and buying years. The rate of own-account workers was not found.
"""

from numpy import inf, maximum, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import optional_limit, required_for, round_half_up
from openfisca_jordan_sp.variable import Variable


class is_ssc_voluntary_nationality_accepted(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's nationality allows optional insurance"
    label_ar = "تجيز جنسيته الانتساب الاختياري"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 7"

    def formula_2009(person, period) -> NDArray:
        return person("is_citizen", period)


class is_of_ssc_voluntary_entry_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person was of the age for optional insurance when first subscribing"
    label_ar = "كان ضمن سن الانتساب الاختياري عند أول انتساب"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 7"

    def formula_2009(person, period, parameters) -> NDArray:
        voluntary = parameters(period).social_security_law.contributions.voluntary
        limits = voluntary.maximum_entry_age
        age, sex = person("age_at_ssc_voluntary_entry", period), person("sex", period)
        limit = where(sex == sex.possible_values.female, limits.female, limits.male)
        return (age >= voluntary.minimum_age) & (age < limit)


class is_ssc_voluntary_subscriber(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person asks to subscribe optionally and is not insured through work"
    label_ar = "يطلب الانتساب اختياريا وغير مشمول من خلال العمل"
    unit = "boolean"

    def formula_2009(person, period) -> NDArray:
        category = person("ssc_coverage_category", period)
        return category == category.possible_values.voluntary


class ssc_voluntary_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may subscribe optionally"
    label_ar = "يحق له الانتساب اختياريا"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 7"

    def formula_2009(person, period) -> NDArray:
        return (
            person("is_ssc_voluntary_subscriber", period)
            & person("is_ssc_voluntary_nationality_accepted", period)
            & person("is_of_ssc_voluntary_entry_age", period)
        )


class ssc_voluntary_wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wage on which the optional subscriber contributes"
    label_ar = "أجر الاشتراك الاختياري"
    unit = "JOD/month"
    reference = "Jordan News 43970, 2025: from the minimum wage to three times the average wage"

    def formula_2009(person, period, parameters) -> NDArray:
        """The chosen wage within the yearly rise, the upper limit and the minimum wage; an unset limit binds nobody."""
        law = parameters(period).social_security_law
        chosen, last = person("ssc_chosen_wage", period), person("ssc_chosen_wage_last_year", period)
        rise = optional_limit(law.contributions.voluntary, "maximum_yearly_increase")
        multiple = optional_limit(law.contributions.voluntary, "maximum_wage_multiple")
        highest = multiple * optional_limit(law.wage, "average_insured_wage")
        risen = where(last > 0, last, inf) * (1 + rise)
        within = maximum(minimum(chosen, minimum(risen, highest)), person("minimum_wage_amount", period))
        return where(person("ssc_voluntary_entitled", period) & (chosen > 0), within, 0)


class ssc_voluntary_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Contribution of the optional subscriber"
    label_ar = "اشتراك المشترك اختياريا"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2009(person, period, parameters) -> NDArray:
        law = parameters(period).social_security_law
        return round_half_up(law.contributions.voluntary.rate * person("ssc_voluntary_wage", period), law.rounding)


class ssc_self_employed_contribution_amount(Variable):
    """No source gives the rate: the calculation stops where somebody needs it."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Contribution of an insured own-account worker"
    label_ar = "اشتراك العامل لحسابه المشمول بالضمان"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2015(person, period, parameters) -> NDArray:
        law = parameters(period).social_security_law
        category, wage = person("ssc_coverage_category", period), person("ssc_contributory_wage", period)
        is_due = (category == category.possible_values.self_employed) & (wage > 0)
        rate = required_for(law.contributions.self_employed, "rate", is_due)
        return where(is_due, round_half_up(rate * wage, law.rounding), 0)


class ssc_total_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "All contributions to social security for the person"
    label_ar = "مجموع اشتراكات الضمان عن الشخص"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2001_05_08(person, period) -> NDArray:
        return (
            person("ssc_employee_contribution_amount", period)
            + person("ssc_employer_contribution_amount", period)
            + person("ssc_voluntary_contribution_amount", period)
            + person("ssc_self_employed_contribution_amount", period)
        )
