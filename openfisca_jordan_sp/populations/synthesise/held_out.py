"""Leave one target out, calibrate to the others, and see how well they predict it."""

from __future__ import annotations

from openfisca_jordan_sp.populations.synthesise.calibrate import calibrate
from openfisca_jordan_sp.populations.synthesise.margins import national_margins
from openfisca_jordan_sp.populations.synthesise.pool import draw_pool
from openfisca_jordan_sp.populations.targets import Targets

#: Targets that can be left out; places and the number of households cannot.
BLOCKS = (
    "households.size",
    "households.type",
    "households.composition",
    "households.female_headed",
    "population.age_groups",
    "population.nationality",
    "marital.female_widowed",
    "marital.female_divorced",
    "orphans.any",
    "orphans.mother_dead",
)
_TEMPLATES = 12_000


def held_out(targets: Targets, seed: int, block: str) -> list[tuple[str, float, float]]:
    """Name, wanted and achieved of each margin of a target that the calibration did not see.

    Args:
        targets: all of them.
        seed: of the pool.
        block: one of `BLOCKS`.

    Raises:
        PopulationError: the other targets contradict each other.
    """
    pool = draw_pool(_TEMPLATES, seed, targets)
    weight = calibrate(pool, targets, without=(block,)).weight.sum(axis=0)
    return [
        (margin.name, *_relative(float(margin.totals[0]), float(weight @ margin.values), float(margin.scales[0])))
        for margin in national_margins(pool, targets)
        if margin.block == block
    ]


def _relative(wanted: float, achieved: float, scale: float) -> tuple[float, float]:
    """As they are, where something is wanted; for shares of a group, whose excess is to be 0, relative to the share."""
    return (wanted, achieved) if wanted else (1.0, 1.0 + achieved / scale)
