"""Social Security Law 1/2014: maternity allowance of insured women in the private sector.

Paid in the month of birth for the whole leave. Any nationality, any number of births.
The public sector pays its own leave. Not modelled: the Labour Law's six weeks after
the birth, and what the employer goes on paying during the leave.
"""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import round_half_up
from openfisca_jordan_sp.variable import Variable


class has_maternity_contributions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The contributions before the leave are enough for the maternity allowance"
    label_ar = "أتمت الاشتراكات المؤهلة لبدل إجازة الأمومة"
    unit = "boolean"
    reference = "Jordan Times, 8 March 2022 (six successive months); statement of the Corporation (six in twelve)"

    def formula_2011_09(person, period, parameters) -> NDArray:
        """Where as many months count as are needed, they must be successive; else any in the window count too."""
        maternity = parameters(period).social_security_law.maternity
        successive = person("successive_maternity_contributions", period)
        in_window = maximum(successive, person("recent_maternity_contributions", period))
        has_window = maternity.lookback_months > maternity.minimum_contributions
        return where(has_window, in_window, successive) >= maternity.minimum_contributions


class maternity_allowance_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The insured woman is entitled to the maternity allowance"
    label_ar = "تستحق بدل إجازة الأمومة"
    unit = "boolean"
    pillar = "forsa"

    def formula_2011_09(person, period) -> NDArray:
        return (
            person("has_given_birth", period)
            & person("is_ssc_maternity_insured", period)
            & person("has_maternity_contributions", period)
        )


class maternity_allowance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Maternity allowance for the whole leave, in the month of birth"
    label_ar = "بدل إجازة الأمومة عن كامل الإجازة"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2011_09(person, period, parameters) -> NDArray:
        law = parameters(period).social_security_law
        months = law.maternity.days / law.maternity.days_per_month
        wage = law.maternity.replacement_rate * person("ssc_last_contributory_wage", period)
        amount = round_half_up(months * wage, law.rounding)
        return where(person("maternity_allowance_entitled", period), amount, 0)
