"""Social Security Law 1/2014: the pension that the death of an insured person leaves, and the funeral grant.

The record of the deceased stands with who survives. After a natural death the amount is that of natural total
disability (recalled); after a work injury it is read in a weak source. Not modelled: what the survivors of a
pensioner share, which no source read tells.
"""

from numpy import fmax, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import optional_value, select
from openfisca_jordan_sp.variable import Variable


class is_death_in_service_covered(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The deceased died while insured and had the contributions for a pension"
    label_ar = "وفاة طبيعية خلال الخدمة مستوفية للاشتراكات"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        needed, death = (
            parameters(period).social_security_law.survivors.in_service,
            person("deceased_insured_death", period),
        )
        return (
            (death == death.possible_values.in_service)
            & (person("deceased_actual_contributions_count", period) >= needed.contributions)
            & (person("deceased_consecutive_contributions_count", period) >= needed.consecutive)
        )


class is_death_out_of_service_covered(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The deceased died after insured work had ended and had the contributions for a pension"
    label_ar = "وفاة طبيعية خارج الخدمة مستوفية للشروط"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 62"

    def formula_2014_03(person, period, parameters) -> NDArray:
        needed = parameters(period).social_security_law.survivors.out_of_service
        death = person("deceased_insured_death", period)
        return (
            (death == death.possible_values.out_of_service)
            & (person("deceased_actual_contributions_count", period) >= needed.contributions)
            & (person("deceased_consecutive_contributions_count", period) >= needed.consecutive)
            & (person("deceased_months_out_of_work", period) <= needed.max_gap)
        )


class is_work_injury_death_covered(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The deceased died from a work injury"
    label_ar = "وفاة إصابية مشمولة"
    unit = "boolean"

    def formula_2014_03(person, period) -> NDArray:
        death = person("deceased_insured_death", period)
        return (death == death.possible_values.work_injury) & (person("deceased_wage_at_injury", period) > 0)


class natural_death_pension_base_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension after a natural death, before minimum and increase"
    label_ar = "راتب الوفاة الطبيعية الأساسي"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """The rates of natural total disability on the record of the deceased."""
        disability = parameters(period).social_security_law.disability
        count = person("deceased_contributions_count", period)
        yearly = select(
            [count >= disability.long_contributions, count >= disability.short_contributions],
            [disability.rate_per_year_long, disability.rate_per_year_short],
            0,
        )
        is_covered = person("is_death_in_service_covered", period) | person("is_death_out_of_service_covered", period)
        rate = disability.base_rate + yearly * count / 12
        return where(is_covered, rate * person("deceased_average_wage", period), 0)


class work_injury_death_pension_base_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pension after a death from work injury, before minimum and increase"
    label_ar = "راتب الوفاة الإصابية الأساسي"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        rate = parameters(period).social_security_law.work_injury.death_rate
        is_covered = person("is_work_injury_death_covered", period)
        return where(is_covered, rate * person("deceased_wage_at_injury", period), 0)


class survivors_pension_total_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Whole pension that the deceased leaves to all survivors"
    label_ar = "راتب الوفاة الكامل لجميع المستحقين"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        law = parameters(period).social_security_law
        natural, injury = (
            person("natural_death_pension_base_amount", period),
            person("work_injury_death_pension_base_amount", period),
        )
        basic = fmax(natural + injury, optional_value(law.minimum_pension, "basic_death_disability"))
        return where(natural + injury > 0, basic + law.general_increase.disability_death, 0)


class funeral_grant_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Funeral grant for insured members and pensioners of the family who died"
    label_ar = "نفقات الجنازة"
    unit = "JOD/month"
    pillar = "forsa"
    reference = "MENAFN/Petra 2025-08-03: 700 dinars"

    def formula_2014_03(family, period, parameters) -> NDArray:
        return family("insured_deaths", period) * parameters(period).social_security_law.funeral_grant.amount
