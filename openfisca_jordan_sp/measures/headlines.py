"""The headline figures of a policy, as one flat mapping: what remains of an evaluation when hundreds are made."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy
import pandas

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import Levy, Programme, levies
from openfisca_jordan_sp.measures import tables as measure
from openfisca_jordan_sp.measures.basis import Basis, FloatArray, total
from openfisca_jordan_sp.measures.small_cells import hide_small_cells
from openfisca_jordan_sp.measures.tables import SMALLEST_CHANGE, Pair
from openfisca_jordan_sp.measures.welfare import gini, poverty
from openfisca_jordan_sp.populations.suppression import minimum_cell


@dataclass(frozen=True)
class Figure:
    """One headline figure: its name, its unit (`JOD`, `persons`, …) and its label."""

    id: str
    unit: str
    label: Text


#: The figures of all programmes together, then of all contributions and taxes, then of people.
FIGURES: Mapping[str, Figure] = {
    figure.id: figure
    for figure in (
        Figure("cost_month", "JOD/month", Text("Cost in the month", "الكلفة في الشهر")),
        Figure("cost_year", "JOD/year", Text("Cost in the year", "الكلفة في السنة")),
        Figure("families", "families", Text("Families reached", "الأسر المنتفعة")),
        Figure("persons", "persons", Text("Persons in them", "الأفراد فيها")),
        Figure("levies_year", "JOD/year", Text("Contributions and taxes in the year", "الاشتراكات والضرائب في السنة")),
        Figure("poverty_headcount", "share", Text("Poverty headcount (FGT0)", "نسبة الفقر (FGT0)")),
        Figure("poverty_gap", "share", Text("Poverty gap (FGT1)", "فجوة الفقر (FGT1)")),
        Figure("poverty_severity", "share", Text("Poverty severity (FGT2)", "شدة الفقر (FGT2)")),
        Figure("poor_persons", "persons", Text("Poor persons", "الأفراد الفقراء")),
        Figure("gini", "index", Text("Gini coefficient", "معامل جيني")),
        Figure("persons_gain", "persons", Text("Persons who gain", "الأفراد الرابحون")),
        Figure("persons_lose", "persons", Text("Persons who lose", "الأفراد الخاسرون")),
    )
}
#: The figures of one programme, contribution or tax.
AMOUNT_FIGURES = ("cost_month", "cost_year", "families", "persons")
#: Figures that compare with the law in force already and so have no difference from it.
OF_CHANGE = ("persons_gain", "persons_lose")


@dataclass(frozen=True)
class Headlines:
    """The headline figures of a policy and of what it is compared with; a figure that few stand behind is NaN.

    Attributes:
        figures: by the names of `FIGURES`.
        baseline: the same of the baseline, without those of `OF_CHANGE`.
        amounts: of each programme, contribution and tax, by id, the figures of `AMOUNT_FIGURES`.
        baseline_amounts: the same of the baseline.
    """

    figures: Mapping[str, float]
    baseline: Mapping[str, float]
    amounts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    baseline_amounts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def differences(self) -> dict[str, float]:
        """What each figure differs from the baseline."""
        return {name: self.figures[name] - value for name, value in self.baseline.items()}

    def changed(self) -> list[str]:
        """The programmes and levies of which a figure differs from the baseline's; hidden on both sides is the same."""
        before = self.baseline_amounts
        return [name for name, figures in self.amounts.items() if not _equals(figures, before.get(name, {}))]


class HeadlineReader:
    """Reads the headline figures of policies against one baseline; what the baseline needs is worked out once.

    Args:
        basis: the population and the evaluation of the baseline.
        line: the poverty line, JOD a person and month.
    """

    def __init__(self, basis: Basis, line: float) -> None:
        self._basis = basis
        self._line = line
        self._consumption = basis.consumption_per_head(basis.baseline)
        self._amounts = {name: self._amount(*both) for name, both in _amounts(basis.baseline).items()}
        self._baseline = self._of_everybody(basis.baseline, self._consumption)

    def read(self, evaluation: Evaluation) -> Headlines:
        """The headline figures of one evaluation."""
        before = _amounts(self._basis.baseline)
        amounts = {
            name: self._amounts[name] if _is_same(both, before.get(name)) else self._amount(*both)
            for name, both in _amounts(evaluation).items()
        }
        consumption = self._basis.consumption_per_head(evaluation)
        values = {**self._of_everybody(evaluation, consumption), **self._winners(consumption)}
        headlines = Headlines(values, self._baseline, amounts, self._amounts)
        if minimum_cell(self._basis.population.manifest):
            return _hidden(headlines, Pair(self._basis, evaluation), self._line)
        return headlines

    def _of_everybody(self, evaluation: Evaluation, consumption: FloatArray) -> dict[str, float]:
        count = len(self._basis.family_weight)
        together = self._amount(total(evaluation.month, count), total(evaluation.year, count))
        weight = self._basis.person_weight
        poor = poverty(consumption, weight, self._line)
        paid = total(evaluation.levies_year, count)
        return {
            **together,
            "levies_year": float((self._basis.family_weight * paid).sum()),
            "poverty_headcount": poor.headcount,
            "poverty_gap": poor.gap,
            "poverty_severity": poor.severity,
            "poor_persons": poor.persons,
            "gini": gini(consumption, weight),
        }

    def _winners(self, consumption: FloatArray) -> dict[str, float]:
        change, weight = consumption - self._consumption, self._basis.person_weight
        return {
            "persons_gain": float((weight * (change > SMALLEST_CHANGE)).sum()),
            "persons_lose": float((weight * (change < -SMALLEST_CHANGE)).sum()),
        }

    def _amount(self, month: FloatArray, year: FloatArray) -> dict[str, float]:
        """Cost and reach of an amount, in the order of `AMOUNT_FIGURES`."""
        weight = self._basis.family_weight
        reached = weight * (month > 0)
        persons = float((reached * self._basis.family_persons).sum())
        figures = (float((weight * month).sum()), float((weight * year).sum()), float(reached.sum()), persons)
        return dict(zip(AMOUNT_FIGURES, figures, strict=True))


