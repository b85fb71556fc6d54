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
    parameters (`parameters(period)`): the date itself, the month of the year, the months before.
    A formula whose source is not to be had is taken to do so.
    """
    try:
        tree = formula_tree(formula)
    except (OSError, TypeError, SyntaxError):
        return True
    names = [argument.arg for argument in tree.args.args]
    period = next(iter(names[1:]), None)
    nodes = list(ast.walk(tree))
    handed_on = {id(use) for node in nodes if isinstance(node, ast.Call) for use in _handed_on(node, names)}
    return any(isinstance(node, ast.Name) and node.id == period and id(node) not in handed_on for node in nodes)


def _handed_on(call: ast.Call, names: list[str]) -> list[ast.expr]:
    """The period as an argument that asks for a variable or for parameters."""
    if isinstance(call.func, ast.Name) and call.func.id in names[2:3]:
        return call.args[:1]
    match call.args:
        case [ast.Constant(value=str()), period, *_]:
            return [period]
        case _:
            return []
