"""Parameters of a folder chosen by an array: one value a person from a table, where core loops over the persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.parameters import ParameterNodeAtInstant, VectorialParameterNodeAtInstant

Array = NDArray[Any]

_NUMBERS = (int, float, bool)


@dataclass(frozen=True, eq=False)
class Table:
    """What each code stands for in a folder.

    Attributes:
        values: a parameter's value or a folder for each code, or None where the folder has no such name.
        absent: which codes have no value; None where all have one.
        numbers: the values as an array, where they are of one kind; else None.
    """

    values: Sequence[Any]
    absent: NDArray[numpy.bool_] | None
    numbers: Array | None

    @classmethod
    def of(cls, values: Sequence[Any]) -> Table:
        """A table of these values, by code."""
        present = [value for value in values if value is not None]
        absent = numpy.array([value is None for value in values]) if len(present) < len(values) else None
        kinds = {type(value) for value in present}
        numbers = None
        if len(kinds) == 1 and kinds <= set(_NUMBERS):
            numbers = numpy.array([present[0] if value is None else value for value in values])
        return cls(values, absent, numbers)

    def chosen(self, codes: Array, refuse: Callable[[int], NoReturn]) -> Any:
        """One value a person, or the folders chosen, in core's dtype.

        Args:
            codes: one code a person, each within the table.
            refuse: called with the first code that has no value; it must raise.
        """
        if self.absent is not None and (absent := self.absent[codes]).any():
            refuse(int(codes[absent.argmax()]))
        if self.numbers is not None:
            return self.numbers[codes]
        if any(isinstance(value, ParameterNodeAtInstant) for value in self.values):
            return None
        # Kinds differ, or they are texts: the dtype depends on what is chosen.
        used = numpy.flatnonzero(numpy.bincount(codes, minlength=len(self.values)))
        place = numpy.zeros(len(self.values), dtype=numpy.intp)
        place[used] = numpy.arange(len(used))
        return numpy.array([self.values[code] for code in used.tolist()])[place[codes]]


def codes_of(key: Array) -> tuple[Sequence[str], Array] | None:
    """The names that an array chooses by, and the place of each person's name among them.

    Returns:
        None for arrays that core's own way must take: dates, objects, an enum's codes that do not exist.
    """
    if isinstance(key, EnumArray):
        return _enum_codes(key)
    if key.ndim != 1 or key.dtype.kind not in "iuU":
        return None
    names, codes = numpy.unique(key, return_inverse=True)
    return [str(name) for name in names.tolist()], codes


def _enum_codes(key: EnumArray) -> tuple[Sequence[str], Array] | None:
    if key.possible_values is None:
        return None
    names = [item.name for item in key.possible_values]
    codes = key.view(numpy.ndarray)
    if codes.ndim != 1 or (codes.size and (codes.min() < 0 or codes.max() >= len(names))):
        return None
    return names, codes


class VectorView(VectorialParameterNodeAtInstant):
    """One folder a person, of a few folders: `rates[zone]`, of which `.amount` is one value a person."""

    def __init__(self, nodes: Sequence[Any], codes: Array, name: str, instant_str: str) -> None:
        self._nodes, self._codes = nodes, codes
        self._name, self._instant_str = name, instant_str

    @property
    def vector(self) -> list[Any]:
        """The folder of each person, as core keeps them."""
        return [self._nodes[code] for code in self._codes.tolist()]

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return self[attribute]

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return self._choose([key], self._codes)
        is_by_name = isinstance(key, EnumArray) or (isinstance(key, numpy.ndarray) and key.dtype.kind == "U")
        found = codes_of(key) if is_by_name and len(key) == len(self._codes) else None
        if found is None:
            return VectorialParameterNodeAtInstant(self.vector, self._name, self._instant_str)[key]
        names, codes = found
        return self._choose(names, self._codes.astype(numpy.intp) * len(names) + codes)

    def _choose(self, names: Sequence[str], codes: Array) -> Any:
        """What each person's folder has under the person's name."""
        values = [None if node is None else node._children.get(name) for node in self._nodes for name in names]

        def refuse(code: int) -> NoReturn:
            node, name = divmod(code, len(names))
            raise_missing(self._nodes[node], names[name])

        return chosen(Table.of(values), codes, refuse, self)


def chosen(table: Table, codes: Array, refuse: Callable[[int], NoReturn], node: Any) -> Any:
    """The values that codes choose from a table of `node`, or its folders as one `VectorView`."""
    values = table.chosen(codes, refuse)
    return VectorView(table.values, codes, node._name, node._instant_str) if values is None else values


def raise_missing(node: Any, name: str) -> NoReturn:
    """Core's own error for a name that a folder does not have."""
    node[name]
    raise AssertionError(name)


def table_of(node: ParameterNodeAtInstant, names: Iterable[str]) -> Table:
    """What a folder has under each name."""
    return Table.of([node._children.get(name) for name in names])
