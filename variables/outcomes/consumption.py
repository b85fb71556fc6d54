"""Outcomes: benefits of a household, its consumption and whether it is poor.

Every dinar of modelled cash is taken to be consumed; no behaviour changes.
"""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Household
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.variable import Variable


class reform_benefits_amount(Variable):
    """A place for reforms: a bill with a new benefit gives this variable a formula."""

    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Benefits that a reform adds"
    label_ar = "منافع يضيفها مشروع تعديل"
    unit = "JOD/month"


class family_cash_benefits(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly benefits of the family in cash, vouchers and purchased care"
    label_ar = "المنافع الشهرية للأسرة نقدا وقسائم ورعاية مشتراة"
    unit = "JOD/month"

    def formula(family, period) -> NDArray:
        """The strategy's pillars together, and what a reform adds."""
        return (
            family("karama_total_amount", period)
            + family("tamkeen_total_amount", period)
            + family("forsa_total_amount", period)
            + family("somoud_total_amount", period)
            + family("reform_benefits_amount", period)
        )


class family_yearly_benefits(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    label = "Cash benefits of the family in the year"
    label_ar = "المنافع النقدية للأسرة في السنة"
    unit = "JOD/year"

    def formula(family, period) -> NDArray:
        """Monthly benefits, and those that are granted by the year."""
        monthly = sum(family("family_cash_benefits", month) for month in year_months(period))
        members = family.members
        persons = members("physical_rehabilitation_amount", period) + members("gharimat_support_amount", period)
        families = (
            family("bread_compensation_amount", period)
            + family("fuel_compensation_2012_amount", period)
            + family("unhcr_winter_cash_amount", period)
        )
        return monthly + families + family.sum(persons)


class household_cash_benefits(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Monthly cash benefits of all families of the household"
    label_ar = "المنافع النقدية الشهرية لأسر المسكن"
    unit = "JOD/month"

    def formula(household, period) -> NDArray:
        """Each family's benefits are carried by its head."""
        is_head = household.members.has_role(Family.HEAD)
        of_family = household.members.family("family_cash_benefits", period)
        return household.sum(where(is_head, of_family, 0))


class household_consumption(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Household consumption with benefits"
    label_ar = "استهلاك الأسرة المعيشية مع المنافع"
    unit = "JOD/month"

    def formula(household, period) -> NDArray:
        return household("consumption_before_benefits", period) + household("household_cash_benefits", period)


class household_consumption_per_person(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Consumption per person"
    label_ar = "استهلاك الفرد"
    unit = "JOD/person/month"

    def formula(household, period) -> NDArray:
        """The official line is strictly per person: no equivalence scale."""
        return household("household_consumption", period) / household("household_size", period)


class poverty_line(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "National absolute poverty line per person, carried forward by consumer prices"
    label_ar = "خط الفقر المطلق للفرد محدثا بالرقم القياسي لأسعار المستهلك"
    unit = "JOD/person/month"

    def formula_2018(household, period, parameters) -> NDArray:
        """The line of the 2017/18 survey (a press figure), at the prices of the period."""
        statistics = parameters(period).statistics
        line = statistics.poverty_line
        price_change = statistics.consumer_price_index / line.price_index_of_line
        return household.filled_array(line.absolute_per_person_year / 12 * price_change)


class is_poor(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The household consumes less per person than the poverty line"
    label_ar = "استهلاك الفرد دون خط الفقر"
    unit = "boolean"

    def formula_2018(household, period) -> NDArray:
        return household("household_consumption_per_person", period) < household("poverty_line", period)


class poverty_gap(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "What the household's members lack to reach the poverty line"
    label_ar = "فجوة الفقر للأسرة المعيشية"
    unit = "JOD/month"

    def formula_2018(household, period) -> NDArray:
        per_person = household("poverty_line", period) - household("household_consumption_per_person", period)
        return maximum(per_person, 0) * household("household_size", period)
