"""A policy compared with the law in force year after year: what it will cost, and whom it will reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas

from openfisca_jordan_sp.asked import parse_line, parse_month, parse_years
from openfisca_jordan_sp.comparison import DEFAULT_PERIOD, PROGRESS_STEPS, SYNTHETIC
from openfisca_jordan_sp.cost_path_law import Policies, with_projected_statistics
from openfisca_jordan_sp.cost_path_tables import assumptions_table, unknown_row, with_constant_prices, year_row
from openfisca_jordan_sp.engine.evaluate import evaluate
from openfisca_jordan_sp.errors import Text, UnsetParameterError
from openfisca_jordan_sp.measures import tables as measure
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.small_cells import hidden_notes, hide_small_cells
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
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.saving import json_rows, save_whole, write_all

#: The first year whose months can be computed: they take the population of the end of the year before.
FIRST_COMPUTED_YEAR = FIRST_YEAR + 1
_NATIONAL = "national"


@dataclass(frozen=True)
class CostPath:
    """The result of comparing a policy with the law in force over some years.

    Attributes:
        policy: the policy compared.
        years: the calendar years asked for, in order; the first gives the constant prices.
        month: the month of the monthly figures, 1 to 12.
        tables: `years` (one row a year), `years_programmes`, `years_pillars`, `years_levies` (one row a year and
            item) and `years_assumptions` (prices, earnings and people of each year); amounts in JOD.
        population: the manifest of the population that was carried from year to year.
        base_year: the year whose end the population describes.
        failures: the years that cannot be computed, and why.
    """

    policy: Policy
    years: tuple[int, ...]
    month: int
    tables: dict[str, pandas.DataFrame]
    population: dict[str, Any]
    base_year: int
    failures: Mapping[int, UnsetParameterError]

    @property
    def is_synthetic(self) -> bool:
        """Whether the population was made and not surveyed."""
        return bool(self.population.get("kind") == "synthetic")

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        notes = [*hidden_notes(self.population), *([SYNTHETIC] if self.is_synthetic else [])]
        notes += [_not_computed(year, error) for year, error in self.failures.items()]
        growth = self._growth_notes()
        notes += [*([_LAW_CARRIED_ON] if growth else []), *growth, _STATIC]
        if self.policy.reforms and not self._has_effect():
            notes.append(_NO_EFFECT)
        return notes

    def _growth_notes(self) -> list[Text]:
        """By how much people and prices grow after the last year that is known."""
        rows = self.tables["years_assumptions"]
        assumed = rows[(rows["confidence"] == "assumed") & (rows["year"] <= max(self.years))]
        return [
            Text(
                f"{labels[0]}: from {first} assumed, {growth:+.1%} a year on average.",
                f"{labels[1]}: مفترض ابتداء من {first}، بنمو سنوي متوسطه {growth:+.1%}.",
            )
            for labels, first, growth in (
                ((part["label_en"].iloc[0], part["label_ar"].iloc[0]), part["year"].iloc[0], part["growth"].mean())
                for _, part in assumed.groupby("series", sort=False)
            )
        ]

    def _has_effect(self) -> bool:
        rows = self.tables["years"]
        changes = rows[["cost_year_difference", "levies_year_difference"]].fillna(0)
        return bool((changes != 0).any().any())

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON (no NaN, no infinity)."""
        return {
            "package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")},
            "policy": {"id": self.policy.id, "title": vars(self.policy.title)},
            "reforms": [
                {"id": r.id, "status": r.status, "title": vars(r.title), "source": list(r.source)}
                for r in self.policy.reforms
            ],
            "years": list(self.years),
            "month": self.month,
            "constant_prices_of": self.years[0],
            "population": self.population,
            "is_synthetic": self.is_synthetic,
            "notes": [vars(note) for note in self.notes()],
            "not_computed": {str(year): vars(error.message) for year, error in self.failures.items()},
            "tables": {name: json_rows(table) for name, table in self.tables.items()},
        }

    def save(self, directory: str | Path, language: str = "en") -> list[Path]:
        """Write `years.json`, one CSV file for each table, and `report.html` where charts are installed.

        Raises:
            OutputError: the directory cannot be made or written.
        """
        return save_whole(directory, lambda folder: self._write(folder, language))

    def _write(self, directory: Path, language: str) -> list[Path]:
        return write_all(directory, "years.json", self.to_dict(), self.tables, lambda: self._page(language))

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report import render_years  # noqa: PLC0415 - the charts are an extra

        return render_years(self, language)


_LAW_CARRIED_ON = Text(
    "Each value of the law holds on after its last known date: amounts and limits fixed in dinars are worth less each "
    "year, and nothing that may yet be decided is in the figures. Only the index of prices goes on, by the assumed "
    "prices, for rules and reforms that follow it.",
    "تبقى كل قيمة في القانون كما هي بعد آخر تاريخ معروف لها: تتراجع القيمة الحقيقية للمبالغ والحدود الثابتة بالدينار "
    "سنة بعد سنة، ولا تشمل الأرقام أي قرار لم يصدر بعد. ولا يتغير إلا الرقم القياسي للأسعار بحسب الأسعار المفترضة، "
    "للأحكام والتعديلات التي تتبعه.",
)
_NO_EFFECT = Text(
    "The reform changes no cost in any of these years; rights to services are not counted here.",
    "لا يغير المشروع أي كلفة في هذه السنوات؛ ولا تُعد هنا الحقوق في الخدمات.",
)
_STATIC = Text(
    "Ageing is static: the months of a year are computed for the people of the end of the year before, with the "
    "families, ages, work and health of the population given; nobody reacts to the policy or to prices.",
    "نقل السكان ساكن: تُحسب أشهر كل سنة على سكان نهاية السنة السابقة، بالأسر والأعمار والعمل والصحة نفسها كما في "
    "المجتمع المعطى؛ ولا يغير أحد سلوكه بسبب السياسة أو الأسعار.",
)


