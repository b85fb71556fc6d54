"""Social Security Law 1/2014: the old-age pension, its conditions and its amount.

Conditions are told since the law of 2001, amounts since that of 2014: amounts under the laws before it were not
found. The increase for dependants is recalled and stands behind a switch. A pension without an average wage on
record is not computed. Not modelled: working on to complete the period (to 65 or 60, recalled), a highest
replacement (sources differ), the lesser accrual of who was insured at the reduced rate for the young.
"""

from numpy import clip, fmax, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import marginal_amount, optional_value
from openfisca_jordan_sp.variable import Variable


class is_without_work_for_pension(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person does not work"
    label_ar = "لا يعمل"
    unit = "boolean"

    def formula_2001_05_08(person, period) -> NDArray:
        """Unemployed or not in the labour force."""
        status = person("employment_status", period)
        statuses = status.possible_values
        return (status == statuses.inactive) | (status == statuses.unemployed)


class is_at_old_age_pension_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has reached the age of the old-age pension"
    label_ar = "بلغ سن الشيخوخة"
    unit = "boolean"

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        limits, sex = parameters(period).social_security_law.old_age.age, person("sex", period)
        return person("age", period) >= where(sex == sex.possible_values.female, limits.female, limits.male)


class has_old_age_contributions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has the contributions of an old-age pension"
    label_ar = "أكمل عدد اشتراكات راتب الشيخوخة"
    unit = "boolean"

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        return person("ssc_contributions_count", period) >= parameters(period).social_security_law.old_age.contributions


class has_old_age_actual_contributions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has the actual contributions of an old-age pension"
    label_ar = "أكمل الاشتراكات الفعلية لراتب الشيخوخة"
    unit = "boolean"

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.old_age.actual_contributions
        return person("ssc_actual_contributions_count", period) >= needed


class old_age_pension_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may draw the old-age pension"
    label_ar = "يستحق راتب الشيخوخة"
    unit = "boolean"
    pillar = "forsa"
    reference = "Jordan News via Daily8 2025-04-29: 180 contributions, 84 of them actual"

    def formula_2001_05_08(person, period) -> NDArray:
        return (
            person("is_at_old_age_pension_age", period)
            & person("has_old_age_contributions", period)
            & person("has_old_age_actual_contributions", period)
            & person("is_without_work_for_pension", period)
        )


class old_age_pension_base_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Old-age pension earned by contributions, before minimum and increases"
    label_ar = "راتب الشيخوخة الأساسي المحتسب عن الاشتراكات"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """Parts of a year count (assumed)."""
        accrual = parameters(period).social_security_law.old_age.accrual
        years = person("ssc_contributions_count", period) / 12
        earned = years * marginal_amount(person("old_age_average_wage", period), accrual)
        return where(person("old_age_pension_entitled", period), earned, 0)


class old_age_dependants_increase_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Increase of the old-age pension for dependants"
    label_ar = "زيادة الإعالة على راتب الشيخوخة"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """More for the first dependant, less for each further one up to a number."""
        increase = parameters(period).social_security_law.dependants_increase
        base, dependants = person("old_age_pension_base_amount", period), person("ssc_dependants_count", period)
        first = clip(increase.first_rate * base, increase.first_min, increase.first_max)
        further = minimum(increase.other_rate * base, increase.other_max) * clip(
            dependants - 1, 0, increase.other_count
        )
        return where(increase.in_force & (base > 0) & (dependants > 0), first + further, 0)


class old_age_pension_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Old-age pension due to who may draw it"
    label_ar = "راتب الشيخوخة المستحق"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """At least the lowest basic pension (where one is on record), then the increases."""
        law = parameters(period).social_security_law
        base = person("old_age_pension_base_amount", period)
        basic = fmax(base, optional_value(law.minimum_pension, "basic_standard"))
        increases = person("old_age_dependants_increase_amount", period) + law.general_increase.old_age
        return where(base > 0, basic + increases, 0)
