"""Reaya, Regulation 93/2020 and the bylaw of November 2024: childcare of insured mothers after their leave.

A rule of a bylaw holds from the first whole month after its day. Not modelled:
breastfeeding equipment and antenatal care of the bylaw of 2024 (amounts not found).
The bands of wages of the nursery allowance were not found either: give the
Corporation's decision, or set the allowance in a reform.
"""

from numpy import clip, datetime64, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import is_known_date, optional_limit, required_for
from openfisca_jordan_sp.variable import Variable


class reaya_child_age_in_months(Variable):
    """-1 where there is no child, or where it is not yet born."""

    value_type = int
    default_value = -1
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Completed months of age of the child at the first day of the month"
    label_ar = "عمر الطفل بالأشهر المكتملة في أول الشهر"
    unit = "months"

    def formula_2020_10_20(person, period) -> NDArray:
        birth = person("reaya_child_birth_date", period).astype("datetime64[D]")
        day = datetime64(str(period.start), "D")
        month_of_birth, month = birth.astype("datetime64[M]"), day.astype("datetime64[M]")
        months = (month - month_of_birth).astype(int)
        completed = where(birth - month_of_birth > day - month, months - 1, months)
        return where(is_known_date(birth) & (completed >= 0), completed, -1)


class is_reaya_child_born_in_time(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child was born after the day from which the programme supports births"
    label_ar = "ولد الطفل بعد تاريخ سريان البرنامج"
    unit = "boolean"
    reference = "Al-Wakeel 560600, statement of the Corporation on Regulation 93/2020"

    def formula_2020_10_20(person, period, parameters) -> NDArray:
        birth = person("reaya_child_birth_date", period)
        return birth.astype("datetime64[D]") > datetime64(parameters(period).social_security_law.reaya.births_after)


class is_reaya_child_young_enough(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is not above the age at which the support ends"
    label_ar = "لم يتجاوز الطفل السن الأقصى"
    unit = "boolean"

    def formula_2024_11_18(person, period, parameters) -> NDArray:
        """Up to and including the highest age."""
        age = person("reaya_child_age_in_months", period)
        return (age >= 0) & (age <= parameters(period).social_security_law.reaya.maximum_child_age)

    def formula_2020_10_20(person, period, parameters) -> NDArray:
        """Below the highest age."""
        age = person("reaya_child_age_in_months", period)
        return (age >= 0) & (age < parameters(period).social_security_law.reaya.maximum_child_age)


class is_in_reaya_months(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The month is one of those after the leave for which support is paid"
    label_ar = "الشهر ضمن مدة الصرف بعد الإجازة"
    unit = "boolean"

    def formula_2020_10_20(person, period, parameters) -> NDArray:
        month = person("months_since_maternity_leave", period)
        return (month >= 1) & (month <= parameters(period).social_security_law.reaya.months)


class meets_reaya_conditions(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The mother is insured for maternity and the child and the month qualify for support"
    label_ar = "الأم مشمولة بتأمين الأمومة والطفل والشهر مؤهلان للدعم"
    unit = "boolean"

    def formula_2020_10_20(person, period) -> NDArray:
        return (
            person("is_ssc_maternity_insured", period)
            & person("is_in_reaya_months", period)
            & person("is_reaya_child_born_in_time", period)
            & person("is_reaya_child_young_enough", period)
        )


class is_reaya_home_care_wage_within_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The mother's wage at the start of the leave is not above the limit for home care"
    label_ar = "أجر الأم عند بدء الإجازة ضمن حد بدل الرعاية المنزلية"
    unit = "boolean"

    def formula_2020_10_20(person, period, parameters) -> NDArray:
        limit = parameters(period).social_security_law.reaya.home_care_wage_limit
        return person("wage_at_maternity_leave_start", period) <= limit


class reaya_home_care_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The mother is entitled to the home care allowance"
    label_ar = "تستحق بدل رعاية المولود في المنزل"
    unit = "boolean"
    pillar = "forsa"

    def formula_2020_10_20(person, period) -> NDArray:
        return (
            person("meets_reaya_conditions", period)
            & person("is_reaya_home_care_wage_within_limit", period)
            & ~person("uses_licensed_nursery", period)
        )


class reaya_home_care_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Home care allowance of the mother"
    label_ar = "بدل رعاية المولود في المنزل"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2020_10_20(person, period, parameters) -> NDArray:
        amount = parameters(period).social_security_law.reaya.home_care_allowance
        return where(person("reaya_home_care_entitled", period), amount, 0)


class is_reaya_nursery_wage_within_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The mother's wage at the start of the leave is not above the limit for nurseries"
    label_ar = "أجر الأم عند بدء الإجازة ضمن حد بدل الحضانة"
    unit = "boolean"

    def formula_2020_10_20(person, period, parameters) -> NDArray:
        """Where no limit is set, any wage is within it."""
        limit = optional_limit(parameters(period).social_security_law.reaya, "nursery_wage_limit")
        return person("wage_at_maternity_leave_start", period) <= limit


class reaya_nursery_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The mother is entitled to the nursery allowance"
    label_ar = "تستحق بدل الحضانة"
    unit = "boolean"
    pillar = "forsa"

    def formula_2020_10_20(person, period) -> NDArray:
        return (
            person("meets_reaya_conditions", period)
            & person("is_reaya_nursery_wage_within_limit", period)
            & person("uses_licensed_nursery", period)
        )


class reaya_nursery_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Nursery allowance of the mother"
    label_ar = "بدل الحضانة"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2020_10_20(person, period, parameters) -> NDArray:
        """As the Corporation decided, within the published bounds; else the amount of the law, which is unset."""
        reaya = parameters(period).social_security_law.reaya
        is_entitled, decided = (
            person("reaya_nursery_entitled", period),
            person("reaya_nursery_allowance_decided", period),
        )
        allowance = required_for(reaya, "nursery_allowance", is_entitled & (decided <= 0))
        within = clip(decided, reaya.nursery_minimum, reaya.nursery_maximum)
        return where(is_entitled, where(decided > 0, within, allowance), 0)
