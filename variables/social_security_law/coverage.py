"""Social Security Law 1/2014, article 4: who is insured, and for which branches.

Insured through an employer: who works for wages in the public sector or in a job
that the registry says is insured. Own-account workers are bound by law since 2015
and rarely insured in fact: who is must be given. Not modelled: Jordanians at
missions, irregular work (bylaw not seen), the health branch (never applied).
"""

from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select_item
from openfisca_jordan_sp.variable import Variable


class SscCoverageCategory(Enum):
    __order__ = "none private public voluntary self_employed agricultural"
    none = "Not insured · غير مشمول"
    private = "Private establishment · منشأة خاصة"
    public = "Public sector · القطاع العام"
    voluntary = "Optional subscriber · مشترك اختياريا"
    self_employed = "Own-account worker · عامل لحسابه الخاص"
    agricultural = "Worker in agriculture · عامل زراعي"


class is_of_ssc_coverage_age(Variable):
    """Before the age is documented nobody is tested; an unknown age is not below it."""

    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is old enough to be insured"
    label_ar = "بلغ سن الشمول الإلزامي"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 4"

    def formula_2014_03(person, period, parameters) -> NDArray:
        limit = parameters(period).social_security_law.coverage.minimum_age
        return ~person("is_age_known", period) | (person("age", period) >= limit)


class works_enough_days_for_ssc(Variable):
    """Before the days are documented nobody is tested."""

    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person works more days in the month than those that do not yet insure"
    label_ar = "يعمل أكثر من الأيام التي لا توجب الشمول"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        return person("working_days_in_month", period) > parameters(period).social_security_law.coverage.working_days


class is_ssc_insurable_worker(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person works for wages and meets the conditions of compulsory insurance"
    label_ar = "عامل بأجر تنطبق عليه شروط الشمول الإلزامي"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 4"

    def formula_2001_05_08(person, period) -> NDArray:
        status = person("employment_status", period)
        statuses = status.possible_values
        return (
            ((status == statuses.employee) | (status == statuses.daily_wage_worker))
            & person("is_of_ssc_coverage_age", period)
            & person("works_enough_days_for_ssc", period)
            & ~person("is_in_treasury_pension_scheme", period)
        )


class has_farm_worker_ssc_rules(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person works in agriculture, insured for work injury and maternity alone"
    label_ar = "عامل زراعي مشمول بتأميني إصابات العمل والأمومة فقط"
    unit = "boolean"
    reference = "Law 11/2023; Labor Watch, 19 April 2023"

    def formula_2023_04_16(person, period, parameters) -> NDArray:
        sector = person("labour_sector", period)
        is_limited = parameters(period).social_security_law.coverage.agriculture_injury_and_maternity_only
        return (sector == sector.possible_values.agriculture) & is_limited


class ssc_coverage_category(Variable):
    """Where the Corporation's register does not tell it: from the job, else from the wish to subscribe."""

    value_type = Enum
    possible_values = SscCoverageCategory
    default_value = SscCoverageCategory.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "How the person is insured with the Social Security Corporation"
    label_ar = "فئة الشمول بالضمان الاجتماعي"
    article = "Social Security Law 1/2014, art. 4 and 7"

    def formula_2001_05_08(person, period) -> NDArray:
        sector, works = person("employment_sector", period), person("is_ssc_insurable_worker", period)
        is_private = works & (sector == sector.possible_values.private_formal)
        return select_item(
            [
                works & (sector == sector.possible_values.public),
                is_private & person("has_farm_worker_ssc_rules", period),
                is_private,
                person("ssc_chosen_wage", period) > 0,
            ],
            [
                SscCoverageCategory.public,
                SscCoverageCategory.agricultural,
                SscCoverageCategory.private,
                SscCoverageCategory.voluntary,
            ],
            default=SscCoverageCategory.none,
        )


class is_ssc_self_employed_liable(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The law binds the own-account worker or employer to be insured"
    label_ar = "عامل لحسابه أو صاحب عمل يلزمه القانون بالشمول"
    unit = "boolean"
    article = "Social Security Law 1/2014, art. 4"

    def formula_2014_03(person, period, parameters) -> NDArray:
        status = person("employment_status", period)
        statuses = status.possible_values
        is_bound = parameters(period).social_security_law.coverage.self_employed_compulsory
        works = (status == statuses.self_employed) | (status == statuses.employer)
        return is_bound & works & person("is_of_ssc_coverage_age", period)
