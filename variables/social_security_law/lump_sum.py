"""Social Security Law 1/2014: the lump sum of who leaves insurance without a pension.

One rate, by the number of contributions, on all contributory wages. That a person has no right to a pension after a
death or disability is checked against the rules here; that a foreigner leaves for good is the claim itself.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class is_foreigner_lump_sum_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A non-Jordanian claims the lump sum on leaving"
    label_ar = "تعويض غير الأردني المغادر"
    unit = "boolean"

    def formula_2014_03(person, period) -> NDArray:
        case = person("lump_sum_case", period)
        return (case == case.possible_values.non_jordanian_leaving) & ~person("is_citizen", period)


class is_disability_lump_sum_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A disabled person without a right to a disability pension claims the lump sum"
    label_ar = "تعويض العاجز غير المستحق لراتب"
    unit = "boolean"

    def formula_2014_03(person, period) -> NDArray:
        case, degree = person("lump_sum_case", period), person("natural_disability_degree", period)
        return (
            (case == case.possible_values.disability_out_of_cover)
            & (degree != degree.possible_values.none)
            & ~person("natural_total_disability_pension_entitled", period)
            & ~person("natural_partial_disability_pension_entitled", period)
        )


class is_death_lump_sum_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A survivor claims the lump sum after a death that leaves no pension"
    label_ar = "تعويض ورثة المتوفى دون استحقاق راتب"
    unit = "boolean"

    def formula_2014_03(person, period) -> NDArray:
        """Cover decides: a covered death leaves a right to a pension even where its amount is not on record."""
        case, death = person("lump_sum_case", period), person("deceased_insured_death", period)
        return (
            (case == case.possible_values.death_out_of_cover)
            & (death != death.possible_values.none)
            & ~person("is_death_in_service_covered", period)
            & ~person("is_death_out_of_service_covered", period)
            & ~person("is_work_injury_death_covered", period)
        )


class is_pension_age_lump_sum_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A person of pension age short of the contributions claims the lump sum"
    label_ar = "تعويض بالغ سن الشيخوخة دون إكمال المدة"
    unit = "boolean"

    def formula_2014_03(person, period) -> NDArray:
        case = person("lump_sum_case", period)
        has_period = person("has_old_age_contributions", period) & person("has_old_age_actual_contributions", period)
        is_case = case == case.possible_values.short_at_pension_age
        return is_case & person("is_at_old_age_pension_age", period) & ~has_period


class is_single_woman_lump_sum_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A single insured woman of sufficient age claims the lump sum"
    label_ar = "تعويض المؤمن عليها العزباء"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        case, sex, status = person("lump_sum_case", period), person("sex", period), person("marital_status", period)
        return (
            (case == case.possible_values.single_woman)
            & (sex == sex.possible_values.female)
            & (status == status.possible_values.never_married)
            & (person("age", period) >= parameters(period).social_security_law.lump_sum.single_woman_age)
        )


class is_older_person_lump_sum_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "An older person with few contributions, long out of work, claims the lump sum"
    label_ar = "تعويض كبير السن قليل الاشتراكات"
    unit = "boolean"

    def formula_2014_03(person, period, parameters) -> NDArray:
        older = parameters(period).social_security_law.lump_sum.older
        case, sex = person("lump_sum_case", period), person("sex", period)
        return (
            (case == case.possible_values.older_with_few_contributions)
            & (person("age", period) >= where(sex == sex.possible_values.female, older.age.female, older.age.male))
            & (person("ssc_contributions_count", period) <= older.maximum_contributions)
            & (person("months_since_insured_work_end", period) >= older.months_out)
        )


class ssc_lump_sum_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person may take the lump sum"
    label_ar = "يستحق تعويض الدفعة الواحدة"
    unit = "boolean"
    pillar = "forsa"
    reference = "Workers' House ?p=4504"

    def formula_2014_03(person, period) -> NDArray:
        return (
            person("is_foreigner_lump_sum_case", period)
            | person("is_disability_lump_sum_case", period)
            | person("is_death_lump_sum_case", period)
            | person("is_pension_age_lump_sum_case", period)
            | person("is_single_woman_lump_sum_case", period)
            | person("is_older_person_lump_sum_case", period)
        )


class ssc_lump_sum_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Lump sum, in the month of the claim"
    label_ar = "تعويض الدفعة الواحدة في شهر الطلب"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period, parameters) -> NDArray:
        """After a death, on the record of the deceased."""
        rates = parameters(period).social_security_law.lump_sum.rates
        of_deceased = person("is_death_lump_sum_case", period)
        own_count, deceased_count = (
            person("ssc_contributions_count", period),
            person("deceased_contributions_count", period),
        )
        own_wages, deceased_wages = (
            person("total_contributory_wages", period),
            person("deceased_contributory_wages", period),
        )
        count = where(of_deceased, deceased_count, own_count)
        wages = where(of_deceased, deceased_wages, own_wages)
        first, second, third = rates.bracket_1, rates.bracket_2, rates.bracket_3
        rate = select(
            [count >= third.threshold, count >= second.threshold, count >= first.threshold],
            [third.rate, second.rate, first.rate],
            0,
        )
        return where(person("ssc_lump_sum_entitled", period), rate * wages, 0)
