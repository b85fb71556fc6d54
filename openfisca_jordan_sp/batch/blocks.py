"""Which rows of a table of persons are a family, and which families are a household: rows stand together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.batch.described import BoolArray, IntArray
from openfisca_jordan_sp.errors import Problem, SituationError, Text
from openfisca_jordan_sp.situation_checks import problem

#: Of rows that name no family or household.
_NONE = -1


@dataclass(frozen=True, eq=False)
class Blocks:
    """Families and households in the order of the rows.

    Attributes:
        family_starts: the first row of each family, and the number of rows at the end.
        household_starts: the first family of each household, and the number of families at the end.
        family_names: the id of each family as an arrow array of texts; null where the rows name none.
        household_names: likewise of each household.
        scattered: families whose rows stand in several places.
        torn: families whose rows name several households.
        apart: households whose families stand in several places.
    """

    family_starts: IntArray
    household_starts: IntArray
    family_names: Any
    household_names: Any
    scattered: BoolArray
    torn: BoolArray
    apart: BoolArray

    @property
    def family_count(self) -> int:
        """How many families there are."""
        return len(self.family_starts) - 1

    @property
    def household_count(self) -> int:
        """How many households there are."""
        return len(self.household_starts) - 1

    def parts(self, families: int) -> Iterator[tuple[int, int]]:
        """Whole households one after the other, about so many families at a time: from one household up to another.

        Parts are about as large as one another: a small one at the end would cost the rules a run of its own.
        """
        number = max(1, round(self.family_count / families))
        each, start = -(-self.family_count // number), 0
        while start < self.household_count:
            wanted = self.household_starts[start] + each
            stop = int(numpy.searchsorted(self.household_starts, wanted, "right")) - 1
            stop = min(max(stop, start + 1), self.household_count)
            yield start, stop
            start = stop


def blocks_of(families: Any, households: Any | None) -> Blocks:
    """The blocks of a table.

    Args:
        families: the column `family_id`, an arrow array.
        households: the column `household_id`; where it is left out or null each family lives alone.

    Raises:
        SituationError: ids that are neither texts nor whole numbers.
    """
    family, names = codes_of(families, "family_id")
    home, home_names = _no_codes(len(family)) if households is None else codes_of(households, "household_id")
    family_starts = _starts(family)
    first = family_starts[:-1]
    of_family = home[first]
    is_torn = numpy.zeros(len(first), dtype=bool)
    if len(first):
        is_torn = (numpy.minimum.reduceat(home, first) != of_family) | (
            numpy.maximum.reduceat(home, first) != of_family
        )
    # A family without a household is one by itself.
    own = numpy.where(of_family == _NONE, len(home) + numpy.arange(len(of_family)), of_family)
    household_starts = _starts(own)
    return Blocks(
        family_starts=family_starts,
        household_starts=household_starts,
        family_names=names.take(_indices(family[first])),
        household_names=home_names.take(_indices(of_family[household_starts[:-1]])),
        scattered=_repeated(family[first]),
        torn=is_torn,
        apart=_repeated(own[household_starts[:-1]]),
    )


def _no_codes(count: int) -> tuple[IntArray, Any]:
    import pyarrow  # noqa: PLC0415

    return numpy.full(count, _NONE), pyarrow.array([], pyarrow.large_string())


def _indices(codes: IntArray) -> Any:
    import pyarrow  # noqa: PLC0415

    return pyarrow.array(codes, mask=codes == _NONE)


def codes_of(column: Any, name: str) -> tuple[IntArray, Any]:
    """A number for each id, and the ids as texts."""
    import pyarrow  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    kind = column.type.value_type if pyarrow.types.is_dictionary(column.type) else column.type
    is_text = pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind) or pyarrow.types.is_string_view(kind)
    if not (is_text or pyarrow.types.is_integer(kind) or pyarrow.types.is_null(kind)):
        raise SituationError(
            Text(f"{name} must be texts or whole numbers, not {kind}.", f"{name} يجب أن يكون نصوصا أو أرقاما صحيحة."),
            path=name,
        )
    if pyarrow.types.is_dictionary(column.type):
        column = column.cast(kind)
    encoded = compute.dictionary_encode(column.cast(pyarrow.large_string()))
    codes = encoded.indices.fill_null(_NONE).to_numpy(zero_copy_only=False).astype(numpy.intp)
    return codes, encoded.dictionary


def _starts(codes: NDArray[Any]) -> IntArray:
    """Where each run of equal codes begins, and the end."""
    if not len(codes):
        return numpy.zeros(1, dtype=numpy.intp)
    inner = numpy.flatnonzero(codes[1:] != codes[:-1]) + 1
    return numpy.concatenate([[0], inner, [len(codes)]]).astype(numpy.intp)


def _repeated(codes: IntArray) -> BoolArray:
    """Which codes occur more than once."""
    _, places, counts = numpy.unique(codes, return_inverse=True, return_counts=True)
    found: BoolArray = (counts[places] > 1) & (codes != _NONE)
    return found


def block_problems(blocks: Blocks, family: int, household: int, name: str) -> list[Problem]:
    """What is wrong with where the rows of a family stand."""
    found = []
    if not name:
        found.append(problem("family_id", Text("A row names no family.", "في الجدول صف لا يذكر أسرته.")))
    if blocks.scattered[family]:
        found.append(
            problem(
                f"families.{name}",
                Text("stands in several places of the table.", "واردة في عدة مواضع من الجدول."),
                Text(
                    "Put the rows of a family together; give each family its own id.",
                    "اجمع صفوف الأسرة معا، ولكل أسرة معرفها.",
                ),
            )
        )
    if blocks.torn[family]:
        found.append(problem(f"families.{name}", Text("names several households.", "تذكر أكثر من أسرة معيشية.")))
    if blocks.apart[household]:
        found.append(
            problem(
                f"families.{name}.household_id",
                Text(
                    "The families of its household stand in several places of the table.",
                    "أسر المسكن نفسه واردة في عدة مواضع من الجدول.",
                ),
                Text("Put the families of a household together.", "اجمع أسر المسكن الواحد معا."),
            )
        )
    return found
