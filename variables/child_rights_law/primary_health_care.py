"""Child Rights Law, article 10: free primary health care of every child, whether it is in operation, and the gap.

The right is in force; the Ministry of Health has not begun it (the share reached is a parameter, zero). Who is reached
first is data about children, their place in the roll-out, never a draw.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class child_primary_health_care_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child has the right to free primary health care"
    label_ar = "يستحق الطفل الرعاية الصحية الأولية المجانية"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Child Rights Law 17/2022, art. 10(a)"

    def formula_2023_01_12(person, period) -> NDArray:
        return person("is_child", period)


class is_reached_by_child_health_phase_in(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The roll-out of free primary health care has reached the child's place"
    label_ar = "بلغت مراحل الشمول بالرعاية الصحية الأولية ترتيب الطفل"
    unit = "boolean"
    article = "Child Rights Law 17/2022, art. 10(d)"

    def formula_2023_01_12(person, period, parameters) -> NDArray:
        """Up to the share reached; nobody while it is zero."""
        share = parameters(period).child_rights_law.primary_health_care.phase_in_share
        return (share > 0) & (person("child_health_phase_in_rank", period) <= share)


class child_primary_health_care_in_operation(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child's right to free primary health care is in operation"
    label_ar = "حق الطفل في الرعاية الصحية الأولية نافذ فعليا"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Child Rights Law 17/2022, art. 10(d)"

    def formula_2023_01_12(person, period) -> NDArray:
        return person("child_primary_health_care_entitled", period) & person(
            "is_reached_by_child_health_phase_in", period
        )


class has_child_health_cover(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = (
        "The child is covered by insurance, by the Fund's card, by the State's cover of children or under article 10"
    )
    label_ar = "للطفل تغطية صحية"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        covered = (
            person("has_health_insurance", period)
            | person("naf_health_card_entitled", period)
            | person("has_public_child_cover", period)
            | person("child_primary_health_care_in_operation", period)
        )
        return person("is_child", period) & covered


class has_child_health_gap(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child has the right to primary health care and no cover"
    label_ar = "للطفل حق في الرعاية الصحية الأولية دون تغطية"
    unit = "boolean"
    article = "Child Rights Law 17/2022, art. 10"

    def formula_2023_01_12(person, period) -> NDArray:
        return person("child_primary_health_care_entitled", period) & ~person("has_child_health_cover", period)
