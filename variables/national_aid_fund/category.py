"""National Aid Fund: the categories of recurring and temporary aid.

Names of the categories: naf.gov.jo, list of programmes 15/1. Conditions of each
category: the instruction's text was not seen; what is derived here from the
family's composition is this project's reading, and a caseworker's decision may
be given as the input `naf_category` instead.
"""

from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import select_item
from openfisca_jordan_sp.variable import Variable


class NafCategory(Enum):
    __order__ = (
        "none orphans vulnerable_woman permanent_disability elderly divorced disability_care "
        "financially_disabled special_personal_status temporary_total_disability prisoner_family "
        "released_prisoner absent_missing foster humanitarian exceptional"
    )
    none = "No category · لا فئة"
    orphans = "Families of orphans · أسر الأيتام"
    vulnerable_woman = "Widows and unsupported women · الأرامل والنساء المحتاجات وأسرهن"
    permanent_disability = "Permanent disability of the breadwinner · العجز الدائم"
    elderly = "Elderly · كبار السن"
    divorced = "Divorced women · المطلقات"
    disability_care = "Families caring for persons with disabilities · الأسر التي ترعى إعاقات"
    financially_disabled = "Financially incapable families · العاجزون ماديا"
    special_personal_status = "Special personal status · ذوو الأوضاع الشخصية الخاصة"
    temporary_total_disability = "Temporary total disability · العجز الكلي المؤقت"
    prisoner_family = "Families of prisoners · أسر السجناء"
    released_prisoner = "Released prisoners · المفرج عنهم"
    absent_missing = "Families of the absent and missing · أسر الغائب والمفقود"
    foster = "Alternative (foster) families · الأسر البديلة"
    humanitarian = "Humanitarian cases · الحالات الإنسانية"
    exceptional = "Exceptional cases · الحالات الاستثنائية"


class has_orphans(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A child of the family has lost the father"
    label_ar = "في الأسرة طفل يتيم الأب"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        members = family.members
        belongs_as_child = members.has_role(Family.CHILD) | members.has_role(Family.DEPENDANT)
        return family.any(~members("is_father_alive", period) & members("is_child", period) & belongs_as_child)


class is_head_unsupported_woman(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head is a widowed or deserted woman"
    label_ar = "ربة الأسرة أرملة أو مهجورة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        status = family.head("marital_status", period)
        unsupported = (status == status.possible_values.widowed) | (status == status.possible_values.deserted)
        return family("is_head_female", period) & unsupported


class is_head_divorced_woman(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head is a divorced woman"
    label_ar = "ربة الأسرة مطلقة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        status = family.head("marital_status", period)
        return family("is_head_female", period) & (status == status.possible_values.divorced)


class is_head_severely_disabled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head has a severe disability"
    label_ar = "رب الأسرة ذو إعاقة شديدة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        severity = family.head("disability_severity", period)
        return severity == severity.possible_values.severe


class naf_category(Variable):
    value_type = Enum
    possible_values = NafCategory
    default_value = NafCategory.none
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Category of recurring or temporary aid"
    label_ar = "فئة المعونة المتكررة أو المؤقتة"
    reference = "https://naf.gov.jo/EN/ListDetails/Fund_Programs/15/1"

    def formula(family, period) -> NDArray:
        """The first category that the family's composition shows; the others only a caseworker can find."""
        return select_item(
            [
                family("has_orphans", period),
                family("is_head_divorced_woman", period),
                family("is_head_unsupported_woman", period),
                family("is_head_severely_disabled", period),
                family("is_head_elderly", period),
            ],
            [
                NafCategory.orphans,
                NafCategory.divorced,
                NafCategory.vulnerable_woman,
                NafCategory.permanent_disability,
                NafCategory.elderly,
            ],
            NafCategory.none,
        )


class is_naf_category_temporary(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The category is one of temporary aid"
    label_ar = "الفئة من فئات المعونة المؤقتة"
    unit = "boolean"
    reference = "https://naf.gov.jo/EN/ListDetails/Fund_Programs/15/1"

    def formula(family, period) -> NDArray:
        category = family("naf_category", period)
        categories = category.possible_values
        return (
            (category == categories.financially_disabled)
            | (category == categories.special_personal_status)
            | (category == categories.temporary_total_disability)
            | (category == categories.prisoner_family)
            | (category == categories.released_prisoner)
            | (category == categories.absent_missing)
            | (category == categories.foster)
            | (category == categories.humanitarian)
            | (category == categories.exceptional)
        )
