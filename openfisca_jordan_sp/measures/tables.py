"""The tables of a comparison: baseline, reform and difference, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.law.catalogue import Programme, levies, pillars, services
from openfisca_jordan_sp.measures.basis import DECILES, Basis, FloatArray, total
from openfisca_jordan_sp.measures.welfare import gini, poverty

#: A change of consumption below half a fils a month is no change.
SMALLEST_CHANGE = 0.0005

SCENARIOS = ("baseline", "reform")


@dataclass(frozen=True)
class Pair:
    """Two evaluations of the same population."""

    basis: Basis
    reform: Evaluation

    @property
    def evaluations(self) -> dict[str, Evaluation]:
        """Both by the name of their column."""
        return {"baseline": self.basis.baseline, "reform": self.reform}

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes of either policy; a reform may add some, never remove any."""
        return self.reform.policy.programmes

    @cached_property
    def consumption(self) -> dict[str, FloatArray]:
        """JOD a person and month with benefits for each household, by the name of the column."""
        return {
            "baseline": self.basis.baseline_consumption,
            "reform": self.basis.consumption_per_head(self.reform),
        }

    @cached_property
    def programme_sums(self) -> dict[str, tuple[FloatArray, FloatArray]]:
        """All programmes together for each family, JOD in the month and in the year, by the name of the column."""
        ids = [programme.id for programme in self.programmes]
        return {name: _sums(evaluation, ids, self.basis) for name, evaluation in self.evaluations.items()}


def _sums(evaluation: Evaluation, ids: Sequence[str], basis: Basis) -> tuple[FloatArray, FloatArray]:
    """The sum of some programmes or levies for each family, in the month and in the year."""
    count = len(basis.family_weight)
    of_month, of_year = {**evaluation.month, **evaluation.levies_month}, {**evaluation.year, **evaluation.levies_year}
    if len(ids) == 1 and ids[0] in of_month:
        return of_month[ids[0]], of_year[ids[0]]  # as it stands, so that both policies may share it
    return (
        total({key: of_month[key] for key in ids if key in of_month}, count),
        total({key: of_year[key] for key in ids if key in of_year}, count),
    )


def _figures(basis: Basis, month: FloatArray, year: FloatArray, weight: FloatArray) -> dict[str, float]:
    """Cost and reach of one amount among families with a weight."""
    if not month.any():
        cost_year = float((weight * year).sum()) if year.any() else 0.0
        return {"cost_month": 0.0, "cost_year": cost_year, "families": 0.0, "persons": 0.0, "mean_amount": 0.0}
    reached = weight * (month > 0)
    families = float(reached.sum())
    cost = float((weight * month).sum())
    return {
        "cost_month": cost,
        "cost_year": float((weight * year).sum()),
        "families": families,
        "persons": float((reached * basis.family_persons).sum()),
        "mean_amount": cost / families if families else 0.0,
    }


