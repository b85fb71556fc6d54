"""Social Security Law 1/2014 and Law 24/2019: who may retire before the pension age, and the early pension.

An unknown day of first registration counts as the later cohort. That every route counts actual contributions is
read of the standard route and assumed of the others. The reduction by age (Table 5) was not found: it is an input,
and who claims without it is told so. Not modelled: what is kept back from who works beside it (recalled).
"""

from numpy import fmax, isnan, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, instant

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import (
    completed_years,
    is_before,
    marginal_amount,
    optional_value,
    required_for,
    select,
)
from openfisca_jordan_sp.variable import Variable


class is_early_retirement_later_cohort(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is of the later cohort of early retirement"
    label_ar = "من المشمولين بالشروط الجديدة للتقاعد المبكر"
    unit = "boolean"
    article = "Law 24/2019"

    def formula_2019_10(person, period, parameters) -> NDArray:
        cohort_date = parameters(period).social_security_law.early_retirement.cohort_date
        return ~is_before(person("ssc_first_registration_date", period), cohort_date)


class has_early_route_standard(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Earlier cohort: the age and contributions of the standard early pension"
    label_ar = "استكمل السن والاشتراكات للتقاعد المبكر (المشتركون السابقون)"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        route, sex = parameters(period).social_security_law.early_retirement.old_cohort, person("sex", period)
        needed = where(sex == sex.possible_values.female, route.contributions.female, route.contributions.male)
        is_old_enough = person("age", period) >= route.age
        has_contributions = person("ssc_actual_contributions_count", period) >= needed
        return ~person("is_early_retirement_later_cohort", period) & is_old_enough & has_contributions


class has_early_route_long_career(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Earlier cohort: the age and contributions of a long career"
    label_ar = "استكمل السن والاشتراكات للخدمة الطويلة (المشتركون السابقون)"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        route = parameters(period).social_security_law.early_retirement.old_cohort.long_career
        is_old_enough = person("age", period) >= route.age
        has_contributions = person("ssc_actual_contributions_count", period) >= route.contributions
        return ~person("is_early_retirement_later_cohort", period) & is_old_enough & has_contributions


class has_early_route_transition(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Earlier cohort: the contributions and age for who had reached an age before Law 1/2014"
    label_ar = "استكمل شروط الأحكام الانتقالية للتقاعد المبكر"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """The oldest row reached holds; without a birth date not even the youngest is reached."""
        rows = parameters(period).social_security_law.early_retirement.transition
        birth, sex = person("birth_date", period), person("sex", period)
        is_female = sex == sex.possible_values.female
        then = completed_years(birth, instant(rows.age_day))
        reached = [
            then >= rows.from_45.age,
            then >= rows.from_44.age,
            then >= rows.from_43.age,
            then >= rows.from_42.age,
        ]
        needed = [
            where(is_female, rows.from_45.contributions.female, rows.from_45.contributions.male),
            where(is_female, rows.from_44.contributions.female, rows.from_44.contributions.male),
            where(is_female, rows.from_43.contributions.female, rows.from_43.contributions.male),
            where(is_female, rows.from_42.contributions.female, rows.from_42.contributions.male),
        ]
        payable = [0, rows.from_44.payable_age, rows.from_43.payable_age, rows.from_42.payable_age]
        return (
            ~person("is_early_retirement_later_cohort", period)
            & (then >= rows.from_42.age)
            & (person("ssc_actual_contributions_count", period) >= select(reached, needed, 0))
            & (person("age", period) >= select(reached, payable, 0))
        )


class has_early_route_later_cohort(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Later cohort: the age and contributions of the early pension"
    label_ar = "استكمل السن والاشتراكات للتقاعد المبكر (المشتركون الجدد)"
    unit = "boolean"
    article = "Law 24/2019"

    def formula_2019_10(person, period, parameters) -> NDArray:
        route, sex = parameters(period).social_security_law.early_retirement.new_cohort, person("sex", period)
        is_female = sex == sex.possible_values.female
        is_old_enough = person("age", period) >= where(is_female, route.age.female, route.age.male)
        needed = where(is_female, route.contributions.female, route.contributions.male)
        has_contributions = person("ssc_actual_contributions_count", period) >= needed
        return person("is_early_retirement_later_cohort", period) & is_old_enough & has_contributions


class has_early_route_hazardous(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Either cohort: the age and contributions of a hazardous occupation"
    label_ar = "استكمل السن والاشتراكات للمهن الخطرة"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        route, sex = parameters(period).social_security_law.early_retirement.hazardous, person("sex", period)
        needed = where(sex == sex.possible_values.female, route.contributions.female, route.contributions.male)
        return (
            (person("age", period) >= route.age)
            & (person("ssc_actual_contributions_count", period) >= needed)
            & (person("hazardous_contributions_last_10_years", period) >= route.recent_contributions)
        )


class early_retirement_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may retire early"
    label_ar = "يستحق راتب التقاعد المبكر"
    unit = "boolean"
    pillar = "forsa"
    reference = "Workers' House portal, early retirement"

    def formula_2014_03(person, period) -> NDArray:
        return (
            person("has_early_route_standard", period)
            | person("has_early_route_long_career", period)
            | person("has_early_route_transition", period)
            | person("has_early_route_later_cohort", period)
            | person("has_early_route_hazardous", period)
        )


class early_retirement_pension_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Early pension of who claims it and may draw it"
    label_ar = "راتب التقاعد المبكر لمن يطلبه ويستحقه"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """The accrual of old age less the reduction, at least the lowest basic pension (after it: assumed)."""
        law, claim = parameters(period).social_security_law, person("ssc_pension_claim", period)
        average = person("early_retirement_average_wage", period)
        is_claimed = claim == claim.possible_values.early_retirement
        is_due = is_claimed & person("early_retirement_entitled", period) & (average > 0)
        given = person("early_retirement_reduction_rate", period)
        general = required_for(law.early_retirement, "reduction_table", is_due & isnan(given))
        reduction = where(isnan(given), general, given)
        earned = person("ssc_contributions_count", period) / 12 * marginal_amount(average, law.old_age.accrual)
        basic = fmax(earned * (1 - reduction), optional_value(law.minimum_pension, "basic_standard"))
        return where(is_due, basic, 0)
