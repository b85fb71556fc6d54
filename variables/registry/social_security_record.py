"""Registry inputs: a person's record with the Social Security Corporation.

An unknown record counts as none: nobody is entitled to a pension by default.
"""

import datetime

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class ssc_first_registration_date(Variable):
    """Cohort rules treat an unknown date as a late registration: the rule for everybody who came since.

    1 January of year 1 stands for unknown.
    """

    value_type = datetime.date
    default_value = datetime.date(1, 1, 1)
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Day of first registration with the Social Security Corporation"
    label_ar = "تاريخ الشمول الأول بالضمان الاجتماعي"
    unit = "date"


class ssc_contributions_count(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Monthly contributions to social security so far, purchased years included"
    label_ar = "عدد الاشتراكات في الضمان بما فيها المشتراة"
    unit = "months"


class ssc_actual_contributions_count(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Actual monthly contributions so far: compulsory, voluntary or paid while unemployed"
    label_ar = "عدد الاشتراكات الفعلية"
    unit = "months"
