"""Labour Law, article 3: whom the law covers.

Farm and domestic workers are covered by a bylaw (text not seen), so the rules on hours, leave and the end of
employment are computed for other workers only. The records do not tell part-time work apart.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_covered_by_labour_law(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The Labour Law covers the person's work"
    label_ar = "يسري قانون العمل على عمل الشخص"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 3"

    def formula_1996_06_14(person, period) -> NDArray:
        """Employees and daily-wage workers, of whatever nationality, outside the public sector."""
        status, sector = person("employment_status", period), person("employment_sector", period)
        statuses = status.possible_values
        works_for_wages = (status == statuses.employee) | (status == statuses.daily_wage_worker)
        return works_for_wages & (sector != sector.possible_values.public)


class is_under_general_labour_rules(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The Labour Law's own rules hold for the person's work, not the bylaw on farm and domestic workers"
    label_ar = "تسري أحكام قانون العمل نفسه على عمل الشخص لا نظام عمال الزراعة والمنازل"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 3"

    def formula_1996_06_14(person, period) -> NDArray:
        activity = person("labour_sector", period)
        activities = activity.possible_values
        has_bylaw = (activity == activities.agriculture) | (activity == activities.domestic)
        return person("is_covered_by_labour_law", period) & ~has_bylaw
