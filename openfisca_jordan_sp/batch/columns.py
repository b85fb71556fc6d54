"""The columns of a table of persons: whose facts each tells, and their values as the law stores them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.batch.described import Array, BoolArray, IntArray
from openfisca_jordan_sp.batch.values import encode
from openfisca_jordan_sp.errors import NO_HINT, Problem, Text
from openfisca_jordan_sp.situation_checks import problem, raise_problems
from openfisca_jordan_sp.situation_values import both

#: Columns that say who belongs to whom.
FAMILY, HOUSEHOLD, PERSON, ROLE = "family_id", "household_id", "person_id", "role"
MEMBERSHIP = (HOUSEHOLD, FAMILY, PERSON, ROLE)
#: What stands before the name of a fact of a group.
PREFIXES = {"family": "family.", "household": "household."}


@dataclass(frozen=True)
class FactColumn:
    """A column of facts.

    Attributes:
        name: of the column.
        variable: of the law.
        key: of the entity that it is of.
    """

    name: str
    variable: Variable
    key: str


def fact_columns(system: TaxBenefitSystem, names: Iterable[str]) -> list[FactColumn]:
    """The columns of facts among the names of a table's columns.

    Raises:
        SituationError: columns that are none, or two with one name; all are listed.
    """
    listed = list(names)
    known = {_column_of(variable): variable for variable in system.variables.values()}
    found, problems = [], [_missing(name) for name in (FAMILY, ROLE) if name not in listed]
    for place, name in enumerate(listed):
        if name in listed[:place]:
            problems.append(problem(f"columns.{name[:100]}", Text("stands twice.", "مكرر.")))
        elif name in known:
            found.append(FactColumn(name, known[name], known[name].entity.key))
        elif name not in MEMBERSHIP:
            problems.append(_unknown(system, name[:100], known))
    raise_problems(problems, "columns")
    return found


def _column_of(variable: Variable) -> str:
    return PREFIXES.get(variable.entity.key, "") + str(variable.name)


def _missing(name: str) -> Problem:
    return problem("columns", Text(f"lacks the column {name}.", f"ينقصه العمود {name}."))


def _unknown(system: TaxBenefitSystem, name: str, known: Mapping[str, Variable]) -> Problem:
    bare = name.rpartition(".")[2]
    near = (
        [_column_of(system.variables[bare])]
        if bare in system.variables
        else get_close_matches(name, [*MEMBERSHIP, *known], n=3)
    )
    hint = both("Nearest: {}.", "الأقرب: {}.", near) if near else NO_HINT
    return problem(f"columns.{name}", Text("is not a column that is known.", "ليس عمودا معروفا."), hint)


def told(column: Any) -> tuple[IntArray, Any]:
    """The rows of a column that tell anything, and what they tell.

    Args:
        column: an arrow array, or a list in which None tells nothing.
    """
    if isinstance(column, list):
        places = [row for row, value in enumerate(column) if value is not None]
        return numpy.array(places, dtype=numpy.intp), [column[row] for row in places]
    if column.null_count == len(column):
        return numpy.empty(0, dtype=numpy.intp), []
    rows = (
        numpy.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
        if column.null_count
        else numpy.arange(len(column))
    )
    return rows, column.drop_null() if column.null_count else column


def encoded(variable: Variable, values: Any) -> tuple[Array, BoolArray]:
    """Values of a column as the law stores them, and which are wrong; see `values.encode`."""
    import pyarrow  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    if isinstance(values, list):
        return encode(variable, values)
    kind = values.type
    types = pyarrow.types
    if types.is_dictionary(kind):
        indices = values.indices.to_numpy(zero_copy_only=False)
        items, wrong = encode(variable, values.dictionary.to_pylist())
        return items[indices], wrong[indices]
    if types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind):
        return encoded(variable, values.dictionary_encode())
    if types.is_decimal(kind):
        values = values.cast(pyarrow.float64())
    elif types.is_timestamp(kind) or types.is_date(kind):
        if types.is_timestamp(kind) and kind.tz:
            # Midnight of a day there may be of the day before elsewhere.
            values = compute.local_timestamp(values)
        values = values.cast(pyarrow.timestamp("s"), safe=False).cast(pyarrow.date32(), safe=False)
    elif not (types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind)):
        return encode(variable, values.to_pylist())
    return encode(variable, values.to_numpy(zero_copy_only=False))
