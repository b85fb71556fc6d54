"""Labour Law, articles 67, 71 and 72: leave to raise children, the nursing break, and nurseries at work.

A mother is a woman who heads a family, or a wife in it, with a child. Not modelled: the notice by which child-rearing
leave ends, and nurseries that employers share.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class is_mother_of_child(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a woman, head of a family or wife in it, with a child"
    label_ar = "ربة أسرة أو زوجة لديها طفل"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        sex = person("sex", period)
        is_parent = person.has_role(Family.HEAD) | person.has_role(Family.SPOUSE)
        return (sex == sex.possible_values.female) & is_parent & person.family("has_child_of_family", period)


class has_child_of_family(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A son or daughter in the family is a child"
    label_ar = "في الأسرة ابن أو ابنة من الأطفال"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family.any(family.members.has_role(Family.CHILD) & family.members("is_child", period))


class is_in_establishment_with_rearing_leave(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's establishment has enough workers for child-rearing leave to be due"
    label_ar = "في منشأة الشخص العدد الموجب لإجازة رعاية الأطفال"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 67"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        return person("establishment_workers", period) >= (
            parameters(period).labour_law.leave.child_rearing_minimum_workers
        )


class child_rearing_leave_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The worker is entitled to unpaid leave to raise her children"
    label_ar = "تستحق العاملة إجازة دون أجر لرعاية أطفالها"
    unit = "boolean"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 67"

    def formula_1996_06_14(person, period) -> NDArray:
        return (
            person("is_under_general_labour_rules", period)
            & person("is_mother_of_child", period)
            & person("is_in_establishment_with_rearing_leave", period)
        )


class child_rearing_leave_months(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Longest unpaid leave of the worker to raise her children"
    label_ar = "الحد الأعلى لإجازة العاملة دون أجر لرعاية أطفالها"
    unit = "months"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 67"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        months = parameters(period).labour_law.leave.child_rearing_months
        return where(person("child_rearing_leave_entitled", period), months, 0)


class nursing_break_hours(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Longest paid nursing break of the worker a day"
    label_ar = "الحد الأعلى لاستراحة الإرضاع اليومية المدفوعة"
    unit = "hours/day"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 71"

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        """For the months that the law counts from birth."""
        leave = parameters(period).labour_law.leave
        sex, months = person("sex", period), person("months_since_child_birth", period)
        is_nursing = (sex == sex.possible_values.female) & (months >= 0) & (months < leave.nursing_months)
        return where(person("is_under_general_labour_rules", period) & is_nursing, leave.nursing_hours, 0)


class is_counted_for_workplace_nursery(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is of the age that counts for a nursery at a parent's workplace"
    label_ar = "الطفل في السن المحتسب لحضانة مكان عمل أحد والديه"
    unit = "boolean"
    article = "Labour Law 8/1996, art. 72(a)"

    def formula_2019_05_16(person, period, parameters) -> NDArray:
        """The highest age included."""
        age = person("age", period)
        return person("is_age_known", period) & (age <= parameters(period).labour_law.nursery.child_age_maximum)

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        """The age of the text of 1996 excluded."""
        age = person("age", period)
        return person("is_age_known", period) & (age < parameters(period).labour_law.nursery.child_age_below)


class has_workplace_nursery_duty(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The employer must provide a nursery at the workplace"
    label_ar = "على صاحب العمل توفير حضانة في مكان العمل"
    unit = "boolean"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 72(a)"

    def formula_2019_05_16(person, period, parameters) -> NDArray:
        """Children of workers of either sex."""
        nursery = parameters(period).labour_law.nursery
        return person("children_at_workplace", period) >= nursery.children_threshold

    def formula_1996_06_14(person, period, parameters) -> NDArray:
        """Enough married women, who have enough children together."""
        nursery = parameters(period).labour_law.nursery
        has_enough_women = person("married_women_at_workplace", period) >= nursery.married_women_threshold
        return has_enough_women & (person("children_at_workplace", period) >= nursery.children_threshold)
