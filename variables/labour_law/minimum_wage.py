"""Labour Law, article 52: the minimum wage by nationality and activity, and who earns less.

The law does not cover public employees. Where an activity has no amount of its
own, the general one holds.
"""

from numpy import isnan, nan, select, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import optional_value
from openfisca_jordan_sp.variable import Variable


class minimum_wage_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Minimum wage for the person's nationality and activity"
    label_ar = "الحد الأدنى للأجر بحسب الجنسية والنشاط"
    unit = "JOD/month"
    pillar = "forsa"
    article = "Labour Law 8/1996, art. 52"

    def formula_2006_06(person, period, parameters) -> NDArray:
        minimum = parameters(period).labour_law.minimum_wage
        sector, is_citizen = person("labour_sector", period), person("is_citizen", period)
        sectors = sector.possible_values
        is_excluded = (sector == sectors.domestic) | (sector == sectors.loading)
        own = select(
            [
                is_citizen & (sector == sectors.hard_hit_2021),
                is_citizen & (sector == sectors.garment),
                ~is_citizen & (sector == sectors.garment),
                ~is_citizen & is_excluded,
            ],
            [
                optional_value(minimum.hard_hit_2021, "jordanian"),
                optional_value(minimum.garment, "jordanian"),
                optional_value(minimum.garment, "non_jordanian"),
                optional_value(minimum.excluded_2021, "non_jordanian"),
            ],
            nan,
        )
        general = where(is_citizen, minimum.general.jordanian, minimum.general.non_jordanian)
        return where(isnan(own), general, own)
