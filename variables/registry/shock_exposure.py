"""Registry inputs: what a shock does to a person, and how exposed a household and its family are.

Left out, nobody is struck and everybody applies for what a shock entitles to.
"""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Household, Person
from openfisca_jordan_sp.variable import Variable


class hazard_rank(Variable):
    """Fixed for each household, so that a wider disaster strikes those of a narrower one too.

    0 is the first, 1 stands for never.
    """

    value_type = float
    default_value = 1.0
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Rank of the household in the order in which a disaster would strike"
    label_ar = "ترتيب الأسرة المعيشية في التعرض للكوارث (0: الأولى، 1: لا تتضرر)"
    unit = "share"


class lost_work_in_shock(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The shock took the person's work or income from work"
    label_ar = "فقد الشخص عمله أو دخله من العمل بسبب الصدمة"
    unit = "boolean"


class claims_shock_support(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family applied for the temporary support of a shock"
    label_ar = "تقدمت الأسرة بطلب الدعم المؤقت عند الصدمة"
    unit = "boolean"
