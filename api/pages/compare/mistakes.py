"""What `/v1` refuses, told at the field that it is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus

from openfisca_jordan_sp.errors import JordanSPError, Problem

from ...errors import ServiceError
from ...problems import problems_of
from .state import Asked

#: What is wrong with what no field asks.
ELSEWHERE = "form"
_FIELDS = ("population", "period", "line")


def is_of_visitor(error: JordanSPError) -> bool:
    """Whether something else must be asked; other refusals (a full queue, a missing key) hold whatever is asked."""
    return not isinstance(error, ServiceError) or error.status == HTTPStatus.UNPROCESSABLE_ENTITY


def at_fields(error: JordanSPError, asked: Asked) -> list[Problem]:
    """The problems of a refusal, the path of each being the field that it is of.

    Raises:
        JordanSPError: the same, where it is no mistake of the visitor.
    """
    if not is_of_visitor(error):
        raise error
    return [replace(one, path=_field(one.path, asked)) for one in problems_of(error)]


def _field(path: str, asked: Asked) -> str:
    bare = path.removeprefix("body.")
    for place, change in enumerate(asked.changes):
        if bare == f"{change.path}[{change.since}]":
            return f"value-{place}"
    for place, change in enumerate(asked.changes):
        if change.path and (bare.startswith(change.path) or f".{change.path}" in bare):
            return f"value-{place}"
    if bare in _FIELDS:
        return bare
    is_policy = bare.startswith("policies") or any(bare in {one, *one.split("+")} for one in asked.policies)
    return "policy" if is_policy else ELSEWHERE


def by_field(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """The problems of each field."""
    found: dict[str, list[Problem]] = {}
    for one in problems:
        found.setdefault(one.path, []).append(one)
    return found
