"""Incomes not from work or old work."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

MONTHS = 12


def add_other_income(frame: Frame) -> None:
    """Set private transfers and rents."""
    _rents(frame)
    _private_transfers(frame)


def _private_transfers(frame: Frame) -> None:
    """Money from other households goes to the reference person, where a household consumes more than it earns.

    First to wives of men abroad and to the old. So many households receive that
    the income survey's transfers less pensions and aid are just what they lack.
    """
    reference, effects = frame.reference, frame.targets["income.transfer_effects"]
    lack = _lack(frame)
    female = frame.is_("sex", "female")[reference]
    married = frame.is_("marital_status", "married")[reference]
    score = (
        LOGISTIC * frame.correlated("transfers", "households")
        + effects["married_woman"] * (female & married)
        + effects["woman"] * female
        + effects["old"] * (frame.age[reference] >= effects["old_from"])
        + effects["lacking_all"] * lack / numpy.maximum(frame.households["consumption_before_benefits"], 1.0)
    )
    weight = frame.households["household_weight"]
    wanted, lacked = _transfers(frame), float((weight * lack).sum())
    rate = min(wanted / lacked, 1.0) if lacked else 0.0
    receives = frame.align.select("transfers", score, weight * lack, rate, lack > 0)
    noise = frame.draws.normal("transfers_amount", "households")[receives]
    draws = lack[receives] * numpy.exp(effects["spread"] * noise)
    amount = numpy.zeros(len(frame.age))
    mean = wanted / max(float(weight[receives].sum()), 1e-9)
    amount[reference[receives]] = frame.scaled("transfers_amount", draws, "households", receives, mean)
    frame.persons["private_transfers"] = numpy.round(amount)


def _lack(frame: Frame) -> FloatArray:
    """By how much each household consumes more than it earns, draws and collects."""
    persons = frame.persons
    income = sum(persons[name] for name in ("wage", "other_earnings", "pension", "rent_income"))
    of_household = numpy.bincount(persons["household_id"], income, minlength=len(frame.household_size))
    return numpy.maximum(frame.households["consumption_before_benefits"] - of_household, 0.0)


def _transfers(frame: Frame) -> float:
    """JOD a month of all households: transfers of the income survey less aid and less the pensions that are paid."""
    targets, weight = frame.targets, frame.weight("persons")
    a_head: float = targets["income.transfers"] - targets["income.aid_in_transfers"]
    all_heads: float = a_head * targets["prices.uprating_2018_to_2025"] / MONTHS * float(weight.sum())
    return max(all_heads - float((frame.persons["pension"] * weight).sum()), 0.0)


def _rents(frame: Frame) -> None:
    """Rents received: few, better-off households; the mean is that of property income a person."""
    weight, effects = frame.households["household_weight"], frame.targets["income.rent_effects"]
    jordanian = frame.is_("nationality", "jordanian")[frame.reference]
    score = LOGISTIC * frame.correlated("rents", "households") + effects["jordanian"] * jordanian
    receives = frame.select("rents", score, "households", frame.targets["income.rent_receivers"])
    persons = float((frame.household_size * weight).sum())
    mean = frame.targets["income.mean_rent"] * persons / MONTHS / max(float(weight[receives].sum()), 1e-9)
    draws = numpy.exp(effects["spread"] * frame.draws.normal("rents_amount", "households")[receives])
    amount = numpy.zeros(len(frame.persons["household_id"]))
    amount[frame.reference[receives]] = frame.scaled("rents_amount", draws, "households", receives, mean)
    frame.persons["rent_income"] = numpy.round(amount)
