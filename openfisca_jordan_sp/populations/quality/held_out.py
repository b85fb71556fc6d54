"""How well the other targets predict one that calibration leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openfisca_jordan_sp.populations.quality.rows import COMPARED_TOLERANCE, Block, Row, Verdict
from openfisca_jordan_sp.populations.targets import Targets

#: Calibrates to all targets but one, from a seed, and says of each number of that one: its name, the number wanted,
#: the number that came out.
Predict = Callable[[Targets, int, str], list[tuple[str, float, float]]]

#: Calibration meets totals; of a share of a group it says how many times the share came out.
_UNIT = "households or persons; 1 is the share itself"


@dataclass(frozen=True)
class HeldOut:
    """Which targets to leave out one after the other, and how.

    Attributes:
        blocks: names of targets.
        predict: calibrates without one of them.
    """

    blocks: tuple[str, ...]
    predict: Predict


def held_out_rows(targets: Targets, seed: int, held_out: HeldOut) -> Iterator[Row]:
    """One row for each number of each target that is there, never judged harder than by a warning."""
    for block in held_out.blocks:
        target = targets.by_name.get(block)
        if target is None:
            continue
        for label, wanted, achieved in held_out.predict(targets, seed, block):
            tolerance = COMPARED_TOLERANCE * abs(wanted)
            yield Row(
                block=Block.HELD_OUT,
                name=block,
                part=label.removeprefix(block).strip(),
                unit=_UNIT,
                achieved=achieved,
                verdict=Verdict.OK if abs(achieved - wanted) <= tolerance else Verdict.WARN,
                target=wanted,
                tolerance=tolerance,
                role=target.role,
                date=target.date,
                source=target.source,
                confidence=target.confidence,
            )
