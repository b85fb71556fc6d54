"""Registry inputs: what a person's income tax return tells beyond wages, pensions and other earnings.

A person of whom nothing is told has no expense, gift or gratuity to deduct, lives in the Kingdom all year, and claims
the exemption for dependants if nobody of the family with a higher income does. Gratuity for service before 2010 is
exempt and not asked for.
"""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class documented_expenses(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Documented medical, school, rent and housing-loan expenses of the person and of the dependants claimed"
    label_ar = "نفقات العلاج والتعليم والإيجار وفوائد قرض السكن الموثقة للمكلف ومعاليه"
    unit = "JOD/year"


class donations_to_government(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Donations to government bodies in the year"
    label_ar = "التبرعات للجهات الحكومية في السنة"
    unit = "JOD/year"


class donations_to_charity(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Gifts to approved charities in the year"
    label_ar = "التبرعات للجهات الخيرية المعتمدة في السنة"
    unit = "JOD/year"


class farming_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Part of the year's other earnings that comes from farming"
    label_ar = "الجزء المتأتي من الزراعة من الدخل الآخر في السنة"
    unit = "JOD/year"


class gratuity_for_service_2010_2014(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "End-of-service gratuity received in the year for service from 2010 to 2014"
    label_ar = "مكافأة نهاية الخدمة المقبوضة في السنة عن الخدمة من 2010 إلى 2014"
    unit = "JOD/year"


class gratuity_for_service_since_2015(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "End-of-service gratuity received in the year for service since 2015"
    label_ar = "مكافأة نهاية الخدمة المقبوضة في السنة عن الخدمة منذ 2015"
    unit = "JOD/year"


class claims_dependants_exemption(Variable):
    """Where several of a family claim, the one with the highest income has the exemption."""

    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person claims the exemption for the family's dependants"
    label_ar = "يطالب بإعفاء المعالين"
    unit = "boolean"


class days_present_in_jordan(Variable):
    value_type = int
    default_value = 365
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Days that the person was in the Kingdom in the year"
    label_ar = "عدد أيام الإقامة الفعلية في المملكة خلال السنة"
    unit = "days"


class has_certified_permanent_disability(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "A disability of the person is certified as continuous and permanent"
    label_ar = "إعاقة دائمة ومستمرة مثبتة بشهادة"
    unit = "boolean"
