"""Persons that know their roles and ranks by the memberships of their groups; and both kinds for any system."""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.entities import Role
from openfisca_core.populations import Population
from openfisca_core.projectors import Projector, projectable
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.fast.cloning import copy_values
from openfisca_jordan_sp.fast.groups import NUMBERS, FastGroupPopulation, ask
from openfisca_jordan_sp.fast.memberships import Array, BoolArray, ranks


def fast_populations(system: Any) -> dict[str, Any]:
    """Empty populations for one simulation of any tax-benefit system, by entity key.

    `Simulation(system, fast_populations(system))` takes them; they are filled as core's are, or by `bind`.
    """
    persons = FastPopulation(system.person_entity)
    groups = {entity.key: FastGroupPopulation(entity, persons) for entity in system.group_entities}
    return {system.person_entity.key: persons, **groups}


class FastPopulation(Population):
    """The persons of a simulation."""

    __call__ = ask

    def clone(self, simulation: Simulation) -> FastPopulation:
        """The same persons for another simulation; what it sets or computes stays its own."""
        result = type(self)(self.entity)
        copy_values(self, result, simulation)
        return result

    @projectable
    def has_role(self, role: Role) -> BoolArray | None:
        """Whether each person has a role, or one of its subroles, in the group that knows the role."""
        if self.simulation is not None and isinstance(role, Role):
            group = self.simulation.get_population(role.entity.plural)
            if isinstance(group, FastGroupPopulation):
                return group.membership.mask(group.codes(role)).copy()
        return super().has_role(role)  # type: ignore[no-any-return]

    @projectable
    def get_rank(self, entity: Any, criteria: Array, condition: Any = True) -> NDArray[numpy.int64]:
        """The rank of each person in the group by a criterion, from 0; -1 where the condition does not hold.

        Equal values rank by position. (Core leaves their order to the machine's way of sorting.)
        """
        group = entity.reference_entity if isinstance(entity, Projector) else entity
        values = numpy.asarray(criteria)
        if not (isinstance(group, FastGroupPopulation) and group.has_own_positions and self._can_rank(values)):
            return super().get_rank(entity, criteria, condition)  # type: ignore[no-any-return]
        holds = numpy.broadcast_to(numpy.asarray(condition, dtype=bool), self.count)
        rows = group.membership.order
        rows = rows[holds[rows]]
        result = numpy.full(self.count, -1)
        as_core_compares = values if values.dtype.kind == "f" else values.astype(numpy.float64)
        result[rows] = ranks(as_core_compares[rows], group.membership.everybody.groups[rows])
        return result

    def _can_rank(self, values: Array) -> bool:
        """Whether each person has a finite number. Infinite ones are core's to order: so it marks who is left out."""
        return values.shape == (self.count,) and values.dtype.kind in NUMBERS and bool(numpy.isfinite(values).all())
