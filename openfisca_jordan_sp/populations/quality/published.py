"""Aggregates that were published, to hold what the law pays over a population against; never fitted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.populations.quality.rows import COMPARED_TOLERANCE, Block, Row, Verdict


@dataclass(frozen=True)
class Published:
    """One published number.

    Attributes:
        figure: what it is a number of, as the model counts it.
        part: a governorate, an age group and sex; empty for the whole.
        value: the number.
        unit: of the number.
        date: what it is true of.
        source: where it was read.
        confidence: how well it is known.
        label: what it is, in both languages.
        note: why the model counts otherwise, if it does.
    """

    figure: str
    part: str
    value: float
    unit: str
    date: str
    source: str
    confidence: str
    label: Text
    note: Text


@cache
def published(section: str = "published") -> tuple[Published, ...]:
    """Every published number of a section of the file, in its order: of the law's payments, or `distribution`."""
    content = read_yaml(files(__package__).joinpath("published.yaml").read_text(encoding="utf-8"))
    return tuple(each for entry in content[section] for each in _numbers(entry))


def _numbers(entry: dict[str, Any]) -> list[Published]:
    value = entry["value"]
    by_part = value if isinstance(value, dict) else {"": value}
    is_share = entry.get("as_shares", False)
    divisor = sum(by_part.values()) if is_share else 1
    label, note = entry["label"], entry.get("note", {"en": "", "ar": ""})
    return [
        Published(
            figure=str(entry["figure"]),
            part=str(part),
            value=number / divisor,
            unit=f"share of {entry['unit']}" if is_share else str(entry["unit"]),
            date=str(entry["date"]),
            source=str(entry["source"]),
            confidence=str(entry["confidence"]),
            label=Text(**label),
            note=Text(**note),
        )
        for part, number in by_part.items()
    ]


def beside(one: Published, block: Block, achieved: float) -> Row:
    """The row of a published number beside what the population has: warned of, never judged."""
    tolerance = COMPARED_TOLERANCE * abs(one.value)
    return Row(
        block=block,
        name=one.figure,
        part=one.part,
        unit=one.unit,
        achieved=achieved,
        verdict=Verdict.OK if abs(achieved - one.value) <= tolerance else Verdict.WARN,
        target=one.value,
        tolerance=tolerance,
        role="validate",
        date=one.date,
        source=one.source,
        confidence=one.confidence,
    )
