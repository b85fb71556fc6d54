"""What the page shows: all of it stands in its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, url_for
from werkzeug.datastructures import MultiDict

from openfisca_jordan_sp.asked import LINES, parse_line, parse_month
from openfisca_jordan_sp.defaults import DEFAULT_PERIOD
from openfisca_jordan_sp.errors import JordanSPError, PeriodError, Problem, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.listing import DEMO

from ...errors import InvalidRequestError
from ...v1.asked_policies import policy_of
from ..asking import ask
from ..blueprint import with_query

#: The parts that are computed only where somebody asks for them.
ON_DEMAND = ("years", "shocks")


@dataclass(frozen=True)
class State:
    """What is asked for.

    Attributes:
        population: its name.
        policy: ids of the catalogue or of the store, joined by `+`; empty for the law in force.
        period: the month.
        line: `national`, `unindexed`, `naf` or JOD a person and month.
        show: those of `ON_DEMAND` that are computed.
    """

    population: str = DEMO
    policy: str = ""
    period: str = DEFAULT_PERIOD
    line: str = "national"
    show: tuple[str, ...] = ()

    @property
    def query(self) -> list[tuple[str, str]]:
        """The parameters of the address, without those that are as they are by default."""
        plain = State()
        names = ("population", "policy", "period", "line")
        told = [(name, getattr(self, name)) for name in names if getattr(self, name) != getattr(plain, name)]
        return told + [("show", name) for name in self.show]

    def at(self, endpoint: str = "pages.monitoring", **parts: Any) -> str:
        """The address of an endpoint with this state."""
        return with_query(url_for(endpoint, **parts), self.query)

    def showing(self, part: str) -> State:
        """The same with one more part."""
        return replace(self, show=tuple(name for name in ON_DEMAND if name == part or name in self.show))

    def wanted(self, policies: Sequence[Any]) -> dict[str, Any]:
        """What a job is asked for, without its kind."""
        line = self.line if self.line in LINES else float(self.line)
        return {"population": self.population, "policies": list(policies), "period": self.period, "line": line}

    @property
    def policies(self) -> list[str]:
        """The chosen policy as a job has it; none for the law in force alone."""
        return [self.policy] if self.policy else []

    def made(self, *more: str) -> Policy:
        """The chosen policy, with further reforms on top of it.

        Raises:
            JordanSPError: there is no such policy, or they cannot stand together.
        """
        return policy_of([*self.policies, *more], current_app.extensions["jordan_sp"].store, "policy")


def read_state(given: MultiDict[str, str]) -> tuple[State, dict[str, JordanSPError]]:
    """The state of an address, and by field what is wrong with it.

    An amount in the field `amount` is the poverty line.
    """
    plain = State()
    names = ("population", "policy", "period", "line")
    told = {name: given.get(name, "").strip() or getattr(plain, name) for name in names}
    amount = given.get("amount", "").strip()
    shown = given.getlist("show")
    state = State(**told | ({"line": amount} if amount else {}), show=tuple(one for one in ON_DEMAND if one in shown))
    checks: Mapping[str, Callable[[], object]] = {
        "population": lambda: _check_population(state),
        "policy": state.made,
        "period": lambda: _check_period(state),
    }
    wrong = {name: error for name, check in checks.items() if (error := _mistake(check))}
    if "period" not in wrong and (error := _mistake(lambda: _check_line(state))):
        wrong["amount" if amount else "line"] = error
    return state, wrong


def _mistake(check: Callable[[], object]) -> JordanSPError | None:
    try:
        check()
    except JordanSPError as error:
        return error
    return None


def _check_period(state: State) -> None:
    year = parse_month(state.period).start.year
    if year not in _YEARS:
        raise PeriodError(
            Text(f"{state.period} is outside the years computed.", f"{state.period} خارج السنوات المحسوبة."),
            path="period",
            hint=Text(f"Choose a year from {_YEARS[0]} to {_YEARS[-1]}.", f"اختر سنة من {_YEARS[0]} إلى {_YEARS[-1]}."),
        )


#: Of the months of the contract.
_YEARS = range(2000, 2100)


def _check_line(state: State) -> None:
    amount = parse_line(state.line, parse_month(state.period))
    if amount > _MOST and state.line not in LINES:
        message = Text(f"{state.line} is more than a poverty line can be.", f"{state.line} أكبر من أي خط فقر ممكن.")
        hint = Text(f"Give at most {_MOST:,} dinars.", f"اكتب {_MOST:,} دينار على الأكثر.")
        raise InvalidRequestError([Problem("invalid_request", "line", message, hint)])


#: The largest line of the contract, JOD a person and month.
_MOST = 100_000


def _check_population(state: State) -> None:
    known = [one["name"] for one in ask("listPopulations").body["populations"]]
    if state.population not in known:
        message = Text(f"There is no population {state.population}.", f"لا يوجد مجتمع سكاني باسم {state.population}.")
        names = ", ".join(known)
        hint = Text(f"Choose one of: {names}.", f"اختر واحدا مما يلي: {names}.")
        raise InvalidRequestError([Problem("unknown_population", "population", message, hint)])
