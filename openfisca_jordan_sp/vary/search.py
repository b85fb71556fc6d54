"""The cliffs of one case along one input under one policy, with the rule, the size and the trap of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.asked_policies import PolicyLike, parse_policy
from openfisca_jordan_sp.cases import Case, case_from_data, load_case
from openfisca_jordan_sp.law.catalogue import Cliff as KnownCliff
from openfisca_jordan_sp.law.catalogue import cliffs as known_cliffs
from openfisca_jordan_sp.law.catalogue import is_instrument, levies
from openfisca_jordan_sp.situations import Situation
from openfisca_jordan_sp.variable import labels_of
from openfisca_jordan_sp.vary.axis import DEFAULT_STEP, Axis, axes_of
from openfisca_jordan_sp.vary.cliff import CLIFF, JUMP_UP, RIGHT, SWITCH, Cliff, Moved, Reason, Stretch
from openfisca_jordan_sp.vary.jumps import Jumps, find_jumps
from openfisca_jordan_sp.vary.leaps import Leap, is_rounding, leaps_at
from openfisca_jordan_sp.vary.limits import Limit, limit_at, limits_of
from openfisca_jordan_sp.vary.probe import Probe, built, is_condition, probe_of
from openfisca_jordan_sp.vary.stretches import earns, marginal_rates, stretches
from openfisca_jordan_sp.vary.traps import Line, backs, line_of

#: A case: its id or file, one that is loaded, or a situation.
CaseLike = Case | Situation | str | Path
_PER_MONTH, _PER_YEAR = "JOD/month", "JOD/year"


@dataclass(frozen=True)
class Found:
    """What was found along an input under a policy.

    Attributes:
        probe: the case under the policy.
        axis: the input.
        jumps: the grid with the figures on it.
        line: the same with both sides of each leap, and one step behind it.
        cliffs: in the order of the input.
        stretches: where raises are taken away bit by bit.
        rates: effective marginal rates on the grid; None where the input is no income.
        roundings: how many steps of rounding were passed over.
    """

    probe: Probe
    axis: Axis
    jumps: Jumps
    line: Line
    cliffs: tuple[Cliff, ...]
    stretches: tuple[Stretch, ...]
    rates: NDArray[numpy.float64] | None
    roundings: int


def cliffs_of(
    policy: PolicyLike,
    case: CaseLike,
    variable: str,
    of: str | None,
    low: float,
    high: float,
    period: str | None = None,
    *,
    step: float = DEFAULT_STEP,
    outcome: str | None = None,
) -> list[Cliff]:
    """Every cliff of a case along one input, exact to a thousandth of the input's unit.

    Args:
        policy: a policy, or what makes one; an empty list is the law in force.
        case: a case, its id or file, or a situation.
        variable: the input; a number.
        of: the person, family or household; the case's own, or the only one, where it is None.
        low: the first value.
        high: the last value.
        period: a month; the case's where it is None.
        step: of the grid on which cliffs are first looked for.
        outcome: a variable to look at instead of incomes, programmes, rights and bills.

    Returns:
        Cliffs, lost rights, gains and switches, in the order of the input.

    Raises:
        MeasureError: an input, a range or an outcome without meaning.
        SituationError: a case that cannot be read.
        UnsetParameterError: a rule needs a value that no source gives.
    """
    asked, one = parse_policy(policy), parse_case(case)
    month = parse_month(period or one.period)
    plain = built(asked.system, one, month, [variable])
    (axis,) = axes_of(plain, one, month, [(variable, low, high, step)], of)
    return list(search(probe_of(asked, plain, month, [axis], outcome), axis).cliffs)


def parse_case(case: CaseLike) -> Case:
    """A case from what a user gives.

    Raises:
        SituationError: there is no such case, or it cannot be read.
    """
    if isinstance(case, Case):
        return case
    return load_case(case) if isinstance(case, str | Path) else case_from_data(case)


def search(probe: Probe, axis: Axis) -> Found:
    """All that is to be found along an input."""
    jumps = find_jumps(probe, axis)
    every = leaps_at(probe, axis, jumps.before)
    leaps = [leap for leap in every if not is_rounding(probe, leap)]
    before = numpy.array([leap.before for leap in leaps], dtype=numpy.int64)
    beyond = numpy.minimum(before + max(axis.step, axis.scale), axis.high)
    line = line_of(probe, axis, jumps, numpy.concatenate([before, before + 1, beyond]))
    over = line.at(beyond) - line.at(before)
    found = _backs(probe, axis, line, leaps)
    return Found(
        probe=probe,
        axis=axis,
        jumps=jumps,
        line=line,
        cliffs=tuple(
            _cliff(probe, axis, leap, back, rises) for leap, back, rises in zip(leaps, found, over, strict=True)
        ),
        stretches=stretches(probe, axis, jumps, leaps),
        rates=marginal_rates(axis, jumps, leaps) if earns(probe, axis) else None,
        roundings=len(every) - len(leaps),
    )


def _backs(probe: Probe, axis: Axis, line: Line, leaps: Sequence[Leap]) -> list[int | None]:
    """By leap, where the main figure is back; None where it does not fall, or never comes back."""
    is_money = probe.series[0].kind in {"income", "outcome"}
    falls = [index for index, leap in enumerate(leaps) if leap.changes[0] < 0 and is_money]
    found: list[int | None] = [None] * len(leaps)
    places = numpy.array([leaps[index].before for index in falls], dtype=numpy.int64)
    for index, back in zip(falls, backs(probe, axis, line, places), strict=True):
        found[index] = back
    return found


def _cliff(probe: Probe, axis: Axis, leap: Leap, back: int | None, rises: NDArray[numpy.float64]) -> Cliff:
    moved = {
        index: Moved(one.variable, one.kind, one.label, round(change, 3), _unit(one.kind, one.unit, one.is_yearly))
        for index, (one, change) in enumerate(zip(probe.series, leap.changes, strict=True))
        if change
    }
    main = _main(moved)
    known = [one for one in known_cliffs() if not one.is_taper and _is_known(one, leap, axis)]
    before, after = axis.values(numpy.array([leap.before, leap.before + 1]))
    return Cliff(
        kind=_kind(list(moved.values())),
        variable=axis.variable,
        of=axis.of,
        before=float(before),
        after=float(after),
        main=moved[main],
        moved=tuple(moved.values()),
        reasons=tuple(_reason(probe, axis, leap, root, known) for root in leap.roots),
        conditions=tuple(name for name in leap.leaping if is_condition(probe.system, name)),
        leaping=tuple(leap.leaping),
        known=tuple(one.id for one in known),
        back=None if back is None else float(axis.values(numpy.array([back]))[0]),
        over_step=round(float(rises[main]), 3),
    )


def _unit(kind: str, unit: str, is_yearly: bool) -> str:
    if kind in {"right", "outcome"}:
        return unit
    return _PER_YEAR if is_yearly else _PER_MONTH


#: Of figures that leap at one value the first of these tells the size; what is paid to a household stands together.
_ORDER = ("income", "outcome", "bill", "programme", "right")
_MONTHS = 12


def _main(moved: Mapping[int, Moved]) -> int:
    """The figure that tells the size: of money of the month or the year what falls most, else the first kind."""

    def rank(index: int) -> tuple[int, bool, float]:
        one = moved[index]
        is_yearly = one.unit == _PER_YEAR
        place = 0 if one.kind == "programme" and is_yearly else _ORDER.index(one.kind)
        return place, one.change > 0, -abs(one.change) / (_MONTHS if is_yearly else 1)

    return min(moved, key=rank)


def _kind(moved: Sequence[Moved]) -> str:
    """What kind of leap it is; see `KINDS`."""
    main = [one.change for one in moved if one.kind in {"income", "outcome"}]
    yearly = [one.change for one in moved if one.kind == "programme" and one.unit == _PER_YEAR]
    if any(change < 0 for change in main + yearly) or any(one.kind == "bill" for one in moved):
        return CLIFF
    rights = [one.change for one in moved if one.kind == "right"]
    if any(change < 0 for change in rights) and not any(change > 0 for change in main + yearly):
        return RIGHT
    return JUMP_UP if any(change > 0 for change in main + yearly + rights) else SWITCH


def _is_known(known: KnownCliff, leap: Leap, axis: Axis) -> bool:
    """Whether a cliff of the law's own list is what happens: its condition flips, and its amount is lost or due."""
    if axis.variable != "wage" or known.condition not in leap.leaping or known.amount not in leap.leaping:
        return False
    is_levy = known.amount in {"direct_levies_paid", "direct_taxes_paid", *(one.variable for one in levies())}
    return leap.leaping[known.amount] == is_levy


