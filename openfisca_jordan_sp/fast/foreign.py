"""Any OpenFisca country package, computing on fast populations and views."""

from __future__ import annotations

from typing import Any

from openfisca_core.periods import Instant, Period

from openfisca_jordan_sp.fast.persons import fast_populations
from openfisca_jordan_sp.fast.views import ParameterView, ParameterViews, Recorder


class FastSystem:
    """A tax-benefit system that makes fast populations and gives formulas views; all else is the system's own.

    It goes wherever core takes a system: `Simulation`, `SimulationBuilder`. The system given is not changed, and
    its parameters must not be from now on.

    Args:
        system: a system of openfisca-core 46, such as a country package's or a reform of it.
    """

    def __init__(self, system: Any) -> None:
        self._system = system
        self._views = None if system.parameters is None else ParameterViews(system.parameters)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "_system":
            raise AttributeError(name)
        return getattr(self._system, name)

    def instantiate_entities(self) -> dict[str, Any]:
        """Empty populations for one simulation, by entity key."""
        return fast_populations(self._system)

    def get_parameters_at_instant(self, when: str | int | Instant | Period) -> ParameterView | None:
        """The parameters at an instant, at the start of a period, or at a date; None if the system has none."""
        return None if self._views is None else self._views.at(when)

    def recorded_parameters(self, when: str | int | Instant | Period, recorder: Recorder) -> ParameterView | None:
        """The same, telling `recorder` the dotted path of every parameter that is read."""
        return None if self._views is None else self._views.recorded(when, recorder)
