"""Several described households in one simulation, each with the facts that it gives and no other.

A household may give what the law can work out (a score, a last wage) where another leaves it to the law. So results
that some give are worked out for all first, in the order in which they rest on one another, and what was given is put
in their place. A further policy takes over what rests on nothing that it changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.periods import period as parse_period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.copies import repeated
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.situation_checks import PLURALS, as_list, role_names
from openfisca_jordan_sp.situations import Situation, simulation_of
from openfisca_jordan_sp.system import clear_law_errors

Array = NDArray[Any]


@dataclass(frozen=True)
class _Given:
    """A result of the law that some units give: their values, and for whom they hold."""

    values: Array
    is_given: NDArray[numpy.bool_]


@dataclass(frozen=True)
class Joined:
    """One simulation of several situations.

    Attributes:
        names: of the situations, in their order.
        simulation: persons, families and households stand in the order of the situations.
        places: by the key of an entity, the situation that each of its units is of.
        inputs: the variables that are given.
        partial: the results of the law that some units give and others leave to it, in the order of what rests on what.
    """

    names: tuple[str, ...]
    simulation: Simulation
    places: Mapping[str, NDArray[numpy.intp]]
    inputs: frozenset[str]
    partial: Mapping[str, Mapping[Period, _Given]]

    def under(self, system: TaxBenefitSystem) -> Joined:
        """The same households under another law: what rests on nothing that differs in it is taken over.

        Raises:
            UnsetParameterError: a value that no source gives is needed for what some households leave to the law.
        """
        changed = affected(self.simulation.tax_benefit_system, system)
        given_by_all = self.inputs - self.partial.keys()
        simulation = repeated(self.simulation, 1, system=system, without=changed - given_by_all)
        _work_out(simulation, {name: dated for name, dated in self.partial.items() if name in changed})
        return Joined(self.names, simulation, self.places, self.inputs, self.partial)


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
    together = _together(system, situations)
    simulation = simulation_of(system, together, period)
    places = {entity.key: _places(entity.plural, situations) for entity in system.entities}
    inputs = {name for plural in PLURALS for values in together[plural].values() for name in values}
    inputs &= system.variables.keys()
    partial = {name: _partly_given(simulation, together, name) for name in sorted(inputs) if _has_rule(system, name)}
    partial = {name: partial[name] for name in _in_order(system, [name for name, dated in partial.items() if dated])}
    for name, dated in partial.items():
        for when in dated:
            simulation.get_holder(name).delete_arrays(when)
    _work_out(simulation, partial)
    return Joined(tuple(situations), simulation, places, frozenset(inputs), partial)


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
    readers: dict[str, list[str]] = {}
    found = []
    for name, variable in system.variables.items():
        reads = variable_reads(system, name)
        for read in reads.names:
            readers.setdefault(read, []).append(name)
        # Trees share what no reform changed, and nobody changes them.
        if variable is not law.variables.get(name) or any(
            find(system.parameters, path) is not find(law.parameters, path) for path in reads.parameters
        ):
            found.append(name)
    return _reached(readers, found)


def _reached(edges: Mapping[str, Iterable[str]], start: Iterable[str]) -> frozenset[str]:
    """What is reached from some names along edges, and the names themselves."""
    waiting = list(start)
    seen = set(waiting)
    while waiting:
        new = set(edges.get(waiting.pop(), ())) - seen
        seen |= new
        waiting += new
    return frozenset(seen)


def _has_rule(system: TaxBenefitSystem, name: str) -> bool:
    return bool(system.variables[name].formulas)


def _together(system: TaxBenefitSystem, situations: Mapping[str, Situation]) -> dict[str, dict[str, Any]]:
    """The units of all situations, under names that are theirs alone."""
    made: dict[str, dict[str, Any]] = {plural: {} for plural in PLURALS}
    for entity in system.entities:
        roles = () if entity.is_person else role_names(entity)
        for name, situation in situations.items():
            for unit, values in situation[entity.plural].items():
                own = dict(values)
                for role in roles:
                    if role in own:
                        own[role] = [f"{name}/{person}" for person in as_list(own[role])]
                made[entity.plural][f"{name}/{unit}"] = own
    return made


def _places(plural: str, situations: Mapping[str, Situation]) -> NDArray[numpy.intp]:
    """The place of the situation that each unit is of."""
    return numpy.repeat(numpy.arange(len(situations)), [len(one[plural]) for one in situations.values()])


def _partly_given(simulation: Simulation, together: Mapping[str, Any], name: str) -> dict[Period, _Given]:
    """The periods in which some units give a result of the law and others do not."""
    variable = simulation.tax_benefit_system.variables[name]
    units = together[variable.entity.plural].values()
    periods = [_periods_of(values.get(name), variable.definition_period) for values in units]
    found = {}
    for when in sorted(frozenset().union(*periods), key=lambda period: period.start):
        is_given = numpy.array([when in given for given in periods])
        if not is_given.all():
            found[when] = _Given(simulation.get_holder(name).get_array(when), is_given)
    return found


def _periods_of(dated: Mapping[str, Any] | None, unit: DateUnit) -> frozenset[Period]:
    """The periods of a unit of time for which values are given."""
    if unit == DateUnit.ETERNITY:
        return frozenset([Period.eternity()] if dated else [])
    given = [parse_period(str(when)) for when in dated or ()]
    found = [each.get_subperiods(unit) if each.unit != unit or each.size > 1 else [each] for each in given]
    return frozenset(one for each in found for one in each)


def _in_order(system: TaxBenefitSystem, names: Collection[str]) -> list[str]:
    """Names, those first on which others rest."""

    def rests_on(name: str) -> int:
        below: set[str] = set()
        waiting = [name]
        while waiting:
            new = variable_reads(system, waiting.pop()).names - below
            below |= new
            waiting += new
        return len(below.intersection(names) - {name})

    return sorted(names, key=rests_on)


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
