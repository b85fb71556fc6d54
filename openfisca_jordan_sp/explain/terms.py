"""A formula read as an expression: each part with its value for everybody, and whose value it is.

Formulas are straight lines, so their syntax tree can be evaluated part by part. What comes out is what OpenFisca
computes, with every step on the way kept: each comparison with both its sides, each read, each choice.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

Array = NDArray[Any]


class Kind(StrEnum):
    """What a part of a formula is."""

    CONSTANT = "constant"
    OBJECT = "object"
    PARAMETER = "parameter"
    FOLDER = "folder"
    READ = "read"
    ROLE = "role"
    COMPARISON = "comparison"
    AND = "and"
    OR = "or"
    NOT = "not"
    CHOICE = "choice"
    AGGREGATE = "aggregate"
    COMPOSITION = "composition"
    COMPUTED = "computed"


class Unknown(StrEnum):
    """The value of what cannot be computed."""

    VALUE = "unknown"


UNKNOWN = Unknown.VALUE

#: Where a part stands in its formula: line, column, last line, last column.
Place = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Term:
    """A part of a formula with its value.

    Attributes:
        node: its syntax.
        kind: what it is.
        value: one for each unit of `entity`; where that is None, the same for all. `UNKNOWN` if it cannot be computed.
        parts: what it is computed from.
        entity: the kind of unit that it has a value for each of.
        name: of the variable, the parameter or folder, the operation or the role.
        period: for which a variable was read.
        instant: for which a parameter was read.
        via: the population or projector through which a variable was read or members were taken together.
        role: the role of the members taken together; None for all.
        local: the name that the formula gives it.
    """

    node: ast.expr
    kind: Kind
    value: Any
    parts: tuple[Term, ...] = ()
    entity: str | None = None
    name: str = ""
    period: Period | None = None
    instant: str = ""
    via: Any = None
    role: Any = None
    local: str = ""

    @property
    def place(self) -> Place:
        """Where it stands in its formula."""
        node = self.node
        return (node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)

    @property
    def is_known(self) -> bool:
        """Whether it could be computed."""
        return self.value is not UNKNOWN

    @property
    def is_condition(self) -> bool:
        """Whether it holds or does not."""
        if isinstance(self.value, numpy.ndarray | numpy.generic):
            return self.value.dtype == bool
        return isinstance(self.value, bool)

    def at(self, row: int) -> Any:
        """Its value for one unit, as numpy has it; enumerations as their items."""
        if self.entity is None or not isinstance(self.value, numpy.ndarray) or self.value.ndim == 0:
            return self.value
        names = getattr(self.value, "possible_values", None)
        found = self.value[row]
        return found if names is None else list(names)[int(found)]
