"""The form of formulas: straight-line array expressions without a number of the law.

So they can be shared between policies, reordered and read without running.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.law.reads import formula_tree

#: Numbers that a formula may name: nothing, one, and the months of a year.
ALLOWED_NUMBERS = (0, 1, 12)

_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.Try, ast.With, ast.ListComp, ast.SetComp, ast.DictComp)
_MUTATIONS = (ast.AugAssign, ast.Delete, ast.Global, ast.Nonlocal)
#: Generators are allowed over months only, never over data.
_MONTHS = ("past_months", "quarter_months", "year_months")


def formula_faults(system: TaxBenefitSystem) -> list[str]:
    """Every formula that is not a straight-line array expression, one line for each fault."""
    return [
        f"{name}.{date}: {fault}"
        for name, variable in sorted(system.variables.items())
        for date, formula in variable.formulas.items()
        for fault in faults_of(formula)
    ]


def faults_of(formula: Callable[..., Any]) -> list[str]:
    """The faults of one formula."""
    tree = formula_tree(formula)
    return [fault for node in ast.walk(tree) for fault in _faults(node)]


def _faults(node: ast.AST) -> list[str]:  # noqa: PLR0911 - one line for each kind of fault
    if isinstance(node, _BRANCHES):
        return [f"line {node.lineno}: a branch or a loop; use where, select or a group method"]
    if isinstance(node, _MUTATIONS):
        return [f"line {node.lineno}: changes something in place"]
    if isinstance(node, ast.BoolOp):
        return [f"line {node.lineno}: `and` or `or` on arrays; use & and |"]
    if isinstance(node, ast.Assign) and any(isinstance(target, ast.Subscript) for target in node.targets):
        return [f"line {node.lineno}: assigns into an array"]
    if isinstance(node, ast.GeneratorExp) and not _is_over_months(node):
        return [f"line {node.lineno}: a loop over something other than months"]
    if isinstance(node, ast.Constant) and _is_number(node.value) and node.value not in ALLOWED_NUMBERS:
        return [f"line {node.lineno}: the number {node.value!r}; make it a parameter"]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Add) and _is_condition(node.left, node.right):
        return [f"line {node.lineno}: arithmetic on conditions; use & and |"]
    if isinstance(node, ast.Attribute) and node.attr in ("calc", "clone"):
        return [f"line {node.lineno}: .{node.attr} gives wrong or slow answers here"]
    return []


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_over_months(node: ast.GeneratorExp) -> bool:
    source = node.generators[0].iter
    called = source.func if isinstance(source, ast.Call) else source
    return isinstance(called, ast.Name) and (called.id in _MONTHS or called.id == "months")


def _is_condition(*operands: ast.expr) -> bool:
    """Whether an operand is plainly a truth value: a comparison, or something negated with ~."""
    return any(
        isinstance(operand, ast.Compare)
        or (isinstance(operand, ast.UnaryOp) and isinstance(operand.op, ast.Invert | ast.Not))
        for operand in operands
    )
