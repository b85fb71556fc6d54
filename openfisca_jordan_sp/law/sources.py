"""The source of the law: each file parsed once, its definitions found by line."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class _Parsed:
    """The definitions of a file.

    Attributes:
        lines: the file as it was parsed.
        functions: by their first line, counted from 1 (that of a decorator where there is one).
        classes: those at the top of the file, by name.
    """

    lines: list[str]
    functions: dict[int, ast.FunctionDef]
    classes: dict[str, ast.ClassDef]


_PARSED: dict[str, _Parsed] = {}


def function_tree(function: Callable[..., Any]) -> ast.FunctionDef | None:
    """The syntax tree of a function at the top of a file or of a class there; None where the file does not show it."""
    code = getattr(function, "__code__", None)
    if code is None:
        return None
    found = _parsed(code.co_filename).functions.get(code.co_firstlineno)
    return found if found is not None and found.name == code.co_name else None


def class_source(path: str, name: str) -> tuple[str, int]:
    """The text of a class at the top of a file, and how many lines stand before it.

    Raises:
        KeyError: the file has no such class (any more).
    """
    parsed = _parsed(path)
    tree = parsed.classes[name]
    return "".join(parsed.lines[tree.lineno - 1 : tree.end_lineno]), tree.lineno - 1


def _parsed(path: str) -> _Parsed:
    """A file parsed, anew if it has changed."""
    linecache.checkcache(path)
    lines = linecache.getlines(path)
    known = _PARSED.get(path)
    if known is None or known.lines is not lines:
        known = _PARSED[path] = _parse(lines)
    return known


def _parse(lines: list[str]) -> _Parsed:
    try:
        tree = ast.parse("".join(lines))
    except SyntaxError:  # changed since it was loaded, or a cell of a notebook with commands in it
        return _Parsed(lines, {}, {})
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    bodies = [tree.body, *(node.body for node in classes.values())]
    functions = [node for body in bodies for node in body if isinstance(node, ast.FunctionDef)]
    return _Parsed(lines, {_first_line(node): node for node in functions}, classes)


def _first_line(function: ast.FunctionDef) -> int:
    return min((function.lineno, *(decorator.lineno for decorator in function.decorator_list)))
