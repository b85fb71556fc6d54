"""General food assistance of the World Food Programme: refugees in camps, and outside them by its list.

In the camps every registered refugee is taken to be covered. How the list
outside them is drawn up is not published: a person's place on it is an input.
Amounts of 2026 were not found; the last known are carried on.
"""

from numpy import array
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import round_half_up, select
from openfisca_jordan_sp.variable import Variable


class is_refugee_in_camp(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a registered refugee who lives in a camp"
    label_ar = "لاجئ مسجل يقيم في مخيم"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        return person("is_registered_refugee", period) & person("lives_in_refugee_camp", period)


class is_wfp_most_vulnerable(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person, outside the camps, is on WFP's list as most vulnerable"
    label_ar = "مدرج خارج المخيمات لدى برنامج الأغذية ضمن الأشد حاجة"
    unit = "boolean"
    reference = "WFP Jordan brief, April 2018"

    def formula_2015_04(person, period) -> NDArray:
        tier = person("wfp_tier", period)
        return (tier == tier.possible_values.most_vulnerable) & ~person("lives_in_refugee_camp", period)


class is_wfp_moderately_vulnerable(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person, outside the camps, is on WFP's list as moderately vulnerable"
    label_ar = "مدرج خارج المخيمات لدى برنامج الأغذية ضمن متوسطي الحاجة"
    unit = "boolean"
    reference = "WFP Jordan brief, April 2018"

    def formula_2015_04(person, period) -> NDArray:
        tier = person("wfp_tier", period)
        return (tier == tier.possible_values.moderately_vulnerable) & ~person("lives_in_refugee_camp", period)


class wfp_food_assistance_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person gets food assistance of the World Food Programme"
    label_ar = "يستحق مساعدة غذائية من برنامج الأغذية العالمي"
    unit = "boolean"
    pillar = "somoud"

    def formula_2015_04(person, period) -> NDArray:
        return (
            person("is_refugee_in_camp", period)
            | person("is_wfp_most_vulnerable", period)
            | person("is_wfp_moderately_vulnerable", period)
        )


class wfp_food_assistance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Food assistance of the World Food Programme"
    label_ar = "المساعدة الغذائية من برنامج الأغذية العالمي"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "WFP Jordan briefs, April 2018 to April 2025; Jordan Daily 2023; Enab Baladi 2024-06"

    def formula_2015_04(person, period, parameters) -> NDArray:
        """By place and list, less what a cut takes, in whole dinars."""
        wfp = parameters(period).humanitarian_assistance.wfp
        share = 1 - parameters(period).shock_response.refocus.wfp_cut_rate
        full = array([wfp.camp, wfp.most_vulnerable, wfp.moderately_vulnerable])
        camp, most_vulnerable, moderately_vulnerable = round_half_up(full * share, wfp.rounding)
        return select(
            [
                person("is_refugee_in_camp", period),
                person("is_wfp_most_vulnerable", period),
                person("is_wfp_moderately_vulnerable", period),
            ],
            [camp, most_vulnerable, moderately_vulnerable],
            0,
        )


class family_wfp_food_assistance_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Food assistance of the World Food Programme to the family's members"
    label_ar = "المساعدة الغذائية من برنامج الأغذية العالمي لأفراد الأسرة"
    unit = "JOD/month"
    pillar = "somoud"

    def formula_2015_04(family, period) -> NDArray:
        return family.sum(family.members("wfp_food_assistance_amount", period))
