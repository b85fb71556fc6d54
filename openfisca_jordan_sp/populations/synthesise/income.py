"""Incomes not from work or old work."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

MONTHS = 12
_OLD = 65
_SPREAD = 0.7


def add_other_income(frame: Frame) -> None:
    """Set private transfers and rents."""
    _private_transfers(frame)
    _rents(frame)


def _private_transfers(frame: Frame) -> None:
    """Money from other households goes to the reference person: to wives of men abroad first, and to the old."""
    persons = frame.persons
    reference = frame.reference
    female = frame.is_("sex", "female")[reference]
    married = frame.is_("marital_status", "married")[reference]
    score = (
        LOGISTIC * frame.correlated("transfers", "households")
        + 6.0 * (female & married)
        + 0.8 * female
        + 0.6 * (frame.age[reference] >= _OLD)
    )
    receives = frame.select("transfers", score, "households", frame.targets["income.transfer_receivers"])
    draws = numpy.exp(_SPREAD * frame.draws.normal("transfers_amount", "households")[receives])
    amount = numpy.zeros(len(persons["household_id"]))
    mean = frame.targets["income.mean_transfer"]
    amount[reference[receives]] = frame.scaled("transfers_amount", draws, "households", receives, mean)
    persons["private_transfers"] = numpy.round(amount)


def _rents(frame: Frame) -> None:
    """Rents received: few, better-off households; the mean is that of property income a person."""
    weight = frame.households["household_weight"]
    jordanian = frame.is_("nationality", "jordanian")[frame.reference]
    score = LOGISTIC * frame.correlated("rents", "households") + 1.5 * jordanian
    receives = frame.select("rents", score, "households", frame.targets["income.rent_receivers"])
    persons = float((frame.household_size * weight).sum())
    mean = frame.targets["income.mean_rent"] * persons / MONTHS / float(weight[receives].sum())
    draws = numpy.exp(_SPREAD * frame.draws.normal("rents_amount", "households")[receives])
    amount = numpy.zeros(len(frame.persons["household_id"]))
    amount[frame.reference[receives]] = frame.scaled("rents_amount", draws, "households", receives, mean)
    frame.persons["rent_income"] = numpy.round(amount)
