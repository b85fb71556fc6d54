"""What can be asked of a job: one function for each kind, a thin skin over the functions of the package.

@job_kind("compare", steps=...)
def compare(work: Work) -> dict[str, Any]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openfisca_jordan_sp.asked import parse_line, parse_month, parse_years
from openfisca_jordan_sp.asked_policies import parse_policies
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population

from ..v1.asked_policies import policy_of_content


@dataclass(frozen=True)
class Work:
    """What a function of a kind is given.

    Attributes:
        name: of the population.
        people: the population.
        policies: those asked for, in their order, each with an id of its own.
        options: the request.
        progress: to be called with a number of steps done.

    Raises:
        Cancelled: by `progress`, where somebody asked to stop.
    """

    name: str
    people: Population
    policies: tuple[Policy, ...]
    options: Mapping[str, Any]
    progress: Callable[[int], None] = field(repr=False)

    @property
    def period(self) -> str:
        """The month."""
        return str(self.options["period"])

    @property
    def line(self) -> str | float:
        """The poverty line, as it was asked for."""
        line: str | float = self.options.get("line", "national")
        return line


Compute = Callable[[Work], dict[str, Any]]
Steps = Callable[[Mapping[str, Any]], int]
Check = Callable[[tuple[Policy, ...], Mapping[str, Any]], None]


@dataclass(frozen=True)
class Kind:
    """A kind of job.

    Attributes:
        name: of the kind.
        compute: gives the result as JSON.
        steps: how many steps a request reports; 0 where nobody knows before.
        check: refuses what cannot be computed, before anything is begun.
        patience: seconds by which jobs of quicker kinds may have been asked for later, and are begun first; so a
            comparison does not wait for a path of years that waits itself, and no path waits for ever.
    """

    name: str
    compute: Compute
    steps: Steps
    check: Check
    patience: float


KINDS: dict[str, Kind] = {}


def _nothing(policies: tuple[Policy, ...], options: Mapping[str, Any]) -> None:
    del policies, options


def job_kind(
    name: str, *, steps: Steps, check: Check = _nothing, patience: float = 0.0
) -> Callable[[Compute], Compute]:
    """Register a function as what computes a kind of job."""

    def register(compute: Compute) -> Compute:
        KINDS[name] = Kind(name, compute, steps, check, patience)
        return compute

    return register


def checked_policies(kind: str, request: Mapping[str, Any]) -> tuple[Policy, ...]:
    """The policies of a request that can be computed.

    Args:
        kind: of the job.
        request: with the content of each policy, see `content_of`.

    Raises:
        JordanSPError: a mistake in the policies, the month, the line or what else the kind is told.
    """
    policies = tuple(parse_policies([policy_of_content(content) for content in request["policies"]]))
    parse_line(request.get("line", "national"), parse_month(request["period"]))
    KINDS[kind].check(policies, request)
    return policies


# What computes is imported where it is needed: the web service only checks.
# ruff: noqa: PLC0415


def _steps(request: Mapping[str, Any]) -> int:
    """Steps of the policies asked for and of the law in force."""
    from openfisca_jordan_sp.engine.evaluate import STEPS

    return STEPS * (max(len(request["policies"]), 1) + 1)


def _unknown(request: Mapping[str, Any]) -> int:
    """Steps that nobody knows before the people are read."""
    del request
    return 0


@job_kind("compare", steps=_steps)
def compare(work: Work) -> dict[str, Any]:
    """Policies beside the law in force; where none is asked for, the law in force beside itself."""
    from openfisca_jordan_sp.comparison import Comparison, compare_each

    from .results import compared

    policies = work.policies or (Policy(),)
    result = compare_each(policies, work.people, work.period, work.line, progress=work.progress)
    return compared([result] if isinstance(result, Comparison) else result.comparisons, work.name, work.line)


@job_kind("statistics", steps=_steps, patience=5.0)
def statistics(work: Work) -> dict[str, Any]:
    """The statistics of the literature, of the law in force and of policies beside it."""
    from openfisca_jordan_sp.population_statistics import statistics as compute

    from .results import tables_of

    asked: dict[str, Any] = {
        "population": work.people,
        "period": work.period,
        "line": work.line,
        "progress": work.progress,
    }
    return tables_of("statistics", compute(*work.policies, **asked), work)


def _check_sweep(policies: tuple[Policy, ...], options: Mapping[str, Any]) -> None:
    from openfisca_jordan_sp.many_policies.settings import parse_settings, points_of

    policy = policies[0] if policies else Policy()
    points_of(parse_settings(policy.system.parameters, options["vary"]), None, 0)


@job_kind("sweep", steps=_unknown, check=_check_sweep, patience=60.0)
def sweep(work: Work) -> dict[str, Any]:
    """The headline figures with parameters varied over a grid."""
    from openfisca_jordan_sp.many_policies.sweep import sweep as compute

    from .results import tables_of

    reforms = work.policies[0].reforms if work.policies else ()
    asked: dict[str, Any] = {
        "population": work.people,
        "period": work.period,
        "line": work.line,
        "progress": work.progress,
    }
    result = compute(work.options["vary"], *reforms, since=work.options.get("since"), **asked)
    return tables_of("sweep", result, work)


@job_kind("who_is_hurt", steps=_unknown)
def who_is_hurt(work: Work) -> dict[str, Any]:
    """Who loses by one policy, in a few types, and by which provision."""
    from openfisca_jordan_sp.defaults import DEFAULT_TYPES
    from openfisca_jordan_sp.hurt.result import who_is_hurt as compute

    from .results import tables_of

    types = work.options.get("types", DEFAULT_TYPES)
    asked: dict[str, Any] = {
        "population": work.people,
        "period": work.period,
        "types": types,
        "progress": work.progress,
    }
    return tables_of("who_is_hurt", compute(work.policies[0], **asked), work)


def _years(options: Mapping[str, Any]) -> tuple[int, ...]:
    from openfisca_jordan_sp.cost_path import FIRST_COMPUTED_YEAR
    from openfisca_jordan_sp.populations.ageing import LAST_YEAR

    return parse_years(options["years"], FIRST_COMPUTED_YEAR, LAST_YEAR)


def _check_years(policies: tuple[Policy, ...], options: Mapping[str, Any]) -> None:
    del policies
    _years(options)


def _path_steps(request: Mapping[str, Any]) -> int:
    return _steps(request) * len(_years(request))


@job_kind("cost_path", steps=_path_steps, check=_check_years, patience=30.0)
def cost_path(work: Work) -> dict[str, Any]:
    """Cost and reach of policies year after year."""
    from openfisca_jordan_sp.cost_path import compare_years_each

    from .results import tables_of

    policies = work.policies or (Policy(),)
    asked = (work.options["years"], work.people, work.period, work.line)
    result = compare_years_each(policies, *asked, progress=work.progress)
    return tables_of("cost_path", result, work)
