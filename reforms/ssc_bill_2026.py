"""The social security bills of 2026: ages of half years, early retirement at any age, and what is kept of old rights.

Both texts share these rules; dates and numbers stand in `ssc_bill_2026_feb17.yaml` and `ssc_bill_2026_feb24.yaml`.
"""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import completed_years, is_known_date, optional_limit
from openfisca_jordan_sp.variable import Variable


class met_old_age_conditions_before_bill(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person met the conditions of old age before the bill's date"
    label_ar = "استكمل شروط الشيخوخة قبل التاريخ المحدد في المشروع"
    unit = "boolean"


class met_early_retirement_conditions_before_bill(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person met the conditions of early retirement before the bill's date"
    label_ar = "استكمل شروط التقاعد المبكر قبل التاريخ المحدد في المشروع"
    unit = "boolean"


class is_at_old_age_pension_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has reached the age of the old-age pension"
    label_ar = "بلغ سن الشيخوخة"
    unit = "boolean"

    def formula_2027(person, period, parameters) -> NDArray:
        """Half a year is counted from the birth date; where only the age is known, the next full year counts."""
        limits, sex = parameters(period).social_security_law.old_age.age, person("sex", period)
        birth, is_female = person("birth_date", period), sex == sex.possible_values.female
        day_for_men = period.start.offset(-round(12 * (limits.male % 1)), "month")
        day_for_women = period.start.offset(-round(12 * (limits.female % 1)), "month")
        men = completed_years(birth, day_for_men) >= limits.male // 1
        women = completed_years(birth, day_for_women) >= limits.female // 1
        by_age = person("age", period) >= where(is_female, limits.female, limits.male)
        return where(is_known_date(birth), where(is_female, women, men), by_age)


class old_age_pension_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may draw the old-age pension"
    label_ar = "يستحق راتب الشيخوخة"
    unit = "boolean"
    pillar = "forsa"

    def formula_2027(person, period) -> NDArray:
        meets_conditions = (
            person("is_at_old_age_pension_age", period)
            & person("has_old_age_contributions", period)
            & person("has_old_age_actual_contributions", period)
        )
        has_right = meets_conditions | person("met_old_age_conditions_before_bill", period)
        return has_right & person("is_without_work_for_pension", period)


class has_early_route_any_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The contributions of early retirement at any age"
    label_ar = "استكمل اشتراكات التقاعد المبكر بصرف النظر عن السن"
    unit = "boolean"

    def formula_2027(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.early_retirement.any_age.contributions
        sex = person("sex", period)
        men, women = optional_limit(needed, "male"), optional_limit(needed, "female")
        of_sex = where(sex == sex.possible_values.female, women, men)
        return person("ssc_actual_contributions_count", period) >= of_sex


class has_early_route_long_career(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Earlier cohort: the age and contributions of a long career"
    label_ar = "استكمل السن والاشتراكات للخدمة الطويلة (المشتركون السابقون)"
    unit = "boolean"

    def formula_2027(person, period, parameters) -> NDArray:
        """No fewer contributions than on the standard route."""
        routes, sex = parameters(period).social_security_law.early_retirement.old_cohort, person("sex", period)
        is_female = sex == sex.possible_values.female
        standard = where(is_female, routes.contributions.female, routes.contributions.male)
        needed = maximum(routes.long_career.contributions, standard)
        is_old_enough = person("age", period) >= routes.long_career.age
        has_contributions = person("ssc_actual_contributions_count", period) >= needed
        return ~person("is_early_retirement_later_cohort", period) & is_old_enough & has_contributions


class early_retirement_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may retire early"
    label_ar = "يستحق راتب التقاعد المبكر"
    unit = "boolean"
    pillar = "forsa"

    def formula_2027(person, period, parameters) -> NDArray:
        former = (
            person("has_early_route_standard", period)
            | person("has_early_route_long_career", period)
            | person("has_early_route_transition", period)
            | person("has_early_route_later_cohort", period)
        )
        is_open = parameters(period).social_security_law.early_retirement.former_routes_open
        return (
            (former & is_open)
            | person("has_early_route_any_age", period)
            | person("has_early_route_hazardous", period)
            | person("met_early_retirement_conditions_before_bill", period)
        )
