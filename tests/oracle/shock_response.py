"""Shock response (dossier on services, sections 6.1 and 6.4): a design, tried in scenarios.

Nothing is declared in the law in force; the waived maximum of disaster relief is.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from tests.oracle.common import is_citizen, size
from tests.oracle.incomes import NOTHING
from tests.oracle.national_aid_fund import LINE, is_beneficiary, score
from tests.oracle.national_aid_fund_events import emergency_aid

DISASTER_HIGHEST = Decimal(500)
#: The Cabinet's exemption of January 2026, read at the end of the month; its end is assumed.
WAIVED = {(2026, 1), (2026, 2), (2026, 3)}
VERTICAL = (Decimal(8), Decimal(11), Decimal(14))
HORIZONTAL = (Decimal(50), Decimal(70), Decimal(136))
#: Whose families horizontal support helps, as in 2020.
HELPED = {"jordanian", "palestinian_gaza"}


@dataclass(frozen=True)
class Shock:
    """What a scenario sets.

    Attributes:
        declared: months of 2026 in which the shock is declared.
        vertical: months of vertical support.
        horizontal: months of horizontal support.
        band: how far above the line the score may be.
        strikes: whom the shock strikes.
        flood: months of 2026 in which dwellings are struck.
        struck: share of households that a flood strikes.
        loss: mean loss of those struck.
    """

    declared: frozenset = frozenset()
    vertical: int = 6
    horizontal: int = 3
    band: Decimal = Decimal(32)
    strikes: frozenset = frozenset({"informal", "lost_work"})
    flood: frozenset = frozenset()
    struck: Decimal = NOTHING
    loss: Decimal = NOTHING


NO_SHOCK = Shock()
SCENARIOS = {
    "covid_2020": Shock(declared=frozenset({1, 2, 3}), vertical=0, band=Decimal(300)),
    "oil_price_2022": Shock(declared=frozenset(range(1, 7)), horizontal=0),
    "flood": Shock(flood=frozenset({1}), struck=Decimal("0.005"), loss=Decimal(1000)),
    "drought": Shock(
        declared=frozenset(range(1, 7)),
        vertical=0,
        horizontal=6,
        strikes=frozenset({"lost_work", "livestock", "agriculture"}),
    ),
}


def _is_in_term(shock, day, months):
    """Within the first months of the shock, which starts in January 2026 in every scenario."""
    return day.year == 2026 and day.month in shock.declared and day.month <= months


def _by_size(persons, first, second, amounts):
    return amounts[0] if persons <= first else amounts[1] if persons <= second else amounts[2]


def vertical(family, day, shock=NO_SHOCK):
    """8, 11 or 14 dinars on top for families that the Fund pays."""
    if not _is_in_term(shock, day, shock.vertical) or not is_beneficiary(family, day):
        return NOTHING
    return _by_size(size(family), 2, 4, VERTICAL)


def _is_struck(family, shock):
    """Whether the shock strikes a member or what the family lives from."""
    members = family["members"]
    ways = {
        "informal": any(
            person["employment_sector"] == "informal" or person["employment_status"] == "daily_wage_worker"
            for person in members
        ),
        "lost_work": any(person["lost_work_in_shock"] for person in members),
        "livestock": family["livestock_count"] > 0,
        "agriculture": any(person["labour_sector"] == "agriculture" for person in members),
    }
    return any(ways[way] for way in shock.strikes)


def _has_insured_worker(family):
    return any(person["employment_sector"] in {"public", "private_formal"} for person in family["members"])


def horizontal(family, day, shock=NO_SHOCK):
    """50, 70 or 136 dinars for families near the line whom the Fund does not pay, inside the number of families.

    Other monthly support is read as the monthly salary of the Zakat Fund.
    """
    known = score(family)
    if not _is_in_term(shock, day, shock.horizontal) or known is None or known > LINE + shock.band:
        return NOTHING
    if not family["claims_shock_support"] or not family["is_shock_horizontal_inside_quota"]:
        return NOTHING
    if is_beneficiary(family, day) or not _is_struck(family, shock) or _has_insured_worker(family):
        return NOTHING
    if family["zakat_monthly_salary"] > 0 or family["head"]["nationality"] not in HELPED:
        return NOTHING
    return _by_size(size(family), 1, 2, HORIZONTAL)


def _loss(household, day, shock):
    """As assessed, else the mean of those struck."""
    if "dwelling_damage_loss" in household:
        return household["dwelling_damage_loss"]
    struck = day.year == 2026 and day.month in shock.flood and household["hazard_rank"] < shock.struck
    return shock.loss if struck else NOTHING


def disaster_relief(family, day, shock=NO_SHOCK):
    """The loss of a dwelling up to 500, once for each household of citizens; not beside emergency aid for it."""
    if day.year < 2020 or not any(person["is_reference_person"] for person in family["members"]):
        return NOTHING
    if not is_citizen(family["head"]):
        return NOTHING
    if family["emergency_event"] == "natural_disaster" and emergency_aid(family, day) > 0:
        return NOTHING
    loss = _loss(family["household"], day, shock)
    return loss if (day.year, day.month) in WAIVED else min(loss, DISASTER_HIGHEST)


PROGRAMMES = {
    "shock_vertical": vertical,
    "shock_horizontal": horizontal,
    "disaster_relief": disaster_relief,
}


def under(scenario):
    """The programmes under a scenario of `reforms/`."""
    return {key: partial(function, shock=SCENARIOS[scenario]) for key, function in PROGRAMMES.items()}
