"""Policies compared with the law in force on a population: the main job of the package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import overload

from openfisca_core.periods import Period

from openfisca_jordan_sp.asked import parse_line, parse_month
from openfisca_jordan_sp.asked_policies import PolicyLike, parse_policies
from openfisca_jordan_sp.comparison_notes import NO_EFFECT, effect_of
from openfisca_jordan_sp.comparison_result import Comparison, Comparisons
from openfisca_jordan_sp.comparison_tables import Tables, comparison_tables, joined_tables
from openfisca_jordan_sp.defaults import DEFAULT_PERIOD
from openfisca_jordan_sp.engine.evaluate import STEPS, Engine, evaluate_all
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.reads import nearest_inputs, readers_of
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.small_cells import hide_small_cells_of_all, quotas_shown
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import TABLES
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.results.base import SYNTHETIC

__all__ = ["DEFAULT_PERIOD", "SYNTHETIC", "Comparison", "Comparisons", "compare", "compare_each", "progress_steps"]


def progress_steps(policies: int) -> int:
    """Steps that a comparison of so many policies reports to its progress function: the law in force counts too."""
    return STEPS * (policies + 1)


@overload
def compare(
    policy: PolicyLike = ...,
    /,
    *,
    population: Population | str | Path = ...,
    period: str = ...,
    line: str | float = ...,
    engine: Engine = ...,
    progress: Callable[[int], None] | None = ...,
) -> Comparison: ...


@overload
def compare(
    first: PolicyLike,
    second: PolicyLike,
    /,
    *others: PolicyLike,
    population: Population | str | Path = ...,
    period: str = ...,
    line: str | float = ...,
    engine: Engine = ...,
    progress: Callable[[int], None] | None = ...,
) -> Comparisons: ...


def compare(
    *policies: PolicyLike,
    population: Population | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = "national",
    engine: Engine = "fast",
    progress: Callable[[int], None] | None = None,
) -> Comparison | Comparisons:
    """Compare the law in force with one policy, or with several in one pass.

    Args:
        policies: each a reform (a file, an id of the catalogue, or loaded), reforms applied together (`a+b`, or a list
            of them in their order), or a `Policy`; none is the null reform.
        population: `demo`, a population folder, or a loaded population.
        period: the month of the monthly figures.
        line: `national` (the latest national line at the prices of the period), `unindexed` (the same at its own
            prices), `naf` (the line of the Fund's targeting), or JOD a person and month.
        engine: `fast`, or `plain` OpenFisca, which gives the same some twenty times slower.
        progress: called with the number of steps done, `progress_steps(len(policies))` in all.

    Returns:
        A `Comparison` of one policy, `Comparisons` of several.

    Raises:
        JordanSPError: any mistake in the policies, the population, the period or the line.
    """
    return compare_each(parse_policies(policies or [()]), population, period, line, engine, progress)


def compare_each(
    policies: Sequence[Policy],
    population: Population | str | Path,
    period: str,
    line: str | float,
    engine: Engine = "fast",
    progress: Callable[[int], None] | None = None,
) -> Comparison | Comparisons:
    """`compare` for policies that are made already, one or more."""
    month = parse_month(period)
    poverty_line = parse_line(line, month)
    people = population if isinstance(population, Population) else read_population(population)
    baseline, *reforms = evaluate_all([Policy(), *policies], people, month, progress, engine=engine)
    basis = Basis(people, baseline)
    pairs = [Pair(basis, reform) for reform in reforms]
    tables = hide_small_cells_of_all([comparison_tables(pair, poverty_line) for pair in pairs], pairs, poverty_line)
    found = tuple(
        Comparison(
            policy=pair.reform.policy,
            period=month,
            line=poverty_line,
            tables=of_policy,
            population=dict(people.manifest),
            evaluations=quotas_shown(pair),
            silent_inputs=_silent_inputs(pair.reform.policy, people, month, of_policy),
        )
        for pair, of_policy in zip(pairs, tables, strict=True)
    )
    if len(found) == 1:
        return found[0]
    titles = {one.policy.id: one.policy.title for one in found}
    return Comparisons(joined_tables(titles, tables), dict(people.manifest), found)


def _silent_inputs(policy: Policy, population: Population, period: Period, tables: Tables) -> tuple[Text, ...]:
    """Those of `silent_inputs` for a policy without any effect; nothing for one that has some."""
    if not policy.reforms or effect_of(tables) != NO_EFFECT:
        return ()  # nobody asks, and reading every rule of the law takes longer than all the tables
    return silent_inputs(policy, population, period)


def silent_inputs(policy: Policy, population: Population, period: Period) -> tuple[Text, ...]:
    """The labels of the inputs that changed rules rest on and that no table of the people has, the nearest first."""
    known = {column for table in TABLES for column in population.table(table)}
    defined = [variable.__name__ for reform in policy.reforms for variable in reform.code.variables]
    paths = {provision.path for provision in policy.provisions()}
    changed = [*sorted(readers_of(policy.system, paths)), *defined]
    variables = [policy.system.variables[name] for name in nearest_inputs(policy.system, changed, known, period)]
    return tuple(Text(variable.label, variable.label_ar) for variable in variables)
