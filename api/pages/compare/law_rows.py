"""Provisions of the law as the page shows them: found by words, and beside the value that a bill gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.errors import JordanSPError, Problem, Text

from ..asking import ask
from .mistakes import is_of_visitor
from .reading import mistakes_of
from .state import Asked, Change

#: Provisions found that are shown.
SHOWN = 8
_UNKNOWN = Text("There is no such provision.", "لا يوجد حكم كهذا.")


@dataclass(frozen=True)
class Row:
    """A provision and its new value.

    Attributes:
        change: as it was written.
        law: the parameter as `/v1` tells it; None where there is none.
    """

    change: Change
    law: Mapping[str, Any] | None

    @property
    def is_truth(self) -> bool:
        """Whether the value is yes or no."""
        return self.law is not None and isinstance((self.law["in_force"] or {}).get("value"), bool)


def day_of(asked: Asked) -> str:
    """The day whose law stands beside new values: the first of the month, if it is one."""
    return "" if any(one.path == "period" for one in mistakes_of(asked)) else f"{asked.period}-01"


def rows_of(asked: Asked) -> tuple[list[Row], list[Problem]]:
    """The rows of the bill, and what is wrong with provisions that are none."""
    rows, problems = [], []
    for place, change in enumerate(asked.changes):
        law, problem = _parameter(change.path, day_of(asked))
        rows.append(Row(change, law))
        if problem is not None:
            problems.append(Problem(problem.code, f"value-{place}", problem.message, problem.hint))
    return rows, problems


def _parameter(path: str, day: str) -> tuple[Mapping[str, Any] | None, JordanSPError | None]:
    try:
        found = ask("readParameter", path={"path": path or "-"}, query={"date": day} if day else None)
    except JordanSPError as error:
        if is_of_visitor(error) or error.code == "not_found":
            return None, error if error.path else JordanSPError(_UNKNOWN)
        raise
    return found.body, None


def found_by(asked: Asked) -> tuple[list[Mapping[str, Any]], int]:
    """The provisions that bear the words asked for, the most relevant first, and how many there are."""
    query = {"q": asked.words, "kind": "parameter", "limit": str(SHOWN)}
    day = day_of(asked)
    found = ask("searchLaw", query=query | ({"date": day} if day else {})).body
    told = [_parameter(one["name"], day)[0] for one in found["found"]]
    return [one for one in told if one is not None], int(found["total"])
