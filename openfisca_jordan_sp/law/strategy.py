"""What the national strategy says that it aims at, with its sources, and what of it can be computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.data_files import read_data


@dataclass(frozen=True)
class StrategySource:
    """Where an aim was read.

    Attributes:
        title: of the source.
        published: the day, month or year; None where the source bears none.
        confidence: how well it is known that the source says so.
    """

    title: Text
    published: str | None
    confidence: str


@dataclass(frozen=True)
class Aim:
    """One aim of the strategy.

    Attributes:
        id: of the aim.
        pillar: that names it; None where the whole strategy does.
        aim: what it says, in short.
        sources: where it was read.
        measures: what is computed of it; empty where nothing can be.
        target: the parameter of the value that it sets; None where no source gives one.
        missing: why it, or a part of it, is not computed; None where nothing is missing.
    """

    id: str
    pillar: str | None
    aim: Text
    sources: tuple[StrategySource, ...]
    measures: tuple[str, ...]
    target: str | None
    missing: Text | None


@cache
def aims() -> tuple[Aim, ...]:
    """The aims of the strategy: those of all of it, then by pillar."""
    sources = {name: _source(entry) for name, entry in read_data("strategy_sources.yaml").items()}
    return tuple(_aim(entry, sources) for entry in read_data("strategy.yaml"))


def _source(entry: Mapping[str, Any]) -> StrategySource:
    return StrategySource(Text(**entry["title"]), entry["published"], entry["confidence"])


def _aim(entry: Mapping[str, Any], sources: Mapping[str, StrategySource]) -> Aim:
    return Aim(
        id=entry["id"],
        pillar=entry["pillar"],
        aim=Text(**entry["aim"]),
        sources=tuple(sources[name] for name in entry["sources"]),
        measures=tuple(entry["measures"]),
        target=entry["target"],
        missing=Text(**entry["missing"]) if entry["missing"] else None,
    )
