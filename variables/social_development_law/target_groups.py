"""Social Development Law 4/2024: the groups it serves.

The enacted list was not seen: the groups are those of an earlier draft (about
2021). Its group "members of the local community" has no condition that could be
computed and is left out. Serving the groups without a licence is prohibited;
those who serve are no entity of this model.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class has_social_care_case(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The Ministry of Social Development has a case on the person"
    label_ar = "للشخص حالة لدى وزارة التنمية الاجتماعية"
    unit = "boolean"
    reference = "Ajloun News, earlier draft of the Social Development Law (about 2021)"

    def formula(person, period) -> NDArray:
        """Children in need, wanderers, juveniles, women at risk, trafficking victims, beggars."""
        case = person("social_care_case", period)
        return case != case.possible_values.none


class is_of_any_disability(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has a disability of any severity"
    label_ar = "للشخص إعاقة أيا كانت شدتها"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        severity = person("disability_severity", period)
        return severity != severity.possible_values.none


class is_social_development_target_group(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is of a group that the law serves (list of an EARLIER DRAFT; the enacted list was not seen)"
    label_ar = "من الفئات المستهدفة (بحسب مسودة سابقة، ولم يُطلع على القائمة النافذة)"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "Ajloun News, earlier draft of the Social Development Law (about 2021)"

    def formula_2024_04_24(person, period) -> NDArray:
        return (
            person("has_social_care_case", period)
            | person("is_elderly", period)
            | person("is_of_any_disability", period)
            | person("is_nursery_age", period)
        )
