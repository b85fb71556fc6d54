"""Registry inputs: births and unemployment as the Social Security Corporation records them.

Nobody gave birth, claims or is out of work by default. A birth bears no rule for
filling a year from one figure: it is told for the month in which it happened.
"""

from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class ssc_last_contributory_wage(Variable):
    """Where the register does not tell it, that of the month: who has left the job has none."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Last wage on which contributions were paid"
    label_ar = "آخر أجر خاضع للاقتطاع"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return person("ssc_contributory_wage", period)


class has_given_birth(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person gave birth this month (also a stillbirth after the sixth month of pregnancy)"
    label_ar = "وضعت مولودا في الشهر (بما في ذلك الإملاص بعد الشهر السادس)"
    unit = "boolean"


class successive_maternity_contributions(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Successive months of maternity insurance just before the leave"
    label_ar = "أشهر الاشتراك المتصلة في تأمين الأمومة قبل الإجازة مباشرة"
    unit = "months"


class recent_maternity_contributions(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Months of maternity insurance in the twelve months before the leave"
    label_ar = "أشهر الاشتراك في تأمين الأمومة خلال اثني عشر شهرا قبل الإجازة"
    unit = "months"


class unemployment_spell_month(Variable):
    """1 is the first month; 0 where nothing is claimed."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Month of the spell for which unemployment benefit is claimed"
    label_ar = "شهر التعطل المطالب ببدله"
    unit = "months"


class unemployment_spells_before(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Earlier spells for which the person drew unemployment benefit"
    label_ar = "مرات الاستفادة السابقة من بدل التعطل"
    unit = "count"


class contributions_since_unemployment_spell(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Contributions since the last spell of unemployment benefit"
    label_ar = "الاشتراكات منذ آخر استفادة من بدل التعطل"
    unit = "months"


class unemployment_insurance_contributions(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Contributions to unemployment insurance so far"
    label_ar = "عدد الاشتراكات في تأمين التعطل"
    unit = "months"


class was_last_job_privately_insured(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's last job was insured in the private sector"
    label_ar = "كان العمل الأخير مشمولا في القطاع الخاص"
    unit = "boolean"
