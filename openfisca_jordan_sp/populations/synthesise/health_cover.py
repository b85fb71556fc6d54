"""Who insures the health of whom: the army's scheme, a private one, or the civil scheme and others."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

#: Ahead of everybody else in the order of those insured.
_FIRST = 20.0


def add_health_cover(frame: Frame) -> None:
    """Set health insurance, and of Jordanians whether it is military or private (not both).

    The civil scheme is counted and so are all insured; how the rest divides into
    the army's scheme and private ones is recalled. Other residents have no kind.
    """
    persons = frame.persons
    jordanian = frame.is_("nationality", "jordanian")
    total = float(frame.weight("persons")[jordanian].sum())
    public, formal = _families_with(frame, "public"), _families_with(frame, "private_formal")
    pensioner = frame.family_any(persons["pension"] > 0)[persons["family_id"]]
    military = _military(frame, public, pensioner, jordanian, total)
    private = _private(frame, formal, jordanian & ~military, total)
    persons["has_military_health_insurance"] = military
    persons["has_private_health_insurance"] = private
    effects = frame.targets["health.insurance_effects"]
    likely = _of_families(frame, "insurance") + effects["public"] * public
    likely = likely + effects["private_formal"] * formal + effects["pensioner"] * pensioner
    persons["has_health_insurance"] = _insured(frame, likely, military | private, jordanian)


def _families_with(frame: Frame, sector: str) -> Mask:
    """Whether each person's family has someone who works in a sector."""
    return frame.family_any(frame.is_("employment_sector", sector))[frame.persons["family_id"]]


def _of_families(frame: Frame, stage: str) -> FloatArray:
    """The draw of each person's family: families are insured as a whole."""
    return LOGISTIC * frame.correlated(stage, "families", "insurance")[frame.persons["family_id"]]


def _otherwise(frame: Frame, kind: str) -> float:
    """Share of Jordanians insured in a kind that is not the civil scheme."""
    targets = frame.targets
    kinds = targets["health.insured_otherwise"]
    rest = targets["health.insured_jordanian"] - targets["health.insured_civil"]
    return float(max(rest, 0.0) * kinds[kind] / sum(kinds.values()))


def _military(frame: Frame, public: Mask, pensioner: Mask, jordanian: Mask, total: float) -> Mask:
    """Families of those who serve or served the State, as far as there are so many; who of them is not known."""
    among = jordanian & (public | pensioner)
    possible = float(frame.weight("persons")[among].sum())
    rate = min(_otherwise(frame, "military") * total / possible, 1.0) if possible else 0.0
    return frame.select("military insurance", _of_families(frame, "military_insurance"), "persons", rate, among)


def _private(frame: Frame, formal: Mask, left: Mask, total: float) -> Mask:
    """Families of formal private employees among those `left`, the better off first."""
    among = left & formal
    possible = float(frame.weight("persons")[among].sum())
    rate = min(_otherwise(frame, "private") * total / possible, 1.0) if possible else 0.0
    score = _of_families(frame, "private_insurance") + frame.welfare[frame.persons["household_id"]]
    return frame.select("private insurance", score, "persons", rate, among)


def _insured(frame: Frame, likely: FloatArray, otherwise: Mask, jordanian: Mask) -> Mask:
    """All insured: those insured otherwise, then young children and the old (who are insured free), then families."""
    ages = frame.targets["health.free_cover_ages"]
    free = jordanian & ((frame.age < ages["child_below"]) | (frame.age >= ages["elderly_from"]))
    score = likely + _FIRST * free + 2 * _FIRST * otherwise
    insured = numpy.zeros(len(jordanian), dtype=bool)
    for name, group in (("jordanian", jordanian), ("other", ~jordanian)):
        insured |= frame.select(f"insured {name}", score, "persons", frame.targets[f"health.insured_{name}"], group)
    return insured
