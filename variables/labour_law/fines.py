"""Labour Law, articles 12(e), 53 and 77: ranges of the employer's fines, to be looked up for a violation that is given.

A look-up, not a forecast: a court decides within the range. Beside the fine for paying too little the difference is due
(minimum_wage_shortfall_amount). No highest fine is stated for a worker without permit. Whether forced labour is
fined double on repetition is not clear, so it is not.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class minimum_wage_fine_minimum(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Lowest fine for paying less than the minimum wage"
    label_ar = "الحد الأدنى لغرامة دفع أجر دون الحد الأدنى"
    unit = "JOD/case"
    article = "Labour Law 8/1996, art. 53"

    def formula_2019_05_16(person, period, parameters) -> NDArray:
        fine = parameters(period).labour_law.minimum_wage.fine
        violation = person("labour_violation", period)
        violations = violation.possible_values
        return select(
            [violation == violations.below_minimum_wage, violation == violations.repeated_below_minimum_wage],
            [fine.minimum, fine.minimum * fine.repeat_multiple],
            0,
        )


class minimum_wage_fine_maximum(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Highest fine for paying less than the minimum wage"
    label_ar = "الحد الأعلى لغرامة دفع أجر دون الحد الأدنى"
    unit = "JOD/case"
    article = "Labour Law 8/1996, art. 53"

    def formula_2019_05_16(person, period, parameters) -> NDArray:
        fine = parameters(period).labour_law.minimum_wage.fine
        violation = person("labour_violation", period)
        violations = violation.possible_values
        return select(
            [violation == violations.below_minimum_wage, violation == violations.repeated_below_minimum_wage],
            [fine.maximum, fine.maximum * fine.repeat_multiple],
            0,
        )


class child_and_forced_labour_fine_minimum(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Lowest fine for unlawful work of children, or for forced labour"
    label_ar = "الحد الأدنى لغرامة تشغيل الأحداث أو العمل الجبري"
    unit = "JOD/case"
    article = "Labour Law 8/1996, art. 77"

    def formula_2017(person, period, parameters) -> NDArray:
        labour = parameters(period).labour_law
        child = labour.child_labour
        violation = person("labour_violation", period)
        violations = violation.possible_values
        return select(
            [
                violation == violations.child_labour,
                violation == violations.repeated_child_labour,
                violation == violations.forced_labour,
            ],
            [child.fine_minimum, child.fine_minimum * child.fine_repeat_multiple, labour.forced_labour.fine_minimum],
            0,
        )


class child_and_forced_labour_fine_maximum(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Highest fine for unlawful work of children, or for forced labour"
    label_ar = "الحد الأعلى لغرامة تشغيل الأحداث أو العمل الجبري"
    unit = "JOD/case"
    article = "Labour Law 8/1996, art. 77"

    def formula_2017(person, period, parameters) -> NDArray:
        labour = parameters(period).labour_law
        child = labour.child_labour
        violation = person("labour_violation", period)
        violations = violation.possible_values
        return select(
            [
                violation == violations.child_labour,
                violation == violations.repeated_child_labour,
                violation == violations.forced_labour,
            ],
            [child.fine_maximum, child.fine_maximum * child.fine_repeat_multiple, labour.forced_labour.fine_maximum],
            0,
        )


class unpermitted_worker_fine_minimum(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Lowest fine for employing a foreigner without a work permit"
    label_ar = "الحد الأدنى لغرامة تشغيل غير أردني دون تصريح عمل"
    unit = "JOD/case"
    article = "Labour Law 8/1996, art. 12(e)"

    def formula_2026_04_09(person, period, parameters) -> NDArray:
        """In fees of the permit, which are given; the text was read on this day."""
        permit = parameters(period).labour_law.work_permit
        violation = person("labour_violation", period)
        violations = violation.possible_values
        multiple = select(
            [violation == violations.worker_without_permit, violation == violations.repeated_worker_without_permit],
            [permit.fine_multiple, permit.repeat_fine_multiple],
            0,
        )
        return multiple * person("work_permit_fees", period)
