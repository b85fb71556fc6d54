"""How well the other targets predict one that calibration leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from openfisca_jordan_sp.populations.quality.rows import COMPARED_TOLERANCE, Block, Row, Verdict
from openfisca_jordan_sp.populations.targets import Targets

#: Calibrates without one target and says of each of its numbers: the part, what was wanted, what came out.
Predict = Callable[[str], list[tuple[str, float, float]]]


def held_out_blocks(
    targets: Targets, whole: Iterable[str] = ("population.households", "population.governorate")
) -> list[str]:
    """The targets that can be left out: what is calibrated, but the totals that all rests on."""
    return [target.name for target in targets if target.role == "calibrate" and target.name not in whole]


def held_out_rows(targets: Targets, blocks: Iterable[str], predict: Predict) -> Iterator[Row]:
    """One row for each number of each block, never judged harder than by a warning."""
    for block in blocks:
        target = targets.by_name[block]
        for label, wanted, achieved in predict(block):
            tolerance = COMPARED_TOLERANCE * abs(wanted)
            yield Row(
                block=Block.HELD_OUT,
                name=block,
                part=label.removeprefix(block).strip(),
                unit=target.unit,
                achieved=achieved,
                verdict=Verdict.OK if abs(achieved - wanted) <= tolerance else Verdict.WARN,
                target=wanted,
                tolerance=tolerance,
                role=target.role,
                date=target.date,
                source=target.source,
                confidence=target.confidence,
            )