def _not_computed(year: int, error: UnsetParameterError) -> Text:
    return Text(
        f"{year} is not computed. {error.message.en}",
        f"لم تُحسب سنة {year}. {error.message.ar}",
    )


def compare_years(
    *reforms: Reform | str | Path,
    years: str | Iterable[int],
    population: Population | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = _NATIONAL,
    series: AgeingSeries | str | Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> CostPath:
    """Compare the law in force with the same law under some reforms in each of some years.

    Args:
        reforms: files, ids of the catalogue, or loaded reforms, applied in order; none is the null reform.
        years: such as `2026:2033`, `2026,2028` or numbers, from 2019 to 2033.
        population: `demo`, a population folder, or a loaded population; it is carried to the end of the year before
            each year (see `populations.ageing`).
        period: a month; in each year the same month is taken for the monthly figures.
        line: `national` (the line of the population's own year, then at the prices of each), `unindexed`, `naf`
            (both as the law has them in the month), or JOD a person and month.
        series: the series of prices, earnings and people, or their file; those of the package if left out.
        progress: called with the number of steps done, `PROGRESS_STEPS` for each year.

    Raises:
        JordanSPError: any mistake in what was asked for.
        UnsetParameterError: no year can be computed; where only some cannot, the result has them in `failures`.
    """
    policy = Policy.of(*reforms)
    wanted = parse_years(years, FIRST_COMPUTED_YEAR, LAST_YEAR)
    month = parse_month(period).start.month
    people = population if isinstance(population, Population) else read_population(population)
    known = series if isinstance(series, AgeingSeries) else load_series(series)
    run = _Run(policy, people, known, month, line, progress or (lambda _: None))
    found, failures = {}, {}
    for year in wanted:
        try:
            found[year] = run.tables(year, wanted[0])
        except UnsetParameterError as error:
            failures[year] = error
        run.finish_year()
    if not found:
        raise next(iter(failures.values()))
    return CostPath(
        policy=policy,
        years=wanted,
        month=month,
        tables=_joined(found, failures, known, base_year(people)),
        population=dict(people.manifest),
        base_year=base_year(people),
        failures=failures,
    )


class _Run:
    """What all years share, and the steps done in the present one."""

    def __init__(
        self,
        policy: Policy,
        population: Population,
        series: AgeingSeries,
        month: int,
        line: str | float,
        progress: Callable[[int], None],
    ) -> None:
        self._population, self._series = population, series
        self._as_known = Policies(Policy(), policy)
        self._projected = with_projected_statistics(policy, series)
        self._month, self._line, self._progress = month, line, progress
        self._steps = 0

    def _advance(self, steps: int) -> None:
        self._steps += steps
        self._progress(steps)

    def finish_year(self) -> None:
        """Count the steps that a failed year left out."""
        if self._steps < PROGRESS_STEPS:
            self._progress(PROGRESS_STEPS - self._steps)
        self._steps = 0

    def tables(self, year: int, first: int) -> dict[str, pandas.DataFrame]:
        """The tables of one year, amounts also at the prices of the first."""
        period = parse_month(f"{year}-{self._month:02}")
        line = self._line_of(year)
        people = population_for(self._population, period, self._series)
        # In the population's own year nothing is projected: the result is that of `compare`.
        policies = self._as_known if year == base_year(self._population) + 1 else self._projected
        baseline = evaluate(policies.baseline, people, period, self._advance)
        reform = evaluate(policies.reform, people, period, self._advance)
        pair = measure.Pair(Basis(people, baseline), reform)
        price_level = self._series.prices.factor(first, year)
        shown = hide_small_cells(
            {
                "programmes": measure.programmes_table(pair),
                "pillars": measure.pillars_table(pair),
                "levies": measure.levies_table(pair),
                "poverty": measure.poverty_table(pair, line),
            },
            pair,
            line,
        )
        poverty = shown.pop("poverty")
        made = {f"years_{name}": with_constant_prices(table, year, price_level) for name, table in shown.items()}
        row = year_row(made["years_programmes"], made["years_levies"], poverty, self._series.persons(year - 1))
        return {
            "years": pandas.DataFrame([{"year": year, "persons": float(people.person_weight.sum()), **row}]),
            **made,
        }

    def _line_of(self, year: int) -> float:
        """The national line is carried by the same prices as consumption, so that nobody turns poor by ageing."""
        if self._line != _NATIONAL:
            return parse_line(self._line, parse_month(f"{year}-{self._month:02}"))
        # The law's index begins with the first year of the series: an older survey takes the line of that year.
        anchor = max(base_year(self._population) + 1, FIRST_COMPUTED_YEAR)
        own = parse_line(_NATIONAL, parse_month(f"{anchor}-{self._month:02}"))
        return own if year == anchor else own * self._series.prices.factor(anchor - 1, year - 1).number


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
