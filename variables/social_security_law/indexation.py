"""Social Security Law 1/2014, article 90: the increase of pensions each May.

It is told to who gives the pension before it. The increase is an event of each year: in per cent with a cap up to
May 2019, since then an equal amount. A year whose increase was not found stops who asks for it, and nobody else. The
rule behind the per cent was the lesser of the growth of prices and of the average insured wage; what is published
stands here, not the rule.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import optional_limit, required_for
from openfisca_jordan_sp.variable import Variable


class is_excluded_from_pension_increase(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Early or partial work-injury pensioner, too young for the yearly increase"
    label_ar = "مستثنى من الزيادة السنوية لعدم بلوغ السن"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 90"

    def formula_2012_03(person, period, parameters) -> NDArray:
        """A pensioner of unknown age counts as too young."""
        limits = parameters(period).social_security_law.indexation.excluded_below_age
        claim, sex = person("ssc_pension_claim", period), person("sex", period)
        claims = claim.possible_values
        is_of_kind = (claim == claims.early_retirement) | (claim == claims.work_injury_partial)
        return is_of_kind & (
            person("age", period) < where(sex == sex.possible_values.female, limits.female, limits.male)
        )


class pension_increase_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pension that the person gives has the increase of the last May"
    label_ar = "يستحق الزيادة السنوية الأخيرة"
    unit = "boolean"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 90"

    def formula_2001_05_08(person, period) -> NDArray:
        has_pension = person("ssc_pension_before_increase", period) > 0
        return has_pension & ~person("is_excluded_from_pension_increase", period)


class pension_increase_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Increase of the last May"
    label_ar = "الزيادة السنوية الأخيرة"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 90"

    def formula_2020_05(person, period, parameters) -> NDArray:
        """An equal amount for all."""
        is_due = person("pension_increase_entitled", period)
        increase = required_for(parameters(period).social_security_law.indexation, "flat_increase", is_due)
        return where(is_due, increase, 0)

    def formula_2001_05_08(person, period, parameters) -> NDArray:
        """A part of the pension, up to a cap where one is on record."""
        indexation = parameters(period).social_security_law.indexation
        is_due = person("pension_increase_entitled", period)
        rate = required_for(indexation, "percent", is_due)
        increase = minimum(
            rate * person("ssc_pension_before_increase", period), optional_limit(indexation, "max_increase")
        )
        return where(is_due, increase, 0)


class ssc_pension_indexed_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension with the increase of the last May"
    label_ar = "الراتب التقاعدي بعد الزيادة السنوية الأخيرة"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Social Security Law 1/2014, art. 90"

    def formula_2001_05_08(person, period) -> NDArray:
        return person("ssc_pension_before_increase", period) + person("pension_increase_amount", period)
