"""Registry inputs: what is known of mothers after their maternity leave, and of nurseries (Reaya programme).

Nobody asks for support by default.
"""

import datetime

from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class months_since_maternity_leave(Variable):
    """1 is the first month; 0 where there was no leave before."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Month after the end of the maternity leave"
    label_ar = "الشهر بعد انتهاء إجازة الأمومة"
    unit = "months"


class reaya_child_birth_date(Variable):
    """1 January of year 1 where there is no such child."""

    value_type = datetime.date
    default_value = datetime.date(1, 1, 1)
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Birth date of the child for whom the mother asks childcare support"
    label_ar = "تاريخ ميلاد الطفل المطلوب له دعم الرعاية"
    unit = "date"


class wage_at_maternity_leave_start(Variable):
    """Where the register does not tell it, the present wage."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Wage of the mother when her maternity leave began"
    label_ar = "أجر الأم عند بدء إجازة الأمومة"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return person("wage", period)


class uses_licensed_nursery(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The mother's child is in a licensed nursery"
    label_ar = "الطفل ملتحق بحضانة مرخصة"
    unit = "boolean"


class reaya_nursery_allowance_decided(Variable):
    """The bands of wages were not found: the Corporation's own decision may be given. 0 where it is not known."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Monthly nursery allowance that the Corporation decided for the mother"
    label_ar = "بدل الحضانة الذي قررته المؤسسة للأم"
    unit = "JOD/month"


class nursery_running_costs(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Rent, salaries and social-security dues in the year of the nursery that the person owns"
    label_ar = "كلف الإيجار والرواتب والضمان للحضانة المملوكة في السنة"
    unit = "JOD/year"


class nursery_children(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Children in the nursery that the person owns"
    label_ar = "عدد أطفال الحضانة المملوكة"
    unit = "children"


class nursery_monthly_fee(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Monthly fee for a child in the nursery that the person owns"
    label_ar = "الرسم الشهري للطفل في الحضانة المملوكة"
    unit = "JOD/child/month"


class is_company_nursery(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The nursery is that of an employer for its own workers"
    label_ar = "حضانة مؤسسية لعاملي صاحب العمل"
    unit = "boolean"
