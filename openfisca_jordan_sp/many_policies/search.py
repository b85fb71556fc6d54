"""The search for a value that meets a goal, among values on a line, for outcomes that may move in steps.

Values are tried several at a time, because the engine evaluates several policies for little more than one. First
they are spread between the ends; then, within the two neighbours that enclose the goal, some are spread evenly
again and some lie about where a straight line meets it. So a straight line is met at once, and a step function is
closed in on at least as fast as by halving twice each time.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: Values of the first round, the ends included, and parts of the bracket in each later one.
FIRST, PARTS = 9, 4
#: An outcome this near to the goal, as a share of it, is the goal.
SAME = 1e-9

Outcomes = Callable[[Sequence[int]], Sequence[float]]


@dataclass(frozen=True)
class Found:
    """Where a search ended, in positions on the line.

    Attributes:
        outcomes: of every position tried, in the order tried.
        rounds: in which round each was tried.
        below: the lower of the two neighbours that enclose the goal, or the position that meets it.
        above: the higher one, or the same position.
    """

    outcomes: Mapping[int, float]
    rounds: Mapping[int, int]
    below: int
    above: int

    @property
    def is_exact(self) -> bool:
        """Whether one position meets the goal itself."""
        return self.below == self.above


@dataclass(frozen=True)
class Unreached:
    """Why there is nothing to be found: every outcome is on one side of the goal."""

    outcomes: Mapping[int, float]
    rounds: Mapping[int, int]

    @property
    def moves(self) -> bool:
        """Whether the outcome changes at all."""
        return len(set(self.outcomes.values())) > 1


def search(outcomes_of: Outcomes, last: int, goal_of: Callable[[], float], width: int = 1) -> Found | Unreached:
    """The two neighbouring positions from 0 to `last` whose outcomes enclose a goal, or one that meets it.

    Args:
        outcomes_of: works out the outcomes of some positions.
        last: the highest position.
        goal_of: the goal, asked for after the first outcomes are known.
        width: neighbours this far apart are near enough.
    """
    outcomes: dict[int, float] = {}
    rounds: dict[int, int] = {}
    tried = sorted({round(Fraction(last * part, FIRST - 1)) for part in range(FIRST)})
    bracket = (0, last)
    while True:
        number = max(rounds.values(), default=0) + 1
        for position, outcome in zip(tried, outcomes_of(tried), strict=True):
            outcomes[position], rounds[position] = outcome, number
        goal = goal_of()
        narrower = _bracket(outcomes, bracket, goal)
        if narrower is None:
            return Unreached(outcomes, rounds)
        bracket = narrower
        tried = _next(outcomes, bracket, goal) if bracket[1] - bracket[0] > width else []
        if not tried:
            return Found(outcomes, rounds, *bracket)


def is_monotone(outcomes: Mapping[int, float]) -> bool:
    """Whether the outcomes never turn back."""
    row = [outcomes[position] for position in sorted(outcomes)]
    steps = [after - before for before, after in itertools.pairwise(row)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def _bracket(outcomes: Mapping[int, float], within: tuple[int, int], goal: float) -> tuple[int, int] | None:
    """The lowest two neighbours that enclose the goal; one position twice that meets it."""
    positions = [position for position in sorted(outcomes) if within[0] <= position <= within[1]]
    for position in positions:
        if abs(outcomes[position] - goal) <= SAME * abs(goal):
            return position, position
    for below, above in itertools.pairwise(positions):
        if (outcomes[below] < goal) != (outcomes[above] < goal):
            return below, above
    return None


def _next(outcomes: Mapping[int, float], bracket: tuple[int, int], goal: float) -> list[int]:
    """The positions to try within a bracket; none where its ends are neighbours."""
    below, above = bracket
    even = {below + (above - below) * part // PARTS for part in range(1, PARTS)}
    share = (goal - outcomes[below]) / (outcomes[above] - outcomes[below])
    straight = below + int(share * (above - below))
    about = {straight - 1, straight, straight + 1, straight + 2}
    return sorted(position for position in even | about if below < position < above)
