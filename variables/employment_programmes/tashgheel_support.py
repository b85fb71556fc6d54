"""National Employment Programme (Tashgheel): what it pays to the employer and to the worker.

Not modelled: the further subsidy for persons with disabilities (amount not found), and the transport allowance of 10 to
30 dinars of beneficiaries of the National Aid Fund (rule not found): they are computed with the ordinary allowance.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.variable import Variable


class tashgheel_wage_subsidy_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Tashgheel: support for the wage, paid to the employer"
    label_ar = "تشغيل: دعم الأجر المدفوع لصاحب العمل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2022_04(person, period, parameters) -> NDArray:
        """Never above the wage (assumed)."""
        support = parameters(period).employment_programmes.tashgheel.wage_support
        return where(person("tashgheel_entitled", period), minimum(support, person("wage", period)), 0)


class tashgheel_ssc_support_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Tashgheel: support for social-security contributions, paid to the employer"
    label_ar = "تشغيل: المساهمة في اشتراكات الضمان المدفوعة لصاحب العمل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2022_04(person, period, parameters) -> NDArray:
        support = parameters(period).employment_programmes.tashgheel.ssc_support
        return where(person("tashgheel_entitled", period), support, 0)


class tashgheel_transport_allowance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Tashgheel: transport allowance, paid to the worker"
    label_ar = "تشغيل: بدل النقل المدفوع للعامل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2022_04(person, period, parameters) -> NDArray:
        transport = parameters(period).employment_programmes.tashgheel.transport
        sex = person("sex", period)
        amount = where(sex == sex.possible_values.female, transport.female, transport.male)
        return where(person("tashgheel_entitled", period), amount, 0)


class tashgheel_total_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Tashgheel: all support for a job, to employer and worker together"
    label_ar = "تشغيل: مجموع الدعم لصاحب العمل والعامل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2022_04(person, period) -> NDArray:
        return (
            person("tashgheel_wage_subsidy_amount", period)
            + person("tashgheel_ssc_support_amount", period)
            + person("tashgheel_transport_allowance_amount", period)
        )


class tashgheel_year_total_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Tashgheel: all support for a job in the year"
    label_ar = "تشغيل: مجموع الدعم في السنة"
    unit = "JOD/year"
    pillar = "forsa"

    def formula_2022(person, period) -> NDArray:
        return sum(person("tashgheel_total_amount", month) for month in year_months(period))
