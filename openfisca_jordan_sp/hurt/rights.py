"""Rights to services that households lose: rights and not dinars, so that they stand apart from losses of income."""

from __future__ import annotations

from typing import Any

import numpy
import pandas

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.engine.services import PartService, services_of_part
from openfisca_jordan_sp.engine.simulated import simulate_month
from openfisca_jordan_sp.law.catalogue import services
from openfisca_jordan_sp.measures.basis import IntArray
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.populations.suppression import minimum_cell

COLUMNS = ["service", "label_en", "label_ar", "entity", "fewer", "more", "households_with_fewer"]


def rights_table(pair: Pair) -> pandas.DataFrame:
    """For each service to which somebody loses a right in the month: how many rights end, how many begin.

    `entity` says what is counted in `fewer` and `more`: persons, families or households, of the Kingdom. A household
    in which one person loses a right and another gains one counts with neither.
    """
    changed = {
        service.id
        for service in services()
        if _reach(pair.basis.baseline, service.id) != _reach(pair.reform, service.id)
    }
    rows = [row for row in _rows(pair, changed) if row["households_with_fewer"]] if changed else []
    minimum = minimum_cell(pair.basis.population.manifest)
    shown = [{name: value for name, value in row.items() if name in COLUMNS} for row in rows if row["cases"] >= minimum]
    return pandas.DataFrame(shown, columns=COLUMNS)


def _reach(evaluation: Evaluation, service: str) -> tuple[float, int]:
    reached = evaluation.services[service]
    return reached.entitled, reached.cases


def _rows(pair: Pair, changed: set[str]) -> list[dict[str, Any]]:
    """A row for each service with another reach; `cases` is the least count of households behind a figure of it."""
    weight = pair.basis.household_weight
    before, after = (_entitled(pair, each) for each in pair.evaluations.values())
    rows = []
    for service in (service for service in services() if service.id in changed):
        change = after[service.id] - before[service.id]
        fewer, more = numpy.maximum(-change, 0), numpy.maximum(change, 0)
        counts = [int((each > 0).sum()) for each in (fewer, more)]
        rows.append(
            {
                "service": service.id,
                "label_en": service.label.en,
                "label_ar": service.label.ar,
                "entity": pair.basis.baseline.services[service.id].entity,
                "fewer": float(weight @ fewer),
                "more": float(weight @ more),
                "households_with_fewer": float(weight @ (fewer > 0)),
                "cases": min((count for count in counts if count), default=0),
            }
        )
    return rows


def _entitled(pair: Pair, evaluation: Evaluation) -> dict[str, IntArray]:
    """For each service how many of each household are entitled to it in the month."""
    month = evaluation.period
    simulations, _ = simulate_month(evaluation.policy, pair.basis.population, month)
    parts: list[dict[str, PartService]] = [services_of_part(each, each.part, month) for each in simulations]
    return {
        service.id: numpy.concatenate([part[service.id].entitled for part in parts]).astype(numpy.int64)
        for service in services()
    }
