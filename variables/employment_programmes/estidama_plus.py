"""Estidama++, second phase: support for joining social security, for employees of small firms and the self-employed.

Any nationality. The instalments of the cash incentive are taken to be equal. Not modelled: the first phase (a waiver of
contributions and instalments whose amounts were not found), and how the programme ends (not found: the values go on).
"""

from numpy import datetime64, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.variable import Variable


class is_in_estidama_plus_establishment(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is an insured employee of an establishment as small as Estidama++ asks"
    label_ar = "مستخدم مشمول بالضمان في منشأة لا يزيد عدد عامليها على حد استدامة++"
    unit = "boolean"

    def formula_2023_08(person, period, parameters) -> NDArray:
        """An unknown number of workers does not count as small."""
        status, sector = person("employment_status", period), person("employment_sector", period)
        is_insured = (status == status.possible_values.employee) & (sector == sector.possible_values.private_formal)
        workers = person("establishment_workers", period)
        limit = parameters(period).employment_programmes.estidama_plus.maximum_workers
        return is_insured & (workers > 0) & (workers <= limit)


class is_hired_after_estidama_plus_date(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The job began after the day that Estidama++ asks"
    label_ar = "بدأ العمل بعد التاريخ الذي تشترطه استدامة++"
    unit = "boolean"

    def formula_2023_08(person, period, parameters) -> NDArray:
        """The latest day on which a job of so many completed months can have begun lies after it."""
        day = datetime64(parameters(period).employment_programmes.estidama_plus.hired_after)
        month = datetime64(str(period.start), "D").astype("datetime64[M]")
        latest = (month - person("months_since_job_start", period)).astype("datetime64[D]")
        return latest > day


class is_wage_within_estidama_plus_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The employee's wage is within the limit of Estidama++"
    label_ar = "أجر المستخدم ضمن حد استدامة++"
    unit = "boolean"

    def formula_2023_08(person, period, parameters) -> NDArray:
        return person("wage", period) <= parameters(period).employment_programmes.estidama_plus.wage_limit


class is_self_employed_within_estidama_plus_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is self-employed with an income within the limit of Estidama++"
    label_ar = "يعمل لحسابه ودخله ضمن حد استدامة++"
    unit = "boolean"

    def formula_2023_08(person, period, parameters) -> NDArray:
        status, limit = person("employment_status", period), parameters(period).employment_programmes.estidama_plus
        return (status == status.possible_values.self_employed) & (person("other_earnings", period) <= limit.wage_limit)


class is_old_age_cover_enough_for_estidama_plus(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The self-employed person chose enough old-age cover for Estidama++"
    label_ar = "نسبة الشمول بتأمين الشيخوخة كافية لاستدامة++"
    unit = "boolean"

    def formula_2023_08(person, period, parameters) -> NDArray:
        least = parameters(period).employment_programmes.estidama_plus.minimum_old_age_cover
        return person("self_employed_old_age_cover_share", period) >= least


class estidama_plus_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to the support of Estidama++"
    label_ar = "يستحق الشخص دعم استدامة++"
    unit = "boolean"
    pillar = "forsa"
    reference = "Zawya on the second phase of Estidama++; ILO 2023-10-20"

    def formula_2023_08(person, period) -> NDArray:
        """Nobody who is, or was, in the National Employment Programme or Hafiz."""
        is_employee = (
            person("is_in_estidama_plus_establishment", period)
            & person("is_hired_after_estidama_plus_date", period)
            & person("is_wage_within_estidama_plus_limit", period)
        )
        is_self_employed = person("is_self_employed_within_estidama_plus_limit", period) & person(
            "is_old_age_cover_enough_for_estidama_plus", period
        )
        had_other = person("was_in_earlier_employment_programme", period) | person("has_tashgheel_placement", period)
        return person("is_enrolled_in_estidama_plus", period) & (is_employee | is_self_employed) & ~had_other


class estidama_plus_contribution_support_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Estidama++: support for the subscriber's contributions"
    label_ar = "استدامة++: دعم اشتراك المشترك"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2023_08(person, period, parameters) -> NDArray:
        estidama = parameters(period).employment_programmes.estidama_plus
        is_running = person("months_since_estidama_plus_enrolment", period) < estidama.months
        return where(person("estidama_plus_entitled", period) & is_running, estidama.monthly_support, 0)


class is_estidama_plus_instalment_month(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "An instalment of the cash incentive of Estidama++ falls in the month since enrolment"
    label_ar = "تستحق دفعة من حافز استدامة++ في الشهر"
    unit = "boolean"

    def formula_2023_08(person, period, parameters) -> NDArray:
        """At enrolment and after each interval, until all instalments are paid."""
        estidama = parameters(period).employment_programmes.estidama_plus
        months, interval = person("months_since_estidama_plus_enrolment", period), estidama.months_between_instalments
        return (months % interval == 0) & (months // interval < estidama.instalments)


class estidama_plus_cash_incentive_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Estidama++: instalment of the cash incentive"
    label_ar = "استدامة++: دفعة حافز الشمول النقدي"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2023_08(person, period, parameters) -> NDArray:
        estidama = parameters(period).employment_programmes.estidama_plus
        is_due = person("estidama_plus_entitled", period) & person("is_estidama_plus_instalment_month", period)
        return where(is_due, estidama.cash_incentive_total / estidama.instalments, 0)


class estidama_plus_year_total_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Estidama++: support and incentive of the year"
    label_ar = "استدامة++: مجموع الدعم والحافز في السنة"
    unit = "JOD/year"
    pillar = "forsa"

    def formula_2023(person, period) -> NDArray:
        return sum(
            person("estidama_plus_contribution_support_amount", month)
            + person("estidama_plus_cash_incentive_amount", month)
            for month in year_months(period)
        )
