"""What each rule reads, found in its source: parameters, and other variables.

Formulas are straight-line array expressions, so what they read can be told
without running them: also on dates and for parameters that are unset.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.sources import function_tree


@dataclass(frozen=True)
class Reads:
    """The dotted paths of parameters and the names of variables that a formula reads."""

    parameters: frozenset[str]
    names: frozenset[str]


@cache
def formula_tree(formula: Callable[..., Any]) -> ast.FunctionDef:
    """The syntax tree of a formula.

    Raises:
        OSError: its source is not to be had.
        SyntaxError: its source does not parse by itself.
        TypeError: it is no function.
    """
    found = function_tree(formula)
    if found is not None:
        return found
    function = ast.parse(textwrap.dedent(inspect.getsource(formula))).body[0]
    if not isinstance(function, ast.FunctionDef):
        raise TypeError(f"{formula!r} is not a function")
    return function


@cache
def formula_reads(formula: Callable[..., Any]) -> Reads:
    """What one formula reads."""
    reader = _Reader()
    reader.visit(formula_tree(formula))
    # A path is read when nothing longer continues it: `p.uct` in `u = p.uct` is only a step on the way.
    paths = {path for path in reader.paths if not any(other.startswith(f"{path}.") for other in reader.paths)}
    return Reads(frozenset(paths), frozenset(reader.strings))


class _Reader(ast.NodeVisitor):
    """Follows chains that begin with `parameters(…)`, also through local names."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.strings: set[str] = set()
        self._names: dict[str, str] = {}

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            self._bind(target, node.value)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one_target, one_value in zip(target.elts, value.elts, strict=True):
                self._bind(one_target, one_value)
        elif isinstance(target, ast.Name) and (path := self._path(value)) is not None:
            self._names[target.id] = path

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._note(node)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._note(node)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            self.strings.add(first.value)
        # optional_limit(node, "name") reads node.name
        if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and (path := self._path(node.args[0])):
            self.paths.add(f"{path}.{node.args[1].value!s}")
        self.generic_visit(node)

    def _note(self, node: ast.expr) -> None:
        path = self._path(node)
        if path:
            self.paths.add(path)

    def _path(self, node: ast.expr) -> str | None:
        """The dotted path of an expression on parameters; None for any other expression."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "parameters":
            return ""
        if isinstance(node, ast.Name):
            return self._names.get(node.id)
        if isinstance(node, ast.Attribute):
            return _join(self._path(node.value), node.attr)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            return _join(self._path(node.value), str(node.slice.value))
        return None


def _join(parent: str | None, name: str) -> str | None:
    if parent is None:
        return None
    return f"{parent}.{name}" if parent else name


def variable_reads(system: TaxBenefitSystem, name: str, period: Period | None = None) -> Reads:
    """What a variable reads: by the formula in force in `period`, or by any of its formulas.

    A formula that hands a whole folder to a helper (the brackets of a scale) reads every value in it.
    """
    variable = system.variables[name]
    if period is not None:
        formula = variable.get_formula(period)
        return _reads_of(system, () if formula is None else (formula,))
    # What the answer rests on stands beside it: a system may yet get other variables and parameters.
    count = len(system.variables)
    known = _KNOWN.setdefault(system, {})
    before = known.get(name)
    if before is None or before[0] is not variable or before[1] is not system.parameters or before[2] != count:
        known[name] = before = (variable, system.parameters, count, _reads_of(system, variable.formulas.values()))
    return before[3]


#: The reads of the variables of each system, with what they rest on.
_KNOWN: WeakKeyDictionary[TaxBenefitSystem, dict[str, tuple[Any, Any, int, Reads]]] = WeakKeyDictionary()


def _reads_of(system: TaxBenefitSystem, formulas: Iterable[Any]) -> Reads:
    reads = [formula_reads(formula) for formula in formulas]
    strings = frozenset().union(*(read.names for read in reads))
    paths = {leaf for read in reads for path in read.parameters for leaf in _leaves(system, path)}
    return Reads(frozenset(paths), strings & system.variables.keys())


def _leaves(system: TaxBenefitSystem, path: str) -> list[str]:
    """The parameters below a path that is a folder; else the path itself."""
    node = tree.find(system.parameters, path)
    return [str(leaf.name) for leaf in tree.leaves(node)] if isinstance(node, ParameterNode) else [path]


def all_parameters_read(system: TaxBenefitSystem, names: Iterable[str], period: Period) -> frozenset[str]:
    """Every parameter that some variables need in a period, however deep."""
    waiting = list(names)
    seen = set(waiting)
    found: set[str] = set()
    while waiting:
        reads = variable_reads(system, waiting.pop(), period)
        found |= reads.parameters
        new = reads.names - seen
        seen |= new
        waiting += new
    return frozenset(found)


def nearest_inputs(system: TaxBenefitSystem, names: Iterable[str], known: Collection[str], period: Period) -> list[str]:
    """The inputs that some variables rest on and that are not among `known`, those read most directly first."""
    waiting, found = list(names), []
    seen = set(waiting)
    while waiting:
        name = waiting.pop(0)
        if not system.variables[name].formulas and name not in known:
            found.append(name)
        new = sorted(variable_reads(system, name, period).names - seen)
        seen.update(new)
        waiting += new
    return found


def readers_of(system: TaxBenefitSystem, paths: Collection[str]) -> list[str]:
    """The variables that read any of some parameters."""
    wanted = frozenset(paths)
    return [name for name in system.variables if variable_reads(system, name).parameters & wanted]
