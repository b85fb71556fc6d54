"""The value of the law that decides where a condition flips: found by moving each value that its rule reads."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import numpy
from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.copies import copies_of
from openfisca_jordan_sp.errors import Text, UnsetParameterError
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.system import clear_law_errors
from openfisca_jordan_sp.vary.axis import Axis
from openfisca_jordan_sp.vary.leaps import AROUND, hand_over, leaping_in
from openfisca_jordan_sp.vary.probe import Probe, arrays_of

#: By how much a value is moved: a hundredth moves a limit by more than a place, and leaves its order of size.
_MORE, _LESS = 1.01, 0.99
#: Rules further away than this, and more values than this, are not tried.
_LAYERS, _MOST_TRIED = 4, 30


@dataclass(frozen=True)
class Limit:
    """A value of the law.

    Attributes:
        path: the parameter.
        label: its name.
        value: in force in the month.
        unit: of the value.
        since: the day from which it holds.
        confidence: how well it is known.
        article: of the instrument, where the source names one.
    """

    path: str
    label: Text
    value: Any
    unit: str
    since: str
    confidence: str
    article: str | None


def limits_of(probe: Probe, axis: Axis, before: int, root: str) -> tuple[Limit, ...]:
    """The values of the law that decide at which place a variable leaps; none where no value does.

    A value decides where the variable no longer leaps at that place once the value is moved by a hundredth. Values that
    its own rule reads are tried first, then those of the rules that it reads, until any decides.
    """
    base = _around(probe, axis, before, root)
    tried = 0
    for layer in probe.graph.parameters_by_distance(root, probe.graph.upstream(root))[:_LAYERS]:
        found = []
        for path in layer[: _MOST_TRIED - tried]:
            tried += 1
            parameter = tree.find(probe.system.parameters, path)
            if isinstance(parameter, Parameter) and _decides(probe, axis, base, root, parameter):
                found.append(limit_at(probe, path))
        if found:
            return tuple(one for one in found if one is not None)
    return ()


def limit_at(probe: Probe, path: str) -> Limit | None:
    """A value of the law as it is in the month of a probe; None where it has none."""
    parameter = tree.find(probe.system.parameters, path)
    record = tree.record_at(parameter, str(probe.period.start)) if isinstance(parameter, Parameter) else None
    if record is None or record.value is None:
        return None
    metadata = parameter.metadata  # type: ignore[union-attr]
    label = metadata.get("label") or {}
    english = str(label.get("en") or path)
    articles = [str(one["article"]) for one in record.references if one.get("article")]
    return Limit(
        path=path,
        label=Text(english, str(label.get("ar") or english)),
        value=record.value,
        unit=str(metadata.get("unit") or ""),
        since=record.date,
        confidence=record.confidence,
        article=articles[0] if articles else None,
    )


def _around(probe: Probe, axis: Axis, before: int, root: str) -> Simulation:
    """A simulation of the four places around a leap in which a variable, and no more, is computed."""
    places = numpy.clip(before + numpy.arange(-1, AROUND - 1), axis.low, axis.high)
    (simulation,) = probe.simulations([axis.change(places)])
    is_yearly = probe.system.variables[root].definition_period == DateUnit.YEAR
    year = probe.period.this_year
    for period in [year] if is_yearly else [probe.period, year.first_month]:
        simulation.calculate(root, period)
    return simulation


def _decides(probe: Probe, axis: Axis, base: Simulation, root: str, parameter: Parameter) -> bool:
    """Whether a variable leaps no longer at the same place once a value is moved."""
    # Between whole numbers a limit that passes itself moves nothing where it is raised a little.
    return any(
        bool(values) and not _leaps_under(probe, axis, base, root, tree.with_values(parameter, values, []))
        for values in (_moved(parameter, factor) for factor in (_MORE, _LESS)[: 1 + axis.is_whole])
    )


def _leaps_under(probe: Probe, axis: Axis, base: Simulation, root: str, parameter: Parameter) -> bool:
    """Whether a variable leaps at the same place under another value of the law."""
    again = copies_of(probe.plain, probe.period, [], count=AROUND)
    under = probe.graph.upstream(root) | {root}
    readers = probe.graph.readers_of_parameter(str(parameter.name), under)
    open_again = readers.union(*(probe.graph.downstream(name) & under for name in readers)) | {root}
    hand_over(base, again, probe, frozenset(open_again), among=under)
    again.tax_benefit_system = _with_parameter(probe.system, parameter)
    try:
        with clear_law_errors():
            for _, period, _ in arrays_of(base, frozenset({root})):
                again.calculate(root, period)
    except UnsetParameterError:
        return True
    return bool(leaping_in(probe, axis, again, 1)[root][0][0])


def _moved(parameter: Parameter, factor: float) -> dict[str, Any]:
    """The history of a number, each value moved; nothing of another kind of value."""
    return {
        value.instant_str: value.value * factor if value.value else factor - 1
        for value in parameter.values_list
        if isinstance(value.value, int | float) and not isinstance(value.value, bool)
    }


def _with_parameter(system: TaxBenefitSystem, parameter: Parameter) -> TaxBenefitSystem:
    """A system that differs in one parameter; all else is shared."""
    changed = copy.copy(system)
    changed.__dict__.pop("_views", None)
    changed.parameters = tree.with_parameter(system.parameters, str(parameter.name), parameter)
    return changed
