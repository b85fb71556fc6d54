"""Registry inputs: the pension or lump sum that a person claims of social security, and the record that it rests on.

Counts of contributions stand in `social_security_record.py`. An unknown record gives no pension.
"""

from numpy import nan
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class PensionClaim(Enum):
    __order__ = (
        "none old_age early_retirement natural_disability_total "
        "natural_disability_partial work_injury_total work_injury_partial survivor"
    )
    none = "No claim · لا طلب"
    old_age = "Old-age pension · راتب الشيخوخة"
    early_retirement = "Early-retirement pension · راتب التقاعد المبكر"
    natural_disability_total = "Pension for natural total disability · راتب العجز الكلي الطبيعي"
    natural_disability_partial = "Pension for natural partial disability · راتب العجز الجزئي الطبيعي"
    work_injury_total = "Pension for total disability from work injury · راتب العجز الكلي الإصابي"
    work_injury_partial = "Pension for partial disability from work injury · راتب العجز الجزئي الإصابي"
    survivor = "Share of a deceased person's pension · نصيب من راتب المتوفى"


class LumpSumCase(Enum):
    __order__ = (
        "none non_jordanian_leaving disability_out_of_cover "
        "death_out_of_cover short_at_pension_age single_woman older_with_few_contributions"
    )
    none = "No claim · لا طلب"
    non_jordanian_leaving = "A non-Jordanian leaves the country for good · مغادرة غير الأردني نهائيا"
    disability_out_of_cover = "Disability without a right to a pension · عجز دون استحقاق راتب"
    death_out_of_cover = "Death without a right to a pension · وفاة دون استحقاق راتب"
    short_at_pension_age = "Too few contributions at pension age · بلوغ سن الشيخوخة دون إكمال المدة"
    single_woman = "A single insured woman · مؤمن عليها عزباء"
    older_with_few_contributions = (
        "Near pension age, few contributions, long out of work · كبير السن قليل الاشتراكات ومنقطع"
    )


class DisabilityDegree(Enum):
    __order__ = "none partial total"
    none = "No disability found · لا عجز"
    partial = "Partial disability · عجز جزئي"
    total = "Total disability · عجز كلي"


class ssc_pension_claim(Variable):
    value_type = Enum
    possible_values = PensionClaim
    default_value = PensionClaim.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Pension of the Social Security Corporation that the person claims"
    label_ar = "راتب الضمان الذي يطلبه الشخص"


class pension_window_average_wage(Variable):
    """0 where it is not on record."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Average contributory wage of the last 36 contributions, for old age and disability"
    label_ar = "متوسط الأجر في آخر 36 اشتراكا"
    unit = "JOD/month"


class early_pension_window_average_wage(Variable):
    """0 where it is not on record."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Average contributory wage of the last 60 contributions, for early retirement"
    label_ar = "متوسط الأجر في آخر 60 اشتراكا"
    unit = "JOD/month"


class pension_reference_wage(Variable):
    """0 where it is not on record."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Contributory wage at the start of the last 60 contributions"
    label_ar = "الأجر عند بداية آخر 60 اشتراكا"
    unit = "JOD/month"


class ssc_dependants_count(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Dependants for whom the Corporation increases the pension"
    label_ar = "عدد المعالين المحتسبين لزيادة الإعالة"
    unit = "persons"


class ssc_consecutive_contributions_count(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Longest run of consecutive contributions"
    label_ar = "أطول مدة اشتراكات متصلة"
    unit = "months"


class months_since_insured_work_end(Variable):
    """0 where the person is still insured; 1200 stands for long ago, or never."""

    value_type = int
    default_value = 1200
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Completed months since insured work ended"
    label_ar = "الأشهر المكتملة منذ انتهاء العمل المشمول بالضمان"
    unit = "months"


class hazardous_contributions_last_10_years(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Contributions in hazardous occupations in the last ten years"
    label_ar = "الاشتراكات في المهن الخطرة خلال آخر عشر سنوات"
    unit = "months"


class early_retirement_reduction_rate(Variable):
    value_type = float
    default_value = nan
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Part by which the person's early pension is reduced, by Table 5 of the law (not a number: not given)"
    label_ar = "نسبة تخفيض راتب التقاعد المبكر وفق الجدول 5"
    unit = "share"


class natural_disability_degree(Variable):
    value_type = Enum
    possible_values = DisabilityDegree
    default_value = DisabilityDegree.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Natural disability found by the Corporation's medical reference"
    label_ar = "درجة العجز الطبيعي بقرار المرجع الطبي"


class ssc_pension_before_increase(Variable):
    """0 where no increase is asked."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Monthly pension before the increase of the last May, where that increase is asked"
    label_ar = "الراتب التقاعدي قبل الزيادة السنوية الأخيرة"
    unit = "JOD/month"


class lump_sum_case(Variable):
    """Told for the month of the claim alone: it is paid once."""

    value_type = Enum
    possible_values = LumpSumCase
    default_value = LumpSumCase.none
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Case in which the person claims a lump sum this month"
    label_ar = "حالة طلب تعويض الدفعة الواحدة في الشهر"


class total_contributory_wages(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Sum of all contributory wages so far"
    label_ar = "مجموع الأجور الخاضعة للضمان"
    unit = "JOD"
