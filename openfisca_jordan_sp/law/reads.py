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
    """What a formula reads.

    Attributes:
        parameters: their dotted paths.
        names: of variables (of a formula alone: every text that begins a call).
        optional: the parameters among them that may be unset: they are asked for with care, or are part of a scale.
        required: those of them that somebody may yet need (`required_for`).
    """

    parameters: frozenset[str]
    names: frozenset[str]
    optional: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()


#: The helpers that read a parameter which may be unset.
_REQUIRED = "required_for"
_CAREFUL = ("optional_limit", "optional_value", _REQUIRED)


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
    reader = ParameterReader()
    reader.visit(formula_tree(formula))
    # A path is read when nothing longer continues it: `p.uct` in `u = p.uct` is only a step on the way.
    paths = {path for path in reader.paths if not any(other.startswith(f"{path}.") for other in reader.paths)}
    return Reads(frozenset(paths), frozenset(reader.strings), frozenset(reader.careful), frozenset(reader.required))


def asked_names(formula: Callable[..., Any]) -> frozenset[str]:
    """The variables that a formula asks for by name, whether they exist or not."""
    calls = (node for node in ast.walk(formula_tree(formula)) if isinstance(node, ast.Call))
    return frozenset(_asked_name(node) for node in calls) - {""}


def _asked_name(node: ast.Call) -> str:
    """The variable that a call such as `person("wage", period)` asks for; else nothing."""
    first, is_dated = (node.args[0] if node.args else None), len(node.args) > 1
    return first.value if is_dated and isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def negated_names(formula: Callable[..., Any]) -> frozenset[str]:
    """The variables that a formula asks for right behind a `~`: what they tell excludes."""
    inverted = (node for node in ast.walk(formula_tree(formula)) if isinstance(node, ast.UnaryOp))
    calls = (node.operand for node in inverted if isinstance(node.op, ast.Invert))
    return frozenset(_asked_name(call) for call in calls if isinstance(call, ast.Call)) - {""}


class ParameterReader(ast.NodeVisitor):
    """Follows chains that begin with `parameters(…)`, also through local names."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.strings: set[str] = set()
        self.careful: set[str] = set()
        self.required: set[str] = set()
        self._names: dict[str, str] = {}

    def visit_Assign(self, node: ast.Assign) -> None:
        """Keep the path that a name stands for."""
        self.generic_visit(node)
        for target in node.targets:
            self._bind(target, node.value)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one_target, one_value in zip(target.elts, value.elts, strict=True):
                self._bind(one_target, one_value)
        elif isinstance(target, ast.Name) and (path := self.path_of(value)) is not None:
            self._names[target.id] = path

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Note a path that ends in a name."""
        self._note(node)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """Note a path that ends in a text in brackets."""
        self._note(node)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Note what a call asks for."""
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            self.strings.add(first.value)
        # optional_limit(node, "name") reads node.name
        if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and (path := self.path_of(node.args[0])):
            self.paths.add(f"{path}.{node.args[1].value!s}")
            if isinstance(node.func, ast.Name) and node.func.id in _CAREFUL:
                careful = [self.careful, self.required] if node.func.id == _REQUIRED else [self.careful]
                for paths in careful:
                    paths.add(f"{path}.{node.args[1].value!s}")
        self.generic_visit(node)

    def _note(self, node: ast.expr) -> None:
        path = self.path_of(node)
        if path:
            self.paths.add(path)

    def path_of(self, node: ast.expr) -> str | None:
        """The dotted path of an expression on parameters; None for any other expression."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "parameters":
            return ""
        if isinstance(node, ast.Name):
            return self._names.get(node.id)
        if isinstance(node, ast.Attribute):
            return _join(self.path_of(node.value), node.attr)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            return _join(self.path_of(node.value), str(node.slice.value))
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


def reads_of_formula(system: TaxBenefitSystem, formula: Callable[..., Any]) -> Reads:
    """What one formula reads of a system: `formula_reads` with folders opened, and of its texts the variables."""
    return _reads_of(system, [formula])


def _reads_of(system: TaxBenefitSystem, formulas: Iterable[Any]) -> Reads:
    """What some formulas read together."""
    paths, names, optional, required = set[str](), set[str](), set[str](), set[str]()
    for read in (formula_reads(formula) for formula in formulas):
        names |= read.names & system.variables.keys()
        optional |= read.optional
        required |= read.required
        for path in read.parameters:
            leaves = _leaves(system, path)
            paths.update(leaves)
            optional.update(leaves if leaves != [path] else ())
    return Reads(frozenset(paths), frozenset(names), frozenset(optional), frozenset(required))


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
