"""Who each row of a table of persons is: the name and the role in the family."""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.batch.blocks import codes_of
from openfisca_jordan_sp.batch.columns import PERSON
from openfisca_jordan_sp.batch.described import BoolArray, IntArray
from openfisca_jordan_sp.entities import Family

#: The roles of a family as the table names them, by their places in the entity.
ROLES = {str(role.key): code for code, role in enumerate(Family.flattened_roles)}


def roles(column: Any) -> NDArray[numpy.int8]:
    """The role of each row as a place in the entity's roles; -1 for none."""
    if isinstance(column, list):
        return numpy.array([_role(one) for one in column], dtype=numpy.int8)
    encoded_column = column if hasattr(column, "dictionary") else column.dictionary_encode()
    codes = numpy.array([*map(_role, encoded_column.dictionary.to_pylist()), -1], dtype=numpy.int8)
    found: NDArray[numpy.int8] = codes[encoded_column.indices.fill_null(len(codes) - 1).to_numpy(zero_copy_only=False)]
    return found


def _role(value: Any) -> int:
    return ROLES.get(value, -1) if isinstance(value, str) else -1


def person_names(column: Any, family_of: IntArray) -> tuple[list[str], BoolArray]:
    """The name of each person in the family, its place where the table gives none; and which stand twice."""
    import pyarrow  # noqa: PLC0415

    starts = numpy.searchsorted(family_of, family_of)
    places = numpy.arange(len(family_of)) - starts + 1
    doubled = numpy.zeros(len(family_of), dtype=bool)
    if column is None:
        known = [str(place) for place in range(int(places.max(initial=0)) + 1)]
        return [known[place] for place in places.tolist()], doubled
    codes, names = codes_of(column, PERSON)
    known = names.to_pylist()
    made = [
        known[code] if code >= 0 else str(place) for code, place in zip(codes.tolist(), places.tolist(), strict=True)
    ]
    if column.null_count:
        # A place may be the name of somebody else.
        codes, _ = codes_of(pyarrow.array(made), PERSON)
    order = numpy.lexsort((codes, family_of))
    same = (numpy.diff(codes[order]) == 0) & (numpy.diff(family_of[order]) == 0)
    doubled[order[1:][same]] = True
    return made, doubled
