"""A law in which one value is another: made for each of many tries without copying the law."""

from __future__ import annotations

from typing import Any

from openfisca_core.parameters import Parameter, ParameterNodeAtInstant
from openfisca_core.periods import Instant, Period
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.explain.recording import Entry, Recording
from openfisca_jordan_sp.fast.simulation import FastSimulation
from openfisca_jordan_sp.fast.views import ParameterView
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.system import PolicySystem


class _ChangedView(ParameterView):
    """Parameters of a day with one of them changed, wherever it is read by its name."""

    def __init__(self, node: ParameterNodeAtInstant, path: str, value: Any) -> None:
        self._changed, self._value = path, value
        super().__init__(node)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str) and self._changed == (f"{self._name}.{key}" if self._name else key):
            return self._value
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or self._changed == f"{self._name}.{key}"

    def _view(self, child: Any) -> Any:
        if not isinstance(child, ParameterNodeAtInstant):
            return super()._view(child)
        is_on_the_way = self._changed.startswith(f"{child._name}.")
        return _ChangedView(child, self._changed, self._value) if is_on_the_way else ParameterView(child)


class ChangedLaw:
    """A law with one value changed from a day on; everything else is the law's own."""

    def __init__(self, system: Any, path: str, day: str, value: Any) -> None:
        self._system, self._path, self._day, self._value = system, path, day, value
        self._views: dict[str, ParameterView] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._system, name)

    def get_parameters_at_instant(self, when: str | int | Instant | Period) -> ParameterView:
        """The parameters in force, with the changed one from its day on."""
        found: ParameterView = self._system.get_parameters_at_instant(when)
        day = str(found._instant_str)
        if day < self._day:
            return found
        if day not in self._views:
            self._views[day] = _ChangedView(found._node, self._path, self._value)
        return self._views[day]


def with_value(system: Any, path: str, day: str, value: Any) -> PolicySystem:
    """A law of its own in which one value is another from a day on."""
    changed = PolicySystem(system)
    parameter = tree.find(system.parameters, path)
    assert isinstance(parameter, Parameter), path
    changed.parameters = tree.with_parameter(system.parameters, path, tree.with_values(parameter, {day: value}, ()))
    return changed


def simulation_of(recording: Recording, law: Any, entries: list[Entry]) -> Simulation:
    """The household of a recording under a law, with some results and facts taken over."""
    simulation = FastSimulation(law, recording.system.instantiate_entities())
    for key, source in recording.pristine.populations.items():
        population = simulation.populations[key]
        population.count, population.ids = source.count, source.ids
        if not source.entity.is_person:
            population.bind(source.membership)
    for entry in entries:
        simulation.get_holder(entry.key[0]).put_in_cache(entry.array, entry.key[1])
    return simulation
