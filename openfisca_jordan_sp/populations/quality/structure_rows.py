"""The rows of a report on the structure of families."""

from __future__ import annotations

from collections.abc import Iterator

from openfisca_jordan_sp.populations.quality.rows import Block, Row, Verdict
from openfisca_jordan_sp.populations.quality.structure import Gaps, Structure

_QUANTILES = {"p10": 0.1, "median": 0.5, "p90": 0.9}


def structure_rows(found: Structure, limit: int = 0) -> Iterator[Row]:
    """Each impossibility, of which there must be none; then how the gaps are spread.

    Of a survey that hides numbers of fewer rows than `limit`, such a count is shown as the limit.
    """
    for rule, count in found.violations.items():
        verdict = Verdict.MISS if count else Verdict.OK
        part = f"(at most {limit})" if 0 < count < limit else ""
        shown = limit if part else count
        yield Row(Block.STRUCTURE, rule, part, "rows", shown, verdict, target=0.0, tolerance=0.0)
    yield from _gap_rows("spouse_gap", found.spouse_gap)
    yield from _gap_rows("mother_gap", found.mother_gap)


def _gap_rows(name: str, gaps: Gaps) -> Iterator[Row]:
    numbers = {"mean": gaps.mean, "deviation": gaps.deviation}
    numbers |= {key: gaps.quantile(share) for key, share in _QUANTILES.items()}
    for key, value in numbers.items():
        yield Row(Block.STRUCTURE, f"{name}.{key}", "", "years", value, Verdict.INFO)
