"""The King's gift to Jordanian pupils at the opening of schools in 2016, paid once.

The year is inferred; it is counted in the month in which the school year begins.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import is_month
from openfisca_jordan_sp.variable import Variable


class back_to_school_grant_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pupil is entitled to the back-to-school gift"
    label_ar = "يستحق الطالب مكرمة العودة إلى المدارس"
    unit = "boolean"
    pillar = "karama"
    reference = "https://en.ammonnews.net/print/32544"

    def formula_2016_08_31(person, period, parameters) -> NDArray:
        """Jordanian pupils of public and military schools, while the gift is given."""
        grant = parameters(period).education_law.back_to_school_grant
        is_of_school = person("is_public_school_pupil", period) | person("is_military_school_pupil", period)
        return person("is_citizen", period) & is_of_school & (grant.amount_per_pupil > 0)


class back_to_school_pupils(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Pupils of the family entitled to the back-to-school gift"
    label_ar = "عدد طلبة الأسرة المستحقين لمكرمة العودة إلى المدارس"
    unit = "persons"

    def formula_2016_08_31(family, period) -> NDArray:
        return family.sum(family.members("back_to_school_grant_entitled", period))


class back_to_school_grant_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Back-to-school gift of the family"
    label_ar = "مكرمة العودة إلى المدارس للأسرة"
    unit = "JOD/month"
    pillar = "karama"
    reference = "https://en.ammonnews.net/print/32544"

    def formula_2016_08_31(family, period, parameters) -> NDArray:
        """For each pupil, up to the family's highest gift."""
        education = parameters(period).education_law
        grant = education.back_to_school_grant
        full = minimum(family("back_to_school_pupils", period) * grant.amount_per_pupil, grant.family_maximum)
        return where(is_month(period, education.school_year.first_semester_month), full, 0)
