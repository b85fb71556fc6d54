"""Registry inputs: the insured person whom somebody survives, told on the survivor, and deaths in a family.

The dead are no members of a household, so their record stands with who claims a share of their pension.
"""

from numpy import nan
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class DeathOfInsured(Enum):
    __order__ = "none in_service out_of_service work_injury"
    none = "No insured person survived · لا متوفى مؤمن عليه"
    in_service = "Natural death while insured · وفاة طبيعية خلال الخدمة"
    out_of_service = "Natural death after insured work ended · وفاة طبيعية خارج الخدمة"
    work_injury = "Death from a work injury · وفاة إصابية"


class SurvivorKind(Enum):
    __order__ = "none widow widower son daughter other_recorded"
    none = "No survivor · ليس من المستحقين"
    widow = "Widow · أرملة"
    widower = "Widower · أرمل"
    son = "Son · ابن"
    daughter = "Daughter · ابنة"
    other_recorded = "Parent, brother or sister recorded as beneficiary · والد أو شقيق مسجل مستحقا"


class deceased_insured_death(Variable):
    value_type = Enum
    possible_values = DeathOfInsured
    default_value = DeathOfInsured.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "How the insured person whom the person survives died"
    label_ar = "حالة وفاة المؤمن عليه"


class survivor_kind(Variable):
    value_type = Enum
    possible_values = SurvivorKind
    default_value = SurvivorKind.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Relation of the person to the deceased insured person"
    label_ar = "صلة المستحق بالمتوفى"


class deceased_contributions_count(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Contributions of the deceased, purchased years included"
    label_ar = "عدد اشتراكات المتوفى"
    unit = "months"


class deceased_actual_contributions_count(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Actual contributions of the deceased"
    label_ar = "عدد اشتراكات المتوفى الفعلية"
    unit = "months"


class deceased_consecutive_contributions_count(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Longest run of consecutive contributions of the deceased"
    label_ar = "أطول مدة اشتراكات متصلة للمتوفى"
    unit = "months"


class deceased_months_out_of_work(Variable):
    value_type = int
    default_value = 1200
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Completed months from the end of the deceased's insured work to the death"
    label_ar = "الأشهر من انتهاء خدمة المتوفى إلى الوفاة"
    unit = "months"


class deceased_average_wage(Variable):
    """0 where it is not on record."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Average contributory wage of the deceased's last 36 contributions"
    label_ar = "متوسط أجر المتوفى في آخر 36 اشتراكا"
    unit = "JOD/month"


class deceased_wage_at_injury(Variable):
    """0 where there was no such injury."""

    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Contributory wage at the work injury that killed"
    label_ar = "أجر المتوفى عند الإصابة"
    unit = "JOD/month"


class deceased_contributory_wages(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Sum of all contributory wages of the deceased"
    label_ar = "مجموع أجور المتوفى الخاضعة للضمان"
    unit = "JOD"


class survivor_share(Variable):
    value_type = float
    default_value = nan
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's part of the deceased's pension, by Table 4 of the law (not a number: not given)"
    label_ar = "نصيب المستحق من راتب المتوفى وفق الجدول 4"
    unit = "share"


class insured_deaths(Variable):
    """Told for the month of the death alone."""

    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Insured members or pensioners of the family who died this month"
    label_ar = "عدد المتوفين من المؤمن عليهم أو المتقاعدين في الأسرة خلال الشهر"
    unit = "persons"
