"""Expressions of a mapping: a small language, read with Python's grammar and never run as Python.

Arithmetic (`+ - * / // %`), comparisons, `in (…)`, `and`, `or`, `not`, texts and
numbers, names of columns, `household.name` or `family.name` in the table of
persons (`household.name` in that of families), and these functions:

- `where(condition, a, b)`, `min(a, b, …)`, `max(a, b, …)`, `round(a)`, `round(a, decimals)`, `abs(a)`, `floor(a)`;
- `is_missing(a)`; `first(a, b, …)`: the first that is not missing;
- `birth_from_age(years)`, `birth_from_year(year)`, `date(year, month, day)`: dates;
- over the members of each household or family, in those tables: `sum(a)`, `any(a)`, `count(a)`, where `a` is an
  expression of persons; in the table of persons `household_sum(a)`, `household_any(a)`, `household_count(a)` and
  `family_sum(a)`, `family_any(a)`, `family_count(a)`.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.survey.functions import ARGUMENTS, DATE_FUNCTIONS, PLAIN, call_date, truth

Array = NDArray[Any]

#: Longer or deeper than anybody would read.
LONGEST, DEEPEST = 2_000, 40

GROUP_FUNCTIONS = ("sum", "any", "count")
_PERSON_FUNCTIONS = tuple(f"{group}_{name}" for group in ("household", "family") for name in GROUP_FUNCTIONS)

_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: numpy.divide,
    ast.FloorDiv: numpy.floor_divide,
    ast.Mod: numpy.mod,
}
_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class Scope(Protocol):
    """What an expression is computed in: the columns of one table."""

    @property
    def day(self) -> numpy.datetime64:
        """The base date."""

    def value(self, name: str) -> Array:
        """The column of that name."""

    def of(self, entity: str, name: str) -> Array:
        """For each row the column of its household or family."""

    def persons(self, group: str) -> tuple[Scope, Callable[[str, Array], Array]]:
        """The scope of persons, and what turns their values into one a row (by function and values)."""


@dataclass(frozen=True)
class Expression:
    """A checked expression; `text` is what the mapping says."""

    text: str
    tree: ast.expr

    def evaluate(self, scope: Scope) -> Array:
        """The values, one a row, or one for all.

        Raises:
            PopulationError: texts where numbers are needed, or the other way round.
        """
        try:
            with numpy.errstate(all="ignore"):
                return numpy.asarray(_evaluate(self.tree, scope))
        except (TypeError, ValueError):
            raise _error(self.text, "The expression mixes kinds of values.", "تخلط العبارة أنواعا من القيم.") from None

    def names(self) -> Iterator[tuple[str, str, bool]]:
        """Entity (or nothing), name, and whether it is asked of persons, for every column in the expression."""
        return _names(self.tree, is_of_persons=False)


def parse(text: str, table: str) -> Expression:
    """Check an expression of a table.

    Raises:
        PopulationError: not an expression of this language.
    """
    if len(text) > LONGEST:
        raise _error(text[:40] + "…", "The expression is too long.", "العبارة طويلة جدا.")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _error(text, "This is not an expression.", "هذه ليست عبارة صحيحة.") from None
    functions = _functions(table)
    _check(tree, text, functions, 0)
    return Expression(text, tree)


def _functions(table: str) -> set[str]:
    groups = _PERSON_FUNCTIONS if table == "persons" else GROUP_FUNCTIONS
    return {*PLAIN, *DATE_FUNCTIONS, *groups}


def _check(node: ast.AST, text: str, functions: set[str], depth: int) -> None:
    if depth > DEEPEST:
        raise _error(text, "The expression is nested too deep.", "العبارة متداخلة جدا.")
    if not _is_allowed(node, functions):
        part = ast.unparse(node)
        raise _error(text, f"`{part}` is not allowed in an expression.", f"لا يُسمح بـ `{part}` في العبارة.")
    inner = functions
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        is_group = node.func.id in {*GROUP_FUNCTIONS, *_PERSON_FUNCTIONS}
        inner = {*PLAIN, *DATE_FUNCTIONS} if is_group else functions
        _check_arguments(node, text)
    for child in _children(node):
        _check(child, text, inner, depth + 1)


def _check_arguments(node: ast.Call, text: str) -> None:
    assert isinstance(node.func, ast.Name)
    least, most = ARGUMENTS.get(node.func.id, (1, 1))
    if not least <= len(node.args) <= most:
        raise _error(
            text, f"`{node.func.id}` has another number of arguments.", f"عدد مدخلات `{node.func.id}` غير صحيح."
        )


def _children(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        return list(node.args)
    if isinstance(node, ast.Attribute):
        return []
    # The constants of `in (…)` are checked with the comparison itself.
    listed = (ast.Tuple, ast.List) if isinstance(node, ast.Compare) else ()
    return [
        child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr) and not isinstance(child, listed)
    ]


def _is_allowed(node: ast.AST, functions: set[str]) -> bool:
    allowed = isinstance(node, ast.Name | ast.BoolOp)
    match node:
        case ast.Constant(value=value):
            allowed = isinstance(value, bool | int | float | str)
        case ast.Attribute(value=ast.Name(id=entity)):
            allowed = entity in {"household", "family"}
        case ast.UnaryOp(op=op):
            allowed = isinstance(op, ast.Not | ast.USub | ast.UAdd)
        case ast.BinOp(op=op):
            allowed = type(op) in _ARITHMETIC
        case ast.Compare(ops=ops, comparators=others):
            allowed = all(_is_comparison(op, other) for op, other in zip(ops, others, strict=True))
        case ast.Call(func=ast.Name(id=name), keywords=[]):
            allowed = name in functions
    return allowed


def _is_comparison(op: ast.cmpop, other: ast.expr) -> bool:
    if isinstance(op, ast.In | ast.NotIn):
        return isinstance(other, ast.Tuple | ast.List) and all(isinstance(e, ast.Constant) for e in other.elts)
    return type(op) in _COMPARISONS and not isinstance(other, ast.Tuple | ast.List)


def _names(node: ast.AST, *, is_of_persons: bool) -> Iterator[tuple[str, str, bool]]:
    if isinstance(node, ast.Name):
        yield "", node.id, is_of_persons
    elif isinstance(node, ast.Attribute):
        assert isinstance(node.value, ast.Name)
        yield node.value.id, node.attr, is_of_persons
    inner = is_of_persons
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        inner = inner or node.func.id in {*GROUP_FUNCTIONS, *_PERSON_FUNCTIONS}
    for child in _children(node):
        yield from _names(child, is_of_persons=inner)


def _evaluate(node: ast.expr, scope: Scope) -> Any:
    return _EVALUATORS[type(node)](node, scope)


def _constant(node: Any, _: Scope) -> Any:
    return node.value if isinstance(node.value, str | bool) else float(node.value)


def _unary(node: Any, scope: Scope) -> Any:
    value = _evaluate(node.operand, scope)
    if isinstance(node.op, ast.Not):
        return ~truth(value)
    return -value if isinstance(node.op, ast.USub) else +value


def _arithmetic(node: Any, scope: Scope) -> Any:
    return _ARITHMETIC[type(node.op)](_evaluate(node.left, scope), _evaluate(node.right, scope))


def _join(node: Any, scope: Scope) -> Any:
    parts = numpy.broadcast_arrays(*[truth(_evaluate(value, scope)) for value in node.values])
    return (numpy.logical_and if isinstance(node.op, ast.And) else numpy.logical_or).reduce(parts)


def _compare(node: Any, scope: Scope) -> Any:
    left, result = _evaluate(node.left, scope), None
    for op, other in zip(node.ops, node.comparators, strict=True):
        if isinstance(op, ast.In | ast.NotIn):
            parts = [numpy.asarray(left == _evaluate(each, scope)) for each in other.elts]
            found = numpy.logical_or.reduce(numpy.broadcast_arrays(*parts)) if parts else numpy.asarray(False)
            right, step = left, ~found if isinstance(op, ast.NotIn) else found
        else:
            right = _evaluate(other, scope)
            step = numpy.asarray(_COMPARISONS[type(op)](left, right))
        result = step if result is None else result & step
        left = right
    return result


def _call(node: Any, scope: Scope) -> Any:
    name = node.func.id
    group, _, function = name.rpartition("_")
    if function in GROUP_FUNCTIONS and group in {"", "household", "family"}:
        persons, gather = scope.persons(group)
        return gather(function, numpy.asarray(_evaluate(node.args[0], persons)))
    values = [_evaluate(arg, scope) for arg in node.args]
    if name in DATE_FUNCTIONS:
        return call_date(name, values, scope.day)
    return PLAIN[name](*values)


_EVALUATORS: Mapping[type[ast.expr], Callable[[Any, Scope], Any]] = {
    ast.Constant: _constant,
    ast.Name: lambda node, scope: scope.value(node.id),
    ast.Attribute: lambda node, scope: scope.of(node.value.id, node.attr),
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.BoolOp: _join,
    ast.Compare: _compare,
    ast.Call: _call,
}


def _error(text: str, en: str, ar: str) -> PopulationError:
    return PopulationError(Text(f"{en} ({text})", f"{ar} ({text})"), path="derive")
