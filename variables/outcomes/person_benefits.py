"""Outcomes: benefits granted to a person and not to the family as a whole."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class social_insurance_benefits_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Benefits of social insurance of the month: pensions worked out, lump sums, unemployment, maternity, care"
    label_ar = "منافع الضمان الاجتماعي في الشهر"
    unit = "JOD/month"
    pillar = "forsa"

    def formula(person, period) -> NDArray:
        """A pension already in the data (`pension`) is income there and not counted here."""
        return (
            person("ssc_pension_amount", period)
            + person("ssc_lump_sum_amount", period)
            + person("work_injury_lump_sum_amount", period)
            + person("work_injury_daily_allowance_amount", period)
            + person("unemployment_benefit_amount", period)
            + person("maternity_allowance_amount", period)
            + person("reaya_home_care_amount", period)
            + person("reaya_nursery_amount", period)
        )


class employment_programme_benefits_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "What employment programmes pay to or for the worker"
    label_ar = "ما تدفعه برامج التشغيل للعامل أو عنه"
    unit = "JOD/month"
    pillar = "forsa"

    def formula(person, period) -> NDArray:
        """Wage subsidies are the employer's."""
        return (
            person("tashgheel_transport_allowance_amount", period)
            + person("estidama_plus_contribution_support_amount", period)
            + person("estidama_plus_cash_incentive_amount", period)
        )


class person_somoud_benefits_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wage support of the defence orders and humanitarian assistance to the person"
    label_ar = "دعم الأجور بموجب أوامر الدفاع والمساعدات الإنسانية للشخص"
    unit = "JOD/month"
    pillar = "somoud"

    def formula(person, period) -> NDArray:
        return (
            person("tadamun_1_amount", period)
            + person("tadamun_2_amount", period)
            + person("estidama_wage_support_amount", period)
            + person("wfp_food_assistance_amount", period)
            + person("hajati_amount", period)
        )


class person_benefits_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Monthly benefits granted to the person"
    label_ar = "المنافع الشهرية الممنوحة للشخص"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return (
            person("social_insurance_benefits_amount", period)
            + person("employment_programme_benefits_amount", period)
            + person("person_somoud_benefits_amount", period)
            + person("child_benefit_amount", period)
            + person("elderly_care_purchase_amount", period)
        )
