"""Registry inputs: what the public service knows of its employees.

Nobody has a category by default. An unknown day of appointment counts as late: whoever came under the
bylaw of 2024 has no allowances, so that these need a known earlier day.
"""

import datetime

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class PublicServiceCategory(Enum):
    __order__ = "none first second third senior_group_2"
    none = "Not under the bylaw, or unknown · غير خاضع للنظام أو غير معروف"
    first = "First category · الفئة الأولى"
    second = "Second category · الفئة الثانية"
    third = "Third category · الفئة الثالثة"
    senior_group_2 = "Second group of the senior category · المجموعة الثانية من الفئة العليا"


class public_service_category(Variable):
    value_type = Enum
    possible_values = PublicServiceCategory
    default_value = PublicServiceCategory.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Category of the employee under the bylaw of the public service"
    label_ar = "فئة الموظف وفق نظام الخدمة العامة"


class public_service_appointment_date(Variable):
    """1 January of year 1 stands for unknown."""

    value_type = datetime.date
    default_value = datetime.date(1, 1, 1)
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Day of appointment in the public service"
    label_ar = "تاريخ التعيين في الخدمة العامة"
    unit = "date"


class has_incapacitated_husband(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The woman's husband is disabled from work"
    label_ar = "زوجها مقعد"
    unit = "boolean"


class is_sole_supporter_of_children(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The woman supports her children"
    label_ar = "معيلة لأولادها"
    unit = "boolean"


class is_without_maintenance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The divorced woman gets no maintenance"
    label_ar = "مطلقة لا تتقاضى نفقة"
    unit = "boolean"


class dies_in_service(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The employee dies in service this month"
    label_ar = "توفي الموظف أثناء الخدمة في الشهر"
    unit = "boolean"


class unused_annual_leave_days(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Days of annual leave not taken"
    label_ar = "رصيد الإجازات السنوية غير المستعملة"
    unit = "days"
