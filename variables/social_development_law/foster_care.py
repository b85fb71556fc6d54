"""Foster families of children whose parents are known, since 2012.

The juvenile court decides; the ministry trains and assesses the family. No
source gives an allowance: what needs it stops with an error that names it.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import required_for
from openfisca_jordan_sp.variable import Variable

STATEMENT = "Jordan Times via theworldnews.net, 1,646 children adopted in Jordan since 1965 (about 2022)"


class is_head_unmarried_woman(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head is a woman who is not married"
    label_ar = "ربة الأسرة امرأة غير متزوجة"
    unit = "boolean"
    reference = STATEMENT

    def formula(family, period) -> NDArray:
        """Single mothers and unmarried women; one separated or deserted counts among them (assumed)."""
        status = family.head("marital_status", period)
        return family("is_head_female", period) & (status != status.possible_values.married)


class is_foster_family(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family meets the conditions of a foster family"
    label_ar = "تنطبق على الأسرة شروط الأسرة البديلة"
    unit = "boolean"
    pillar = "tamkeen"
    reference = STATEMENT

    def formula_2012(family, period) -> NDArray:
        """With or without children of its own."""
        is_open_to = family("is_married_couple", period) | family("is_head_unmarried_woman", period)
        return is_open_to & family("is_alternative_care_assessment_passed", period)


class fostered_children(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Children placed with the family as a foster family"
    label_ar = "عدد الأطفال المودعين لدى الأسرة البديلة"
    unit = "persons"

    def formula(family, period) -> NDArray:
        placement = family.members("alternative_care_placement", period)
        return family.sum(placement == placement.possible_values.foster)


class foster_family_allowance_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Allowance of a foster family (its rate was not found)"
    label_ar = "بدل الأسرة البديلة (لم يُعثر على مقداره)"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2024_04_24(family, period, parameters) -> NDArray:
        care = parameters(period).social_development_law.alternative_care
        children = family("fostered_children", period)
        allowance = required_for(care, "foster_allowance", children > 0)
        return where(children > 0, children * allowance, 0)
