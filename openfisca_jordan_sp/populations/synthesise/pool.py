"""The pool: template households of every kind, of which each governorate takes its own mixture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import NATIONALITIES, code
from openfisca_jordan_sp.populations.synthesise.extended import KINDS
from openfisca_jordan_sp.populations.synthesise.kinds import Draft
from openfisca_jordan_sp.populations.synthesise.roster import UNKNOWN, Roster
from openfisca_jordan_sp.populations.synthesise.streams import stream
from openfisca_jordan_sp.populations.targets import Targets

Array = NDArray[Any]
FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]


@dataclass(frozen=True)
class Pool:
    """Template households, drawn and not yet weighted; every governorate takes its households from them.

    Attributes:
        nationality: code of each household; likewise `kind` (the number of the kind in `extended.KINDS`).
        first_person: first row of each household in `persons`, and one past the end.
        reference: row of each household's reference person in `persons`.
        families: families of each household.
        persons: columns of all persons, by household, family, role and age.
    """

    nationality: Array
    kind: Array
    first_person: IntArray
    reference: IntArray
    families: IntArray
    persons: dict[str, Array]

    @property
    def count(self) -> int:
        """Households in the pool."""
        return len(self.nationality)

    @property
    def size(self) -> IntArray:
        """Members of each household."""
        return numpy.diff(self.first_person)

    def of_households(self, values: Array) -> FloatArray:
        """A person's value summed over each household."""
        return numpy.add.reduceat(values.astype(numpy.float64), self.first_person[:-1])

    def of_reference(self, column: str) -> Array:
        """A column of the reference person of each household."""
        return self.persons[column][self.reference]

    def is_kind(self, *kinds: str) -> NDArray[numpy.bool_]:
        """Whether each household is of one of `kinds`."""
        return numpy.isin(self.kind, [list(KINDS).index(kind) for kind in kinds])


def draw_pool(size: int, seed: int, targets: Targets) -> Pool:
    """Draw about `size` households, each nationality from its own stream and in its own number."""
    shares = targets["households.pool"]
    counts = [max(round(size * shares[name]), 1) for name in NATIONALITIES]
    parts = [_draw_nationality(number, count, seed, targets) for number, count in enumerate(counts)]
    offsets = numpy.cumsum([0, *counts])
    persons = {
        name: numpy.concatenate([part[1][name] for part in parts]) for name in parts[0][1] if name != "household"
    }
    household = numpy.concatenate(
        [part[1]["household"] + start for part, start in zip(parts, offsets[:-1], strict=True)]
    )
    is_reference = persons["relationship_to_reference_person"] == code(
        "relationship_to_reference_person", "reference_person"
    )
    opens = (numpy.diff(household, prepend=-1) != 0) | (numpy.diff(persons["family"], prepend=-1) != 0)
    return Pool(
        nationality=numpy.repeat(numpy.arange(len(counts), dtype=numpy.uint8), counts),
        kind=numpy.concatenate([part[0] for part in parts]),
        first_person=numpy.searchsorted(household, numpy.arange(offsets[-1] + 1)),
        reference=numpy.flatnonzero(is_reference),
        families=numpy.bincount(household[opens]),
        persons=persons,
    )


def _draw_nationality(nationality: int, count: int, seed: int, targets: Targets) -> tuple[Array, dict[str, Array]]:
    """Kind of each household of a nationality, and the persons."""
    generator = stream(seed, "pool", nationality)
    nationalities = numpy.full(count, nationality, dtype=numpy.uint8)
    kind = _draw_kinds(generator, nationalities, targets)
    draft = Draft(generator, Roster(), targets, nationalities)
    for number, build in enumerate(KINDS.values()):
        build(draft, numpy.flatnonzero(kind == number))
    persons = draft.roster.ordered()
    _draw_survival_of_parents(generator, persons, targets)
    return kind, persons


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
