"""Policies compared with the law in force year after year: what they will cost, and whom they will reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import overload

import pandas

from openfisca_jordan_sp.asked import parse_line, parse_month, parse_years
from openfisca_jordan_sp.asked_policies import PolicyLike, parse_policies
from openfisca_jordan_sp.comparison import DEFAULT_PERIOD, progress_steps
from openfisca_jordan_sp.cost_path_law import projected
from openfisca_jordan_sp.cost_path_result import CostPath, CostPaths
from openfisca_jordan_sp.cost_path_tables import assumptions_table, unknown_row, with_constant_prices, year_row
from openfisca_jordan_sp.engine.evaluate import Evaluation, evaluate_all
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.measures import tables as measure
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.small_cells import hide_small_cells_of_all
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.ageing import (
    FIRST_YEAR,
    LAST_YEAR,
    AgeingSeries,
    base_year,
    load_series,
    population_for,
)
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.store import read_population

__all__ = ["FIRST_COMPUTED_YEAR", "CostPath", "CostPaths", "compare_years", "compare_years_each"]

#: The first year whose months can be computed: they take the population of the end of the year before.
FIRST_COMPUTED_YEAR = FIRST_YEAR + 1
_NATIONAL = "national"

Tables = dict[str, pandas.DataFrame]


@overload
def compare_years(
    policy: PolicyLike = ...,
    /,
    *,
    years: str | Iterable[int],
    population: Population | str | Path = ...,
    period: str = ...,
    line: str | float = ...,
    series: AgeingSeries | str | Path | None = ...,
    progress: Callable[[int], None] | None = ...,
) -> CostPath: ...


@overload
def compare_years(
    first: PolicyLike,
    second: PolicyLike,
    /,
    *others: PolicyLike,
    years: str | Iterable[int],
    population: Population | str | Path = ...,
    period: str = ...,
    line: str | float = ...,
    series: AgeingSeries | str | Path | None = ...,
    progress: Callable[[int], None] | None = ...,
) -> CostPaths: ...


def compare_years(
    *policies: PolicyLike,
    years: str | Iterable[int],
    population: Population | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = _NATIONAL,
    series: AgeingSeries | str | Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> CostPath | CostPaths:
    """Compare the law in force with one policy, or with several, in each of some years.

    Args:
        policies: as for `compare`; none is the null reform.
        years: such as `2026:2033`, `2026,2028` or numbers, from 2019 to 2033.
        population: `demo`, a population folder, or a loaded population; it is carried to the end of the year before
            each year (see `populations.ageing`).
        period: a month; in each year the same month is taken for the monthly figures.
        line: `national` (the line of the population's own year, then at the prices of each), `unindexed`, `naf`
            (both as the law has them in the month), or JOD a person and month.
        series: the series of prices, earnings and people, or their file; those of the package if left out.
        progress: called with the number of steps done, `progress_steps(len(policies))` for each year.

    Returns:
        A `CostPath` of one policy, `CostPaths` of several.

    Raises:
        JordanSPError: any mistake in what was asked for.
        UnsetParameterError: a policy of which no year can be computed; where only some cannot, the result has them in
            `failures`.
    """
    return compare_years_each(parse_policies(policies or [()]), years, population, period, line, series, progress)


def compare_years_each(
    policies: Sequence[Policy],
    years: str | Iterable[int],
    population: Population | str | Path,
    period: str,
    line: str | float,
    series: AgeingSeries | str | Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> CostPath | CostPaths:
    """`compare_years` for policies that are made already, one or more."""
    wanted = parse_years(years, FIRST_COMPUTED_YEAR, LAST_YEAR)
    month = parse_month(period).start.month
    people = population if isinstance(population, Population) else read_population(population)
    known = series if isinstance(series, AgeingSeries) else load_series(series)
    run = _Run(policies, people, known, month, line, progress or (lambda _: None))
    by_year = {year: run.year(year, wanted[0]) for year in wanted}
    paths = []
    for place, policy in enumerate(policies):
        of_policy = {year: results[place] for year, results in by_year.items()}
        found = {year: one for year, one in of_policy.items() if not isinstance(one, UnsetParameterError)}
        failures = {year: one for year, one in of_policy.items() if isinstance(one, UnsetParameterError)}
        if not found:
            raise next(iter(failures.values()))
        paths.append(
            CostPath(
                policy=policy,
                years=wanted,
                month=month,
                tables=_joined(found, failures, known, base_year(people)),
                population=dict(people.manifest),
                base_year=base_year(people),
                failures=failures,
            )
        )
    return paths[0] if len(paths) == 1 else CostPaths.of(paths)


class _Run:
    """What all years share, and the steps done in the present one."""

    def __init__(
        self,
        policies: Sequence[Policy],
        population: Population,
        series: AgeingSeries,
        month: int,
        line: str | float,
        progress: Callable[[int], None],
    ) -> None:
        self._population, self._series = population, series
        self._as_known = [Policy(), *policies]
        self._projected = projected(policies, series)
        self._month, self._line, self._progress = month, line, progress
        self._steps, self._all_steps = 0, progress_steps(len(policies))

    def _advance(self, steps: int) -> None:
        """Tell of steps done; what is computed again after a failure is not told twice."""
        new = min(steps, self._all_steps - self._steps)
        self._steps += new
        if new:
            self._progress(new)

    def year(self, year: int, first: int) -> list[Tables | UnsetParameterError]:
        """For each policy the tables of one year, or why there are none; amounts also at the prices of the first."""
        self._steps = 0
        try:
            made = self._tables(year, first)
        except UnsetParameterError as error:
            made = [error] * (len(self._as_known) - 1)
        self._advance(self._all_steps)
        return made

    def _tables(self, year: int, first: int) -> list[Tables | UnsetParameterError]:
        period = parse_month(f"{year}-{self._month:02}")
        line = self._line_of(year)
        people = population_for(self._population, period, self._series)
        # In the population's own year nothing is projected: the result is that of `compare`.
        policies = self._as_known if year == base_year(self._population) + 1 else self._projected
        baseline, *reforms = _evaluated(policies, lambda asked: evaluate_all(asked, people, period, self._advance))
        if isinstance(baseline, UnsetParameterError):
            raise baseline
        basis = Basis(people, baseline)
        pairs = [measure.Pair(basis, one) for one in reforms if isinstance(one, Evaluation)]
        shown = iter(hide_small_cells_of_all([_measured(pair, line) for pair in pairs], pairs, line) if pairs else [])
        return [
            one if isinstance(one, UnsetParameterError) else self._dated(next(shown), year, first, people)
            for one in reforms
        ]

    def _dated(self, tables: Tables, year: int, first: int, people: Population) -> Tables:
        """The tables of a policy with their year, also at the prices of the first; the year in one row."""
        price_level = self._series.prices.factor(first, year)
        costs = {name: table for name, table in tables.items() if name != "poverty"}
        made = {f"years_{name}": with_constant_prices(table, year, price_level) for name, table in costs.items()}
        row = year_row(
            made["years_programmes"], made["years_levies"], tables["poverty"], self._series.persons(year - 1)
        )
        years = pandas.DataFrame([{"year": year, "persons": float(people.person_weight.sum()), **row}])
        return {"years": years, **made}

    def _line_of(self, year: int) -> float:
        """The national line is carried by the same prices as consumption, so that nobody turns poor by ageing."""
        if self._line != _NATIONAL:
            return parse_line(self._line, parse_month(f"{year}-{self._month:02}"))
        # The law's index begins with the first year of the series: an older survey takes the line of that year.
        anchor = max(base_year(self._population) + 1, FIRST_COMPUTED_YEAR)
        own = parse_line(_NATIONAL, parse_month(f"{anchor}-{self._month:02}"))
        return own if year == anchor else own * self._series.prices.factor(anchor - 1, year - 1).number


def _measured(pair: measure.Pair, line: float) -> Tables:
    return {
        "programmes": measure.programmes_table(pair),
        "pillars": measure.pillars_table(pair),
        "levies": measure.levies_table(pair),
        "poverty": measure.poverty_table(pair, line),
    }


def _evaluated(
    policies: Sequence[Policy], evaluate: Callable[[Sequence[Policy]], list[Evaluation]]
) -> list[Evaluation | UnsetParameterError]:
    """All policies in one pass; where one needs a value that no source gives, one by one to find out which."""
    try:
        return [*evaluate(policies)]
    except UnsetParameterError as error:
        if len(policies) == 1:
            return [error]
    baseline = _evaluated(policies[:1], evaluate)
    if isinstance(baseline[0], UnsetParameterError):
        return baseline * len(policies)
    return baseline + [_evaluated([one], evaluate)[0] for one in policies[1:]]


def _joined(
    found: Mapping[int, Mapping[str, pandas.DataFrame]],
    failures: Mapping[int, UnsetParameterError],
    series: AgeingSeries,
    base: int,
) -> dict[str, pandas.DataFrame]:
    """The tables of all years one under the other; a year that failed is a row with its reason."""
    names = next(iter(found.values()))
    tables = {name: pandas.concat([of_year[name] for of_year in found.values()], ignore_index=True) for name in names}
    if failures:
        unknown = pandas.DataFrame([unknown_row(year, error) for year, error in failures.items()])
        rows = pandas.concat([tables["years"], unknown], ignore_index=True)
        tables["years"] = rows.sort_values("year", kind="stable", ignore_index=True)
    years = [*found, *failures]
    tables["years_assumptions"] = assumptions_table(series, min(base, *(year - 1 for year in years)), max(base, *years))
    return tables
