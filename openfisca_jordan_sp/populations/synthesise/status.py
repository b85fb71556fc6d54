"""Statuses that the rules of services ask for: disability cards, the electricity subsidy, the poor-family card.

Facts of registries, seeded here and never drawn in a rule.
"""

from __future__ import annotations

import numpy

from openfisca_jordan_sp.populations.synthesise.frame import Frame


def add_status(frame: Frame) -> None:
    """Set disability cards and duration, registration for the electricity subsidy, claims of the poor-family card."""
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
