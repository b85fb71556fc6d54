"""Taking in a child of unknown parentage (ihtidan), by instructions of the ministry.

Conditions as the ministry stated them about 2022; the articles were not seen.
They say who may be considered: the juvenile court decides. A couple's grown
children who live elsewhere are not seen in the family.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable

STATEMENT = "Jordan Times via theworldnews.net, 1,646 children adopted in Jordan since 1965 (about 2022)"


class is_married_couple(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head is married and the spouse lives in the family"
    label_ar = "رب الأسرة متزوج ويعيش معه الزوج"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        status = family.head("marital_status", period)
        is_spouse = family.members.has_role(Family.SPOUSE)
        return (status == status.possible_values.married) & family.any(is_spouse)


class is_ihtidan_marriage_long_enough(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The couple has been married long enough to take in a child"
    label_ar = "مضت على الزواج المدة اللازمة للاحتضان"
    unit = "boolean"
    reference = STATEMENT

    def formula_2022(family, period, parameters) -> NDArray:
        minimum = parameters(period).social_development_law.alternative_care.ihtidan.minimum_years_married
        return family("years_married", period) >= minimum


class has_no_own_children(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family has no children but those it took in"
    label_ar = "ليس للأسرة أبناء من غير المحتضنين"
    unit = "boolean"
    reference = STATEMENT

    def formula(family, period) -> NDArray:
        placement = family.members("alternative_care_placement", period)
        is_own = placement == placement.possible_values.none
        return ~family.any(is_own & family.members.has_role(Family.CHILD))


class is_ihtidan_husband_age_met(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The husband is of the age to take in a child"
    label_ar = "عمر الزوج ضمن حدود الاحتضان"
    unit = "boolean"
    reference = STATEMENT

    def formula_2022(family, period, parameters) -> NDArray:
        """Both ends included."""
        ihtidan = parameters(period).social_development_law.alternative_care.ihtidan
        age, sex = family.members("age", period), family.members("sex", period)
        is_of_couple = family.members.has_role(Family.HEAD) | family.members.has_role(Family.SPOUSE)
        is_of_age = (age >= ihtidan.husband_minimum_age) & (age <= ihtidan.husband_maximum_age)
        return family.any(is_of_couple & (sex == sex.possible_values.male) & is_of_age)


class is_ihtidan_wife_age_met(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The wife is of the age to take in a child"
    label_ar = "عمر الزوجة ضمن حدود الاحتضان"
    unit = "boolean"
    reference = STATEMENT

    def formula_2022(family, period, parameters) -> NDArray:
        """Both ends included; of several wives, one is enough."""
        ihtidan = parameters(period).social_development_law.alternative_care.ihtidan
        age, sex = family.members("age", period), family.members("sex", period)
        is_of_couple = family.members.has_role(Family.HEAD) | family.members.has_role(Family.SPOUSE)
        is_of_age = (age >= ihtidan.wife_minimum_age) & (age <= ihtidan.wife_maximum_age)
        return family.any(is_of_couple & (sex == sex.possible_values.female) & is_of_age)


class ihtidan_children(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Children of unknown parentage that the family took in"
    label_ar = "عدد الأطفال المحتضنين في الأسرة"
    unit = "persons"

    def formula(family, period) -> NDArray:
        placement = family.members("alternative_care_placement", period)
        return family.sum(placement == placement.possible_values.ihtidan)


class is_ihtidan_of_further_child_possible(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The couple took in no child yet, or may take in a further one"
    label_ar = "لم يسبق الاحتضان أو يجوز احتضان طفل آخر"
    unit = "boolean"
    reference = STATEMENT

    def formula_2022(family, period, parameters) -> NDArray:
        ihtidan = parameters(period).social_development_law.alternative_care.ihtidan
        children, years = family("ihtidan_children", period), family("years_since_ihtidan", period)
        is_further_possible = (children < ihtidan.maximum_children) & (years >= ihtidan.minimum_years_between_children)
        return (children == 0) | is_further_possible


class is_ihtidan_couple(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The couple meets the conditions of taking in a child"
    label_ar = "تنطبق على الزوجين شروط الاحتضان"
    unit = "boolean"
    pillar = "tamkeen"
    reference = STATEMENT

    def formula_2022(family, period) -> NDArray:
        return (
            family("is_married_couple", period)
            & family("is_ihtidan_marriage_long_enough", period)
            & family("has_no_own_children", period)
            & family("is_ihtidan_husband_age_met", period)
            & family("is_ihtidan_wife_age_met", period)
            & family("is_ihtidan_of_further_child_possible", period)
        )


class is_below_ihtidan_age_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is young enough to be taken in"
    label_ar = "عمر الطفل دون حد الاحتضان"
    unit = "boolean"
    reference = "UNICEF terms of reference on Devex, foster-care investment case"

    def formula_2017(person, period, parameters) -> NDArray:
        limit = parameters(period).social_development_law.alternative_care.ihtidan.child_age_limit
        return person("is_age_known", period) & (person("age", period) < limit)


class has_stayed_in_care_centre(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child has lived in a care centre for the months required"
    label_ar = "أمضى الطفل المدة اللازمة في دار الرعاية"
    unit = "boolean"
    reference = "Jordan Times 2014-02-26"

    def formula_2014_02_26(person, period, parameters) -> NDArray:
        minimum = parameters(period).social_development_law.alternative_care.ihtidan.minimum_months_in_care
        return person("months_in_care_centre", period) >= minimum


class is_ihtidan_child(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child may be taken in by a couple"
    label_ar = "يجوز احتضان الطفل"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "UNICEF terms of reference on Devex; Jordan Times 2014-02-26"

    def formula_2017(person, period) -> NDArray:
        return (
            person("is_parentage_unknown", period)
            & person("is_below_ihtidan_age_limit", period)
            & person("has_stayed_in_care_centre", period)
        )
