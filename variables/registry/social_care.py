"""Registry inputs: what the Ministry of Social Development knows of shelters, placements and nurseries."""

from numpy import datetime64, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Household, Person
from openfisca_jordan_sp.formulas import UNKNOWN_AGE, is_known_date
from openfisca_jordan_sp.variable import Variable


class SocialCareCase(Enum):
    __order__ = "none child_in_need_of_care wanderer juvenile woman_at_risk trafficking_victim beggar"
    none = "No case · لا حالة"
    child_in_need_of_care = "Child who needs protection and care · طفل محتاج إلى الحماية والرعاية"
    wanderer = "Wanderer · هائم"
    juvenile = "Juvenile in conflict with the law · حدث"
    woman_at_risk = "Woman at risk · امرأة معرضة للخطر"
    trafficking_victim = "Victim of human trafficking · ضحية اتجار بالبشر"
    beggar = "Beggar · متسول"


class AlternativeCarePlacement(Enum):
    __order__ = "none ihtidan foster"
    none = "Not placed · غير مودع"
    ihtidan = "Taken in, parentage unknown (ihtidan) · محتضن"
    foster = "With a foster family · لدى أسرة بديلة"


class social_care_case(Variable):
    value_type = Enum
    possible_values = SocialCareCase
    default_value = SocialCareCase.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Case that the Ministry of Social Development has on the person"
    label_ar = "حالة الشخص لدى وزارة التنمية الاجتماعية"


class lives_in_shelter(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person lives in a shelter or care home"
    label_ar = "يقيم في دار إيواء"
    unit = "boolean"


class was_shelter_beneficiary(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person was a beneficiary of a shelter"
    label_ar = "كان من منتفعي دور الإيواء"
    unit = "boolean"


class lacks_family_support(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person has no family to rely on, or one that broke down"
    label_ar = "فاقد للسند الأسري أو من أسرة مفككة"
    unit = "boolean"


class alternative_care_placement(Variable):
    value_type = Enum
    possible_values = AlternativeCarePlacement
    default_value = AlternativeCarePlacement.none
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "How the child came into the family it lives in"
    label_ar = "صفة وجود الطفل لدى الأسرة"


class is_parentage_unknown(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The child's parentage is unknown"
    label_ar = "مجهول النسب"
    unit = "boolean"


class months_in_care_centre(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Completed months that the child has lived in a care centre"
    label_ar = "الأشهر المكتملة في دار الرعاية"
    unit = "months"


class receives_purchased_elderly_care(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The Elderly Care Account buys care for the person"
    label_ar = "تُشترى له خدمة الرعاية من حساب رعاية المسنين"
    unit = "boolean"


class age_in_months(Variable):
    """Completed months; without a birth date the most that the years allow, so no young child's right is given.

    -1 where it is unknown.
    """

    value_type = int
    default_value = -1
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Age in completed months at the first day of the month"
    label_ar = "العمر بالأشهر المكتملة في أول الشهر"
    unit = "months"

    def formula(person, period) -> NDArray:
        birth = person("birth_date", period).astype("datetime64[D]")
        day = datetime64(str(period.start), "D")
        months = (day.astype("datetime64[M]") - birth.astype("datetime64[M]")).astype(int)
        day_of_birth = birth - birth.astype("datetime64[M]")
        day_of_today = day - day.astype("datetime64[M]")
        completed = where(day_of_birth > day_of_today, months - 1, months)
        years = person("age", period)
        most = where(years > UNKNOWN_AGE, 12 * years + 12 - 1, UNKNOWN_AGE)
        return where(is_known_date(birth) & (completed > UNKNOWN_AGE), completed, most)


class years_married(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Years that the couple has been married"
    label_ar = "سنوات زواج الزوجين"
    unit = "years"


class years_since_ihtidan(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Years since the couple last took in a child"
    label_ar = "السنوات منذ آخر احتضان"
    unit = "years"


class is_alternative_care_assessment_passed(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family passed the ministry's training and assessment for alternative care"
    label_ar = "اجتازت الأسرة تدريب الوزارة وتقييمها للرعاية البديلة"
    unit = "boolean"


class home_nursery_children(Variable):
    """0 where it runs none."""

    value_type = int
    entity = Household
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Children in the nursery that the household runs at home"
    label_ar = "عدد أطفال الحضانة المنزلية"
    unit = "count"
