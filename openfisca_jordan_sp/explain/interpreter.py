"""The evaluation of a formula part by part: its calls, which read variables and take members together."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

import numpy
from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.populations import CorePopulation
from openfisca_core.projectors import Projector

from openfisca_jordan_sp.explain.operations import PLAIN, Operations, entity_of_parts
from openfisca_jordan_sp.explain.rows import entity_of
from openfisca_jordan_sp.explain.terms import Kind, Term

_TOGETHER = {"sum", "any", "all", "min", "max"}
_LOGICAL = {"logical_and": Kind.AND, "logical_or": Kind.OR, "logical_not": Kind.NOT}
_CHOICES = {"where", "select", "select_item"}


class Interpreter(Operations):
    """One run of one formula."""

    def _call(self, node: ast.Call) -> Term:
        arguments = [self.term(argument) for argument in node.args]
        named = {keyword.arg: self.term(keyword.value) for keyword in node.keywords if keyword.arg is not None}
        base = self.term(node.func.value) if isinstance(node.func, ast.Attribute) else None
        if (
            base is not None
            and isinstance(base.value, CorePopulation | Projector)
            and isinstance(node.func, ast.Attribute)
        ):
            method = node.func.attr
            if method in _TOGETHER:
                return self._together(node, base, method, arguments, named)
            if method in ("has_role", "nb_persons"):
                return self._composition(node, base, method, arguments, named)
            if method == "filled_array":
                value = self._compute(lambda: base.value.filled_array(arguments[0].value), arguments)
                return Term(node, Kind.COMPUTED, value, tuple(arguments), entity_of(base.value), method)
        called = self.term(node.func)
        if isinstance(called.value, CorePopulation | Projector):
            return self._read(node, called.value, arguments)
        return self._function(node, called, base, arguments, named)

    def _read(self, node: ast.expr, via: Any, arguments: list[Term]) -> Term:
        name, period = arguments[0].value, arguments[1].value
        value = self._compute(lambda: via(name, period), ())
        return Term(node, Kind.READ, value, (), entity_of(via), name, period=period, via=via)

    def _together(
        self, node: ast.expr, base: Term, method: str, arguments: list[Term], named: Mapping[str, Term]
    ) -> Term:
        role = named["role"].value if "role" in named else None
        work = getattr(base.value, method)
        value = self._compute(lambda: work(arguments[0].value, role=role), arguments)
        entity = entity_of(base.value)
        return Term(node, Kind.AGGREGATE, value, tuple(arguments), entity, method, via=base.value, role=role)

    def _composition(
        self, node: ast.expr, base: Term, method: str, arguments: list[Term], named: Mapping[str, Term]
    ) -> Term:
        work = getattr(base.value, method)
        options = {name: term.value for name, term in named.items()}
        value = self._compute(lambda: work(*(argument.value for argument in arguments), **options), arguments)
        role = arguments[0].value if arguments else options.get("role")
        kind = Kind.ROLE if method == "has_role" else Kind.COMPOSITION
        return Term(node, kind, value, (), entity_of(base.value), method, via=base.value, role=role)

    def _function(
        self, node: ast.Call, called: Term, base: Term | None, arguments: list[Term], named: Mapping[str, Term]
    ) -> Term:
        folder = arguments[0].value if arguments else None
        if isinstance(folder, ParameterNodeAtInstant) and len(arguments) > 1 and isinstance(arguments[1].value, str):
            return self._parameter_asked_for(node, called, arguments)
        options = {name: term.value for name, term in named.items()}
        everything = [*arguments, *named.values(), *([base] if base is not None else [])]
        value = self._compute(lambda: called.value(*(argument.value for argument in arguments), **options), everything)
        if isinstance(value, ParameterNodeAtInstant):
            return Term(node, Kind.FOLDER, value, name=value._name, instant=str(value._instant_str))
        data = tuple(
            part for part in [base, *arguments, *named.values()] if part is not None and part.kind is not Kind.OBJECT
        )
        if not data or all(part.kind in (Kind.OBJECT, Kind.CONSTANT) for part in data):
            is_object = not isinstance(value, (*PLAIN, numpy.ndarray))
            return Term(node, Kind.OBJECT if is_object else Kind.COMPUTED, value, (), None, called.name)
        kind = Kind.CHOICE if called.name in _CHOICES else _LOGICAL.get(called.name, Kind.COMPUTED)
        return Term(node, kind, value, data, entity_of_parts(data), called.name)

    def _parameter_asked_for(self, node: ast.Call, called: Term, arguments: list[Term]) -> Term:
        """`required_for(folder, "name", who)`, `optional_limit(folder, "name")`: a parameter that may be unset."""
        folder, name = arguments[0].value, arguments[1].value
        value = self._compute(lambda: called.value(*(argument.value for argument in arguments)), arguments)
        path = f"{folder._name}.{name}"
        return Term(node, Kind.PARAMETER, value, tuple(arguments[2:]), None, path, instant=str(folder._instant_str))
