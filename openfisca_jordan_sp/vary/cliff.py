"""A cliff, and a stretch on which a raise is lost, as they are told."""

from __future__ import annotations

from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.vary.limits import Limit

#: Kinds of leaps. `cliff`: money is lost, or a bill leaps; `right`: only a right to a service is lost; `jump_up`:
#: something is gained; `switch`: programmes change places and the income stays.
CLIFF, RIGHT, JUMP_UP, SWITCH = KINDS = ("cliff", "right", "jump_up", "switch")


@dataclass(frozen=True)
class Moved:
    """One figure that leaps.

    Attributes:
        variable: that it is of.
        kind: of the figure: `income`, `programme`, `right`, `bill` or `outcome`.
        label: its name.
        change: in its unit; of a right in persons, families or households that have it.
        unit: JOD a month or a year, or that of the variable.
    """

    variable: str
    kind: str
    label: Text
    change: float
    unit: str


@dataclass(frozen=True)
class Reason:
    """A rule from which a leap comes.

    Attributes:
        variable: the condition that flips, or the figure that leaps, nearest to the input.
        label: its name.
        kind: `condition` (a truth value), `choice` or `figure`.
        rises: whether it holds, or is more, after the leap.
        article: of the rule, where its variable names one.
        instrument: that the rule belongs to, by its folder; nothing for outcomes and the registry.
        limits: the values of the law that decide at which place it leaps; else those that the law's list names.
        limits_decide: whether moving them moves the place.
    """

    variable: str
    label: Text
    kind: str
    rises: bool
    article: str | None
    instrument: str
    limits: tuple[Limit, ...]
    limits_decide: bool


@dataclass(frozen=True)
class Cliff:
    """A value of an input at which something leaps.

    Attributes:
        kind: see `KINDS`.
        variable: the input; `of` whom.
        before: the last value before it, `after` the first one after it: a thousandth, or a whole unit, apart.
        main: the figure that tells its size: income, else a bill, a benefit by the year, a programme, a right.
        moved: all figures that leap.
        reasons: the rules nearest to the input from which all that follows.
        conditions: every truth value and choice that flips there, the reasons among them.
        leaping: every variable that leaps there.
        known: ids of the cliffs of `law/cliffs.yaml` that it is.
        back: the first value at which the income is again what it was just before; None where it never is within the
            range, or where the income does not fall.
        over_step: change of the main figure over one step of the grid, from the last value before it.
    """

    kind: str
    variable: str
    of: str
    before: float
    after: float
    main: Moved
    moved: tuple[Moved, ...]
    reasons: tuple[Reason, ...]
    conditions: tuple[str, ...]
    leaping: tuple[str, ...]
    known: tuple[str, ...]
    back: float | None
    over_step: float

    @property
    def size(self) -> float:
        """By how much the main figure leaps, without sign."""
        return abs(self.main.change)

    @property
    def is_trap(self) -> bool:
        """Whether income falls, so that a rise of the input may cost more than it brings."""
        return any(one.kind in {"income", "outcome"} and one.change < 0 for one in self.moved)

    @property
    def trap(self) -> float | None:
        """How far the input must rise from just before until the income is back; None where it is not within range."""
        return None if self.back is None else round(self.back - self.before, 3)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The values of the law that decide where it is."""
        found = {limit.path: limit for reason in self.reasons for limit in reason.limits}
        return tuple(found.values())

    @property
    def instruments(self) -> tuple[str, ...]:
        """The folders of the instruments that the values and rules belong to, each once."""
        of_limits = [limit.path.partition(".")[0] for limit in self.limits]
        return tuple(dict.fromkeys([*of_limits, *(one.instrument for one in self.reasons if one.instrument)]))

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that sources name for the values, and rules for themselves, each once."""
        named = [limit.article for limit in self.limits] + [reason.article for reason in self.reasons]
        return tuple(dict.fromkeys(article for article in named if article))


@dataclass(frozen=True)
class Stretch:
    """A stretch of an income on which each raise is taken away again.

    Attributes:
        low: the income at which it begins; `high` the last one at which nothing is left of the raises.
        rate: the mean effective marginal rate on it; 1 or more.
        moved: what takes the raise away, the most first.
        known: ids of the tapers of `law/cliffs.yaml` that it is.
    """

    low: float
    high: float
    rate: float
    moved: tuple[Moved, ...]
    known: tuple[str, ...]
