"""Law 11/2023, article 59, and Law 24/2019: lower old-age contributions of young entrants.

On both shares (assumed). Limits of the size classes were not found: the class is an
input. What a lower contribution takes from the later pension is not modelled.
"""

from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class is_below_ssc_youth_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is below the age at which the reduction for young entrants ends"
    label_ar = "دون السن الأقصى لتخفيض اشتراك الشباب"
    unit = "boolean"
    article = "Social Security Law 1/2014 as amended by Law 11/2023, art. 59"

    def formula_2023_04_16(person, period, parameters) -> NDArray:
        limit = parameters(period).social_security_law.contributions.youth_reduction.maximum_age
        return person("is_age_known", period) & (person("age", period) < limit)


class is_in_reduced_ssc_size_class(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's establishment is of a size class that has the reduction"
    label_ar = "المنشأة من فئة حجم مشمولة بالتخفيض"
    unit = "boolean"

    def formula_2024_07(person, period) -> NDArray:
        size = person("establishment_size_class", period)
        return (size == size.possible_values.small) | (size == size.possible_values.medium)


class ssc_youth_reduction_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The young Jordanian entrant's old-age contribution is reduced"
    label_ar = "يستحق تخفيض اشتراك الشيخوخة للشباب"
    unit = "boolean"
    article = "Social Security Law 1/2014 as amended by Law 11/2023, art. 59"

    def formula_2024_07(person, period) -> NDArray:
        return (
            person("is_ssc_private_employee", period)
            & person("is_citizen", period)
            & person("is_below_ssc_youth_age", period)
            & person("is_first_time_ssc_insured", period)
            & person("is_in_reduced_ssc_size_class", period)
        )


class ssc_old_age_reduction(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Share of the old-age contribution that is waived"
    label_ar = "نسبة التخفيض من اشتراك الشيخوخة"
    unit = "share"

    def formula_2024_07(person, period, parameters) -> NDArray:
        reduction = parameters(period).social_security_law.contributions.youth_reduction
        size, is_entitled = person("establishment_size_class", period), person("ssc_youth_reduction_entitled", period)
        sizes = size.possible_values
        return select(
            [is_entitled & (size == sizes.small), is_entitled & (size == sizes.medium)],
            [reduction.small_firm, reduction.medium_firm],
            0,
        )


class is_in_ssc_startup(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's establishment is small and new enough to be a start-up"
    label_ar = "يعمل في منشأة ناشئة"
    unit = "boolean"
    reference = "Law 24/2019; Jordan Times, 5 October 2019"

    def formula_2019_10(person, period, parameters) -> NDArray:
        startup = parameters(period).social_security_law.contributions.startup
        workers = person("establishment_workers", period)
        is_new = person("establishment_registration_years", period) <= startup.maximum_years
        return (workers >= 0) & (workers < startup.maximum_workers) & is_new


class is_below_ssc_startup_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is below the age from which start-ups must insure for old age"
    label_ar = "دون السن الأقصى لاستثناء المنشآت الناشئة"
    unit = "boolean"
    reference = "Law 24/2019; Jordan Times, 5 October 2019"

    def formula_2019_10(person, period, parameters) -> NDArray:
        limit = parameters(period).social_security_law.contributions.startup.maximum_age
        return person("is_age_known", period) & (person("age", period) < limit)


class is_startup_old_age_excluded(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A start-up lawfully left the young person out of old-age insurance"
    label_ar = "مستثنى من تأمين الشيخوخة في منشأة ناشئة"
    unit = "boolean"
    reference = "Law 24/2019; Jordan Times, 5 October 2019"

    def formula_2019_10(person, period) -> NDArray:
        return (
            person("has_startup_old_age_exclusion", period)
            & person("is_ssc_private_employee", period)
            & person("is_in_ssc_startup", period)
            & person("is_below_ssc_startup_age", period)
        )


class is_in_ssc_hazardous_occupation(Variable):
    """Where the Corporation's register does not tell it, as the work is described; its list was not seen."""

    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The person's occupation is on the Corporation's list of hazardous ones"
    label_ar = "يعمل في مهنة خطرة لدى مؤسسة الضمان"
    unit = "boolean"

    def formula_2014_03(person, period) -> NDArray:
        return person("does_hazardous_work", period)
