"""Disability Rights Law: who is a person with a disability, who has the law's rights, and the employment quota.

The law names no percentages or classes of severity. Not modelled: accessibility, education and health rights without an
amount, and the fine of employers (not found for the law in force).
"""

from numpy import around, ceil
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class is_person_with_disability(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has a disability under the law"
    label_ar = "شخص ذو إعاقة بموجب القانون"
    unit = "boolean"
    article = "Disability Rights Law 20/2017, art. 3"
    reference = "http://www.mondaq.com/x/644484/"

    def formula_2017_08_30(person, period, parameters) -> NDArray:
        """An impairment that is not expected to end within the months that make it long-term."""
        return person("expected_impairment_months", period) >= parameters(period).disability_rights_law.long_term_months


class disability_rights_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has the rights of persons with disabilities"
    label_ar = "يستحق حقوق الأشخاص ذوي الإعاقة"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Disability Rights Law 20/2017"
    reference = "http://www.mondaq.com/x/644484/"

    def formula_2017_08_30(person, period) -> NDArray:
        """For citizens who hold the identification card."""
        return (
            person("is_person_with_disability", period)
            & person("is_citizen", period)
            & person("has_disability_card", period)
        )


class required_workers_with_disability(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Persons with disabilities whom the person's establishment must employ"
    label_ar = "عدد الأشخاص ذوي الإعاقة الواجب تشغيلهم في المنشأة"
    unit = "workers"
    pillar = "forsa"
    article = "Disability Rights Law 20/2017, art. 25(b)"
    reference = "https://en.royanews.tv/news/44694/"

    def formula_2007_05(person, period, parameters) -> NDArray:
        """A fraction of a worker counts as one (assumed); `around` takes away the dust of binary arithmetic."""
        quota = parameters(period).disability_rights_law.employment_quota
        workers = person("workers_in_own_establishment", period)
        by_share = ceil(around(workers * quota.rate, 12))
        return select(
            [workers > quota.percentage_threshold, workers >= quota.workers_minimum], [by_share, quota.fixed_number], 0
        )