def _equals(figures: Mapping[str, float], others: Mapping[str, float]) -> bool:
    return figures.keys() == others.keys() and all(
        value == others[name] or (math.isnan(value) and math.isnan(others[name])) for name, value in figures.items()
    )


def headlines(pair: Pair, line: float) -> Headlines:
    """The headline figures of a policy against another on one population.

    Args:
        pair: the two evaluations.
        line: the poverty line, JOD a person and month.
    """
    return HeadlineReader(pair.basis, line).read(pair.reform)


def counted(programmes: tuple[Programme, ...]) -> dict[str, Programme | Levy]:
    """The programmes, contributions and taxes that have figures of their own, by id."""
    both: tuple[Programme | Levy, ...] = (*programmes, *levies())
    return {item.id: item for item in both}


def _amounts(evaluation: Evaluation) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Month and year of every programme and levy."""
    months = {**evaluation.month, **evaluation.levies_month}
    years = {**evaluation.year, **evaluation.levies_year}
    return {name: (months[name], years[name]) for name in months}


def _is_same(after: tuple[FloatArray, FloatArray], before: tuple[FloatArray, FloatArray] | None) -> bool:
    """Whether an amount is what it was: policies share the arrays that none of them changes."""
    if before is None:
        return False
    return all(new is old or numpy.array_equal(new, old) for new, old in zip(after, before, strict=True))


def _hidden(figures: Headlines, pair: Pair, line: float) -> Headlines:
    """The figures without those that a comparison of the same two policies would hide."""
    tables = hide_small_cells(
        {
            "programmes": measure.programmes_table(pair),
            "levies": measure.levies_table(pair),
            "poverty": measure.poverty_table(pair, line),
            "inequality": measure.inequality_table(pair),
            "winners_losers": measure.winners_losers_table(pair),
        },
        pair,
        line,
    )
    shown, shown_baseline = _shown(tables, "reform"), _shown(tables, "baseline")
    return Headlines(
        figures={name: shown[name] for name in figures.figures},
        baseline={name: shown_baseline[name] for name in figures.baseline},
        amounts={name: _row(tables, name, "reform") for name in figures.amounts},
        baseline_amounts={name: _row(tables, name, "baseline") for name in figures.baseline_amounts},
    )


def _shown(tables: Mapping[str, pandas.DataFrame], scenario: str) -> dict[str, float]:
    poor = _cells(tables["poverty"], "group", "all")
    everybody = _cells(tables["winners_losers"], "decile", "all")
    return {
        **_row(tables, "total", scenario),
        "levies_year": _cells(tables["levies"], "levy", "total")[f"cost_year_{scenario}"],
        **{f"poverty_{name}": poor[f"{name}_{scenario}"] for name in ("headcount", "gap", "severity")},
        "poor_persons": poor[f"persons_{scenario}"],
        "gini": float(tables["inequality"][f"gini_{scenario}"].iloc[0]),
        "persons_gain": everybody["persons_gain"],
        "persons_lose": everybody["persons_lose"],
    }


def _row(tables: Mapping[str, pandas.DataFrame], name: str, scenario: str) -> dict[str, float]:
    """The figures of a programme or of all, or of a levy; nothing of what the scenario does not have."""
    is_programme = (tables["programmes"]["programme"] == name).any()
    table, column = ("programmes", "programme") if is_programme else ("levies", "levy")
    cells = _cells(tables[table], column, name)
    return {figure: cells[f"{figure}_{scenario}"] for figure in AMOUNT_FIGURES}


def _cells(table: pandas.DataFrame, column: str, name: str) -> dict[str, Any]:
    """The cells of the one row of a name."""
    return {str(key): cell for key, cell in table[table[column] == name].iloc[0].items()}
