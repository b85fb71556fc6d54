"""Pensions: own right and heirs, before work is settled, for pensioners work less."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]


def add_pensions(frame: Frame) -> None:
    """Set the monthly pension of everybody, and who draws one of a retired civil servant."""
    own = _own_pensioners(frame)
    frame.persons["is_own_pensioner"] = own
    heirs = _heirs(frame, own)
    of_treasury = _treasury(frame, own, heirs)
    frame.persons["pension"] = _pensions(frame, own, heirs, of_treasury)
    frame.persons["is_public_pensioner"] = _civil(frame, own & of_treasury)


def _share_of(frame: Frame, persons: float, among: Mask) -> float:
    """A number of persons as a share of a group (all of it, if the group is smaller)."""
    total = float(frame.weight("persons")[among].sum())
    return min(persons / total, 1.0) if total else 0.0


def _own_pensioners(frame: Frame) -> Mask:
    """Pensioners in their own right: Jordanians from 40 on, mostly men past work."""
    effects = frame.targets["pensions.effects"]
    among = frame.is_("nationality", "jordanian") & (frame.age >= effects["from_age"])
    score = (
        LOGISTIC * frame.correlated("pension", "persons")
        + numpy.minimum((frame.age - effects["middle_age"]) / effects["width"], effects["most_by_age"])
        + effects["male"] * frame.is_("sex", "male")
        + effects["a_level_of_education"] * frame.persons["education_level"]
    )
    rate = _share_of(frame, _persons(frame, "own"), among)
    return frame.select("own_pension", score, "persons", rate, among)


def _heirs(frame: Frame, own: Mask) -> Mask:
    """Pensions of the dead: Jordanian widows first, then unmarried fatherless children and daughters."""
    widows = frame.is_("marital_status", "widowed") & frame.is_("sex", "female")
    effects = frame.targets["pensions.effects"]
    young = (frame.age < effects["heir_below"]) | frame.is_("sex", "female")
    orphans = ~frame.persons["is_father_alive"] & frame.is_("marital_status", "never_married") & young
    among = frame.is_("nationality", "jordanian") & (widows | orphans) & ~own
    # Heirs of one pension share it: the draw of a family is the draw of its head.
    noise = frame.draws.normal("heir_pension", "families")[frame.persons["family_id"]]
    tie = 1e-6 * frame.draws.normal("heir_pension_amount", "persons")
    score = LOGISTIC * noise + effects["widow"] * widows + tie
    rate = _share_of(frame, _persons(frame, "heirs"), among)
    return frame.select("heir_pension", score, "persons", rate, among)


def _persons(frame: Frame, kind: str) -> float:
    """Pensioners of both schemes."""
    return float(sum(scheme["persons"] for scheme in frame.targets[f"pensions.{kind}"].values()))


def _treasury(frame: Frame, own: Mask, heirs: Mask) -> Mask:
    """Whose pension the Treasury pays and not the Corporation; heirs of a family have theirs from one of them."""
    noise = frame.draws.normal("pension_scheme", "persons")
    of_family = frame.draws.normal("heir_scheme", "families")[frame.persons["family_id"]] + 1e-6 * noise
    chosen = numpy.zeros(len(own), dtype=bool)
    for kind, rows, score in (("own", own, noise), ("heirs", heirs, of_family)):
        share = frame.targets[f"pensions.{kind}"]["treasury"]["persons"] / _persons(frame, kind)
        chosen |= frame.select(f"treasury {kind}", score, "persons", share, rows)
    return chosen


def _civil(frame: Frame, own: Mask) -> Mask:
    """Retired civil servants: as many as the civil health insurance counts with their families (the rest: military)."""
    has_one = frame.family_any(own)
    noise = frame.draws.normal("civil_pension", "families")
    members = frame.weight("families") * frame.family_size
    total = float(members[has_one].sum())
    rate = min(frame.targets["pensions.civil_families"] / total, 1.0) if total else 0.0
    civil = frame.align.select("civil pensioners", noise, members, rate, has_one)
    return own & civil[frame.persons["family_id"]]


def _pensions(frame: Frame, own: Mask, heirs: Mask, of_treasury: Mask) -> FloatArray:
    """Lognormal, each kind of each scheme with its own mean."""
    deviation = frame.targets["pensions.deviation"]
    amount = numpy.zeros(len(own))
    for kind, members, stage in (("own", own, "pension_amount"), ("heirs", heirs, "heir_pension_amount")):
        score = frame.correlated(stage, "persons", "pension")
        for scheme, of_scheme in (("social_security", ~of_treasury), ("treasury", of_treasury)):
            rows = members & of_scheme
            raw = numpy.exp(deviation["heirs" if kind == "heirs" else scheme] * score[rows])
            mean = frame.targets[f"pensions.{kind}"][scheme]["mean"]
            amount[rows] = frame.scaled(f"{stage} {scheme}", raw, "persons", rows, mean)
    return numpy.round(amount)
