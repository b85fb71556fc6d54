"""Registry inputs: what the Zakat Fund, charities and the Royal Court give, and debts of women.

What is given once bears no rule for filling a year from one figure: it is told
for the month, or for the year, in which it was given.
"""

from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class receives_food_parcel(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family receives the monthly food parcel of Tkiyet Um Ali"
    label_ar = "تتسلم الأسرة طرد تكية أم علي الغذائي الشهري"
    unit = "boolean"


class zakat_monthly_salary(Variable):
    """No amount is published."""

    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period
    label = "Monthly salary that the Zakat Fund pays the family"
    label_ar = "الراتب الشهري من صندوق الزكاة"
    unit = "JOD/month"


class receives_zakat_feast_grant(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The Zakat Fund gives the family its Ramadan or feast grant this month"
    label_ar = "تتقاضى الأسرة منحة صندوق الزكاة لرمضان أو العيد"
    unit = "boolean"


class zakat_coupons_received(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Shopping coupons of the Zakat Fund given to the family this month"
    label_ar = "كوبونات صندوق الزكاة المسلمة في الشهر"
    unit = "count"


class royal_food_cards_received(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Royal food cards given to the family this month"
    label_ar = "بطاقات المكرمة الملكية المسلمة في الشهر"
    unit = "count"


class gharimat_debt(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Debt for which the person is pursued in court"
    label_ar = "الدين المطالب به قضائيا"
    unit = "JOD"


class is_imprisoned_for_debt(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person is in prison for debt"
    label_ar = "محبوس بسبب الدين"
    unit = "boolean"


class gharimat_support_already_received(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The Zakat Fund paid debts of the person in an earlier year"
    label_ar = "سبق لصندوق الزكاة سداد دين عن الشخص"
    unit = "boolean"


class is_gharimat_support_selected(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The Zakat Fund selected the person for payment of debts"
    label_ar = "مختار لسداد الدين من صندوق الزكاة"
    unit = "boolean"
