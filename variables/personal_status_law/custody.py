"""Personal Status Law, article 173: how long custody of a child lasts.

The order of custodians (article 170: mother, her mother, the father's mother, father, court) is for the court.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class custody_age_limit(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Age of the child at which custody ends"
    label_ar = "السن التي تنتهي عندها الحضانة"
    unit = "years"
    article = "Personal Status Law 15/2019, art. 173(a)"
    reference = "https://international-divorce.com/jordan_child_custody/"

    def formula_2019_06_02(person, period, parameters) -> NDArray:
        """Zero where no custody is in question."""
        custody = parameters(period).personal_status_law.custody
        custodian = person("custodian", period)
        custodians = custodian.possible_values
        return select(
            [custodian == custodians.mother, custodian == custodians.other],
            [custody.mother_until, custody.other_until],
            0,
        )


class is_below_custody_age_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child has not reached the age at which custody ends"
    label_ar = "لم يبلغ الطفل سن انتهاء الحضانة"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 173(a)"

    def formula_2019_06_02(person, period) -> NDArray:
        return person("is_age_known", period) & (person("age", period) < person("custody_age_limit", period))


class is_custody_choice_open(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child may choose to stay with the mother until majority"
    label_ar = "يجوز للطفل اختيار البقاء مع الأم حتى سن الرشد"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 173"

    def formula_2019_06_02(person, period) -> NDArray:
        """Once her custody has ended; majority is read as the end of childhood."""
        custodian = person("custodian", period)
        is_with_mother = custodian == custodian.possible_values.mother
        return is_with_mother & person("is_child", period) & ~person("is_below_custody_age_limit", period)


class is_custody_extended_for_illness(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Custody is extended because the child is ill"
    label_ar = "تمديد الحضانة بسبب مرض الطفل"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 173"

    def formula_2019_06_02(person, period) -> NDArray:
        """No end of the extension was found."""
        custodian = person("custodian", period)
        is_in_custody = custodian != custodian.possible_values.none
        return is_in_custody & person("needs_custody_for_illness", period)


class custody_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child remains with the custodian"
    label_ar = "تستمر حضانة الطفل"
    unit = "boolean"
    article = "Personal Status Law 15/2019, art. 173"

    def formula_2019_06_02(person, period) -> NDArray:
        stays_by_choice = person("is_custody_choice_open", period) & person("chooses_mother", period)
        return (
            person("is_below_custody_age_limit", period)
            | stays_by_choice
            | person("is_custody_extended_for_illness", period)
        )
