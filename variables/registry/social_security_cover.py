"""Registry inputs: what the Social Security Corporation and employers know of a person's insurance.

Nobody subscribes, and nobody has a relief, by default.
"""

from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class EstablishmentSizeClass(Enum):
    __order__ = "unknown small medium large"
    unknown = "Not known · غير معروف"
    small = "Small establishment · منشأة صغيرة"
    medium = "Medium establishment · منشأة متوسطة"
    large = "Large establishment · منشأة كبيرة"


class working_days_in_month(Variable):
    """30 is the whole month."""

    value_type = int
    default_value = 30
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Days that the person works in the month for an employer"
    label_ar = "أيام العمل لدى صاحب العمل في الشهر"
    unit = "days"


class is_in_treasury_pension_scheme(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's service falls under the civil or the military pension law"
    label_ar = "خاضع لقانون التقاعد المدني أو العسكري"
    unit = "boolean"


class uninsured_wage_part(Variable):
    """Variable pay, for example: it is part of the wage received and not of the wage that is declared."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Part of the wage that is not subject to social security"
    label_ar = "الجزء غير الخاضع للضمان من الأجر"
    unit = "JOD/month"


class ssc_chosen_wage(Variable):
    """0 where the person does not subscribe."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Wage on which an optional or own-account subscriber asks to contribute"
    label_ar = "الأجر الذي يطلب المشترك اختياريا أو العامل لحسابه الاشتراك على أساسه"
    unit = "JOD/month"


class ssc_chosen_wage_last_year(Variable):
    """0 where the person did not subscribe."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Wage on which an optional subscriber contributed in the year before"
    label_ar = "أجر الاشتراك الاختياري في السنة السابقة"
    unit = "JOD/month"


class age_at_ssc_voluntary_entry(Variable):
    """Where the register does not tell it, the present age: as if the person subscribed today for the first time.

    -1 where it is unknown.
    """

    value_type = int
    default_value = -1
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Age at which the person first subscribed optionally"
    label_ar = "العمر عند أول انتساب اختياري"
    unit = "years"

    def formula(person, period) -> NDArray:
        return person("age", period)


class ssc_compulsory_contributions_count(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Monthly contributions so far through establishments"
    label_ar = "عدد الاشتراكات الإلزامية من خلال المنشآت"
    unit = "months"


class is_first_time_ssc_insured(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person was never insured before the present job"
    label_ar = "لم يسبق شموله بالضمان قبل العمل الحالي"
    unit = "boolean"


class establishment_size_class(Variable):
    """The limits of the classes were not found, so the class itself is asked for."""

    value_type = Enum
    possible_values = EstablishmentSizeClass
    default_value = EstablishmentSizeClass.unknown
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Size class of the person's establishment with the Social Security Corporation"
    label_ar = "فئة حجم المنشأة لدى مؤسسة الضمان"


class establishment_registration_years(Variable):
    """100 stands for long ago, or unknown."""

    value_type = float
    default_value = 100.0
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Years since the person's establishment was registered"
    label_ar = "السنوات منذ تسجيل المنشأة"
    unit = "years"


class has_startup_old_age_exclusion(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The establishment left the person out of old-age insurance under the rule for start-ups"
    label_ar = "استثنت المنشأة الناشئة الشخص من تأمين الشيخوخة"
    unit = "boolean"
