"""Statuses that the rules of services ask for: refugees, disability cards, who asked for the poor-family card.

Facts of registries, seeded here and never drawn in a rule.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]


def add_status(frame: Frame) -> None:
    """Set registration and camps of refugees, disability cards and duration, and claims of the poor-family card."""
    _refugees(frame)
    frame.persons["has_disability_card"] = frame.is_("disability_severity", "severe") & frame.is_(
        "nationality", "jordanian"
    )
    _electricity(frame)
    disabled = ~frame.is_("disability_severity", "none")
    months = frame.targets["health.impairment_months"]
    frame.persons["expected_impairment_months"] = numpy.where(disabled, months, 0)
    noise = frame.draws.normal("poor_family_card_claim", "families")
    rate = frame.targets["health.poor_family_card_claims"]
    frame.families["claims_poor_family_card"] = frame.select("poor_family_card_claim", noise, "families", rate)


def _electricity(frame: Frame) -> None:
    """Whoever is entitled to the subsidised tariff and uses little enough to gain by it is taken to be registered."""
    entitled = frame.is_("nationality", "jordanian", "palestinian_gaza")[frame.reference]
    gains = frame.households["electricity_consumption"] <= frame.targets["electricity.registered_up_to"]
    frame.households["is_registered_for_electricity_subsidy"] = entitled & gains


def _refugees(frame: Frame) -> None:
    """Whole households of Syrians and Iraqis are registered; some of the registered live in camps."""
    household = frame.persons["household_id"]
    refugees = frame.targets["refugees.registered"]
    register = frame.draws.normal("refugee_registration", "households")[household]
    persons = frame.persons
    registered = numpy.zeros(len(household), dtype=bool)
    for nationality in ("syrian", "iraqi"):
        group = frame.is_("nationality", nationality)
        registered |= _first(frame, f"registered {nationality}", register, refugees[nationality], group)
    camp = -frame.welfare[household] + frame.draws.normal("refugee_camp", "households")[household]
    persons["is_registered_refugee"] = registered
    persons["lives_in_refugee_camp"] = _first(
        frame, "refugee_camp", camp, frame.targets["refugees.in_camps"], registered
    )


def _first(frame: Frame, name: str, score: FloatArray, number: float, among: Mask) -> Mask:
    """Those `among` with the highest scores, `number` persons of the Kingdom in all (everybody, if fewer)."""
    total = float(frame.weight("persons")[among].sum())
    return frame.select(name, score, "persons", min(number / total, 1.0) if total else 0.0, among)
