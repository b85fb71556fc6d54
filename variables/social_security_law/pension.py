"""Social Security Law 1/2014: the pension of the kind that a person claims.

It is the pension worked out from the record at the claim, without the increases of later years (`indexation.py`).
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class ssc_pension_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Social security pension of the kind that the person claims"
    label_ar = "راتب الضمان من النوع المطلوب"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2014_03(person, period) -> NDArray:
        claim = person("ssc_pension_claim", period)
        claims = claim.possible_values
        return select(
            [
                claim == claims.old_age,
                claim == claims.early_retirement,
                claim == claims.natural_disability_total,
                claim == claims.natural_disability_partial,
                claim == claims.work_injury_total,
                claim == claims.work_injury_partial,
                claim == claims.survivor,
            ],
            [
                person("old_age_pension_amount", period),
                person("early_retirement_pension_amount", period),
                person("natural_total_disability_pension_amount", period),
                person("natural_partial_disability_pension_amount", period),
                person("work_injury_total_pension_amount", period),
                person("work_injury_partial_pension_amount", period),
                person("survivor_pension_amount", period),
            ],
            0,
        )
