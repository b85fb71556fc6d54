"""Cliffs that a bill makes: wages at which a raise costs more than it brings, and did not under the law in force.

All case families are computed at once, at hundreds of wages each, which costs no more than one of them; what falls
there under the bill alone is then looked at closely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.cases import Case, cases
from openfisca_jordan_sp.copies import Change, copies
from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.drafting.checks.findings import PEOPLE, WARNING, Check, Spot
from openfisca_jordan_sp.drafting.checks.graph import law_graph
from openfisca_jordan_sp.errors import JordanSPError, Text
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.law.structure import at
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import complete_situation
from openfisca_jordan_sp.system import clear_law_errors

_OUTCOME = "household_disposable_income"
#: Values along the axis of each case: steps of four dinars up to 1,500.
_COUNT = 376
#: A fall of less is rounding of amounts to whole dinars.
_LEAST = 1.0
#: So many falls are looked at closely; more of them are counted.
_MOST = 3

FloatArray = NDArray[numpy.float64]


class Reason(Protocol):
    """The rule from which a leap comes."""

    variable: str
    label: Text


class Moved(Protocol):
    """The figure that leaps."""

    change: float


class Cliff(Protocol):
    """A place at which something leaps, as `vary` finds it."""

    kind: str
    before: float
    main: Moved
    reasons: Sequence[Reason]


#: Finds the cliffs of a case along one input: policy, case, variable, of whom, low, high, period.
CliffFinder = Callable[[Policy, Case, str, str, float, float, str], Sequence[Any]]


@dataclass(frozen=True)
class Fall:
    """Where the income of a case falls though the input rises.

    Attributes:
        case: the case family.
        low: the last value before the fall on the grid; `high` the next one.
        loss: JOD a month.
        under_law: what is lost there under the law in force; 0 where nothing is.
    """

    case: Case
    low: float
    high: float
    loss: float
    under_law: float = 0


@lru_cache(maxsize=1)
def _varied_cases() -> tuple[Case, ...]:
    """The case families along whose axis an income rises."""
    return tuple(case for case in cases().values() if case.varies and case.varies.variable == "wage")


def falls(policy: Policy, month: Period) -> list[Fall]:
    """Where the disposable income of the case families falls in a month.

    An amount that no source gives counts as nothing.

    Raises:
        JordanSPError: a case cannot be read, or a rule needs a value for which nothing is no answer.
    """
    varied = _varied_cases()
    grids = [numpy.linspace(case.varies.low, case.varies.high, _COUNT) for case in varied if case.varies]
    income = _incomes(policy, month, grids) if varied else numpy.zeros((_COUNT, 0))
    found = []
    for case, grid, own in zip(varied, grids, income.T, strict=True):
        for index in numpy.flatnonzero(numpy.diff(own) < -_LEAST):
            loss = float(own[index] - own[index + 1])
            found.append(Fall(case, float(grid[index]), float(grid[index + 1]), loss))
    return found


def _incomes(policy: Policy, month: Period, grids: Sequence[FloatArray]) -> FloatArray:
    """The disposable income of each case family (a column) at each value of its grid (a row), in JOD a month."""
    system = _with_nothing_for_unset(policy, month).system
    situation, places = _merged(system, _varied_cases())
    changes = [
        Change(case.varies.variable, _named(case, case.varies.of), grid)
        for case, grid in zip(_varied_cases(), grids, strict=True)
        if case.varies
    ]
    with clear_law_errors():
        simulation = copies(system, situation, str(month), changes, count=len(grids[0]))
        income = numpy.asarray(simulation.calculate(_OUTCOME, month)).reshape(len(grids[0]), -1)
    return numpy.column_stack([income[:, places[case.id]].sum(axis=1) for case in _varied_cases()])


def _with_nothing_for_unset(policy: Policy, month: Period) -> Policy:
    """A policy with nothing for the amounts that the case families need and that no source gives."""
    day = str(month.start)
    unset = [path for path in _unset_amounts(month) if at(policy.system.parameters, path, day) is None]
    return policy.with_values({path: {day: 0} for path in unset}) if unset else policy


@lru_cache(maxsize=4)
def _unset_amounts(month: Period) -> tuple[str, ...]:
    """The amounts that no source gives and that somebody may need under the law in force."""
    graph, root = law_graph(), Policy().system.parameters
    required = {path for name in graph.below(_OUTCOME) for path in graph.reads[name].required}
    cutoffs = {quota.cutoff for quota in quotas()}
    return tuple(path for path in sorted(required - cutoffs) if at(root, path, str(month.start)) is None)


def _merged(system: TaxBenefitSystem, varied: Sequence[Case]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The situations of several cases as one, and the places of the households of each.

    Whoever is not said to be outside a quota is inside: the cut-off of one family alone is not known.
    """
    merged: dict[str, Any] = {"persons": {}, "families": {}, "households": {}}
    places: dict[str, list[int]] = {}
    for case in varied:
        completed, _ = complete_situation(case.situation)
        first = len(merged["households"])
        for group, units in completed.items():
            merged[group] |= {_named(case, unit): _renamed(system, case, facts) for unit, facts in units.items()}
        places[case.id] = list(range(first, len(merged["households"])))
    flags = [quota.flag for quota in quotas() if quota.flag in system.variables]
    for facts in merged["families"].values():
        for flag in flags:
            facts.setdefault(flag, True)
    return merged, places


