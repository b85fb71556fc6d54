"""Labour Law, article 52: the minimum wage by nationality and activity, and who earns less.

The law does not cover public employees. Where an activity has no amount of its
own, the general one holds. Not modelled: amounts by region or age group, which
the committee may set, and part-time work, which the records do not tell apart.
"""

from numpy import isnan, maximum, nan, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import optional_value, select
from openfisca_jordan_sp.variable import Variable


class minimum_wage_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Minimum wage for the person's nationality and activity"
    label_ar = "الحد الأدنى للأجر بحسب الجنسية والنشاط"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 52"

    def formula_2006_06(person, period, parameters) -> NDArray:
        minimum = parameters(period).labour_law.minimum_wage
        sector, is_citizen = person("labour_sector", period), person("is_citizen", period)
        sectors = sector.possible_values
        is_excluded = (sector == sectors.domestic) | (sector == sectors.loading)
        own = select(
            [
                is_citizen & (sector == sectors.hard_hit_2021),
                is_citizen & (sector == sectors.garment),
                ~is_citizen & (sector == sectors.garment),
                ~is_citizen & is_excluded,
            ],
            [
                optional_value(minimum.hard_hit_2021, "jordanian"),
                optional_value(minimum.garment, "jordanian"),
                optional_value(minimum.garment, "non_jordanian"),
                optional_value(minimum.excluded_2021, "non_jordanian"),
            ],
            nan,
        )
        general = where(is_citizen, minimum.general.jordanian, minimum.general.non_jordanian)
        return where(isnan(own), general, own)


class minimum_wage_daily_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Minimum wage of a day"
    label_ar = "الحد الأدنى للأجر اليومي"
    unit = "JOD/day"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 52"

    def formula_2025(person, period, parameters) -> NDArray:
        """As the decision that holds from 2025 says."""
        days = parameters(period).labour_law.minimum_wage.days_per_month
        return person("minimum_wage_amount", period) / days


class is_below_minimum_wage(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "An employee whom the Labour Law covers earns less than the minimum wage"
    label_ar = "مستخدم يسري عليه قانون العمل وأجره دون الحد الأدنى للأجور"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 52"

    def formula_2006_06(person, period) -> NDArray:
        """Employees paid by the month; who works by the day, or whose wage is not known (0), is not judged."""
        status, earned = person("employment_status", period), person("wage", period)
        is_paid_by_the_month = (status == status.possible_values.employee) & (earned > 0)
        is_below = earned < person("minimum_wage_amount", period)
        return person("is_covered_by_labour_law", period) & is_paid_by_the_month & is_below


class minimum_wage_shortfall_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Difference that the employer owes who earns less than the minimum wage"
    label_ar = "فرق الأجر المستحق لمن يقل أجره عن الحد الأدنى"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 53"

    def formula_2019_05_16(person, period) -> NDArray:
        missing = maximum(person("minimum_wage_amount", period) - person("wage", period), 0)
        return where(person("is_below_minimum_wage", period), missing, 0)
