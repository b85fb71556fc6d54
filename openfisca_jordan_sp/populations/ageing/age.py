"""Carrying a population to another year: static ageing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.errors import PeriodError, Text
from openfisca_jordan_sp.formulas import is_known_date
from openfisca_jordan_sp.populations.ageing.series import FIRST_YEAR, LAST_YEAR, AgeingSeries, Value, weakest
from openfisca_jordan_sp.populations.ageing.series_file import load_series
from openfisca_jordan_sp.populations.columns import Table
from openfisca_jordan_sp.populations.layers import with_layers
from openfisca_jordan_sp.populations.manifest import base_date
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import GOVERNORATES, PARTITION_COLUMN, TABLES, Kind, column_named

_TOPIC = "ageing"


def base_year(population: Population) -> int:
    """The year whose end a population describes."""
    return int(str(base_date(population.manifest))[:4])


def population_for(population: Population, period: Period, series: AgeingSeries | None = None) -> Population:
    """The population for which the months of a period's year are computed: that of the end of the year before.

    A population of 31 December 2025 is that of every month of 2026, as it is; for 2030 it is carried to the end of
    2029.
    """
    return age_population(population, period.start.year - 1, series)


def age_population(population: Population, year: int, series: AgeingSeries | None = None) -> Population:
    """The same households as they would be in another year, if nothing but numbers and prices changed.

    Ageing is static. Weights grow with the population of the governorate, money with its series; everything else
    stays: who lives with whom, who works, who is ill, who receives what. Dates (births, first registration) move
    with the year, so that everybody keeps the age and the years of insurance that they have. Nobody is born, dies,
    marries, loses a job or retires, and a rule for those born or registered before a fixed day reaches the same
    people in every year.

    Args:
        population: with a `base_date` in its manifest; it is not changed.
        year: from 2018 to 2033; the year of the base date gives the population itself.
        series: those of the package if left out.

    Returns:
        A new population. Its manifest says `aged_from`, `aged_to` and, under `ageing`, each factor with its
        confidence: a value divided by its factor is the value of the base year. Layers that were added on reading
        are made again for the new day.

    Raises:
        PeriodError: another year.
        PopulationError: no base date, or a series that does not reach back to it.
    """
    start = base_year(population)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _not_a_year(year)
    if year == start:
        return population
    known = load_series() if series is None else series
    layers = population.manifest.get("layers", ())
    factors = _factors(population, known, start, year)
    tables = {
        name: {
            column: _aged(column, values, factors.get(column, 1.0), year - start)
            for column, values in population.table(name).items()
            if column not in layers
        }
        for name in TABLES
    }
    tables["households"]["household_weight"] = _grown(population.households, known, start, year)
    manifest = _manifest(population.manifest, known, start, year)
    if "weight_total" in manifest:
        manifest["weight_total"] = round(float(tables["households"]["household_weight"].sum()), 6)
    aged = Population(**tables, manifest=manifest)
    return with_layers(aged) if layers else aged


def _not_a_year(year: object) -> PeriodError:
    return PeriodError(
        Text(f"A population cannot be carried to {year}.", f"لا يمكن نقل المجتمع إلى سنة {year}."),
        path="year",
        hint=Text(f"Choose a year from {FIRST_YEAR} to {LAST_YEAR}.", f"اختر سنة من {FIRST_YEAR} إلى {LAST_YEAR}."),
    )


def parse_year(text: str) -> int:
    """A year that a population can be carried to, as a user writes it.

    Raises:
        PeriodError: not a year from 2018 to 2033.
    """
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise _not_a_year(text)
    return int(text)


def _factors(population: Population, series: AgeingSeries, start: int, end: int) -> dict[str, float]:
    """The factor of each column in dinars that the population has."""
    present = {column for table in TABLES for column in population.table(table)}
    return {
        column: series.of_column(column).factor(start, end).number for column in series.columns if column in present
    }


def _aged(column: str, values: NDArray[Any], factor: float, years: int) -> NDArray[Any]:
    if column_named(column).kind == Kind.DATE:
        return shift_years(values, years)
    return values if factor == 1.0 else values * factor


def _grown(households: Table, series: AgeingSeries, start: int, end: int) -> NDArray[numpy.float64]:
    growth = numpy.array([series.population[name].factor(start, end).number for name in GOVERNORATES])
    grown: NDArray[numpy.float64] = households["household_weight"] * growth[households[PARTITION_COLUMN]]
    return grown


def shift_years(dates: NDArray[Any], years: int) -> NDArray[Any]:
    """The same days of other years; 29 February becomes 1 March where the year has none, unknown dates stay."""
    months = dates.astype("datetime64[M]")
    moved = (months + 12 * years).astype("datetime64[D]") + (dates - months.astype("datetime64[D]"))
    shifted: NDArray[Any] = numpy.where(is_known_date(dates), moved, dates).astype("datetime64[D]")
    return shifted


def _manifest(manifest: Mapping[str, Any], series: AgeingSeries, start: int, end: int) -> dict[str, Any]:
    """What the population says of itself now; factors of an earlier ageing are multiplied in."""
    before = manifest.get("ageing", {})
    day = shift_years(numpy.array([base_date(manifest)]), end - start)[0]
    first = manifest.get("aged_from", start)
    columns = {
        column: {"series": name, **_combined(series.money[name].factor(start, end), before, "columns", column)}
        for column, name in sorted(series.columns.items())
    }
    weights = {
        name: _combined(series.population[name].factor(start, end), before, "weights", name) for name in GOVERNORATES
    }
    kept = {key: value for key, value in manifest.items() if key not in {"layers", "files"}}
    checksums = dict.fromkeys([*before.get("series_sha256", ()), series.sha256])
    return {
        **kept,
        "base_date": str(day),
        "aged_from": first,
        "aged_to": end,
        "ageing": {"method": "static", "series_sha256": list(checksums), "columns": columns, "weights": weights},
        "caveats": [*_other_caveats(manifest.get("caveats")), _caveat(first, end)],
    }


def _combined(factor: Value, before: Mapping[str, Any], kind: str, name: str) -> dict[str, Any]:
    earlier = before.get(kind, {}).get(name, {"factor": 1.0, "confidence": factor.confidence})
    number = float(factor.number * earlier["factor"])
    return {"factor": number, "confidence": weakest(factor.confidence, earlier["confidence"])}


def _other_caveats(caveats: Any) -> list[Any]:
    written = caveats if isinstance(caveats, list) else [caveats] if caveats else []
    return [each for each in written if not (isinstance(each, Mapping) and each.get("topic") == _TOPIC)]


def _caveat(start: int, end: int) -> dict[str, str]:
    return {
        "topic": _TOPIC,
        "en": (
            f"Carried from {start} to {end} by static ageing: weights grow with the governorates and money with prices "
            "and wages, but families, ages, work and health stay as they were; factors after the last known year are "
            "assumed."
        ),
        "ar": (
            f"نُقل المجتمع من {start} إلى {end} نقلا ساكنا: تنمو الأوزان مع المحافظات والمبالغ مع الأسعار والأجور، "
            "وتبقى الأسر والأعمار والعمل والصحة كما كانت؛ والمعاملات بعد آخر سنة معروفة مفترضة."
        ),
    }
