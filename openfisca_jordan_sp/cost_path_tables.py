"""The tables of a cost path: figures of a comparison with their year, and at constant prices."""

from __future__ import annotations

from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text, UnsetParameterError
from openfisca_jordan_sp.populations.ageing import AgeingSeries, Value

SCENARIOS = ("baseline", "reform", "difference")


def with_constant_prices(table: pandas.DataFrame, year: int, price_level: Value) -> pandas.DataFrame:
    """A table of costs with its year and with `cost_year` at the prices of another year.

    Args:
        table: programmes, pillars or levies of the comparison.
        year: the year of the figures.
        price_level: prices of the year over those of the other one.
    """
    dated = table.copy()
    dated.insert(0, "year", year)
    dated.insert(1, "price_level", price_level.number)
    dated.insert(2, "price_level_confidence", price_level.confidence)
    for scenario in SCENARIOS:
        dated[f"cost_year_constant_{scenario}"] = dated[f"cost_year_{scenario}"] / price_level.number
    return dated


def year_row(
    programmes: pandas.DataFrame, levies: pandas.DataFrame, poverty: pandas.DataFrame, persons: Value
) -> dict[str, Any]:
    """The figures of a year in one row: all programmes, all levies, poverty of all residents."""
    benefits, paid, poor = programmes.iloc[-1], levies.iloc[-1], poverty.iloc[0]
    row: dict[str, Any] = {
        "persons_confidence": persons.confidence,
        "price_level": benefits["price_level"],
        "price_level_confidence": benefits["price_level_confidence"],
        "poverty_line": poor["line"],
    }
    for figure in ("cost_month", "cost_year", "cost_year_constant", "families", "persons"):
        name = "persons_reached" if figure == "persons" else figure
        row |= {f"{name}_{scenario}": benefits[f"{figure}_{scenario}"] for scenario in SCENARIOS}
    for figure in ("cost_year", "cost_year_constant"):
        name = figure.replace("cost", "levies")
        row |= {f"{name}_{scenario}": paid[f"{figure}_{scenario}"] for scenario in SCENARIOS}
    row |= {f"headcount_{scenario}": poor[f"headcount_{scenario}"] for scenario in SCENARIOS}
    return {**row, "reason_en": None, "reason_ar": None}


def unknown_row(year: int, error: UnsetParameterError) -> dict[str, Any]:
    """The row of a year that cannot be computed."""
    return {"year": year, "reason_en": error.message.en, "reason_ar": error.message.ar}


def assumptions_table(series: AgeingSeries, first: int, last: int) -> pandas.DataFrame:
    """People, prices and the other series in use in each year, with growth, confidence and the reason of the rule."""
    used = {name: series.money[name] for name in (series.prices.name, *sorted(set(series.columns.values())))}
    people = next(iter(series.population.values()))
    kingdom = Text("Population of the Kingdom, end of the year", "سكان المملكة نهاية السنة")
    sources = [("population", kingdom, people, series.persons)]
    sources += [(name, one.label, one, one.at) for name, one in used.items()]
    rows = [
        {
            "series": name,
            "label_en": label.en,
            "label_ar": label.ar,
            "unit": one.unit,
            "year": year,
            **_value(at(year), at(year - 1) if year > one.first_year else None),
            "why_en": one.projection.why.en,
            "why_ar": one.projection.why.ar,
        }
        for name, label, one, at in sources
        for year in range(first, last + 1)
    ]
    columns = ["series", "label_en", "label_ar", "unit", "year", "value", "growth", "confidence", "why_en", "why_ar"]
    return pandas.DataFrame(rows, columns=columns)


def _value(now: Value, before: Value | None) -> dict[str, Any]:
    growth = now.number / before.number - 1 if before is not None else None
    return {"value": now.number, "growth": growth, "confidence": now.confidence}
