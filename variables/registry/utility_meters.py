"""Registry inputs: meters of electricity and water, and what the companies know of them.

A household stands for the dwelling behind one meter. Nobody is registered,
connected or billed by default.
"""

from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household, Person
from openfisca_jordan_sp.variable import Variable


class is_registered_for_electricity_subsidy(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family registered this meter for the subsidised electricity tariff"
    label_ar = "سجلت الأسرة هذا العداد لتعرفة الكهرباء المدعومة"
    unit = "boolean"


class electricity_meter_order(Variable):
    """The place of this meter among those that the family registered. 1 is the first."""

    value_type = int
    default_value = 1
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Place of this meter among the family's meters"
    label_ar = "ترتيب هذا العداد بين عدادات الأسرة"
    unit = "count"


class is_meter_for_work_or_study_elsewhere(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The meter serves a member of the family who works or studies in another governorate"
    label_ar = "العداد لفرد من الأسرة يعمل أو يدرس في محافظة أخرى"
    unit = "boolean"


class is_electricity_service_meter(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The meter is the service meter of a dwelling, not that of its rooms"
    label_ar = "العداد عداد خدمات منزلي"
    unit = "boolean"


class earlier_months_of_low_electricity_use(Variable):
    """Counted up to last month with the limit of the law (50 kWh); a month of more begins anew."""

    value_type = int
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Consecutive months of low electricity use just before this one"
    label_ar = "عدد الأشهر المتتالية السابقة ذات الاستهلاك المتدني للكهرباء"
    unit = "months"


class has_chosen_unsubsidised_electricity_tariff(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family has asked to be on the unsubsidised electricity tariff"
    label_ar = "طلبت الأسرة الانتقال إلى تعرفة الكهرباء غير المدعومة"
    unit = "boolean"


class has_own_family_book(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person holds a family book in his or her own name"
    label_ar = "يحمل دفتر عائلة باسمه"
    unit = "boolean"


class has_water_connection(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The dwelling has a water meter"
    label_ar = "للمسكن عداد مياه"
    unit = "boolean"


class has_sewage_connection(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The dwelling is connected to the sewers"
    label_ar = "المسكن موصول بشبكة الصرف الصحي"
    unit = "boolean"


class water_consumption(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Water consumed by the household's meter"
    label_ar = "استهلاك المياه"
    unit = "m3/month"