def _reason(probe: Probe, axis: Axis, leap: Leap, root: str, known: Sequence[KnownCliff]) -> Reason:
    variable = probe.system.variables[root]
    limits = limits_of(probe, axis, leap.before, root)
    return Reason(
        variable=root,
        label=labels_of(variable),
        kind=_KIND_OF_VALUE.get(variable.value_type, "figure"),
        rises=leap.leaping[root],
        article=getattr(variable, "article", None),
        instrument=_instrument(probe, root),
        limits=limits or tuple(_limits_on_file(probe, root, known)),
        limits_decide=bool(limits),
    )


_KIND_OF_VALUE = {bool: "condition", Enum: "choice"}


def _limits_on_file(probe: Probe, root: str, known: Sequence[KnownCliff]) -> list[Limit]:
    """What the law's own list of cliffs names as deciding, where no value moves the place."""
    paths = dict.fromkeys(one.limit for one in known if one.limit and one.condition == root)
    return [limit for limit in (limit_at(probe, path) for path in paths) if limit is not None]


def _instrument(probe: Probe, root: str) -> str:
    """The folder of the instrument that a rule belongs to; nothing where it stands in none."""
    written = getattr(type(probe.system.variables[root]), "__written_in__", None)
    folder = Path(written[1]).parent.name if written else ""
    return folder if folder and is_instrument(folder) else ""
