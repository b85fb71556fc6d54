"""Law on Protection from Domestic Violence: members of the family, protection, and when those who serve must report.

The limits on settlements and measures are parameters for reference: a court decides within them.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class is_perpetrator_close_relative(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The perpetrator is a relative who counts as family wherever they live"
    label_ar = "مرتكب العنف من الأقارب المشمولين أينما أقاموا"
    unit = "boolean"
    article = "Protection from Domestic Violence Law 15/2017"

    def formula_2017(person, period, parameters) -> NDArray:
        members = parameters(period).domestic_violence_law.family_members
        perpetrator, degree = person("violence_perpetrator", period), person("perpetrator_kinship_degree", period)
        kinds = perpetrator.possible_values
        limit = select(
            [perpetrator == kinds.blood_relative, perpetrator == kinds.in_law],
            [members.blood_degree, members.in_law_degree],
            0,
        )
        return (degree > 0) & (degree <= limit)


class is_perpetrator_relative_in_home(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The perpetrator is a more distant relative who lives in the home"
    label_ar = "مرتكب العنف قريب أبعد مقيم في البيت الأسري"
    unit = "boolean"
    article = "Protection from Domestic Violence Law 15/2017"

    def formula_2017(person, period, parameters) -> NDArray:
        """In the home the limits are higher; closer relatives are within them too."""
        members = parameters(period).domestic_violence_law.family_members
        perpetrator, degree = person("violence_perpetrator", period), person("perpetrator_kinship_degree", period)
        kinds = perpetrator.possible_values
        limit = select(
            [perpetrator == kinds.blood_relative, perpetrator == kinds.in_law],
            [members.blood_degree_at_home, members.in_law_degree_at_home],
            0,
        )
        return person("lives_with_perpetrator", period) & (degree > 0) & (degree <= limit)


class is_perpetrator_family_member(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The perpetrator is a member of the family under the law"
    label_ar = "مرتكب العنف من أفراد الأسرة"
    unit = "boolean"
    article = "Protection from Domestic Violence Law 15/2017"
    reference = "http://m3aki.com/EN/Pages/LAW_PROTECTION_FROM_DOMESTIC_VIOLENCE"

    def formula_2017(person, period) -> NDArray:
        perpetrator = person("violence_perpetrator", period)
        kinds = perpetrator.possible_values
        return (
            (perpetrator == kinds.spouse)
            | (perpetrator == kinds.guardian_or_alternative_family)
            | person("is_perpetrator_close_relative", period)
            | person("is_perpetrator_relative_in_home", period)
        )


class domestic_violence_protection_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to protection from domestic violence"
    label_ar = "يستحق الحماية من العنف الأسري"
    unit = "boolean"
    pillar = "tamkeen"
    article = "Protection from Domestic Violence Law 15/2017"

    def formula_2017(person, period) -> NDArray:
        return person("is_perpetrator_family_member", period)


class is_without_full_capacity(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person lacks legal capacity or has it in part"
    label_ar = "فاقد الأهلية أو ناقصها"
    unit = "boolean"
    article = "Protection from Domestic Violence Law 15/2017, art. 4"

    def formula_2017(person, period) -> NDArray:
        return person("is_child", period) | person("has_limited_legal_capacity", period)


class is_domestic_violence_report_due(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Providers of health, education and social services must report the violence"
    label_ar = "يجب على مقدمي الخدمات التبليغ عن العنف"
    unit = "boolean"
    article = "Protection from Domestic Violence Law 15/2017, art. 4"
    reference = "Cornell LII, Women and Justice; UN Women global database"

    def formula_2017(person, period) -> NDArray:
        """On persons without full capacity always; on others with their consent (stated for misdemeanours)."""
        may_be_reported = person("is_without_full_capacity", period) | person("consents_to_violence_report", period)
        return person("domestic_violence_protection_entitled", period) & may_be_reported
