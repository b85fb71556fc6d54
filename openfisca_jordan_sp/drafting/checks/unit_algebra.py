"""The units of the expressions of a formula, as far as its text tells them.

Amounts by the month may be added to and compared with amounts by the month; a product or a quotient has a unit that is
not followed further, and neither is whatever is asked for by another period than the formula's own.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.reads import ParameterReader, formula_tree

#: Functions whose arguments must be of one unit, which is that of the result, from which argument on.
_ALIKE = {"minimum": 0, "maximum": 0, "min_": 0, "max_": 0, "clip": 0, "where": 1}
#: Functions and methods whose result has the unit of their first argument.
_KEEPING = ("round_half_up", "sum", "max", "min", "project", "abs")


@dataclass(frozen=True)
class _Unit:
    """A unit of money by a time.

    Attributes:
        key: as `units.yaml` has it.
        of: `person`, or `group` (a family or household); None where that is not told.
    """

    key: str
    of: str | None = None

    @property
    def time(self) -> str:
        return self.key.rpartition("/")[2]

    def mixes_with(self, other: _Unit) -> bool:
        """Whether the two may not be added or compared."""
        return self.time != other.time or bool(self.of and other.of and self.of != other.of)


_PERSON, _GROUP = "person", "group"
_TIMES = ("month", "quarter", "year", "day", "hour", "week")


def mixtures(system: TaxBenefitSystem, formula: Callable[..., Any]) -> Iterator[tuple[str, str, str]]:
    """The sums and comparisons of a formula that mix months with years, or persons with families.

    Yields:
        The two units, and the text of the expression.
    """
    walker = _Units(system)
    walker.visit(formula_tree(formula))
    for one, other, node in walker.pairs:
        if one.mixes_with(other):
            yield one.key, other.key, ast.unparse(node)


class _Units(ast.NodeVisitor):
    """Follows the units of names through a formula, and keeps the pairs of units that meet."""

    def __init__(self, system: TaxBenefitSystem) -> None:
        self._system = system
        self._paths = ParameterReader()
        self._names: dict[str, _Unit | None] = {}
        self.pairs: list[tuple[_Unit, _Unit, ast.expr]] = []

    def visit_Assign(self, node: ast.Assign) -> None:
        """Keep the unit of a name."""
        self._paths.visit_Assign(node)
        unit = self.unit(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._names[target.id] = unit

    def visit_Return(self, node: ast.Return) -> None:
        """Go through what a formula returns."""
        if node.value is not None:
            self.unit(node.value)

    def unit(self, node: ast.expr) -> _Unit | None:
        """The unit of an expression; None where it is not told."""
        if isinstance(node, ast.Name) and node.id in self._names:
            return self._names[node.id]
        if isinstance(node, ast.BinOp):
            return self._of_operation(node)
        if isinstance(node, ast.Compare):
            self._meet(node, [node.left, *node.comparators])
            return None
        if isinstance(node, ast.UnaryOp):
            return self.unit(node.operand)
        if isinstance(node, ast.Call):
            return self._of_call(node)
        return self._of_parameter(node)

    def _of_operation(self, node: ast.BinOp) -> _Unit | None:
        if isinstance(node.op, ast.Add | ast.Sub):
            return self._meet(node, [node.left, node.right])
        self.unit(node.left)
        self.unit(node.right)
        return None

    def _of_call(self, node: ast.Call) -> _Unit | None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _ALIKE:
            for argument in node.args[: _ALIKE[name]]:
                self.unit(argument)
            return self._meet(node, node.args[_ALIKE[name] :], is_choice=name == "where")
        if name in _KEEPING and node.args:
            kept = self.unit(node.args[0])
            return replace(kept, of=_GROUP) if kept and name == "sum" else kept
        asked = node.args[0] if node.args else None
        if isinstance(asked, ast.Constant) and asked.value in self._system.variables:
            variable = self._system.variables[asked.value]
            return _of_variable(variable) if _is_of_own_period(node) else None
        for argument in node.args:
            self.unit(argument)
        return None

    def _of_parameter(self, node: ast.expr) -> _Unit | None:
        path = self._paths.path_of(node)
        found = tree.find(self._system.parameters, path) if path else None
        unit = (getattr(found, "metadata", None) or {}).get("unit")
        return _timed(unit, _PERSON if _PERSON in str(unit).split("/") else None)

    def _meet(self, node: ast.expr, operands: list[ast.expr], *, is_choice: bool = False) -> _Unit | None:
        """Several expressions that must be of one unit: the first that is told.

        Of a choice the one may be a couple's amount, and the other a person's.
        """
        told = [unit for operand in operands if (unit := self.unit(operand)) is not None]
        self.pairs += [(told[0], replace(other, of=None) if is_choice else other, node) for other in told[1:]]
        return told[0] if told else None


def _is_of_own_period(call: ast.Call) -> bool:
    """Whether a variable is asked for in the period of the formula, without options."""
    return [type(argument) for argument in call.args] == [ast.Constant, ast.Name] and not call.keywords


def _of_variable(variable: Variable) -> _Unit | None:
    is_of_person = variable.entity.is_person or _PERSON in str(variable.unit).split("/")
    return _timed(variable.unit, _PERSON if is_of_person else _GROUP)


def _timed(unit: Any, of: str | None) -> _Unit | None:
    """A unit of money by a time; None for all others."""
    found = _Unit(str(unit), of)
    return found if found.key.startswith("JOD/") and found.time in _TIMES else None
