"""Arrays of enum items that are compared with one item at once; core first asks four times what it is given."""

from __future__ import annotations

from typing import Any

import numpy
from openfisca_core.indexed_enums import EnumArray


class FastEnumArray(EnumArray):
    """Core's array of enum items, in everything a formula can see."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> Any:
        """Whether each is the item (boolean array); all other comparisons are core's."""
        if type(other) is self.possible_values:
            return self.view(numpy.ndarray) == other.index  # type: ignore[attr-defined]
        return super().__eq__(other)

    def __ne__(self, other: object) -> Any:
        """Whether each is another item (boolean array)."""
        if type(other) is self.possible_values:
            return self.view(numpy.ndarray) != other.index  # type: ignore[attr-defined]
        return super().__ne__(other)


def fast_enums(array: Any) -> Any:
    """The same array, comparing fast; what holds no enum items stays as it is."""
    return FastEnumArray(array, array.possible_values) if type(array) is EnumArray else array
