"""One household along an input, under the law in force and under policies beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy
import pandas

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.asked_policies import PolicyLike, parse_policies
from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import MeasureError, Text, UnsetParameterError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.results import PopulationResult
from openfisca_jordan_sp.results.labels import Labels
from openfisca_jordan_sp.vary import told
from openfisca_jordan_sp.vary.axis import Axis, Over, axes_of, overs_of
from openfisca_jordan_sp.vary.cliff import Cliff
from openfisca_jordan_sp.vary.probe import Probe, built, probe_of
from openfisca_jordan_sp.vary.search import CaseLike, Found, parse_case, search
from openfisca_jordan_sp.vary.tables import tables_of
from openfisca_jordan_sp.vary.watched import Series
from openfisca_jordan_sp.vary.words import joined, say

#: The charts of one input; a map has one of its own.
_CHARTS, _MAP = ("income", "entitlement", "rate"), "map"


@dataclass(frozen=True)
class Variation(PopulationResult):
    """A household along one input, or over two.

    Attributes:
        tables: of one input `values` (figures and effective marginal rates on the grid), `entitlements` (programmes and
            rights), `cliffs`, `cliff_amounts` (all that leaps at each), `stretches` (raises taken away bit by bit) and
            `cliff_changes` (against the law in force); of two inputs `map`. JOD a month where nothing else is said.
        population: that it is a case and no population, for JSON.
        case: the household.
        period: the month.
        axes: the inputs.
        policies: the law in force, then those beside it, as asked for; `shown` are those that could be computed.
        probes: the household under each, by id of the policy.
        found: what was found along one input, by id of the policy; nothing of a map.
        failures: the policies that are left out, for want of a value of the law, by id.
    """

    case: Case
    period: str
    axes: tuple[Axis, ...]
    policies: tuple[Policy, ...]
    probes: Mapping[str, Probe]
    found: Mapping[str, Found]
    failures: Mapping[str, UnsetParameterError]

    file_name: ClassVar[str] = "vary.json"

    @property
    def title(self) -> Text:
        """The case, and what changes."""
        inputs = joined((told.range_of(axis, self.case) for axis in self.axes), "and")
        return say("title", case=self.case.title, inputs=inputs, period=self.period)

    @property
    def cliffs(self) -> dict[str, tuple[Cliff, ...]]:
        """What leaps, by id of the policy; the law in force first."""
        return {policy: found.cliffs for policy, found in self.found.items()}

    @property
    def is_map(self) -> bool:
        """Whether two inputs change."""
        return len(self.axes) > 1

    @property
    def main(self) -> Series:
        """The main figure."""
        return next(iter(self.probes.values())).series[0]

    @property
    def shown(self) -> tuple[Policy, ...]:
        """The policies without those that are left out."""
        return tuple(policy for policy in self.policies if policy.id in self.probes)

    def policy_named(self, name: str) -> Text:
        """The title of a policy."""
        return next(policy.title for policy in self.policies if policy.id == name)

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures."""
        axis = self.axes[0]
        place = say("place_whole" if axis.is_whole else "place_thousandth")
        notes = [say("note_example")]
        for name, error in self.failures.items():
            notes.append(say("note_failed", policy=self.policy_named(name), message=error.message))
        notes += [say("note_year"), say("note_dues")]
        if not self.is_map:
            notes.append(say("note_exact", place=place))
        if any(found.rates is not None for found in self.found.values()):
            notes.append(say("note_rate", step=told.place_of(axis, axis.step)))
        for name, found in self.found.items():
            if found.roundings:
                notes.append(say("note_rounding", policy=self.policy_named(name), count=found.roundings))
        unset = {error.parameter: error for probe in self.probes.values() for error in probe.unset}
        return notes + [say("note_unset", message=error.message) for error in unset.values()]

    def labels(self) -> Labels:
        """What tables and columns are called in both languages."""
        return told.labels(self)

    def chart_names(self) -> tuple[str, ...]:
        """`income`, `entitlement` and, of an income, `rate`; of two inputs `map`."""
        if self.is_map:
            return (_MAP,)
        has_rates = any(found.rates is not None for found in self.found.values())
        return _CHARTS if has_rates else _CHARTS[:2]

    def _chart(self, name: str, language: str) -> Any:
        from openfisca_jordan_sp.vary.figures import chart_of  # noqa: PLC0415 - the charts are an extra

        return chart_of(self, name, language)

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.vary.page import render  # noqa: PLC0415 - the charts are an extra

        return render(self, language)

    def _facts(self) -> dict[str, Any]:
        return {
            "title": vars(self.title),
            "case": {"id": self.case.id, "title": vars(self.case.title)},
            "period": self.period,
            "policies": [{"id": policy.id, "title": vars(policy.title)} for policy in self.policies],
            "not_computed": {name: vars(error.message) for name, error in self.failures.items()},
            "over": [
                {"variable": axis.variable, "of": axis.of, **told.ends(axis), "unit": axis.unit, "here": axis.here}
                for axis in self.axes
            ],
        }


