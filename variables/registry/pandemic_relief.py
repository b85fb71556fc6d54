"""Registry inputs: what the defence orders of 2020 and 2021 ask of workers, pensioners and families.

Nobody is included by default. What is paid once bears no rule for filling a
year from one month: it is told for the month of payment. The wages insured so
far, and the months of a firm, are stocks.
"""

from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class EstidamaActivity(Enum):
    __order__ = "none closed most_affected"
    none = "Not in Estidama · غير مشمول باستدامة"
    closed = "Closed activity · قطاع غير مصرح له بالعمل"
    most_affected = "Among the most affected activities · من القطاعات الأكثر تضررا"


class EstidamaPay(Enum):
    __order__ = "none full_wage reduced_wage"
    none = "Not in Estidama · غير مشمول باستدامة"
    full_wage = "Paid the whole wage · يتقاضى كامل الأجر"
    reduced_wage = "Paid a part of the wage · يتقاضى جزءا من الأجر"


class is_tadamun_applicant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The employer included the worker in Tadamun this month"
    label_ar = "أدرج صاحب العمل العامل في برنامج تضامن في الشهر"
    unit = "boolean"


class establishment_insured_months(Variable):
    """Read only where it is insured; 1200 stands for long ago."""

    value_type = int
    default_value = 1200
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Months that the person's establishment has been insured"
    label_ar = "أشهر شمول منشأة الشخص بالضمان"
    unit = "months"


class estidama_activity(Variable):
    value_type = Enum
    possible_values = EstidamaActivity
    default_value = EstidamaActivity.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Class of activity for which the worker was in Estidama before Circular 45/2021"
    label_ar = "فئة القطاع التي شُمل بها العامل في استدامة قبل التعميم رقم 45 لسنة 2021"


class estidama_pay(Variable):
    """Which workers get the whole wage was not found: it is a fact about the worker."""

    value_type = Enum
    possible_values = EstidamaPay
    default_value = EstidamaPay.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "How the worker was paid in Estidama under Circular 45/2021"
    label_ar = "صفة أجر العامل في استدامة وفق التعميم رقم 45 لسنة 2021"


class last_wage_before_advance(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Last insured wage of who asks for an advance (by default the present wage)"
    label_ar = "آخر أجر مشمول لطالب السلفة"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return person("wage", period)


class is_musaned_3_applicant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A payment of Musaned 3 for which the person applied falls in this month"
    label_ar = "تستحق في الشهر دفعة من مساند 3 طلبها الشخص"
    unit = "boolean"


class is_tamkeen_applicant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person applied this month for the advance of Tamkeen Iqtisadi"
    label_ar = "طلب الشخص في الشهر سلفة تمكين اقتصادي"
    unit = "boolean"


class works_in_activity_without_advance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person works in a bank, an insurance or an electricity company"
    label_ar = "يعمل في بنك أو شركة تأمين أو شركة كهرباء"
    unit = "boolean"


class is_retiree_advance_applicant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person, a pensioner of the Social Security Corporation, applied this month for its advance"
    label_ar = "طلب متقاعد الضمان في الشهر سلفة المتقاعدين"
    unit = "boolean"


class retiree_advance_received(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Advance that the pensioner received and repays"
    label_ar = "سلفة المتقاعد المقبوضة الجاري سدادها"
    unit = "JOD"


class months_since_retiree_advance(Variable):
    """0 in the month of the payment, and where there was none."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Months since the pensioner's advance was paid"
    label_ar = "الأشهر منذ صرف سلفة المتقاعد"
    unit = "months"


class receives_ssc_coupons(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The Social Security Corporation gives the family food coupons this month"
    label_ar = "تتسلم الأسرة كوبونات الغذاء من الضمان في الشهر"
    unit = "boolean"
