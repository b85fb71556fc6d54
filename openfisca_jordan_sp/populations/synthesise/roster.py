"""People as they are drawn, block by block, then in the order of a population."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import code, column_named

IntArray = NDArray[numpy.int64]
FloatArray = NDArray[numpy.float64]
Array = NDArray[Any]

#: In a block: whether a parent lives is drawn later, from the person's age.
UNKNOWN = -1

_ENUMS = ("family_role", "sex", "marital_status", "relationship_to_reference_person")


@dataclass
class Roster:
    """Blocks of persons; each block adds at most a few persons to many households."""

    blocks: list[dict[str, Array]] = field(default_factory=list)

    def add(
        self,
        household: IntArray,
        *,
        role: str,
        sex: str | Array,
        age: FloatArray,
        marital: str | Array,
        relation: str | Array,
        family: int | IntArray = 0,
        father_alive: int | Array = UNKNOWN,
        mother_alive: int | Array = UNKNOWN,
    ) -> None:
        """Add one person to each household listed (a household may be listed more than once).

        Args:
            household: number of the household of each person.
            role: role in the family.
            sex: name, or codes one a person; likewise `marital` and `relation`.
            age: exact age in years at the base date.
            marital: marital status.
            relation: relationship to the household's reference person.
            family: number of the family inside the household; the reference person's is 0.
            father_alive: 1, 0, or `UNKNOWN`.
            mother_alive: likewise.
        """
        values = (role, sex, marital, relation)
        block = {name: _codes(name, value) for name, value in zip(_ENUMS, values, strict=True)}
        block |= {
            "household": household,
            "family": numpy.asarray(family, dtype=numpy.int64),
            "age": age,
            "is_father_alive": numpy.asarray(father_alive, dtype=numpy.int8),
            "is_mother_alive": numpy.asarray(mother_alive, dtype=numpy.int8),
        }
        self.blocks.append({name: numpy.broadcast_to(value, household.shape) for name, value in block.items()})

    def ordered(self) -> dict[str, Array]:
        """All persons by household, family, role (head first) and age (oldest first)."""
        columns = {name: numpy.concatenate([block[name] for block in self.blocks]) for name in self.blocks[0]}
        keys = (-columns["age"], columns["family_role"], columns["family"], columns["household"])
        order = numpy.lexsort(keys)
        return {name: values[order] for name, values in columns.items()}


def _codes(column: str, value: str | Array) -> Array:
    if isinstance(value, str):
        return numpy.asarray(code(column, value), dtype=column_named(column).dtype)
    return value
