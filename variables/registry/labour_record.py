"""Registry inputs: hours, births, the end of a job, and what an employer has and does.

What happens once (the end of a job, a violation) is told for the month in which it happens.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable

#: A job that began long ago, how long is not known: the default of months_since_job_start.
LONG_AGO = 1200


class JobEnding(Enum):
    __order__ = "none ended_with_notice arbitrary_dismissal fixed_term_left_by_worker other"
    none = "The job goes on · لا انتهاء"
    ended_with_notice = "An open-ended contract is ended by one side · إنهاء عقد غير محدد المدة"
    arbitrary_dismissal = "A court found the dismissal arbitrary · فصل تعسفي بحكم المحكمة"
    fixed_term_left_by_worker = "The worker leaves a fixed-term contract early · ترك العامل عقدا محدد المدة قبل انتهائه"
    other = "Retirement, end of term or another cause · تقاعد أو انتهاء المدة أو سبب آخر"


class LabourViolation(Enum):
    __order__ = (
        "none below_minimum_wage repeated_below_minimum_wage child_labour repeated_child_labour "
        "forced_labour worker_without_permit repeated_worker_without_permit"
    )
    none = "None · لا مخالفة"
    below_minimum_wage = "Pays less than the minimum wage · دفع أجر دون الحد الأدنى"
    repeated_below_minimum_wage = "Pays less than the minimum wage again · تكرار دفع أجر دون الحد الأدنى"
    child_labour = "Breaks the rules on children's work · مخالفة أحكام تشغيل الأحداث"
    repeated_child_labour = "Breaks the rules on children's work again · تكرار مخالفة أحكام تشغيل الأحداث"
    forced_labour = "Makes others work by force · عمل جبري"
    worker_without_permit = "Employs a foreigner without permit · تشغيل غير أردني دون تصريح"
    repeated_worker_without_permit = "Employs a foreigner without permit again · تكرار تشغيل غير أردني دون تصريح"


class agreed_wage(Variable):
    """Where it is not told, the wage received."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Agreed monthly wage, without overtime pay"
    label_ar = "الأجر الشهري المتفق عليه دون أجر العمل الإضافي"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return person("wage", period)


class weekly_work_hours(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Hours of work a week, overtime included"
    label_ar = "ساعات العمل الأسبوعية بما فيها الإضافي"
    unit = "hours/week"


class overtime_hours(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Hours of overtime on ordinary days of the month"
    label_ar = "ساعات العمل الإضافي في الأيام العادية من الشهر"
    unit = "hours"


class rest_day_overtime_hours(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Hours of work on days of rest and holidays of the month"
    label_ar = "ساعات العمل في أيام العطل من الشهر"
    unit = "hours"


class is_admitted_to_hospital(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is a patient in hospital"
    label_ar = "مُدخل إلى المستشفى"
    unit = "boolean"


class months_since_child_birth(Variable):
    """Months since the last birth, for mother and father alike; 0 in the month of the birth.

    -1 where there is none, or where it is unknown.
    """

    value_type = int
    default_value = -1
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Months since the birth of the person's youngest child"
    label_ar = "الأشهر منذ ولادة أصغر أطفال الشخص"
    unit = "months"


class months_of_service(Variable):
    """Where it is not told, the months since the job began; a job begun long ago counts as unknown, so as none."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Months of service with the present employer (0 where unknown)"
    label_ar = "أشهر الخدمة لدى صاحب العمل الحالي"
    unit = "months"

    def formula(person, period) -> NDArray:
        months = person("months_since_job_start", period)
        return where(months < LONG_AGO, months, 0)


class job_ending(Variable):
    value_type = Enum
    possible_values = JobEnding
    default_value = JobEnding.none
    entity = Person
    definition_period = DateUnit.MONTH
    label = "How the person's job ends this month"
    label_ar = "كيفية انتهاء عمل الشخص في الشهر"


class contract_months_remaining(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Months that remain of a fixed-term contract"
    label_ar = "الأشهر المتبقية من العقد محدد المدة"
    unit = "months"


class children_at_workplace(Variable):
    """0 where there is no employer."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Workers' children of the age that counts for a nursery, at the employer's workplace"
    label_ar = "عدد أطفال العاملين المحتسبين للحضانة في مكان عمل صاحب العمل"
    unit = "children"


class married_women_at_workplace(Variable):
    """0 where there is no employer."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Married women working at the employer's workplace"
    label_ar = "عدد العاملات المتزوجات في مكان عمل صاحب العمل"
    unit = "workers"


class labour_violation(Variable):
    value_type = Enum
    possible_values = LabourViolation
    default_value = LabourViolation.none
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Violation of the Labour Law by the employer, whose fine is looked up"
    label_ar = "مخالفة صاحب العمل لقانون العمل"


class work_permit_fees(Variable):
    """No fee was found in a source."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Fees of the work permit that the employer should have taken out"
    label_ar = "رسوم تصريح العمل الواجب على صاحب العمل"
    unit = "JOD/case"
