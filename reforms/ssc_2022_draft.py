"""The social security draft of 2022: a later pension age for who had few contributions when it would have begun."""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit, instant

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class contributions_when_draft_begins(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Contributions of the person on the day when the draft would have begun"
    label_ar = "عدد الاشتراكات يوم بدء العمل بالمسودة"
    unit = "months"

    def formula_2023(person, period, parameters) -> NDArray:
        """Where it is not told: those of today less one for each month since (assumed)."""
        start = instant(parameters(period).social_security_law.old_age.recent_members.start)
        months_since = 12 * (period.start.year - start.year) + period.start.month - start.month
        return maximum(person("ssc_contributions_count", period) - months_since, 0)


class is_at_old_age_pension_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has reached the age of the old-age pension"
    label_ar = "بلغ سن الشيخوخة"
    unit = "boolean"

    def formula_2023(person, period, parameters) -> NDArray:
        old_age, sex = parameters(period).social_security_law.old_age, person("sex", period)
        recent, is_female = old_age.recent_members, sex == sex.possible_values.female
        is_recent = person("contributions_when_draft_begins", period) < recent.contributions
        women, men = (
            where(is_recent, recent.age.female, old_age.age.female),
            where(is_recent, recent.age.male, old_age.age.male),
        )
        return person("age", period) >= where(is_female, women, men)
