"""Homes for poor families (since 2003; Royal Initiative 2005): who has priority.

A programme of the ministry, not of a statute. Income, size, health, land and the
present home are scored by computer; neither weights nor limits are published.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class is_head_widow(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family is a widow"
    label_ar = "ربة الأسرة أرملة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        status = family.head("marital_status", period)
        return family("is_head_female", period) & (status == status.possible_values.widowed)


class is_poor_home_priority_group(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family has priority among the poor families that apply for a home"
    label_ar = "للأسرة أولوية في إسكان الأسر العفيفة"
    unit = "boolean"
    pillar = "karama"
    reference = "https://menafn.com/1108797519/"

    def formula_2024_10_19(family, period) -> NDArray:
        """Widows, orphans and persons with disabilities, as the ministry said in October 2024."""
        return (
            family("is_head_widow", period)
            | family("has_orphans", period)
            | family("has_member_with_disability", period)
        )
