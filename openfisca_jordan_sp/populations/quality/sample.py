"""A smaller population that stands for a large one: every n-th household, with its families and persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import IDENTIFIERS

Mask = NDArray[numpy.bool_]


def select(population: Population, keep: Mask) -> Population:
    """The households in `keep` with their families and persons, numbered from 0."""
    tables = {"households": keep}
    for table in ("families", "persons"):
        tables[table] = keep[population.table(table)["household_id"]]
    numbers = {IDENTIFIERS[table]: numpy.cumsum(rows) - 1 for table, rows in tables.items()}
    return Population(
        **{
            table: {
                name: numbers[name][values[rows]] if name in numbers else values[rows]
                for name, values in population.table(table).items()
            }
            for table, rows in tables.items()
        },
        manifest=population.manifest,
    )


def join(parts: Sequence[Population]) -> Population:
    """Populations one after the other, numbered through."""
    first = dict.fromkeys(IDENTIFIERS.values(), 0)
    moved: dict[str, list[Mapping[str, NDArray[Any]]]] = {table: [] for table in IDENTIFIERS}
    for part in parts:
        for table in IDENTIFIERS:
            columns = part.table(table)
            moved[table].append(
                {name: values + first.get(name, 0) if name in first else values for name, values in columns.items()}
            )
        for table, name in IDENTIFIERS.items():
            first[name] += len(part.table(table)[name])
    joined = {
        table: {name: numpy.concatenate([columns[name] for columns in each]) for name in each[0]}
        for table, each in moved.items()
    }
    return Population(**joined, manifest=parts[0].manifest)


@dataclass
class Thinning:
    """Takes every n-th household of parts that come one after the other.

    Attributes:
        step: the n; 1 takes all.
    """

    step: int
    _parts: list[Population] = field(default_factory=list)
    _seen: int = 0
    _weight: float = 0.0

    def take(self, part: Population) -> None:
        """Take from one more part."""
        # Begun in the middle of the step, so that neither end of the order is favoured.
        keep = (numpy.arange(self._seen, self._seen + part.household_count) % self.step) == self.step // 2
        self._seen += part.household_count
        self._weight += float(part.households["household_weight"].sum())
        if keep.any():
            self._parts.append(part if keep.all() else select(part, keep))

    def result(self) -> Population:
        """The households taken, their weights scaled to the total of all."""
        sample = join(self._parts)
        weight = sample.households["household_weight"]
        scaled = weight * (self._weight / float(weight.sum()))
        return replace(sample, households={**sample.households, "household_weight": scaled})
