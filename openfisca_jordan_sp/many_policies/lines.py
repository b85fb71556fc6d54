"""The values that a search may try: whole, round or fine, from a lowest to a highest."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.many_policies.parameters import Lever
from openfisca_jordan_sp.many_policies.problems import refusal

#: Parts of the range that a value is found to, where nobody says otherwise.
_PARTS = 1000
_MOST_VALUES = 10**9


@dataclass(frozen=True)
class Line:
    """Evenly spaced values from `low` to `high`; the last step may be shorter.

    Attributes:
        step: between two of them.
        width: how many steps apart two values are near enough.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    width: int = 1

    @property
    def last(self) -> int:
        """The position of the highest value; that of the lowest is 0."""
        return math.ceil((self.high - self.low) / self.step)

    def value(self, position: int) -> float:
        """The value at a position."""
        return float(min(self.low + self.step * position, self.high))


def line_of(lever: Lever, low: float, high: float, tolerance: float | None, rounded: float | None) -> Line:
    """The values between two ends.

    Args:
        lever: the parameter; of what is counted only whole numbers are tried.
        low: the lowest value.
        high: the highest.
        tolerance: two values that enclose the goal are near enough at this distance.
        rounded: only multiples of this are tried.

    Raises:
        ManyPoliciesError: ends that are not in order, a step that is not above zero, no two values between the ends.
    """
    if lever.kind != "number":
        raise refusal(lever.path, "is not a number.", "ليست رقما.", _LIST)
    for name, number in (("tolerance", tolerance), ("round", rounded)):
        if number is not None and not (math.isfinite(number) and number > 0):
            raise refusal(name, f"{number:g} is not above 0.", f"{number:g} ليس أكبر من 0.")
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise refusal("between", f"{low:g} is not below {high:g}.", f"{low:g} ليس أقل من {high:g}.")
    if lever.is_whole:
        rounded = max(1, math.ceil(rounded)) if rounded else 1
    ends = Decimal(str(low)), Decimal(str(high))
    if rounded is None:
        step = Decimal(str(tolerance)) if tolerance else _nice((ends[1] - ends[0]) / _PARTS)
        return _checked(Line(*ends, step))
    step = Decimal(str(rounded))
    first = (ends[0] / step).to_integral_value(ROUND_CEILING) * step
    final = (ends[1] / step).to_integral_value(ROUND_FLOOR) * step
    if first >= final:
        raise refusal(
            "between",
            f"Between {low:g} and {high:g} are no two multiples of {rounded:g}.",
            f"لا يوجد مضاعفان للعدد {rounded:g} بين {low:g} و{high:g}.",
        )
    return _checked(Line(first, final, step, max(1, int(Decimal(str(tolerance or rounded)) / step))))


_LIST = Text("Use `sweep` with a list of its values.", "استعمل `sweep` مع قائمة بقيمها.")


def _checked(line: Line) -> Line:
    if line.last > _MOST_VALUES:
        raise refusal("tolerance", f"{line.step} is too fine.", f"{line.step} أدق من اللازم.")
    return line


def _nice(step: Decimal) -> Decimal:
    """The power of ten at or below a step."""
    return Decimal(1).scaleb(step.adjusted())
