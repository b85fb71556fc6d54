"""Tables of effective marginal rates: how many earners keep how much of a raise, in bands and by decile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy
import pandas
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.defaults import SMALLEST_STEP
from openfisca_jordan_sp.engine.simulation import gather
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.basis import DECILES, FloatArray, deciles
from openfisca_jordan_sp.measures.marginal_rates import gain_of_households, highest_earners
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.suppression import minimum_cell, protected, small

#: Rates are compared after rounding to a millionth: a raise that is lost whole is 100 per cent, whatever the last bit.
_DECIMALS = 6
_BANDS = 10


def band_labels() -> tuple[Text, ...]:
    """The bands, the lowest rates first."""
    tenths = (Text(f"{10 * tenth}-{10 * tenth + 10} %", f"{10 * tenth}-{10 * tenth + 10} %") for tenth in range(_BANDS))
    below, over = Text("below 0 %", "دون 0 %"), Text("above 100 %", "فوق 100 %")
    return (below, *tenths, Text("100 %", "100 %"), over)


def bands_of(rates: FloatArray) -> NDArray[numpy.int64]:
    """The position of each rate among the bands; a rate at an edge belongs to the band above it."""
    rounded = numpy.round(rates, _DECIMALS)
    tenth = numpy.floor(numpy.round(rounded * _BANDS, _DECIMALS)).clip(-1, _BANDS).astype(numpy.int64) + 1
    return numpy.where(rounded > 1, _BANDS + 2, tenth)


def weighted_median(values: FloatArray, weight: FloatArray) -> float:
    """The least value that half of the weight does not exceed; not a number of nothing."""
    if not weight.sum():
        return float("nan")
    order = numpy.argsort(values, kind="stable")
    reached = numpy.cumsum(weight[order])
    return float(values[order][numpy.searchsorted(reached, reached[-1] / 2)])


def marginal_rate_tables(
    policies: Sequence[Policy], population: Population, period: Period, step: float = SMALLEST_STEP
) -> list[dict[str, pandas.DataFrame]]:
    """`bands` and `deciles` of each policy beside the law in force; of the law in force alone without a policy.

    The earners are those with the highest wage of each household; deciles hold a tenth of all persons each, by
    consumption per head in the month under the law in force. Earners are those of the Kingdom, by household weight.

    Args:
        policies: what stands beside the law in force, which is computed once.
        population: households, families and persons.
        period: a month.
        step: by how much the wage rises, JOD a month, 1 or more.

    Raises:
        MeasureError: a step below 1 JOD.
        UnsetParameterError: a policy needs a value that no source gives.
    """
    chosen = highest_earners(population)
    gain, before = gain_of_households(Policy(), population, period, chosen, step)
    gains = [gain_of_households(policy, population, period, chosen, step)[0] for policy in policies]
    households = population.persons["household_id"]
    weight = population.households["household_weight"]
    persons = numpy.bincount(households, minlength=population.household_count)
    decile = deciles(gather(before, "household_consumption_per_person", period), weight * persons)
    homes = households[chosen]
    of_law, of_policies = 1 - gain[homes] / step, [1 - of[homes] / step for of in gains]
    found = []
    for rates in [{"baseline": of_law, "reform": of} for of in of_policies] or [{"baseline": of_law}]:
        tables = {
            "bands": bands_table(rates, weight[homes]),
            "deciles": deciles_table(rates, weight[homes], decile[homes]),
        }
        found.append(_without_small_cells(tables, rates, decile[homes], minimum_cell(population.manifest)))
    return found


def _without_small_cells(
    tables: dict[str, pandas.DataFrame],
    rates: Mapping[str, FloatArray],
    decile: NDArray[numpy.int64],
    minimum: int,
) -> dict[str, pandas.DataFrame]:
    """The tables with NaN where few earners of a survey stand behind a figure, or where a total would give it away."""
    if not minimum:
        return tables
    for name, values in rates.items():
        earners = numpy.bincount(bands_of(values), minlength=len(tables["bands"]))
        hidden = protected(small(earners, minimum), earners, [range(len(earners))])
        tables["bands"].loc[hidden, [f"earners_{name}", f"share_{name}"]] = numpy.nan
    counts = numpy.append(numpy.bincount(decile, minlength=DECILES), len(decile))
    hidden = protected(small(counts, minimum), counts, [range(len(counts))])
    figures = [column for column in tables["deciles"].columns if column != "decile"]
    tables["deciles"].loc[hidden, figures] = numpy.nan
    return tables


def bands_table(rates: Mapping[str, FloatArray], weight: FloatArray) -> pandas.DataFrame:
    """Earners, and their share of all earners, in each band of rates."""
    labels = band_labels()
    table = pandas.DataFrame({"band_en": [label.en for label in labels], "band_ar": [label.ar for label in labels]})
    for name, values in rates.items():
        earners = numpy.bincount(bands_of(values), weight, minlength=len(labels))
        table[f"earners_{name}"] = earners
        table[f"share_{name}"] = earners / weight.sum() if weight.sum() else 0.0
    return table


def deciles_table(
    rates: Mapping[str, FloatArray], weight: FloatArray, decile: NDArray[numpy.int64]
) -> pandas.DataFrame:
    """Mean and median rate of the earners of each decile, and of all."""
    groups = [(str(number + 1), decile == number) for number in range(DECILES)]
    rows = []
    for group, inside in [*groups, ("all", numpy.ones(len(weight), dtype=bool))]:
        of_group = weight[inside]
        row: dict[str, object] = {"decile": group, "earners": float(of_group.sum())}
        for name, values in rates.items():
            total = of_group.sum()
            row[f"mean_{name}"] = float((values[inside] * of_group).sum() / total) if total else float("nan")
            row[f"median_{name}"] = weighted_median(values[inside], of_group)
        rows.append(row)
    return pandas.DataFrame(rows)
