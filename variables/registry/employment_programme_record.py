"""Registry inputs: places in employment programmes. Nobody has one by default."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class has_tashgheel_placement(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person works in a place of the National Employment Programme (Tashgheel)"
    label_ar = "يعمل من خلال البرنامج الوطني للتشغيل"
    unit = "boolean"


class months_since_tashgheel_placement(Variable):
    """0 in the first month; read only where there is a placement."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Completed months since the placement"
    label_ar = "الأشهر المكتملة منذ التشغيل من خلال البرنامج"
    unit = "months"


class tashgheel_contract_months(Variable):
    """0 where it is unknown."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Length of the contract under the National Employment Programme"
    label_ar = "مدة عقد البرنامج الوطني للتشغيل"
    unit = "months"


class is_vocational_graduate(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person graduated from the Vocational Training Corporation or with a BTEC"
    label_ar = "خريج مؤسسة التدريب المهني أو برنامج بيتك"
    unit = "boolean"


class is_enrolled_in_estidama_plus(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person is enrolled in the second phase of Estidama++"
    label_ar = "مسجل في المرحلة الثانية من استدامة++"
    unit = "boolean"


class months_since_estidama_plus_enrolment(Variable):
    """0 in the first month; read only where there is an enrolment."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Completed months since the enrolment in Estidama++"
    label_ar = "الأشهر المكتملة منذ التسجيل في استدامة++"
    unit = "months"


class was_in_earlier_employment_programme(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person benefited from the National Employment Programme or Hafiz before"
    label_ar = "سبق أن استفاد من البرنامج الوطني للتشغيل أو حافز"
    unit = "boolean"


class self_employed_old_age_cover_share(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Share of old-age cover that the self-employed person chose"
    label_ar = "نسبة الشمول بتأمين الشيخوخة التي اختارها العامل لحسابه"
    unit = "share"
