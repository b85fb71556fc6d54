"""Whether a formula looks at its period itself, or only hands it on."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from typing import Any

from openfisca_jordan_sp.law.reads import formula_tree


@cache
def is_bound_to_period(formula: Callable[..., Any]) -> bool:
    """Whether a formula may give something else for another period though all that it reads is the same.

    It may if it uses the period for anything but asking for variables (`person("age", period)`) and
    parameters (`parameters(period)`, `parameters(period.stop)`): the date itself, the month of the year, the
    months before. It also may if it asks for the parameters of a day of its own, which may be the first day of
    one period and not of another. A formula whose source is not to be had is taken to do so.
    """
    try:
        tree = formula_tree(formula)
    except (OSError, TypeError, SyntaxError):
        return True
    names = [argument.arg for argument in tree.args.args]
    period = next(iter(names[1:]), None)
    nodes = list(ast.walk(tree))
    if any(isinstance(node, ast.Call) and _asks_for_another_day(node, names) for node in nodes):
        return True
    handed_on = {id(use) for node in nodes if isinstance(node, ast.Call) for use in _handed_on(node, names)}
    return any(isinstance(node, ast.Name) and node.id == period and id(node) not in handed_on for node in nodes)


def _handed_on(call: ast.Call, names: list[str]) -> list[ast.expr]:
    """The period as an argument that asks for a variable or for parameters."""
    if _asks_for_parameters(call, names):
        return [_first_or_last_day(each) for each in call.args[:1]]
    match call.args:
        case [ast.Constant(value=str()), period, *_]:
            return [period]
        case _:
            return []


def _asks_for_parameters(call: ast.Call, names: list[str]) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in names[2:3]


def _first_or_last_day(argument: ast.expr) -> ast.expr:
    """The period in `parameters(period)` and in `parameters(period.stop)`."""
    is_last = isinstance(argument, ast.Attribute) and argument.attr == "stop"
    return argument.value if is_last else argument  # type: ignore[attr-defined]


def _asks_for_another_day(call: ast.Call, names: list[str]) -> bool:
    if not _asks_for_parameters(call, names):
        return False
    days = [_first_or_last_day(each) for each in call.args]
    return not all(isinstance(day, ast.Name) and day.id in names[1:2] for day in days)
