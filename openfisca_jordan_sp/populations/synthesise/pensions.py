"""Pensions: own right and heirs, before work is settled, for pensioners work less."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

_PENSION_FROM = 40
_HEIR_BELOW = 28


def add_pensions(frame: Frame) -> None:
    """Set the monthly pension of everybody."""
    own = _own_pensioners(frame)
    frame.persons["pension"] = _pensions(frame, own, _heirs(frame, own))


def _share_of(frame: Frame, persons: float, among: Mask) -> float:
    """A number of persons as a share of a group (all of it, if the group is smaller)."""
    total = float(frame.weight("persons")[among].sum())
    return min(persons / total, 1.0) if total else 0.0


def _own_pensioners(frame: Frame) -> Mask:
    """Pensioners in their own right: Jordanians from 40 on, mostly men past work."""
    among = frame.is_("nationality", "jordanian") & (frame.age >= _PENSION_FROM)
    score = (
        LOGISTIC * frame.correlated("pension", "persons")
        + numpy.minimum((frame.age - 52) / 4, 2.5)
        + 2.2 * frame.is_("sex", "male")
        + 0.4 * frame.persons["education_level"]
    )
    rate = _share_of(frame, frame.targets["pensions.own"]["persons"], among)
    return frame.select("own_pension", score, "persons", rate, among)


def _heirs(frame: Frame, own: Mask) -> Mask:
    """Pensions of the dead: Jordanian widows first, then unmarried fatherless children and daughters."""
    widows = frame.is_("marital_status", "widowed") & frame.is_("sex", "female")
    young = (frame.age < _HEIR_BELOW) | frame.is_("sex", "female")
    orphans = ~frame.persons["is_father_alive"] & frame.is_("marital_status", "never_married") & young
    among = frame.is_("nationality", "jordanian") & (widows | orphans) & ~own
    # Heirs of one pension share it: the draw of a family is the draw of its head.
    noise = frame.draws.normal("heir_pension", "families")[frame.persons["family_id"]]
    score = LOGISTIC * noise + 1.5 * widows + 1e-6 * frame.draws.normal("heir_pension_amount", "persons")
    rate = _share_of(frame, frame.targets["pensions.heirs"]["persons"], among)
    return frame.select("heir_pension", score, "persons", rate, among)


def _pensions(frame: Frame, own: Mask, heirs: Mask) -> FloatArray:
    deviation = frame.targets["pensions.deviation"]
    amount = numpy.zeros(len(own))
    for kind, rows, stage in (("own", own, "pension_amount"), ("heirs", heirs, "heir_pension_amount")):
        score = frame.correlated(stage, "persons", "pension")[rows]
        mean = frame.targets[f"pensions.{kind}"]["mean"]
        amount[rows] = frame.scaled(stage, numpy.exp(deviation[kind] * score), "persons", rows, mean)
    return numpy.round(amount)
