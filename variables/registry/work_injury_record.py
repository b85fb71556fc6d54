"""Registry inputs: a person's work injury, as the Social Security Corporation accepted it."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class wage_at_injury(Variable):
    """0 where there was none."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Contributory wage at an injury that the Corporation accepted as from work"
    label_ar = "الأجر الخاضع عند إصابة عمل معتمدة"
    unit = "JOD/month"


class is_work_injury_disability_total(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The work injury left a total disability"
    label_ar = "نتج عن إصابة العمل عجز كلي"
    unit = "boolean"


class work_injury_disability_share(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Degree of partial disability that the work injury left, from 0 to 1"
    label_ar = "نسبة العجز الجزئي الناتج عن إصابة العمل"
    unit = "share"


class is_work_injury_decided_this_month(Variable):
    """Told for the month of the decision alone: the lump sum is paid once."""

    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The degree of disability from the work injury was decided this month"
    label_ar = "صدر قرار نسبة العجز الإصابي في الشهر"
    unit = "boolean"


class needs_helper_after_work_injury(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The Corporation's medical reference finds that the injured person needs a helper"
    label_ar = "يحتاج المصاب إلى مساعد بقرار المرجع الطبي"
    unit = "boolean"


class work_injury_incapacity_days(Variable):
    """Told for the month: days are not repeated in others."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Days of the month on which the injured person cannot work"
    label_ar = "أيام العجز المؤقت في الشهر"
    unit = "days"


class work_injury_earlier_incapacity_days(Variable):
    """Told for the month, like the days themselves."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Days of the same incapacity before this month"
    label_ar = "أيام العجز المؤقت نفسه قبل الشهر"
    unit = "days"
