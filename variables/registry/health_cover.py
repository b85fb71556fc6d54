"""Registry inputs: who insures a person's health, and what only the poor-family card and refugees' rates ask."""

from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class has_private_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person has private health insurance"
    label_ar = "مؤمن صحيا لدى جهة خاصة"
    unit = "boolean"


class has_military_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person has military health insurance (Royal Medical Services)"
    label_ar = "مؤمن صحيا في التأمين العسكري"
    unit = "boolean"


class has_disability_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is insured in the category of persons with disabilities"
    label_ar = "مؤمن صحيا ضمن فئة ذوي الإعاقة"
    unit = "boolean"


class is_public_pensioner(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person draws a retired public servant's pension that is insured in the civil scheme"
    label_ar = "متقاعد مدني مشترك في التأمين الصحي المدني"
    unit = "boolean"


class is_optional_health_subscriber(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person subscribes to the civil health insurance of their own choice"
    label_ar = "مشترك اختياري في التأمين الصحي المدني"
    unit = "boolean"


class pays_health_addon(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The monthly addition for covering the person is being paid"
    label_ar = "يُدفع بدل إضافة الشخص إلى التأمين"
    unit = "boolean"


class has_exempt_disease(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person has cancer, kidney failure or a chronic blood disease"
    label_ar = "مصاب بالسرطان أو الفشل الكلوي أو مرض دم مزمن"
    unit = "boolean"


class is_registered_refugee(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is registered as a refugee with UNHCR"
    label_ar = "لاجئ مسجل لدى المفوضية"
    unit = "boolean"


class lives_in_refugee_camp(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person lives in a refugee camp"
    label_ar = "يقيم في مخيم للاجئين"
    unit = "boolean"


class works_abroad(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person works outside Jordan"
    label_ar = "يعمل خارج المملكة"
    unit = "boolean"


class number_of_commercial_vehicles(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Taxis, public-transport and freight vehicles owned by the family (no agricultural tractors)"
    label_ar = "عدد مركبات الأجرة والنقل العام والشحن لدى الأسرة دون الجرارات الزراعية"
    unit = "cars"


class number_of_disability_exempt_cars(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Private cars of the family that are exempt from customs for a disability"
    label_ar = "عدد سيارات الأسرة المعفاة جمركيا لذوي الإعاقة"
    unit = "cars"


class number_of_cars_with_expired_licence(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Private cars of the family whose licence has expired"
    label_ar = "عدد سيارات الأسرة منتهية الترخيص"
    unit = "cars"


class years_since_car_licence_expired(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Years since the licence of those cars expired (the latest of them)"
    label_ar = "السنوات منذ انتهاء ترخيص تلك السيارات"
    unit = "years"


class agricultural_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Monthly productive value of the family's livestock and land"
    label_ar = "الإنتاجية الشهرية للثروة الحيوانية والأراضي"
    unit = "JOD/month"


class claims_poor_family_card(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family asked the ministry for the social study of the poor-family card"
    label_ar = "طلبت الأسرة الدراسة الاجتماعية لبطاقة الأسر الفقيرة"
    unit = "boolean"
