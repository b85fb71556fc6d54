"""The pool: far more households than are wanted, from which a weighted sample is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import GOVERNORATES, NATIONALITIES, code
from openfisca_jordan_sp.populations.synthesise.extended import KINDS
from openfisca_jordan_sp.populations.synthesise.kinds import Draft
from openfisca_jordan_sp.populations.synthesise.roster import UNKNOWN, Roster
from openfisca_jordan_sp.populations.synthesise.streams import stream
from openfisca_jordan_sp.populations.targets import Targets

Array = NDArray[Any]
FloatArray = NDArray[numpy.float64]


@dataclass(frozen=True)
class Pool:
    """Households drawn and not yet weighted.

    Attributes:
        governorate: code of each household; likewise `nationality` and `kind`
            (the number of the kind in `extended.KINDS`).
        first_person: first row of each household in `persons`, and one past the end.
        persons: columns of all persons, by household, family, role and age.
    """

    governorate: Array
    nationality: Array
    kind: Array
    first_person: NDArray[numpy.int64]
    persons: dict[str, Array]

    @property
    def count(self) -> int:
        """Households in the pool."""
        return len(self.governorate)

    def of_households(self, values: Array) -> FloatArray:
        """A person's value summed over each household."""
        return numpy.add.reduceat(values.astype(numpy.float64), self.first_person[:-1])

    def of_first(self, column: str) -> Array:
        """A column of the reference person of each household (the first of its family 0)."""
        return self.persons[column][self.first_person[:-1]]


def draw_pool(size: int, seed: int, targets: Targets) -> Pool:
    """Draw about `size` households, each governorate from its own stream."""
    shares = _shares(targets)
    counts = numpy.maximum(numpy.round(size * shares.sum(axis=1) / shares.sum()).astype(int), 1)
    parts = [_draw_governorate(g, int(counts[g]), seed, targets, shares[g]) for g in range(len(GOVERNORATES))]
    offsets = numpy.cumsum([0, *(len(part[0]) for part in parts)])
    governorate = numpy.repeat(numpy.arange(len(parts)), numpy.diff(offsets)).astype(numpy.uint8)
    persons = {
        name: numpy.concatenate([part[2][name] for part in parts]) for name in parts[0][2] if name != "household"
    }
    household = numpy.concatenate([part[2]["household"] + start for part, start in zip(parts, offsets, strict=False)])
    first = numpy.searchsorted(household, numpy.arange(offsets[-1] + 1))
    nationality, kind = (numpy.concatenate([part[column] for part in parts]) for column in (0, 1))
    return Pool(governorate, nationality, kind, first, persons)


def _shares(targets: Targets) -> FloatArray:
    """Persons of each governorate (rows) and nationality (columns) that the pool is drawn in proportion to."""
    persons = targets["population.governorate"]
    total = numpy.array([persons[name] for name in GOVERNORATES], dtype=numpy.float64)
    groups = targets["population.nationality"]
    syrians = numpy.array([targets["population.syrians_by_governorate"][name] for name in GOVERNORATES])
    syrian = groups["syrian"] * syrians / syrians.sum()
    rest = total - syrian
    others = targets["population.other_nationalities"]
    of_rest = {name: groups["other"] * count / sum(others.values()) for name, count in others.items()}
    of_rest["jordanian"] = groups["jordanian"]
    columns = [syrian if name == "syrian" else rest * of_rest[name] / rest.sum() for name in NATIONALITIES]
    return numpy.stack(columns, axis=1)


def _draw_governorate(
    governorate: int, count: int, seed: int, targets: Targets, shares: FloatArray
) -> tuple[Array, Array, dict[str, Array]]:
    """Nationality and kind of each household, and the persons."""
    generator = stream(seed, "pool", governorate)
    nationality = generator.choice(len(NATIONALITIES), count, p=shares / shares.sum()).astype(numpy.uint8)
    kind = _draw_kinds(generator, nationality, targets)
    draft = Draft(generator, Roster(), targets, nationality)
    for number, build in enumerate(KINDS.values()):
        build(draft, numpy.flatnonzero(kind == number))
    persons = draft.roster.ordered()
    _draw_survival_of_parents(generator, persons, targets)
    return nationality, kind, persons


def _draw_kinds(generator: numpy.random.Generator, nationality: Array, targets: Targets) -> Array:
    kinds = numpy.zeros(len(nationality), dtype=numpy.uint8)
    for name, shares in targets["households.type_prior"].items():
        rows = nationality == code("nationality", name)
        chances = numpy.array([shares[kind] for kind in KINDS])
        kinds[rows] = generator.choice(len(KINDS), int(rows.sum()), p=chances / chances.sum())
    return kinds


def _draw_survival_of_parents(generator: numpy.random.Generator, persons: dict[str, Array], targets: Targets) -> None:
    """Parents who are not in the household and of whom nothing is known yet: alive the less, the older the child."""
    for parent, shape in targets["parents.survival"].items():
        column = f"is_{parent}_alive"
        chance = 1 / (1 + numpy.exp((persons["age"] - shape["middle"]) / shape["width"]))
        drawn = generator.random(len(chance)) < chance
        known = persons[column]
        persons[column] = numpy.where(known == UNKNOWN, drawn, known == 1)
