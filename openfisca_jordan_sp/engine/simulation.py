"""A population turned into an OpenFisca simulation that shares what others have computed already.

Core's builder is not used: it sorts ids, misplaces people when a group is empty,
and compares role objects one by one. A population has neither gap nor disorder
(`read_population` has seen to that), so positions can be set as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core import periods
from openfisca_core.errors import CycleError
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.engine.deferred import Deferred, DeferredEnum, now
from openfisca_jordan_sp.engine.lazy_groups import LazyGroups
from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.sharing import Result, Results
from openfisca_jordan_sp.engine.traces import Array, Formula, Frame
from openfisca_jordan_sp.fast.arrays import condensed, is_uniform, uniform
from openfisca_jordan_sp.fast.persons import FastPopulation
from openfisca_jordan_sp.fast.views import ParameterView
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import MEMBERSHIP_COLUMNS, TABLE_OF

#: Types of variables that are deferred; dates are taken apart at once.
_DEFERRED = (bool, int, float, Enum)

#: Gives a variable by its name if it is known elsewhere, else None.
Lender = Callable[[str], Array | None]


class _RecordedSystem:
    """A system whose parameters note in a simulation which of them a rule reads."""

    def __init__(self, system: Any, frames: list[Frame]) -> None:
        self._system = system
        self._frames = frames
        self._views: dict[Instant, ParameterView] = {}
        self.get_variable = system.get_variable

    def __getattr__(self, name: str) -> Any:
        return getattr(self._system, name)

    def get_parameters_at_instant(self, when: str | int | Instant | Period) -> ParameterView:
        """The parameters in force, as a view that tells the rule being run what it read."""
        instant = when.start if isinstance(when, Period) else periods.instant(when)
        view = self._views.get(instant)
        if view is None:

            def record(path: str) -> None:
                self._frames[-1].parameters[instant, path] = None

            view = self._views[instant] = self._system.recorded_parameters(instant, record)
        return view


class PartSimulation(Simulation):
    """A simulation of one part of a population under one system.

    Columns are read when a rule asks for them; each result is kept with what it was computed from,
    so that other simulations of the same part (of other policies, other months) can take it over.

    Attributes:
        system: the tax-benefit system.
        part: the households, families and persons.
        results: what simulations of this part share.
        found: for each variable and period the result it was computed as or taken over from.
        without_rule: the variables and periods that had no rule and no data: everybody has the default.
    """

    def __init__(
        self,
        system: TaxBenefitSystem,
        populations: dict[str, Any],
        part: Population,
        years: frozenset[int],
        results: Results,
    ) -> None:
        self._frames: list[Frame] = []
        super().__init__(_RecordedSystem(system, self._frames), populations)
        self.system = system
        self.part = part
        self.results = results
        self.found: dict[tuple[str, Period], Result] = {}
        self.without_rule: set[tuple[str, Period]] = set()
        self._years = years
        self._known: dict[tuple[str, Period], Array] = {}
        self._running: set[tuple[str, Period]] = set()
        self._given: set[str] = set()
        self._providers: dict[tuple[str, Period], Callable[[], Array]] = {}
        self._lenders: dict[Period, Lender] = {}

    def calculate(self, variable_name: str, period: Period | str) -> Any:
        """A variable for a period: one value a person, family or household; not to be written to.

        A rule that is being run gets it deferred: it is computed when the rule needs it.
        """
        when = period if isinstance(period, Period) else periods.period(period)
        if not self._frames:
            return self.computed(variable_name, when)
        frame, key = self._frames[-1], (variable_name, when)
        variable = self.results.rules.variable(self.system, variable_name)
        if variable.value_type not in _DEFERRED:
            frame.variables[key] = self.computed(variable_name, when)
            return frame.variables[key]
        read = partial(self._read, frame, variable_name, when)
        known: Array | None = self._known.get(key)
        if known is None and self._is_column(variable, when):
            known = self.computed(variable_name, when)
        if variable.value_type is Enum:
            return DeferredEnum(read, variable.possible_values)
        if known is not None and is_uniform(known):
            # What is the same for everybody may decide before anything is computed.
            frame.variables[key] = known
            return Deferred.known(known)
        return Deferred(read)

    def _read(self, frame: Frame, name: str, period: Period) -> Array:
        """What a rule deferred and needs now."""
        array = frame.variables[name, period] = self.computed(name, period)
        return array

    def computed(self, variable_name: str, period: Period) -> Array:
        """A variable for a period, computed."""
        key = (variable_name, period)
        array = self._known.get(key)
        if array is None:
            self._frames.append(Frame(period))
            try:
                array = self._known[key] = self._obtain(variable_name, period)
            finally:
                self._frames.pop()
        return array

    def set_input(self, variable_name: str, period: Period | str, value: Array) -> None:
        """Set a variable as core does; it goes before the column and the rule of that name."""
        super().set_input(variable_name, period, value)
        self._given.add(variable_name)
        self._known = {key: array for key, array in self._known.items() if key[0] != variable_name}

    def preset(self, arrays: Mapping[str, Array], period: Period) -> None:
        """Give variables that are known already, as they are."""
        self._known.update({(name, period): array for name, array in arrays.items()})

    def lend(self, period: Period, lender: Lender) -> None:
        """Say who knows variables of a period; it is asked for each before anything else, and may know it not."""
        self._lenders[period] = lender

    def provide(self, variable_name: str, period: Period, provider: Callable[[], Array]) -> None:
        """Say how a variable is found that needs more than its rule; it is asked when a rule reads it."""
        self._providers[variable_name, period] = provider

    def adopt(self, other: PartSimulation, affected: Collection[str]) -> None:
        """Take over what another simulation of the same part computed, but for variables that may differ here."""
        for key, result in other.found.items():
            if key[0] not in affected and key not in self._known:
                self._known[key] = result.array
                self.found[key] = result
        self.without_rule |= other.without_rule

    def close(self) -> None:
        """Let everything go at once: populations point back at their simulation, and would wait for the collector."""
        for population in self.populations.values():
            population.simulation = None
        self._known.clear()
        self._providers.clear()
        self._lenders.clear()
        self.found.clear()

    def known(self, variable_name: str, period: Period) -> Array | None:
        """A variable if it has been computed."""
        return self._known.get((variable_name, period))

    def known_of(self, period: Period) -> dict[str, Array]:
        """All variables of a period that have been computed."""
        return {name: array for (name, when), array in self._known.items() if when == period}

    def _obtain(self, name: str, period: Period) -> Array:
        lender = self._lenders.get(period)
        if lender is not None:
            lent = lender(name)
            if lent is not None:
                return lent
        provider = self._providers.get((name, period))
        if provider is not None:
            return provider()
        variable = self.results.rules.variable(self.system, name)
        if name in self._given:
            given: Array | None = self.get_holder(name).get_array(period)
            if given is not None:
                return given
        column = self._column(variable, period)
        if column is not None:
            return column
        formula = self.results.rules.formula(variable, period)
        if formula is None:
            return self._default(variable, period)
        result = self.results.find(self, name, formula, period)
        if result is None:
            self._frames[-1] = frame = Frame(period)
            array = condensed(self._run(variable, formula, period))
            result = self.results.keep(self, name, formula, frame, array)
        self.found[name, period] = result
        return result.array

    def _run(self, variable: Variable, formula: Formula, period: Period) -> Array:
        """Run a rule, and give what it says the type of its variable."""
        self._check_period_consistency(period, variable)
        self._refuse_circle(variable.name, period)
        population = self.get_variable_population(variable.name)
        arguments = (population, period, self.tax_benefit_system.get_parameters_at_instant)
        self._running.add((variable.name, period))
        try:
            value: Any = now(formula(*arguments[: formula.__code__.co_argcount]))
        finally:
            self._running.discard((variable.name, period))
        return _cast(value, variable, population)

    def _refuse_circle(self, name: str, period: Period) -> None:
        if (name, period) in self._running:
            raise CycleError(f"Circular definition of {name} for {period}.")

    def _column(self, variable: Variable, period: Period) -> Array | None:
        """The column of an input, the same in every month of the years that the data hold for."""
        if not self._is_column(variable, period):
            return None
        self._check_period_consistency(period, variable)
        return self.results.column(variable, self.part.table(TABLE_OF[variable.entity.key])[variable.name])

    def _is_column(self, variable: Variable, period: Period) -> bool:
        if variable.is_neutralized or variable.name in MEMBERSHIP_COLUMNS:
            return False
        is_in_time = variable.definition_period == DateUnit.ETERNITY or period.start.year in self._years
        return is_in_time and variable.name in self.part.table(TABLE_OF[variable.entity.key])

    def _default(self, variable: Variable, period: Period) -> Array:
        self._check_period_consistency(period, variable)
        self.without_rule.add((variable.name, period))
        return self.results.default(variable, self.get_variable_population(variable.name).count)


def _cast(value: Any, variable: Variable, population: Any) -> Array:
    """What a formula returned as an array of the type of its variable, as core casts it."""
    if value is None:
        value = variable.default_value if variable.value_type is not Enum else variable.default_value.index
    if variable.value_type is Enum and not isinstance(value, EnumArray):
        value = variable.possible_values.encode(value)
    array: Array = value if isinstance(value, numpy.ndarray) else uniform(value, population.count)
    if array.dtype == variable.dtype:
        return array
    return (
        uniform(array[:1].astype(variable.dtype)[0], len(array)) if is_uniform(array) else array.astype(variable.dtype)
    )


def build_simulation(
    system: TaxBenefitSystem, population: Population, months: Iterable[Period], results: Results | None = None
) -> PartSimulation:
    """A simulation of `population` under `system`.

    Its data hold in every month of the calendar years of `months`: rules by the
    year, the quarter or January's wage look at other months too.

    Args:
        system: the law in force, or a policy's.
        population: households, families and persons.
        months: any periods of the years that the data are for.
        results: what other simulations of the same population have computed; None if there are none.
    """
    years = frozenset(month.start.year for month in months)
    shared = Results(RuleValues()) if results is None else results
    shared.rules.hold(system)
    simulation = PartSimulation(system, _lazy_populations(system), population, years, shared)
    persons = simulation.persons
    persons.count = population.person_count
    persons.ids = range(persons.count)
    shared.simulations.append(simulation)
    for key, membership in shared.memberships(population).items():
        simulation.populations[key].bind(membership)
    return simulation


def _lazy_populations(system: TaxBenefitSystem) -> dict[str, Any]:
    persons = FastPopulation(system.person_entity)
    groups = {entity.key: LazyGroups(entity, persons) for entity in system.group_entities}
    return {system.person_entity.key: persons, **groups}


def gather(parts: Iterable[Simulation], variable: str, period: Period) -> NDArray[Any]:
    """A variable over the parts of a population, in the order of the whole."""
    return numpy.concatenate([numpy.asarray(part.calculate(variable, period)) for part in parts])
