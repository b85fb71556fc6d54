"""Several described households in one simulation, each with the facts that it gives and no other.

A household may give what the law can work out (a score, a last wage) where another leaves it to the law. So results
that some give are worked out for all first, in the order in which they rest on one another, and what was given is put
in their place. A further policy takes over what rests on nothing that it changes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import Period
from openfisca_core.periods import period as parse_period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.case_inputs import simulation_with_facts
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.fast.simulation import FastSimulation
from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.law.reads import reached, readers_by_name, variable_reads
from openfisca_jordan_sp.situation_checks import PLURALS
from openfisca_jordan_sp.situations import Situation
from openfisca_jordan_sp.system import clear_law_errors

Array = NDArray[Any]


@dataclass(frozen=True)
class _Given:
    """A result of the law that some units give: their values, and for whom they hold."""

    values: Array
    is_given: NDArray[numpy.bool_]


@dataclass(frozen=True, eq=False)
class Joined:
    """One simulation of several situations.

    Attributes:
        names: of the situations, in their order.
        period: a month of the year that their facts are of.
        simulation: persons, families and households stand in the order of the situations.
        places: by the key of an entity, the situation that each of its units is of.
        inputs: the variables that are given.
        partial: the results of the law that some units give and others leave to it, in the order of what rests on what.
    """

    names: tuple[str, ...]
    period: Period
    simulation: Simulation
    places: Mapping[str, NDArray[numpy.intp]]
    inputs: frozenset[str]
    partial: Mapping[str, Mapping[Period, _Given]]

    def under(self, system: TaxBenefitSystem, changed: Collection[str]) -> Joined:
        """The same households under another law: what rests on nothing that differs in it is taken over.

        Args:
            system: the other law.
            changed: the variables that can be others under it, see `affected`.

        Raises:
            UnsetParameterError: a value that no source gives is needed for what some households leave to the law.
        """
        given_by_all = self.inputs - self.partial.keys()
        kept = frozenset(self.simulation.tax_benefit_system.variables) - (set(changed) - given_by_all)
        simulation = _taken_over(self.simulation, system, kept)
        _work_out(simulation, {name: dated for name, dated in self.partial.items() if name in changed})
        return Joined(self.names, self.period, simulation, self.places, self.inputs, self.partial)

    def needing(self, error: UnsetParameterError) -> Collection[str]:
        """The situations that need the value for want of which a rule stopped; all where the rule reads it for all.

        Where it cannot be told of which kind the units are that need it, half of the situations: those and the others
        can be asked again.
        """
        if error.where is None or len(self.names) == 1:
            return self.names
        alike = [places for places in self.places.values() if len(places) == numpy.size(error.where)]
        found = {tuple(sorted(set(places[error.where].tolist()))) for places in alike}
        if len(found) != 1:
            return self.names[: len(self.names) // 2]
        return [self.names[place] for place in found.pop()]

    def only(self, names: Collection[str], variables: Collection[str]) -> Joined:
        """Some of the situations alone, with what is given and was computed of some variables."""
        kept = [place for place, name in enumerate(self.names) if name in names]
        rows = {key: numpy.isin(places, kept) for key, places in self.places.items()}
        system = self.simulation.tax_benefit_system
        return Joined(
            tuple(self.names[place] for place in kept),
            self.period,
            _taken_over(self.simulation, system, variables, rows),
            {key: numpy.searchsorted(kept, places[rows[key]]) for key, places in self.places.items()},
            self.inputs,
            {name: _part(dated, rows[system.variables[name].entity.key]) for name, dated in self.partial.items()},
        )


def _part(dated: Mapping[Period, _Given], rows: Array) -> dict[Period, _Given]:
    return {when: _Given(_values(given.values, rows), given.is_given[rows]) for when, given in dated.items()}


def _values(values: Array, rows: Array) -> Array:
    kept = numpy.asarray(values)[rows]
    return EnumArray(kept, values.possible_values) if isinstance(values, EnumArray) else kept


def _taken_over(
    one: Simulation, system: TaxBenefitSystem, variables: Collection[str], rows: Mapping[str, Array] | None = None
) -> Simulation:
    """The same people (or some rows of each kind) under a system, with what is known of some variables.

    Arrays are shared and not copied where all rows are kept: no rule writes to an array.
    """
    made = FastSimulation(system, system.instantiate_entities())
    for key, source in one.populations.items():
        population = made.populations[key]
        kept = numpy.ones(source.count, dtype=bool) if rows is None else rows[key]
        population.count = int(kept.sum())
        population.ids = [unit for unit, is_kept in zip(source.ids, kept, strict=True) if is_kept]
        if not source.entity.is_person:
            members = slice(None) if rows is None else rows["person"]
            population.members_entity_id = (numpy.cumsum(kept) - 1)[source.members_entity_id[members]]
            population.members_role = source.members_role[members]
    for key, source in one.populations.items():
        for name in source._holders.keys() & set(variables):
            known = source._holders[name]._memory_storage._arrays
            if rows is not None:
                known = {period: _values(values, rows[key]) for period, values in known.items()}
            made.populations[key].get_holder(name)._memory_storage._arrays.update(known)
    return made


def join(system: TaxBenefitSystem, situations: Mapping[str, Situation], period: str) -> Joined:
    """One simulation of situations that `prepare_situation` made.

    Args:
        system: the law.
        situations: by a name each; units bear it before their own.
        period: a month of the year that their facts are of.

    Raises:
        UnsetParameterError: see `Joined.under`.
        SituationError: OpenFisca refuses them.
    """
    simulation, facts = simulation_with_facts(system, situations, period)
    places = {entity.key: _places(entity.plural, situations) for entity in system.entities}
    partial = {
        name: _partly_given(simulation, name, dated)
        for of_entity in facts.values()
        for name, dated in of_entity.items()
        if _has_rule(system, name)
    }
    partial = {
        name: partial[name] for name in _in_order(system, sorted(name for name, dated in partial.items() if dated))
    }
    for name, dated in partial.items():
        for when in dated:
            simulation.get_holder(name).delete_arrays(when)
    _work_out(simulation, partial)
    inputs = frozenset(name for of_entity in facts.values() for name in of_entity)
    return Joined(tuple(situations), parse_period(period), simulation, places, inputs, partial)


def join_all(system: TaxBenefitSystem, situations: Mapping[str, Situation], period: str) -> list[Joined]:
    """All situations in one simulation, or in several where that needs a value that no source gives.

    Households that give the same results of the law leave nothing to work out beforehand.

    Raises:
        SituationError: OpenFisca refuses them.
    """
    try:
        return [join(system, situations, period)]
    except UnsetParameterError:
        alike: dict[frozenset[str], dict[str, Situation]] = {}
        for name, situation in situations.items():
            alike.setdefault(_results_given(system, situation), {})[name] = situation
        return [join(system, group, period) for group in alike.values()]


def _results_given(system: TaxBenefitSystem, situation: Situation) -> frozenset[str]:
    """The results of the law that a situation gives, and when."""
    return frozenset(
        f"{name} {when}"
        for plural in PLURALS
        for values in situation[plural].values()
        for name, dated in values.items()
        if name in system.variables and _has_rule(system, name)
        for when in dated
    )


def affected(law: TaxBenefitSystem, system: TaxBenefitSystem) -> frozenset[str]:
    """The variables that can be others under a system than under the law that it was made from."""
    reads = {name: variable_reads(system, name) for name in system.variables}
    # Trees share what no reform changed, and nobody changes them.
    found = [
        name
        for name, variable in system.variables.items()
        if variable is not law.variables.get(name)
        or any(find(system.parameters, path) is not find(law.parameters, path) for path in reads[name].parameters)
    ]
    return frozenset(found) | reached(readers_by_name(reads), found)


def _has_rule(system: TaxBenefitSystem, name: str) -> bool:
    return bool(system.variables[name].formulas)


def _places(plural: str, situations: Mapping[str, Situation]) -> NDArray[numpy.intp]:
    """The place of the situation that each unit is of."""
    return numpy.repeat(numpy.arange(len(situations)), [len(one[plural]) for one in situations.values()])


def _partly_given(
    simulation: Simulation, name: str, dated: Mapping[Period, Sequence[tuple[int, Any]]]
) -> dict[Period, _Given]:
    """The periods in which some units give a result of the law and others do not."""
    holder, found = simulation.get_holder(name), {}
    for when in sorted(dated, key=lambda period: period.start):
        is_given = numpy.zeros(holder.population.count, dtype=bool)
        is_given[[row for row, _ in dated[when]]] = True
        if not is_given.all():
            found[when] = _Given(holder.get_array(when), is_given)
    return found


def _in_order(system: TaxBenefitSystem, names: Collection[str]) -> list[str]:
    """Names, those first on which others rest."""
    return sorted(names, key=lambda name: len(rests_on(system, name).intersection(names) - {name}))


def rests_on(system: TaxBenefitSystem, name: str) -> frozenset[str]:
    """The variables on which one rests, however deep, and itself."""
    waiting = [name]
    seen = set(waiting)
    while waiting:
        new = variable_reads(system, waiting.pop()).names - seen
        seen |= new
        waiting += new
    return frozenset(seen)


def _work_out(simulation: Simulation, partial: Mapping[str, Mapping[Period, _Given]]) -> None:
    """Work out what only some units give, and put what they give in its place (in place)."""
    for name, dated in partial.items():
        holder = simulation.get_holder(name)
        for when, given in dated.items():
            with clear_law_errors():
                worked_out = simulation.calculate(name, when)
            values = numpy.where(given.is_given, given.values, worked_out)
            items = getattr(holder.variable, "possible_values", None)
            holder.delete_arrays(when)
            holder.put_in_cache(values if items is None else EnumArray(values, items), when)
