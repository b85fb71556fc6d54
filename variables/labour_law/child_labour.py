"""Labour Law, articles 73 to 75: the ages and hours of lawful work, and what of a child's work is unlawful.

Read by the Child Rights Law and the Juveniles Law. Farm and domestic work have a bylaw of their own (text not seen).
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_of_working_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is old enough to be employed"
    label_ar = "بلغ السن الأدنى للعمل"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 73"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        return person("age", period) >= parameters(period).labour_law.child_labour.minimum_age


class is_working_minor(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person works and is below the age of full working capacity"
    label_ar = "حدث يعمل"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 74"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        """Any work counts: for wages, for own account, or with hours of work."""
        status = person("employment_status", period)
        statuses = status.possible_values
        without_job = (status == statuses.inactive) | (status == statuses.unemployed)
        works = ~without_job | (person("daily_work_hours", period) > 0)
        is_young = person("age", period) < parameters(period).labour_law.child_labour.hazardous_age
        return person("is_age_known", period) & is_young & works


class is_working_under_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child works below the minimum age and is not an apprentice"
    label_ar = "طفل يعمل دون السن الأدنى وليس متدربا"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 73"

    def formula_1996_06_14(person, period) -> NDArray:
        return (
            person("is_working_minor", period) & ~person("is_of_working_age", period) & ~person("is_apprentice", period)
        )


class is_minor_in_hazardous_work(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A minor does hazardous work"
    label_ar = "حدث يعمل في عمل خطر"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 74"

    def formula_1996_06_14(person, period) -> NDArray:
        return person("is_working_minor", period) & person("does_hazardous_work", period)


class is_minor_over_daily_hours(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A minor works more hours a day than allowed"
    label_ar = "حدث يعمل أكثر من الساعات المسموحة"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 75"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        limit = parameters(period).labour_law.child_labour.daily_hours_maximum
        return person("is_working_minor", period) & (person("daily_work_hours", period) > limit)


class is_minor_without_rest(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A minor works too long without rest"
    label_ar = "حدث يعمل دون راحة"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 75"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        limit = parameters(period).labour_law.child_labour.rest_after_hours
        return person("is_working_minor", period) & (person("longest_work_stretch", period) > limit)


class is_minor_in_night_work(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A minor works in the night"
    label_ar = "حدث يعمل ليلا"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 75(b)"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        """Begins before the night's end or after its start, ends after its start, or works past midnight."""
        labour = parameters(period).labour_law.child_labour
        start, end = person("work_start_hour", period), person("work_end_hour", period)
        by_night = (
            (start < labour.night_end) | (start >= labour.night_start) | (end > labour.night_start) | (end < start)
        )
        return person("is_working_minor", period) & by_night


class is_minor_working_on_rest_days(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A minor works on holidays or the weekly day of rest"
    label_ar = "حدث يعمل في العطل أو الراحة الأسبوعية"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 75"

    def formula_1996_06_14(person, period) -> NDArray:
        return person("is_working_minor", period) & person("works_on_rest_days", period)


class is_unlawful_child_labour(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child's work is unlawful"
    label_ar = "عمل الطفل مخالف للقانون"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 73 to 75"

    def formula_1996_06_14(person, period) -> NDArray:
        return (
            person("is_working_under_age", period)
            | person("is_minor_in_hazardous_work", period)
            | person("is_minor_over_daily_hours", period)
            | person("is_minor_without_rest", period)
            | person("is_minor_in_night_work", period)
            | person("is_minor_working_on_rest_days", period)
        )