def _side_by_side(figures: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """`cost_month_baseline`, `cost_month_reform`, `cost_month_difference` and so on."""
    row: dict[str, float] = {}
    for name in figures["baseline"]:
        baseline, reform = figures["baseline"][name], figures["reform"][name]
        row |= {f"{name}_baseline": baseline, f"{name}_reform": reform, f"{name}_difference": reform - baseline}
    return row


def figures_row(pair: Pair, ids: list[str]) -> dict[str, float]:
    """One row for the sum of some programmes or levies among all families."""
    return _row(pair, {name: _sums(evaluation, ids, pair.basis) for name, evaluation in pair.evaluations.items()})


def _row(
    pair: Pair, sums: Mapping[str, tuple[FloatArray, FloatArray]], inside: NDArray[numpy.bool_] | None = None
) -> dict[str, float]:
    """Cost and reach of amounts of the month and the year; what is the same under both is worked out once."""
    weight = pair.basis.family_weight if inside is None else pair.basis.family_weight * inside
    (month, year), (new_month, new_year) = sums["baseline"], sums["reform"]
    figures = {"baseline": _figures(pair.basis, month, year, weight)}
    is_same = month is new_month and year is new_year
    figures["reform"] = figures["baseline"] if is_same else _figures(pair.basis, new_month, new_year, weight)
    return _side_by_side(figures)


def programmes_table(pair: Pair) -> pandas.DataFrame:
    """Cost and reach of each programme, and of all together (families reached are counted once)."""
    rows: list[dict[str, Any]] = [
        {
            "programme": programme.id,
            "pillar": programme.pillar,
            "label_en": programme.label.en,
            "label_ar": programme.label.ar,
            **figures_row(pair, [programme.id]),
        }
        for programme in pair.programmes
    ]
    everything = _row(pair, pair.programme_sums)
    label = {"label_en": "All programmes", "label_ar": "جميع البرامج"}
    return pandas.DataFrame([*rows, {"programme": "total", "pillar": "", **label, **everything}])


def levies_table(pair: Pair) -> pandas.DataFrame:
    """What each contribution and tax brings in, who pays it, and how many families it concerns; all together last."""
    rows: list[dict[str, Any]] = [
        {
            "levy": levy.id,
            "payer": levy.payer,
            "label_en": levy.label.en,
            "label_ar": levy.label.ar,
            **figures_row(pair, [levy.id]),
        }
        for levy in levies()
    ]
    label = {"label_en": "All contributions and taxes", "label_ar": "جميع الاشتراكات والضرائب"}
    everything = figures_row(pair, [levy.id for levy in levies()])
    return pandas.DataFrame([*rows, {"levy": "total", "payer": "", **label, **everything}])


def pillars_table(pair: Pair) -> pandas.DataFrame:
    """Cost and reach by pillar of the strategy."""
    return pandas.DataFrame(
        [
            {
                "pillar": pillar,
                "label_en": label.en,
                "label_ar": label.ar,
                **figures_row(pair, [p.id for p in pair.programmes if p.pillar == pillar]),
            }
            for pillar, label in pillars().items()
        ]
    )


def services_table(pair: Pair) -> pandas.DataFrame:
    """Who is entitled to each service in the month, and its value in JOD where a source gives one (else empty)."""
    rows = []
    for service in services():
        reached = {name: evaluation.services[service.id] for name, evaluation in pair.evaluations.items()}
        row = {
            "service": service.id,
            "pillar": service.pillar,
            "label_en": service.label.en,
            "label_ar": service.label.ar,
            "entity": reached["baseline"].entity,
            **_side_by_side({name: {"entitled": one.entitled} for name, one in reached.items()}),
        }
        if service.amount is not None:
            row |= _side_by_side({name: {"value_month": one.value or 0.0} for name, one in reached.items()})
        rows.append(row)
    return pandas.DataFrame(rows)


def governorates_table(pair: Pair, names: Mapping[str, tuple[str, str]]) -> pandas.DataFrame:
    """Cost and reach of all programmes by governorate (`names`: id to English and Arabic name)."""
    of_family = pair.basis.governorate[pair.basis.household_of_family]
    sums = pair.programme_sums
    return pandas.DataFrame(
        [
            {"governorate": key, "label_en": en, "label_ar": ar, **_row(pair, sums, of_family == code)}
            for code, (key, (en, ar)) in enumerate(names.items())
        ]
    )


def deciles_table(pair: Pair) -> pandas.DataFrame:
    """Cost and reach of all programmes by decile of baseline consumption per head."""
    of_family = pair.basis.decile[pair.basis.household_of_family]
    sums = pair.programme_sums
    return pandas.DataFrame(
        [{"decile": decile + 1, **_row(pair, sums, of_family == decile)} for decile in range(DECILES)]
    )


def poverty_table(pair: Pair, line: float) -> pandas.DataFrame:
    """Poverty at a line (JOD a person and month) for everybody and by nationality of the reference person."""
    basis = pair.basis
    groups = {
        "all": ("All residents", "جميع السكان", numpy.ones(len(basis.household_weight), dtype=bool)),
        "jordanian": ("Households of Jordanians", "أسر الأردنيين", basis.is_jordanian),
        "other": ("Other households", "أسر غير الأردنيين", ~basis.is_jordanian),
    }
    rows = []
    for key, (en, ar, inside) in groups.items():
        figures = {
            name: vars(poverty(value, basis.person_weight * inside, line)) for name, value in pair.consumption.items()
        }
        rows.append({"group": key, "label_en": en, "label_ar": ar, "line": line, **_side_by_side(figures)})
    return pandas.DataFrame(rows)


def inequality_table(pair: Pair) -> pandas.DataFrame:
    """The Gini coefficient and the mean of consumption per head over persons."""
    figures = {}
    weight = pair.basis.person_weight
    for name, value in pair.consumption.items():
        figures[name] = {"gini": gini(value, weight), "mean": float((value * weight).sum() / weight.sum())}
    return pandas.DataFrame([_side_by_side(figures)])


def winners_losers_table(pair: Pair) -> pandas.DataFrame:
    """Shares of persons who gain, lose and keep, and the mean change, by decile and for all."""
    basis = pair.basis
    change = pair.consumption["reform"] - pair.consumption["baseline"]
    weight = basis.person_weight
    rows = [_winners(str(d + 1), change, weight * (basis.decile == d)) for d in range(DECILES)]
    return pandas.DataFrame([*rows, _winners("all", change, weight)])


def _winners(decile: str, change: FloatArray, weight: FloatArray) -> dict[str, Any]:
    persons = float(weight.sum())
    gains, loses = change > SMALLEST_CHANGE, change < -SMALLEST_CHANGE
    shares = {
        "gain": float((weight * gains).sum()),
        "lose": float((weight * loses).sum()),
        "unchanged": float((weight * ~(gains | loses)).sum()),
    }
    return {
        "decile": decile,
        "persons": persons,
        **{f"persons_{key}": value for key, value in shares.items()},
        **{f"share_{key}": value / persons if persons else 0.0 for key, value in shares.items()},
        "mean_change": float((weight * change).sum() / persons) if persons else 0.0,
    }
