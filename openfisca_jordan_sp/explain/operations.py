"""The evaluation of a formula part by part: its lines, names, parameters and operations."""

from __future__ import annotations

import ast
import builtins
import operator
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from enum import Enum, EnumMeta
from typing import Any

import numpy
from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.periods import Period
from openfisca_core.populations import CorePopulation
from openfisca_core.projectors import Projector

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.explain.terms import UNKNOWN, Kind, Place, Term
from openfisca_jordan_sp.law.reads import formula_tree
from openfisca_jordan_sp.system import clear_law_errors

#: What conditions are told to be: by place in the formula, by row.
Forced = Mapping[Place, Mapping[int, Any]]

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
    ast.Not: operator.not_,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
#: What stands for a figure, a day or an item by itself.
PLAIN = (bool, int, float, Enum, numpy.generic)


class UnreadableFormulaError(Exception):
    """A formula with a part that is no expression on arrays: a statement or a construct that is not read here."""


class Operations:
    """One run of one formula; calls are left to `Interpreter`.

    Args:
        formula: of a variable.
        population: its persons, families or households.
        period: for which it is run.
        parameters: gives the parameters of a day.
        forced: what conditions are told to be, whatever they are.

    Attributes:
        stopped_by: the error that kept a part from being computed; None if all were.
    """

    def __init__(
        self,
        formula: Callable[..., Any],
        population: CorePopulation,
        period: Period,
        parameters: Callable[..., Any],
        forced: Forced | None = None,
    ) -> None:
        self._tree = formula_tree(formula)
        self._globals = formula.__globals__
        arguments = [argument.arg for argument in self._tree.args.args]
        self._locals: dict[str, Any] = dict(zip(arguments, (population, period, parameters), strict=False))
        self._terms: dict[str, Term] = {}
        self._known: dict[ast.expr, Term] = {}
        self._forced = forced or {}
        self.stopped_by: UnsetParameterError | None = None

    def run(self) -> Term:
        """The result of the formula.

        Raises:
            UnreadableFormulaError: it is not a straight line.
        """
        for statement in self._tree.body:
            if isinstance(statement, ast.Return) and statement.value is not None:
                return self.term(statement.value)
            if isinstance(statement, ast.Assign):
                found = self.term(statement.value)
                for target in statement.targets:
                    self._bind(target, found)
            elif not isinstance(statement, ast.Expr):
                raise UnreadableFormulaError(ast.unparse(statement))
        raise UnreadableFormulaError(self._tree.name)

    def _bind(self, target: ast.expr, term: Term) -> None:
        if isinstance(target, ast.Name):
            self._terms[target.id] = term if term.local else replace(term, local=target.id)
            return
        if not isinstance(target, ast.Tuple):
            raise UnreadableFormulaError(ast.unparse(target))
        parts = term.parts if isinstance(term.node, ast.Tuple) else self._unpacked(term, len(target.elts))
        for one, part in zip(target.elts, parts, strict=True):
            self._bind(one, part)

    def _unpacked(self, term: Term, count: int) -> Iterable[Term]:
        """The elements of an array of figures, one value each for all."""
        for index in range(count):
            value = self._compute(lambda at=index: term.value[at], [term])  # type: ignore[misc]
            yield Term(term.node, Kind.COMPUTED, value, (term,), None, "part")

    def term(self, node: ast.expr) -> Term:
        """An expression, evaluated once."""
        known = self._known.get(node)
        if known is not None:
            return known
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise UnreadableFormulaError(ast.unparse(node))
        found: Term = method(node)
        told = self._forced.get(found.place)
        if told is not None and found.node is node:
            found = self._told(found, told)
        self._known[node] = found
        return found

    def _told(self, term: Term, told: Mapping[int, Any]) -> Term:
        """A part that is told what it is for some rows."""
        if term.entity is None:
            kind = type(term.value) if isinstance(term.value, bool | int | float) else float
            return replace(term, value=kind(next(iter(told.values()))))
        count = self._locals[self._tree.args.args[0].arg].simulation.populations[term.entity].count
        value = numpy.array(term.value) if term.is_known else numpy.zeros(count, dtype=bool)
        for row, each in told.items():
            value[row] = each
        return replace(term, value=value)

    def _compute(self, work: Callable[[], Any], parts: Iterable[Term]) -> Any:
        """A value; unknown where a part is, and where it needs a parameter that is unset."""
        if not all(part.is_known for part in parts):
            return UNKNOWN
        try:
            with clear_law_errors():
                return work()
        except UnsetParameterError as error:
            self.stopped_by = self.stopped_by or error
            return UNKNOWN

    # Names, constants, parameters

    def _constant(self, node: ast.Constant) -> Term:
        return Term(node, Kind.CONSTANT, node.value)

    def _name(self, node: ast.Name) -> Term:
        if node.id in self._terms:
            return self._terms[node.id]
        for space in (self._locals, self._globals, vars(builtins)):
            if node.id in space:
                value = space[node.id]
                kind = Kind.CONSTANT if isinstance(value, PLAIN) else Kind.OBJECT
                return Term(node, kind, value, name=node.id)
        raise UnreadableFormulaError(node.id)

    def _attribute(self, node: ast.Attribute) -> Term:
        base = self.term(node.value)
        if isinstance(base.value, ParameterNodeAtInstant):
            return self._parameter(node, base.value, node.attr)
        value = self._compute(lambda: getattr(base.value, node.attr), [base])
        if isinstance(base.value, CorePopulation | Projector) and isinstance(value, numpy.ndarray):
            # The place of each person in the group, or its role: one a person.
            return Term(node, Kind.COMPOSITION, value, (), "person", node.attr, via=base.value)
        if base.kind is Kind.OBJECT or isinstance(value, Enum | EnumMeta) or callable(value):
            kind = Kind.CONSTANT if isinstance(value, PLAIN) else Kind.OBJECT
            return Term(node, kind, value, name=node.attr)
        return Term(node, Kind.COMPUTED, value, (base,), base.entity, node.attr)

    def _parameter(self, node: ast.expr, folder: Any, name: str, value: Any = None) -> Term:
        found = self._compute(lambda: folder[name], ()) if value is None else value
        path = f"{folder._name}.{name}" if folder._name else name
        kind = Kind.FOLDER if isinstance(found, ParameterNodeAtInstant) else Kind.PARAMETER
        return Term(node, kind, found, name=path, instant=str(folder._instant_str))

    def _subscript(self, node: ast.Subscript) -> Term:
        base, index = self.term(node.value), self.term(node.slice)
        if isinstance(base.value, ParameterNodeAtInstant):
            if index.kind is Kind.CONSTANT:
                return self._parameter(node, base.value, str(index.value))
            value = self._compute(lambda: base.value[index.value], [base, index])
            return Term(node, Kind.COMPUTED, value, (base, index), index.entity, "chosen")
        value = self._compute(lambda: base.value[index.value], [base, index])
        kind = Kind.OBJECT if base.kind is Kind.OBJECT else Kind.COMPUTED
        return Term(node, kind, value, (base,) if kind is Kind.COMPUTED else (), base.entity, "part")

    def _slice(self, node: ast.Slice) -> Term:
        ends = [None if end is None else self.term(end).value for end in (node.lower, node.upper, node.step)]
        return Term(node, Kind.OBJECT, slice(*ends))

    def _tuple(self, node: ast.Tuple | ast.List) -> Term:
        parts = tuple(self.term(element) for element in node.elts)
        make = tuple if isinstance(node, ast.Tuple) else list
        value = self._compute(lambda: make(part.value for part in parts), parts)
        if parts and all(part.kind is Kind.OBJECT for part in parts):
            return Term(node, Kind.OBJECT, value, parts)
        return Term(node, Kind.COMPUTED, value, parts, entity_of_parts(parts), "list")

    _list = _tuple

    def _generatorexp(self, node: ast.GeneratorExp) -> Term:
        """One part for each month."""
        loop = node.generators[0]
        if len(node.generators) != 1 or loop.ifs or not isinstance(loop.target, ast.Name):
            raise UnreadableFormulaError(ast.unparse(node))
        months, parts = self.term(loop.iter).value, []
        for month in [] if months is UNKNOWN else months:
            self._locals[loop.target.id] = month
            self._known.clear()
            parts.append(self.term(node.elt))
        known = months is not UNKNOWN
        value = self._compute(lambda: [part.value for part in parts], parts) if known else UNKNOWN
        return Term(node, Kind.COMPUTED, value, tuple(parts), entity_of_parts(parts), "months")

    # Operations

    def _binop(self, node: ast.BinOp) -> Term:
        left, right = self.term(node.left), self.term(node.right)
        work = _BINARY[type(node.op)]
        value = self._compute(lambda: work(left.value, right.value), [left, right])
        kind = {ast.BitAnd: Kind.AND, ast.BitOr: Kind.OR}.get(type(node.op), Kind.COMPUTED)
        return Term(node, kind, value, (left, right), entity_of_parts([left, right]), type(node.op).__name__)

    def _unaryop(self, node: ast.UnaryOp) -> Term:
        part = self.term(node.operand)
        value = self._compute(lambda: _UNARY[type(node.op)](part.value), [part])
        kind = Kind.COMPUTED if isinstance(node.op, ast.USub | ast.UAdd) else Kind.NOT
        if kind is Kind.COMPUTED and part.kind is Kind.CONSTANT:
            return Term(node, Kind.CONSTANT, value)
        return Term(node, kind, value, (part,), part.entity, type(node.op).__name__)

    def _compare(self, node: ast.Compare) -> Term:
        if len(node.ops) != 1 or type(node.ops[0]) not in COMPARISONS:
            raise UnreadableFormulaError(ast.unparse(node))
        left, right = self.term(node.left), self.term(node.comparators[0])
        compare = COMPARISONS[type(node.ops[0])]
        value = self._compute(lambda: compare(left.value, right.value), [left, right])
        return Term(
            node, Kind.COMPARISON, value, (left, right), entity_of_parts([left, right]), type(node.ops[0]).__name__
        )


def entity_of_parts(parts: Collection[Term]) -> str | None:
    """The kind of unit that parts have values for: one and the same, for arrays of different lengths do not mix."""
    return next((part.entity for part in parts if part.entity is not None), None)
