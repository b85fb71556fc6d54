"""Registry inputs: work and the incomes of a person (Social Security Corporation, tax, pensions)."""

from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class EmploymentStatus(Enum):
    __order__ = "inactive unemployed employee daily_wage_worker self_employed employer"
    inactive = "Not in the labour force · غير نشط اقتصاديا"
    unemployed = "Unemployed · متعطل"
    employee = "Employee · مستخدم بأجر"
    daily_wage_worker = "Daily-wage worker · عامل مياومة"
    self_employed = "Self-employed · يعمل لحسابه"
    employer = "Employer · صاحب عمل"


class EmploymentSector(Enum):
    __order__ = "none public private_formal informal"
    none = "Does not work · لا يعمل"
    public = "Public sector · القطاع العام"
    private_formal = "Private, insured · خاص مشمول بالضمان"
    informal = "Informal · غير منظم"


class LabourSector(Enum):
    __order__ = "general hard_hit_2021 garment domestic loading agriculture"
    general = "Any other activity · أي نشاط آخر"
    hard_hit_2021 = "One of the 46 activities hit hardest in 2021 · من القطاعات الأكثر تضررا عام 2021"
    garment = "Garment industry · صناعة الألبسة"
    domestic = "Domestic work · العمل المنزلي"
    loading = "Loading and unloading · التحميل والتنزيل"
    agriculture = "Agriculture · الزراعة"


class employment_status(Variable):
    value_type = Enum
    possible_values = EmploymentStatus
    default_value = EmploymentStatus.inactive
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Employment status"
    label_ar = "الحالة العملية"


class employment_sector(Variable):
    value_type = Enum
    possible_values = EmploymentSector
    default_value = EmploymentSector.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Sector of employment"
    label_ar = "قطاع العمل"


class labour_sector(Variable):
    value_type = Enum
    possible_values = LabourSector
    default_value = LabourSector.general
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Activity of the workplace, where labour rules differ by it"
    label_ar = "نشاط جهة العمل حيث تختلف أحكام العمل"


class establishment_workers(Variable):
    """-1 where it is unknown."""

    value_type = int
    default_value = -1
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Workers in the person's establishment"
    label_ar = "عدد العاملين في منشأة الشخص"
    unit = "workers"


class months_since_job_start(Variable):
    """1200 stands for long ago."""

    value_type = int
    default_value = 1200
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Completed months since the present job began"
    label_ar = "الأشهر المكتملة منذ بدء العمل الحالي"
    unit = "months"


class is_naf_training_participant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person takes part in the National Aid Fund's training and employment programme"
    label_ar = "مشارك في برنامج التدريب والتشغيل في الصندوق"
    unit = "boolean"


class wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Wage or salary received"
    label_ar = "الأجر أو الراتب"
    unit = "JOD/month"


class other_earnings(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Earnings from own business or other work"
    label_ar = "دخل العمل للحساب الخاص أو عمل آخر"
    unit = "JOD/month"


class pension(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Pension from the Social Security Corporation, the Treasury or the army"
    label_ar = "راتب تقاعدي"
    unit = "JOD/month"


class rent_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Rents received"
    label_ar = "إيجارات مقبوضة"
    unit = "JOD/month"


class private_transfers(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Remittances and transfers from other households"
    label_ar = "تحويلات من أسر أخرى"
    unit = "JOD/month"
