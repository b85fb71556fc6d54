"""Draws of the law: its unsure values replaced, checked, and never mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from numpy.typing import NDArray
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import Period

from openfisca_jordan_sp.many_policies.distributions import shares
from openfisca_jordan_sp.many_policies.orders import Order, broken
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.many_policies.unsure import UnsureValue, dated_values
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.reform_checks import changes_of, check_values
from openfisca_jordan_sp.system import law_in_force

#: How often a draw that contradicts itself is drawn anew before the ranges are called impossible.
MOST_ATTEMPTS = 50


@dataclass(frozen=True)
class Draw:
    """The law with its unsure values drawn, and the same under the reforms.

    Attributes:
        law: the law in force with them.
        policy: the same with the reforms.
    """

    law: Policy
    policy: Policy


@dataclass(frozen=True)
class Rejected:
    """A draw that contradicts itself."""

    draw: int
    attempt: int
    reason: str


@dataclass(frozen=True, eq=False)
class Drawer:
    """Makes draws of the law.

    Attributes:
        unsure: the values that are drawn, each with a distribution.
        policy: the law in force, or with reforms.
        orders: what may not turn round.
        period: the month; orders are looked at in the whole of its year.
        seed: of the draws.
    """

    unsure: tuple[UnsureValue, ...]
    policy: Policy
    orders: tuple[Order, ...]
    period: Period
    seed: int = 0
    _numbers: dict[tuple[str, int, int], NDArray[Any]] = field(default_factory=dict, compare=False)

    def values(self, number: int, of: int, rejected: list[Rejected]) -> Mapping[UnsureValue, Any]:
        """The values of one draw; those that contradict themselves are noted, and drawn anew.

        Args:
            number: of the draw, from 0.
            of: how many are made.
            rejected: takes the note.

        Raises:
            ManyPoliciesError: no attempt gives a law that does not contradict itself.
        """
        reason = ""
        for attempt in range(MOST_ATTEMPTS):
            values = {each: each.drawn(self._share(each.range.stream, number, of, attempt)) for each in self.unsure}
            reason = self.contradiction(self.built(values, number))
            if not reason:
                return values
            rejected.append(Rejected(number + 1, attempt + 1, reason))
        raise refusal(
            "ranges",
            f"{MOST_ATTEMPTS} attempts at draw {number + 1} contradict themselves, the last because {reason}.",
            f"تناقضت {MOST_ATTEMPTS} محاولة للسحب رقم {number + 1}، وآخرها: {reason}.",
        )

    def built(self, values: Mapping[UnsureValue, Any], number: int = 0) -> Draw:
        """The law with some values, made when it is needed: a law with all it remembers fills megabytes."""
        dated = dated_values(law_in_force().parameters, values)
        drawn = Reform(id=f"draw_{number + 1}", title=self.policy.title, status="scenario", values=dated)
        law = Policy((drawn,))
        reforms = tuple(_worked_out(reform, law) for reform in self.policy.reforms)
        return Draw(law, Policy((drawn, *reforms)))

    def contradiction(self, draw: Draw) -> str:
        """Why a draw is no law: a value that is not plausible, or an order that turned round; empty where it is one."""
        root = law_in_force().parameters
        problems = check_values(root, {path: dict(dated) for path, dated in draw.law.reforms[0].values.items()})
        if problems:
            return f"{problems[0].path} {problems[0].message.en.rstrip('.')}"
        for policy, orders in ((draw.law, self._orders_of_law), (draw.policy, self._orders_of_policy)):
            turned = broken(policy.system.parameters, orders, self._days)
            if turned:
                return " ≤ ".join(turned[0]) + " does not hold"
        return ""

    @cached_property
    def _days(self) -> list[str]:
        """The first day of the year, and every day of it on which an unsure value begins."""
        year = self.period.this_year
        first, last = str(year.start), str(year.stop)
        return [first, *sorted({each.record.date for each in self.unsure if first < each.record.date <= last})]

    @cached_property
    def _orders_of_law(self) -> list[Order]:
        return self._holding(law_in_force().parameters)

    @cached_property
    def _orders_of_policy(self) -> list[Order]:
        return self._holding(self.policy.system.parameters)

    def _holding(self, root: ParameterNode) -> list[Order]:
        """The orders that drawn values stand in and that hold before anything is drawn."""
        drawn = {each.lever.path for each in self.unsure}
        concerned = [order for order in self.orders if drawn.intersection(order)]
        turned = set(broken(root, concerned, self._days))
        return [order for order in concerned if order not in turned]

    def _share(self, stream: str, number: int, of: int, attempt: int) -> float:
        key = (stream, of, attempt)
        if key not in self._numbers:
            self._numbers[key] = shares(self.seed, stream, of, attempt)
        return float(self._numbers[key][number])


def _worked_out(reform: Reform, law: Policy) -> Reform:
    """A reform whose values are worked out from the drawn law and not from the law in force."""
    if reform.code.values is None:
        return reform
    values = changes_of(reform, law.system.parameters)
    return replace(reform, values=values, code=replace(reform.code, values=None))


def drawn_only(values: Sequence[UnsureValue]) -> tuple[UnsureValue, ...]:
    """Those that are drawn."""
    return tuple(each for each in values if each.range.distribution is not None)