def vary(
    case: CaseLike,
    *policies: PolicyLike,
    over: Over | Sequence[Over] | None = None,
    of: str | Sequence[str] | None = None,
    period: str | None = None,
    outcome: str | None = None,
) -> Variation:
    """What a household is entitled to and has, along one input or over two, with every cliff.

    Args:
        case: its id, its file, a loaded case, or a situation in OpenFisca's format.
        policies: each beside the law in force, as for `compare`.
        over: `(variable, low, high, step)`, or two of them for a map; what the case varies if left out.
        of: whose; the case's own, or the only one, if left out.
        period: a month; the case's if left out.
        outcome: a variable to look at instead of incomes, programmes, rights and bills.

    Raises:
        JordanSPError: any mistake in the case, the policies, the inputs, their ranges or the period; a value of the
            law that is missing under every policy.
    """
    parsed, one = (Policy(), *parse_policies(policies)), parse_case(case)
    if len({policy.id for policy in parsed}) < len(parsed):
        raise MeasureError(
            Text("The law in force is shown anyway.", "القانون النافذ معروض في كل حال."),
            path="policies",
            hint=Text("Name reforms only.", "سم مشاريع التعديل فقط."),
        )
    month = parse_month(period or one.period)
    overs = overs_of(one, over)
    names = [name for name, *_ in overs]
    axes = axes_of(built(parsed[0].system, one, month, names), one, month, overs, of)
    probes: dict[str, Probe] = {}
    results: dict[str, Found | pandas.DataFrame] = {}
    failures: dict[str, UnsetParameterError] = {}
    for policy in parsed:
        try:
            probe = probe_of(policy, built(policy.system, one, month, names), month, axes, outcome)
            results[policy.id] = search(probe, axes[0]) if len(axes) == 1 else _map(policy.id, probe, axes)
            probes[policy.id] = probe
        except UnsetParameterError as error:
            failures[policy.id] = error
    if not probes:
        raise next(iter(failures.values()))
    found = {name: result for name, result in results.items() if isinstance(result, Found)}
    maps = [result for result in results.values() if isinstance(result, pandas.DataFrame)]
    return Variation(
        tables=tables_of(found) if found else {"map": pandas.concat(maps, ignore_index=True)},
        population={"kind": "case", "case": one.id},
        case=one,
        period=str(month),
        axes=tuple(axes),
        policies=parsed,
        probes=probes,
        found=found,
        failures=failures,
    )


def _map(policy: str, probe: Probe, axes: Sequence[Axis]) -> pandas.DataFrame:
    """The main figure at each pair of values under a policy, the second input within the first."""
    first, second = (axis.grid for axis in axes)
    pairs = numpy.repeat(first, len(second)), numpy.tile(second, len(first))
    changes = [axis.change(places) for axis, places in zip(axes, pairs, strict=True)]
    x, y = (axis.values(places) for axis, places in zip(axes, pairs, strict=True))
    lean = replace(probe, series=probe.series[:1])
    amounts = numpy.concatenate([lean.amounts(simulation)[:, 0] for simulation in lean.simulations(changes)])
    return pandas.DataFrame({"policy": policy, "x": x, "y": y, "amount": amounts.round(6)})
