"""Social Security Law 1/2014: the branches for which a person is insured through an employer.

Private sector: old age, work injury, maternity and unemployment. Public sector: old
age and work injury. Agriculture since Law 11/2023: work injury and maternity.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_ssc_private_employee(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is insured through a private establishment"
    label_ar = "مشمول من خلال منشأة خاصة"
    unit = "boolean"

    def formula_2001_05_08(person, period) -> NDArray:
        category = person("ssc_coverage_category", period)
        return category == category.possible_values.private


class is_ssc_public_employee(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is insured through the public sector"
    label_ar = "مشمول من خلال القطاع العام"
    unit = "boolean"

    def formula_2001_05_08(person, period) -> NDArray:
        category = person("ssc_coverage_category", period)
        return category == category.possible_values.public


class is_ssc_farm_worker(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is insured as a worker in agriculture"
    label_ar = "مشمول بوصفه عاملا زراعيا"
    unit = "boolean"

    def formula_2001_05_08(person, period) -> NDArray:
        category = person("ssc_coverage_category", period)
        return category == category.possible_values.agricultural


class is_ssc_old_age_insured(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "An employer insures the person for old age, disability and death"
    label_ar = "مشمول بتأمين الشيخوخة والعجز والوفاة من خلال العمل"
    unit = "boolean"

    def formula_2001_05_08(person, period) -> NDArray:
        is_employee = person("is_ssc_private_employee", period) | person("is_ssc_public_employee", period)
        return is_employee & ~person("is_startup_old_age_excluded", period)


class is_ssc_work_injury_insured(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is insured for work injury"
    label_ar = "مشمول بتأمين إصابات العمل"
    unit = "boolean"

    def formula_2001_05_08(person, period) -> NDArray:
        return (
            person("is_ssc_private_employee", period)
            | person("is_ssc_public_employee", period)
            | person("is_ssc_farm_worker", period)
        )


class is_ssc_maternity_insured(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's employer contributes to maternity insurance"
    label_ar = "مشمول بتأمين الأمومة"
    unit = "boolean"

    def formula_2011(person, period) -> NDArray:
        return person("is_ssc_private_employee", period) | person("is_ssc_farm_worker", period)


class is_ssc_unemployment_insured(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is insured for unemployment"
    label_ar = "مشمول بتأمين التعطل عن العمل"
    unit = "boolean"

    def formula_2011_09(person, period) -> NDArray:
        return person("is_ssc_private_employee", period)
