"""Scales of the inputs: values on both sides of the law's thresholds, and how often something is nothing.

An input that stands here by no name is drawn by its type and its unit.
"""

from dataclasses import dataclass

import numpy


@dataclass(frozen=True)
class Scale:
    """How an amount or a count is drawn.

    Attributes:
        edges: values around thresholds.
        low: least value of the rest.
        high: greatest value of the rest.
        nothing: share that is zero.
        at_edges: share of the others that lies at an edge.
    """

    edges: tuple[float, ...]
    low: float = 0
    high: float = 1000
    nothing: float = 0.4
    at_edges: float = 0.5

    def draw(self, random, count, decimals):
        """`count` values, in fils at most."""
        spread = random.uniform(self.low, self.high, count).round(decimals)
        edges = random.choice(numpy.array(self.edges or (0,), dtype=float), count)
        drawn = numpy.where(random.random(count) < (self.at_edges if self.edges else 0), edges, spread)
        return numpy.where(random.random(count) < self.nothing, 0, drawn)


def around(*thresholds, step=0.001):
    """Just below, at and just above each threshold."""
    return tuple(round(threshold + offset, 3) for threshold in thresholds for offset in (-step, 0, step))


def counts(*thresholds):
    """One less, the threshold itself and one more."""
    return around(*thresholds, step=1)


#: Wages of every bracket of the income tax, and of the national contribution.
HIGH_WAGES = (1500, 2000, 8000, 17416.667, 18000, 25000, 100000)

#: Incomes differ between this year and the last, and mostly the parents of a family have them.
INCOMES = {
    "wage": Scale(
        (*around(34, 68, 220, 260, 290, 300, 330, 500, 700, 800, 1000, 1250, 3000, 5000), *HIGH_WAGES), 1, 5200
    ),
    "other_earnings": Scale(around(68, 136, 300, 500), 1, 900, nothing=0.8),
    "pension": Scale(around(68, 125, 300, 600, 700, 2500, 3500, 4000), 1, 5000, nothing=0.8),
    "rent_income": Scale(around(68, 100), 1, 400, nothing=0.85),
    "private_transfers": Scale(around(50, 100), 1, 400, nothing=0.85),
    "agricultural_income": Scale(around(300), 1, 500, nothing=0.7),
    "family_annual_income": Scale(around(6000, 10000, 12000), 0, 20000, nothing=0.1),
}

SCALES = INCOMES | {
    "naf_targeting_score": Scale((*around(68, 100, 368), 1, 40, 54.4), 0, 120, nothing=0.02, at_edges=0.2),
    "naf_targeting_score_illustrative": Scale((*around(68, 100, 368), 1, 40, 54.4), 0, 120, nothing=0.02, at_edges=0.2),
    "number_of_cars": Scale(counts(2), 0, 4, nothing=0.5),
    "newest_car_age": Scale(around(5, 7), 0, 20, nothing=0.1),
    "business_capital": Scale(around(3000), 0, 6000, nothing=0.5),
    "property_value": Scale(around(300000), 0, 400000, nothing=0.4),
    "imprisonment_days": Scale(counts(30, 60), 0, 120, nothing=0.2),
    "school_average": Scale(around(90, step=0.1), 40, 100, nothing=0.1),
    "emergency_need_assessed": Scale(around(195.4, 350, 500), 0, 800, nothing=0.1),
    "instant_aid_need": Scale(around(150), 0, 400),
    "quarterly_addition_assessed": Scale(around(90), 0, 200),
    "rehabilitation_device_cost": Scale(around(600), 0, 1500),
    "months_since_job_start": Scale(counts(12), 0, 1200, nothing=0.1),
    "gharimat_debt": Scale(around(1500), 0, 4000),
    "zakat_monthly_salary": Scale((30, 60), 10, 100),
    "documented_expenses": Scale(around(1000, 2000, 3000, 4000, 5000), 0, 7000, nothing=0.3),
    "donations_to_government": Scale((), 0, 20000, nothing=0.7),
    "donations_to_charity": Scale((), 0, 20000, nothing=0.5),
    "farming_income": Scale((), 0, 12000, nothing=0.6),
    "gratuity_for_service_2010_2014": Scale((), 0, 30000, nothing=0.7),
    "gratuity_for_service_since_2015": Scale(around(15000), 0, 60000, nothing=0.6),
    "days_present_in_jordan": Scale(counts(183), 0, 366, nothing=0.1),
    "establishment_insured_months": Scale(counts(12), 0, 60, nothing=0.1),
    "last_wage_before_advance": Scale(around(500, 700, 1500), 1, 2000, nothing=0.1),
    "total_contributory_wages": Scale(around(2500, 4000, 4375, 9000, 15000), 0, 200000, nothing=0.1),
    "retiree_advance_received": Scale((100, 200), 1, 200, nothing=0.2),
    "months_since_retiree_advance": Scale(counts(1, 18), 0, 30, nothing=0.1),
    "hazard_rank": Scale((*around(0.005), 1), 0, 1, nothing=0.1),
    "dwelling_damage_loss": Scale(around(500), 0, 2000, nothing=0.4),
}

#: Of what has no scale of its own, by unit; counts and amounts of other units come last.
BY_UNIT = {
    "share": Scale((0, 1), 0, 1, nothing=0.1),
    "percent": Scale((50, 60, 90, 100), 0, 100, nothing=0.1),
    "months": Scale((), 0, 360),
    "hour_of_day": Scale((), 0, 24, nothing=0.1),
    "hours/day": Scale((), 0, 16),
}
OTHER_COUNT, OTHER_AMOUNT = Scale((), 0, 7), Scale((), 0, 500)


def scale_of(variable):
    """The scale of a count or an amount."""
    other = OTHER_COUNT if variable.value_type is int else OTHER_AMOUNT
    return SCALES.get(variable.name, BY_UNIT.get(variable.unit, other))


#: What holds by how large a share; half, where nothing else is said.
SHARES = {
    "is_unrwa_relief_paid": 0.8,
    "is_unrwa_registered": 0.8,
    "claims_cash_transfer": 0.8,
    "claims_recurring_aid": 0.8,
    "is_father_alive": 0.9,
    "is_mother_alive": 0.9,
    "is_uct_inside_quota": 0.7,
    "is_takaful_1_inside_quota": 0.7,
    "receives_recurring_aid_last_month": 0.3,
    "owns_real_estate_beside_dwelling": 0.3,
    "emergency_aid_already_received": 0.3,
}

#: What is as by default in half of the draws: there nobody needs the number that no source gives.
DEFAULT_IN_HALF_OF_THE_DRAWS = {
    "alternative_care_placement",
    "lives_in_refugee_camp",
    "is_on_unhcr_winter_list",
}

#: Members of an enumeration that are drawn more often than the others, with the share of those draws.
FREQUENT = {
    "nationality": ("jordanian", 0.7),
    "employment_status": ("inactive", 0.3),
    "disability_severity": ("none", 0.4),
    "alternative_care_placement": ("none", 0.6),
}
