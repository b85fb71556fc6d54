"""Social Security Law 1/2014: the wage on which contributions are due.

January's wage for the whole year until August 2024, then the current wage
(Regulation 56/2024); not below the minimum wage and not above one of two ceilings.
Who had no insured wage in January contributes on the current one (assumed). Before
March 2014 no ceiling of later entrants and no floor is documented: none is applied.
"""

from numpy import maximum, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import is_before, january
from openfisca_jordan_sp.variable import Variable


class is_ssc_early_entrant(Variable):
    """An unknown day of first registration counts as late."""

    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person was first registered before the indexed ceiling was introduced"
    label_ar = "مشمول قبل العمل بالسقف المربوط بالتضخم"
    unit = "boolean"

    def formula_2010_05(person, period, parameters) -> NDArray:
        wage = parameters(period).social_security_law.wage
        return is_before(person("ssc_first_registration_date", period), wage.ceiling_entry_date)


class ssc_wage_ceiling(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Highest contributory wage of the person"
    label_ar = "سقف الأجر الخاضع للاقتطاع"
    unit = "JOD/month"

    def formula_2014_03(person, period, parameters) -> NDArray:
        wage = parameters(period).social_security_law.wage
        is_early = person("is_ssc_early_entrant", period)
        return where(is_early, wage.ceiling_early_entrants, wage.ceiling_indexed)


class ssc_wage_floor(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Lowest contributory wage of the person"
    label_ar = "الحد الأدنى للأجر الخاضع للاقتطاع"
    unit = "JOD/month"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """The minimum wage of the person's nationality and activity."""
        has_floor = parameters(period).social_security_law.wage.floor_is_minimum_wage
        return where(has_floor, person("minimum_wage_amount", period), 0)


class ssc_declared_wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wage of the month that is subject to social security, before floor and ceiling"
    label_ar = "الأجر الخاضع للضمان في الشهر قبل تطبيق الحدين"
    unit = "JOD/month"

    def formula_2001_05_08(person, period) -> NDArray:
        """Of an employee the wage without its uninsured part; of an own-account worker the chosen wage."""
        category = person("ssc_coverage_category", period)
        is_own_account = category == category.possible_values.self_employed
        of_employee = maximum(person("wage", period) - person("uninsured_wage_part", period), 0)
        is_employee = person("is_ssc_work_injury_insured", period)
        return where(is_employee, of_employee, where(is_own_account, person("ssc_chosen_wage", period), 0))


class has_ssc_declared_wage(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has a wage of the month on which contributions may be due"
    label_ar = "للشخص أجر في الشهر يجوز الاقتطاع منه"
    unit = "boolean"

    def formula_2001_05_08(person, period) -> NDArray:
        return person("ssc_declared_wage", period) > 0


class ssc_reference_wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wage that counts for the month: January's until August 2024, then the current one"
    label_ar = "الأجر المعتمد للشهر"
    unit = "JOD/month"
    reference = "Regulation 56/2024; Ramco compliance portal, 2024"

    def formula_2014_03(person, period, parameters) -> NDArray:
        is_fixed = parameters(period).social_security_law.wage.january_wage_rule
        current = person("ssc_declared_wage", period)
        of_january = person("ssc_declared_wage", january(period))
        return where(is_fixed & (of_january > 0), of_january, current)

    def formula_2001_05_08(person, period) -> NDArray:
        return person("ssc_declared_wage", period)


class ssc_contributory_wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wage on which compulsory contributions are due"
    label_ar = "الأجر الخاضع للاقتطاع"
    unit = "JOD/month"

    def formula_2014_03(person, period) -> NDArray:
        """The ceiling wins over the floor; without a wage in the month nothing is due."""
        floored = maximum(person("ssc_reference_wage", period), person("ssc_wage_floor", period))
        wage = minimum(floored, person("ssc_wage_ceiling", period))
        return where(person("has_ssc_declared_wage", period), wage, 0)

    def formula_2010_05(person, period, parameters) -> NDArray:
        """Only the ceiling of early entrants is documented."""
        wage = person("ssc_reference_wage", period)
        ceiling = parameters(period).social_security_law.wage.ceiling_early_entrants
        return where(person("is_ssc_early_entrant", period), minimum(wage, ceiling), wage)

    def formula_2001_05_08(person, period) -> NDArray:
        return person("ssc_reference_wage", period)
