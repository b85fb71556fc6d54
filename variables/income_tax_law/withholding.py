"""Income Tax Law: what an employer withholds from each month's wage.

A twelfth of each bracket, and of the exemptions for the taxpayer and the dependants, as employers were told in 2015-18;
that the same held before and holds since is assumed. Expenses, disability, donations and the cap over both
spouses wait for the yearly return (assumed). Not modelled: withholding of the national contribution.
"""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import marginal_amount, round_half_up
from openfisca_jordan_sp.variable import Variable

_PRESS = "Jordan Times, employers urged to withhold income tax, 2015"


class is_wage_taxed_at_source(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "An employer must withhold income tax from the person's wage"
    label_ar = "يجب على صاحب العمل اقتطاع الضريبة من أجر الشخص"
    unit = "boolean"
    reference = _PRESS

    def formula_2010(person, period) -> NDArray:
        """Employees and daily-wage workers; that the employer complies is not asked."""
        status = person("employment_status", period)
        statuses = status.possible_values
        return (status == statuses.employee) | (status == statuses.daily_wage_worker)


class wage_taxed_at_source(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wage of the month above a twelfth of the exemptions"
    label_ar = "أجر الشهر بعد جزء من اثني عشر جزءا من الإعفاءات"
    unit = "JOD/month"
    reference = _PRESS

    def formula_2010(person, period) -> NDArray:
        year = period.this_year
        exempt = person("personal_exemption", year) + person("dependants_exemption", year)
        return maximum(person("wage", period) - exempt / 12, 0)


class income_tax_withholding_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Income tax withheld from the wage of the month"
    label_ar = "ضريبة الدخل المقتطعة من أجر الشهر"
    unit = "JOD/month"
    reference = _PRESS

    def formula_2010(person, period, parameters) -> NDArray:
        """The yearly scale on twelve times the month's base, and a twelfth of that."""
        law = parameters(period).income_tax_law
        yearly = marginal_amount(person("wage_taxed_at_source", period) * 12, law.scale)
        return where(person("is_wage_taxed_at_source", period), round_half_up(yearly / 12, law.rounding_unit), 0)