def _named(case: Case, unit: str) -> str:
    return f"{case.id}/{unit}"


def _renamed(system: TaxBenefitSystem, case: Case, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a unit, with the names of its members as they are in the whole."""
    return {
        key: value if key in system.variables else [_named(case, unit) for unit in _as_list(value)]
        for key, value in facts.items()
    }


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@lru_cache(maxsize=4)
def _falls_under_law(month: Period) -> tuple[Fall, ...]:
    return tuple(falls(Policy(), month))


def new_falls(bill: Bill) -> list[Fall]:
    """The falls that the bill makes, or makes deeper by more than a dinar."""
    try:
        known, under_bill = _falls_under_law(bill.month), falls(bill.policy, bill.month)
    except Exception:  # an unset value or the bill's own Python: told by other checks
        return []
    compared = [replace(fall, under_law=_loss_there(fall, known)) for fall in under_bill]
    return [fall for fall in compared if fall.loss > fall.under_law + _LEAST]


def _loss_there(fall: Fall, others: Sequence[Fall]) -> float:
    """The deepest of some falls in the place of another one, or beside it on the grid."""
    near = (other for other in others if other.case.id == fall.case.id)
    return max((other.loss for other in near if abs(fall.low - other.low) <= fall.high - fall.low), default=0)


def new_cliffs(bill: Bill, find: CliffFinder | None = None) -> Iterator[Spot]:
    """The cliffs that a bill makes, exact where `find` is given."""
    if _OUTCOME not in bill.downstream:
        return
    found = new_falls(bill)
    for fall in found[:_MOST]:
        yield _spot(bill, fall, _closely(bill, fall, find) if find else None)
    if len(found) > _MOST:
        message = Text(
            f"Further falls of income found in the case families: {len(found) - _MOST}.",
            f"عدد مواضع هبوط الدخل الأخرى في الحالات: {len(found) - _MOST}.",
        )
        yield Spot("cases", message, _vary(found[_MOST]))


def _closely(bill: Bill, fall: Fall, find: CliffFinder) -> Cliff | None:
    """The deepest cliff where income falls."""
    axis = fall.case.varies
    assert axis is not None, fall.case.id
    try:
        cliffs: Sequence[Cliff] = find(
            bill.policy, fall.case, axis.variable, axis.of, fall.low, fall.high, str(bill.month)
        )
    except JordanSPError:
        return None
    return min((cliff for cliff in cliffs if cliff.kind == "cliff"), key=lambda cliff: cliff.main.change, default=None)


def _spot(bill: Bill, fall: Fall, cliff: Cliff | None) -> Spot:
    """The fall as it is told: exactly, and with the rule of the bill from which it comes, where it was looked at."""
    if cliff is None:
        place, loss = f"{fall.low:,.0f}", Text(f"about {fall.loss:,.0f}", f"نحو {fall.loss:,.0f}")
    else:
        place, loss = f"{cliff.before:,.3f}", Text(*[f"{abs(cliff.main.change):,.3f}"] * 2)
    reasons = [reason for reason in (cliff.reasons if cliff else ()) if reason.variable in bill.downstream]
    rules = [Text(f": {one.label.en} ({one.variable})", f": {one.label.ar} ({one.variable})") for one in reasons[:1]]
    known = Text("", "")
    if fall.under_law:
        law = f"{fall.under_law:,.0f}"
        known = Text(f", and about {law} under the law in force", f" (ونحو {law} بموجب القانون النافذ)")
    message = Text(
        f"in the case “{fall.case.title.en}” a raise above a wage of {place} JOD costs {loss.en} JOD a month{known.en}"
        f"{''.join(rule.en for rule in rules)}.",
        f"في حالة «{fall.case.title.ar}» تكلف الزيادة فوق أجر {place} دينار {loss.ar} دينار شهريا{known.ar}"
        f"{''.join(rule.ar for rule in rules)}.",
    )
    return Spot(f"cases.{fall.case.id}", message, _vary(fall))


def _vary(fall: Fall) -> Text:
    command = f"jordan-sp vary {fall.case.id}"
    return Text(f"`{command}` with the bill shows it.", f"يعرضه الأمر `{command}` مع المشروع.")


def _exact_cliffs(bill: Bill) -> Iterator[Spot]:
    from openfisca_jordan_sp.vary import cliffs_of  # noqa: PLC0415 - loads the tables of results

    return new_cliffs(bill, cliffs_of)


CHECKS = (Check("new_cliff", WARNING, _exact_cliffs, PEOPLE),)
