"""What may come out otherwise: a condition met or not, an amount paid or not, more or less of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import SituationError, Text

MORE, LESS = DIRECTIONS = ("more", "less")

#: A result that is more or less by no more than this is the same (JOD).
_DUST = 0.0005


@dataclass(frozen=True)
class Outcome:
    """An outcome that is looked for.

    Attributes:
        name: `met`, `not_met`, `paid`, `not_paid`, `more`, `less` or `other`.
        now: the result as it is.
        target: where the outcome is one of yes and no: which; else None.
    """

    name: str
    now: Any
    target: bool | None

    def reached(self, results: NDArray[Any]) -> NDArray[numpy.bool_]:
        """Which of some results are the outcome."""
        values = numpy.asarray(results)
        if self.target is not None:
            found = values > 0
            return found if self.target else ~found & ~_unknown(values)
        if self.name == "other":
            now = getattr(self.now, "index", self.now)
            return numpy.asarray(values != numpy.asarray(now, values.dtype), dtype=bool)
        above = values > self.now + _DUST if self.name == MORE else values < self.now - _DUST
        return numpy.asarray(above, dtype=bool)


def outcome_of(now: Any, wanted: str | None = None) -> Outcome | None:
    """The outcome to look for: the opposite of the present one, or what was asked for.

    Args:
        now: the result: a Python value or an item of an enumeration.
        wanted: `more` or `less`.

    Raises:
        SituationError: more or less of what is no figure.
    """
    is_number = isinstance(now, int | float) and not isinstance(now, bool)
    if wanted is not None:
        if not is_number:
            raise SituationError(
                Text(
                    "There is no more or less of a result that is no figure.",
                    "لا معنى للزيادة أو النقص في نتيجة ليست رقما.",
                ),
                path="to",
                hint=Text("Leave `to` out.", "احذف `to`."),
            )
        return Outcome(wanted, now, None)
    if isinstance(now, bool):
        return Outcome("not_met" if now else "met", now, not now)
    if is_number:
        if now != now:  # noqa: PLR0124 - only NaN is not itself
            return None
        return Outcome("not_paid" if now > 0 else "paid", now, not now > 0)
    return Outcome("other", now, None)


def _unknown(values: NDArray[Any]) -> NDArray[numpy.bool_]:
    is_figure = values.dtype.kind == "f"
    return numpy.isnan(values) if is_figure else numpy.zeros(values.shape, dtype=bool)
