"""Tkiyet Um Ali: the published test for monthly food parcels.

A charity's own test, read on two undated pages. No value of a parcel is given,
nor the limits within which real estate is allowed; income is that of the
registers, before what the charity may deduct.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import optional_limit
from openfisca_jordan_sp.variable import Variable

PAGE = "https://tua.jo/how-we-qualify-families"


class tkiyet_um_ali_income_per_person(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Income per person of the family, for food parcels"
    label_ar = "دخل الفرد في الأسرة لغايات طرود الغذاء"
    unit = "JOD/person/month"
    reference = PAGE

    def formula(family, period) -> NDArray:
        return family("family_monthly_income", period) / family("family_size", period)


class is_tkiyet_um_ali_income_within_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Income per person is within the limit for food parcels"
    label_ar = "دخل الفرد ضمن حد طرود الغذاء"
    unit = "boolean"
    reference = PAGE

    def formula_2013(family, period, parameters) -> NDArray:
        limit = parameters(period).zakat_and_charity.tkiyet_um_ali.income_limit_per_person
        return family("tkiyet_um_ali_income_per_person", period) <= limit


class has_no_real_estate_beside_dwelling(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family owns no real estate other than its dwelling"
    label_ar = "لا تملك الأسرة عقارا غير مسكنها"
    unit = "boolean"
    reference = PAGE

    def formula(family, period) -> NDArray:
        """That its own dwelling is not meant is assumed."""
        return ~family("owns_real_estate_beside_dwelling", period)


class is_exempt_from_work_test(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is too young, too old or too disabled to be held to work, or studies"
    label_ar = "لا يُطالب بالعمل لصغر أو كبر أو إعاقة شديدة أو دراسة"
    unit = "boolean"
    reference = PAGE

    def formula_2013(person, period, parameters) -> NDArray:
        """The pages say able to work: that the elderly and the severely disabled are not is assumed."""
        first_age = parameters(period).zakat_and_charity.tkiyet_um_ali.idle_man_age
        last_age = optional_limit(parameters(period).social_development_law.elderly, "minimum_age")
        age, severity = person("age", period), person("disability_severity", period)
        return (
            (person("is_age_known", period) & (age < first_age))
            | (age >= last_age)
            | (severity == severity.possible_values.severe)
            | person("is_enrolled", period)
        )


class is_idle_man_able_to_work(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a man able to work who does not work"
    label_ar = "ذكر قادر على العمل ولا يعمل"
    unit = "boolean"
    reference = PAGE

    def formula_2013(person, period) -> NDArray:
        sex, work = person("sex", period), person("employment_status", period)
        is_idle = (work == work.possible_values.inactive) | (work == work.possible_values.unemployed)
        return (sex == sex.possible_values.male) & is_idle & ~person("is_exempt_from_work_test", period)


class has_no_idle_man(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    label = "No man of the family who is able to work is idle"
    label_ar = "ليس في الأسرة ذكر قادر على العمل ولا يعمل"
    unit = "boolean"
    reference = PAGE

    def formula_2013(family, period) -> NDArray:
        return ~family.any(family.members("is_idle_man_able_to_work", period))


class tkiyet_um_ali_parcel_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family meets Tkiyet Um Ali's test for monthly food parcels"
    label_ar = "تنطبق على الأسرة شروط طرود تكية أم علي"
    unit = "boolean"
    pillar = "karama"
    reference = PAGE

    def formula_2013(family, period) -> NDArray:
        return (
            family("is_tkiyet_um_ali_income_within_limit", period)
            & family("has_no_real_estate_beside_dwelling", period)
            & family("has_no_idle_man", period)
        )
