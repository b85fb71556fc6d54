"""The clauses of the law by which one programme excludes another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from openfisca_jordan_sp.law.data_files import read_data


@dataclass(frozen=True)
class Exclusion:
    """A clause.

    Attributes:
        rule: the condition that is not met.
        blocked_by: the variable whose truth ends it.
        programmes: those that rest on the rule, by their ids.
        others: the programmes that exclude them.
    """

    rule: str
    blocked_by: str
    programmes: tuple[str, ...]
    others: tuple[str, ...]


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """Every clause, in the order of its file."""
    return tuple(
        Exclusion(one["rule"], one["blocked_by"], tuple(one["programmes"]), tuple(one["others"]))
        for one in read_data("exclusions.yaml")
    )
