"""Incomes not from work, and health insurance."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC, scaled_to_mean, select_rate
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

MONTHS = 12
_PENSION_FROM = 40
_HEIR_BELOW = 28
_OLD = 65
_SPREAD = 0.7


def add_other_income(frame: Frame) -> None:
    """Set pensions, private transfers, rents and insurance."""
    own = _own_pensioners(frame)
    heirs = _heirs(frame, own)
    frame.persons["pension"] = _pensions(frame, own, heirs)
    _private_transfers(frame)
    _rents(frame)
    _insurance(frame)


def _share_of(frame: Frame, persons: float, among: Mask) -> float:
    """A number of persons as a share of a group (all of it, if the group is smaller)."""
    total = float(frame.weight("persons")[among].sum())
    return min(persons / total, 1.0) if total else 0.0


def _own_pensioners(frame: Frame) -> Mask:
    """Pensioners in their own right: Jordanians from 40 on, mostly men past work."""
    among = frame.is_("nationality", "jordanian") & (frame.age >= _PENSION_FROM)
    working = ~frame.is_("employment_status", "inactive", "unemployed")
    score = (
        LOGISTIC * frame.correlated("pension", "persons")
        + numpy.minimum((frame.age - 52) / 4, 2.5)
        + 2.2 * frame.is_("sex", "male")
        - 1.5 * working
        + 0.4 * frame.persons["education_level"]
    )
    rate = _share_of(frame, frame.targets["pensions.own"]["persons"], among)
    return select_rate(score, frame.weight("persons"), rate, among)


def _heirs(frame: Frame, own: Mask) -> Mask:
    """Pensions of the dead: Jordanian widows first, then fatherless children who do not work."""
    working = ~frame.is_("employment_status", "inactive", "unemployed")
    widows = frame.is_("marital_status", "widowed") & frame.is_("sex", "female")
    young = (frame.age < _HEIR_BELOW) | frame.is_("sex", "female")
    orphans = ~frame.persons["is_father_alive"] & frame.is_("marital_status", "never_married") & young & ~working
    among = frame.is_("nationality", "jordanian") & (widows | orphans) & ~own
    # Heirs of one pension share it: the draw of a family is the draw of its head.
    noise = frame.draws.normal("heir_pension", "families")[frame.persons["family_id"]]
    score = LOGISTIC * noise + 1.5 * widows + 1e-6 * frame.draws.normal("heir_pension_amount", "persons")
    rate = _share_of(frame, frame.targets["pensions.heirs"]["persons"], among)
    return select_rate(score, frame.weight("persons"), rate, among)


def _pensions(frame: Frame, own: Mask, heirs: Mask) -> FloatArray:
    weight, deviation = frame.weight("persons"), frame.targets["pensions.deviation"]
    amount = numpy.zeros(len(own))
    for kind, rows, stage in (("own", own, "pension_amount"), ("heirs", heirs, "heir_pension_amount")):
        score = frame.correlated(stage, "persons", "pension")[rows]
        mean = frame.targets[f"pensions.{kind}"]["mean"]
        amount[rows] = scaled_to_mean(numpy.exp(deviation[kind] * score), weight[rows], mean)
    return numpy.round(amount)


def _private_transfers(frame: Frame) -> None:
    """Money from other households goes to the reference person: to wives of men abroad first, and to the old."""
    persons, weight = frame.persons, frame.households["household_weight"]
    reference = frame.reference
    female = frame.is_("sex", "female")[reference]
    married = frame.is_("marital_status", "married")[reference]
    score = (
        LOGISTIC * frame.correlated("transfers", "households")
        + 6.0 * (female & married)
        + 0.8 * female
        + 0.6 * (frame.age[reference] >= _OLD)
    )
    receives = select_rate(score, weight, frame.targets["income.transfer_receivers"])
    draws = numpy.exp(_SPREAD * frame.draws.normal("transfers_amount", "households")[receives])
    amount = numpy.zeros(len(persons["household_id"]))
    mean = frame.targets["income.mean_transfer"]
    amount[reference[receives]] = scaled_to_mean(draws, weight[receives], mean)
    persons["private_transfers"] = numpy.round(amount)


def _rents(frame: Frame) -> None:
    """Rents received: few, better-off households; the mean is that of property income a person."""
    weight = frame.households["household_weight"]
    jordanian = frame.is_("nationality", "jordanian")[frame.reference]
    score = LOGISTIC * frame.correlated("rents", "households") + 1.5 * jordanian
    receives = select_rate(score, weight, frame.targets["income.rent_receivers"])
    persons = float((frame.household_size * weight).sum())
    mean = frame.targets["income.mean_rent"] * persons / MONTHS / float(weight[receives].sum())
    draws = numpy.exp(_SPREAD * frame.draws.normal("rents_amount", "households")[receives])
    amount = numpy.zeros(len(frame.persons["household_id"]))
    amount[frame.reference[receives]] = scaled_to_mean(draws, weight[receives], mean)
    frame.persons["rent_income"] = numpy.round(amount)


def _insurance(frame: Frame) -> None:
    """Whole families are insured, mostly through public or formal work or a pension of one of them."""
    public = frame.family_any(frame.is_("employment_sector", "public"))
    formal = frame.family_any(frame.is_("employment_sector", "private_formal"))
    pension = frame.family_any(frame.persons["pension"] > 0)
    score = LOGISTIC * frame.correlated("insurance", "families") + 3.0 * public + 1.2 * formal + 2.0 * pension
    of_person = score[frame.persons["family_id"]]
    jordanian = frame.is_("nationality", "jordanian")
    weight, insured = frame.weight("persons"), numpy.zeros(len(jordanian), dtype=bool)
    for name, group in (("jordanian", jordanian), ("other", ~jordanian)):
        insured |= select_rate(of_person, weight, frame.targets[f"health.insured_{name}"], group)
    frame.persons["has_health_insurance"] = insured
