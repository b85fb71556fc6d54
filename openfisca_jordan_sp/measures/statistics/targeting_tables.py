"""Targeting of each programme, each pillar and of all: coverage, incidence, adequacy, errors, concentration curves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy
import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.arrays import FloatArray, IntArray, ratio
from openfisca_jordan_sp.measures.statistics.ground import Ground, ProgrammeSet
from openfisca_jordan_sp.measures.statistics.groups import ALL, decile_names
from openfisca_jordan_sp.measures.statistics.ledger import Layout, Ledger, Pending, Totals
from openfisca_jordan_sp.measures.statistics.poverty_tables import Finish
from openfisca_jordan_sp.measures.statistics.sheet import Behind, Groups, Sheet, behind_share
from openfisca_jordan_sp.measures.targeting import quantiles

#: The finest quantiles; fifths, tenths and the poorest 40 per cent are made of them.
TWENTIETHS = 20
_POOREST = 8
_GROUPS: Mapping[str, int] = {"all": 1, "quintile": 5, "decile": 10}


@dataclass(frozen=True)
class Elements:
    """Who gets a programme or not: families where persons or families are counted, else households.

    Attributes:
        rows: the household of each.
        units: persons, families or households that each is.
        part: of the household's welfare that is its own, by persons.
        is_family: whether benefits are taken by family.
    """

    rows: IntArray
    units: FloatArray
    part: FloatArray
    is_family: bool


def elements(ground: Ground) -> Elements:
    """The elements for the unit of the options."""
    if ground.options.unit == "households":
        count = len(ground.size)
        return Elements(numpy.arange(count), numpy.ones(count), numpy.ones(count), is_family=False)
    rows, persons = ground.household_of_family, ground.family_size
    units = persons if ground.options.unit == "persons" else numpy.ones(len(rows))
    return Elements(rows, units, persons / ground.size[rows], is_family=True)


def targeting(ground: Ground, ledger: Ledger, sheet: Sheet, curves: Sheet) -> tuple[Finish, Finish]:
    """Two tables: measures of targeting, and points of concentration curves.

    Formulas as in `measures.targeting`. Quantiles are of welfare under the first policy before any benefit, the same
    for all programmes and policies. Who is poor before a programme has a welfare below the line without that programme
    (of a pillar: without all of its programmes), under the policy that pays it. Spending is of the average month of
    the year; who is paid at any time in the year is a beneficiary. Adequacy compares money with money, whatever the
    scale. Replicates hold everybody in the quantile of the sample.
    """
    who = elements(ground)
    twentieth = quantiles(ground.before, ground.weight * ground.units, TWENTIETHS)
    layout = Layout(who.rows, twentieth[who.rows], TWENTIETHS)
    population = ledger.add(layout, [who.units] * len(ground.evaluations))
    pending = [(one, _entered(ground, ledger, who, layout, one)) for one in ground.sets]

    def finish() -> pandas.DataFrame:
        everybody = population.read()
        for one, columns in pending:
            totals = {"population": everybody, **{name: each.read() for name, each in columns.items()}}
            for kind, count in _GROUPS.items():
                _write(sheet, one, kind, count, totals)
            _write_errors(sheet, one, totals)
        return sheet.table()

    def finish_curves() -> pandas.DataFrame:
        for one, columns in pending:
            _write_curve(curves, one, population.read(), columns["reached"].read(), columns["paid"].read())
        return curves.table()

    return finish, finish_curves


def _entered(
    ground: Ground, ledger: Ledger, who: Elements, layout: Layout, programmes: ProgrammeSet
) -> dict[str, Pending]:
    of_families = ground.paid(programmes)
    of_households = [ground.of_households(amounts) for amounts in of_families]
    paid = list(of_families) if who.is_family else of_households
    without = [values - benefit / ground.scale for values, benefit in zip(ground.welfare, of_households, strict=True)]
    poor = [(values < ground.line)[who.rows] for values in without]
    reached = [(amounts > 0) * who.units for amounts in paid]
    money = [(values * ground.scale)[who.rows] * who.part for values in ground.welfare]
    gap = [numpy.maximum(ground.line - values, 0.0) * ground.scale for values in without]
    closed = [numpy.minimum(benefit, each) for benefit, each in zip(of_households, gap, strict=True)]
    together = Layout(who.rows, numpy.zeros(len(who.rows), dtype=numpy.int64), 1)
    households = Layout(numpy.arange(len(ground.size)), numpy.zeros(len(ground.size), dtype=numpy.int64), 1)
    return {
        "reached": ledger.add(layout, reached),
        "paid": ledger.add(layout, paid),
        "consumed": ledger.add(layout, [(a > 0) * b for a, b in zip(paid, money, strict=True)]),
        "poor": ledger.add(together, [who.units * each for each in poor]),
        "poor_reached": ledger.add(together, [a * b for a, b in zip(reached, poor, strict=True)]),
        "poor_paid": ledger.add(together, [a * b for a, b in zip(paid, poor, strict=True)]),
        "closed": ledger.add(households, closed),
    }


def _write(sheet: Sheet, programmes: ProgrammeSet, kind: str, count: int, totals: Mapping[str, Totals]) -> None:
    groups: Groups = (kind, ALL if count == 1 else decile_names(count))
    width = TWENTIETHS // count
    members = [range(start, start + width) for start in range(0, TWENTIETHS, width)]
    population, reached, paid, consumed = (
        totals[name].summed(members) for name in ("population", "reached", "paid", "consumed")
    )
    all_reached, all_paid = (each.sums.sum(axis=2, keepdims=True) for each in (reached, paid))
    figures = {
        "coverage": ratio(reached.sums, population.sums),
        "beneficiaries": reached.sums,
        "beneficiary_incidence": ratio(reached.sums, all_reached),
        "spending": paid.sums,
        "benefit_incidence": ratio(paid.sums, all_paid),
        "mean_benefit": ratio(paid.sums, reached.sums),
        "adequacy": ratio(paid.sums, consumed.sums),
    }
    behind = behind_share(Behind(reached.cases, paid.changed), Behind(population.cases, population.changed))
    for measure, values in figures.items():
        sheet.add(measure, values, groups, behind, programme=(programmes.id, programmes.label))


def _write_errors(sheet: Sheet, programmes: ProgrammeSet, totals: Mapping[str, Totals]) -> None:
    """Errors against who is poor before, by the names of `TargetingErrors`, and what they are made of."""
    population, reached, paid = (totals[name].summed([range(TWENTIETHS)]) for name in ("population", "reached", "paid"))
    poor, poor_reached, poor_paid = (totals[name] for name in ("poor", "poor_reached", "poor_paid"))
    others, others_reached = population.sums - poor.sums, reached.sums - poor_reached.sums
    poorest = totals["paid"].summed([range(_POOREST)]).sums
    poorest_people = totals["population"].summed([range(_POOREST)]).sums
    coverage_of_poor, coverage_of_others = ratio(poor_reached.sums, poor.sums), ratio(others_reached, others)
    figures: dict[str, FloatArray] = {
        "leakage": ratio(paid.sums - poor_paid.sums, paid.sums),
        "inclusion_error": ratio(others_reached, reached.sums),
        "inclusion_error_of_non_poor": coverage_of_others,
        "exclusion_error": ratio(poor.sums - poor_reached.sums, poor.sums),
        "targeting_differential": coverage_of_poor - coverage_of_others,
        "coady_grosh_hoddinott": ratio(ratio(poorest, paid.sums), ratio(poorest_people, population.sums)),
        "benefit_cost_ratio": ratio(totals["closed"].sums, paid.sums),
    }
    behind = _behind_errors(population, reached, poor, poor_reached, paid.changed)
    for measure, values in figures.items():
        sheet.add(measure, values, ("all", ALL), behind, programme=(programmes.id, programmes.label), cell="errors")


def _behind_errors(
    population: Totals, reached: Totals, poor: Totals, poor_reached: Totals, changed: IntArray
) -> Behind:
    """Behind the errors stand four cells, poor and not, reached and not: the smallest that is not empty counts."""
    cells = numpy.stack(
        [
            poor_reached.cases,
            poor.cases - poor_reached.cases,
            reached.cases - poor_reached.cases,
            population.cases - poor.cases - reached.cases + poor_reached.cases,
        ]
    )
    smallest = numpy.where(cells > 0, cells, numpy.iinfo(numpy.int64).max).min(axis=0)
    return Behind(smallest, changed)


def _write_curve(sheet: Sheet, programmes: ProgrammeSet, population: Totals, reached: Totals, paid: Totals) -> None:
    """Points of the concentration curve of spending (Kakwani 1977), everybody ranked by welfare before benefits."""
    names = {str(point): Text(str(point), str(point)) for point in range(TWENTIETHS + 1)}
    # The curve of a programme shows each of its steps: it is hidden if one is.
    steps = numpy.where(reached.cases > 0, reached.cases, numpy.iinfo(numpy.int64).max).min(axis=1, keepdims=True)
    changes = numpy.where(paid.changed > 0, paid.changed, numpy.iinfo(numpy.int64).max).min(axis=1, keepdims=True)
    changes = numpy.where(paid.changed.sum(axis=1, keepdims=True) > 0, changes, 0)
    behind = Behind(*(numpy.repeat(cases, TWENTIETHS + 1, axis=1) for cases in (steps, changes)))
    for measure, totals in (("cumulative_population", population), ("cumulative_benefit", paid)):
        values = _cumulated(totals.sums)
        sheet.add(
            measure, values, ("twentieth", names), behind, programme=(programmes.id, programmes.label), cell="curve"
        )


def _cumulated(values: FloatArray) -> FloatArray:
    """The share of the whole up to each group, from 0."""
    running = numpy.cumsum(values, axis=2)
    start = numpy.zeros((*values.shape[:2], 1))
    return ratio(numpy.concatenate([start, running], axis=2), running[:, :, -1:])
