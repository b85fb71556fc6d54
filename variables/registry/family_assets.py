"""Registry inputs: what a family owns (vehicles, land, companies and agriculture registers)."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class number_of_cars(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Private cars owned by the family"
    label_ar = "عدد المركبات الخصوصية"
    unit = "cars"


class newest_car_age(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Age of the family's newest car (read only where it owns one)"
    label_ar = "عمر أحدث مركبة"
    unit = "years"


class business_capital(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Value of the family's business"
    label_ar = "قيمة النشاط التجاري"
    unit = "JOD"


class property_value(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Value of the land and real estate the family owns"
    label_ar = "قيمة الأراضي والعقارات"
    unit = "JOD"


class owns_real_estate_beside_dwelling(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family owns real estate other than the dwelling it lives in"
    label_ar = "تملك الأسرة عقارا غير مسكنها"
    unit = "boolean"


class livestock_count(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Sheep and goats owned by the family"
    label_ar = "عدد رؤوس الأغنام والماعز"
    unit = "heads"
