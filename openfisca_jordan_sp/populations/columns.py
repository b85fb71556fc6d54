"""Tables whose columns are cut out of a larger table when they are asked for, and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy
from numpy.typing import NDArray

Table = Mapping[str, NDArray[Any]]


def read_only(values: NDArray[Any]) -> NDArray[Any]:
    """A view that nobody can write through; the caller's own array stays as it is."""
    view = values.view()
    view.flags.writeable = False
    return view


def rows_of_groups(offsets: NDArray[numpy.int64], groups: NDArray[numpy.int64]) -> NDArray[numpy.int64]:
    """The rows of some groups, one group after the other.

    Args:
        offsets: first row of each group, and behind the last one the number of rows.
        groups: numbers of the groups.

    >>> rows_of_groups(numpy.array([0, 2, 3, 6]), numpy.array([0, 2]))
    array([0, 1, 3, 4, 5])
    """
    starts = offsets[groups]
    sizes = offsets[groups + 1] - starts
    before = numpy.cumsum(sizes) - sizes
    return numpy.repeat(starts - before, sizes) + numpy.arange(int(sizes.sum()))


class Columns(Mapping[str, NDArray[Any]]):
    """Some rows of a table: each column is cut when it is first asked for, and kept.

    It is pickled as the plain arrays, so that another process gets these rows and no more.
    """

    def __init__(
        self, source: Table, cut: Callable[[str, NDArray[Any]], NDArray[Any]], span: tuple[int, int] | None = None
    ) -> None:
        """Take columns from a table.

        Args:
            source: where columns come from.
            cut: the rows of one column, from its name and its rows in `source`.
            span: first row and the one behind the last, where the rows follow each other.
        """
        self._source = source
        self._cut = cut
        self._span = span
        self._made: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        """The column, read-only."""
        found = self._made.get(name)
        if found is None:
            # Two threads may cut the same column: both then get the one that was first.
            found = self._made.setdefault(name, read_only(self._cut(name, self._source[name])))
        return found

    def __contains__(self, name: object) -> bool:
        """Whether there is such a column, without cutting it."""
        return name in self._source

    def __iter__(self) -> Iterator[str]:
        """The names in the order of the table."""
        return iter(self._source)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._source)

    def __reduce__(self) -> tuple[type[dict[str, NDArray[Any]]], tuple[dict[str, NDArray[Any]]]]:
        """Pickled as a dictionary of these rows."""
        return dict, (dict(self),)

    def let_go(self) -> None:
        """Forget the columns that were cut, and give back memory that can be read again from a file."""
        self._made.clear()
        self.release(0, None)

    def release(self, start: int, stop: int | None) -> None:
        """Give back memory of some rows, from `start` to `stop` (excluded; None is the end), that a file holds."""
        if isinstance(self._source, Columns) and self._span is not None:
            low, high = self._span
            self._source.release(low + start, high if stop is None else min(high, low + stop))

    @property
    def made(self) -> frozenset[str]:
        """The columns that have been cut so far."""
        return frozenset(self._made)
