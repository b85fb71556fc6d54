"""Groups that give formulas what core's give, from arrays worked out once in a membership.

Core compares role objects one by one, sorts members at each call and walks through every place in a
group. Here roles are codes and the persons of a role are known by position. What is rare (dates, users' own
reducers) is left to core's own methods, which work on this class as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy
from numpy.typing import NDArray
from openfisca_core.entities import Role
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import Period
from openfisca_core.populations import CorePopulation, GroupPopulation, Population
from openfisca_core.projectors import projectable
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.fast.cloning import copy_values
from openfisca_jordan_sp.fast.memberships import NO_ROLE, Array, BoolArray, IntArray, Members, Membership, read_only
from openfisca_jordan_sp.fast.simulation import FastSimulation

#: Kinds of numpy arrays that are numbers or flags.
NUMBERS = "biuf"


def ask(population: Any, variable_name: str, period: Any, options: Any = None) -> Any:
    """A variable for a period, as core answers; without its detours where a formula asks for a plain period."""
    simulation = population.simulation
    if options is None and isinstance(period, Period) and simulation is not None:
        if isinstance(simulation, FastSimulation):
            return simulation.ask(population, variable_name, period)
        population.entity.check_variable_defined_for_entity(variable_name)
        return simulation.calculate(variable_name, period)
    return CorePopulation.__call__(population, variable_name, period, options)


class FastGroupPopulation(GroupPopulation):
    """The groups of a simulation: families, households.

    Members may stand in any order, and groups may be empty. Results are new arrays: writing to them changes nothing.
    """

    def __init__(self, entity: Any, members: Population) -> None:
        super().__init__(entity, members)
        self._membership: Membership | None = None
        self._membership_count = 0
        self._ids: Array | None = None
        self._roles: Array | None = None
        self._positions: Array | None = None
        self._role_objects: Array | None = None
        self._codes: dict[Role, tuple[int, ...]] = {}

    __call__ = ask

    # Who belongs to which group

    def bind(self, membership: Membership) -> Self:
        """Take the groups from a membership, which other simulations of the same people may share."""
        self._ids, self._roles, self._positions, self._role_objects = membership.entity_id, None, None, None
        self._membership, self._membership_count = membership, membership.count
        self.count = membership.count
        self.ids = range(membership.count)
        return self

    def clone(self, simulation: Simulation) -> FastGroupPopulation:
        """The same groups for another simulation: of its own persons, and with values of its own."""
        result = type(self)(self.entity, simulation.persons)
        copy_values(self, result, simulation)
        for name in ("_membership", "_membership_count", "_ids", "_roles", "_positions", "_role_objects"):
            setattr(result, name, getattr(self, name))
        return result

    @property
    def membership(self) -> Membership:
        """How persons belong to these groups.

        Raises:
            ValueError: nobody has said it yet.
        """
        if self._membership is None or self._membership_count != self.count:
            self._membership, self._membership_count = self._derived_membership(), self.count
        return self._membership

    def _derived_membership(self) -> Membership:
        """From what a builder set. Core's may ask before it has counted the groups."""
        if self._ids is None:
            raise ValueError(f"Nobody has said which {self.entity.key} each person belongs to.")
        if self._roles is not None:
            codes = _role_codes(self._roles, self.entity)
        elif self._membership is not None:
            codes = self._membership.role_codes
        else:
            codes = numpy.zeros(len(self._ids), dtype=numpy.int8)
        named = int(self._ids.max()) + 1 if len(self._ids) else 0
        return Membership(self._ids, codes, max(self.count, named))

    @property
    def members_entity_id(self) -> Array | None:
        """The group of each person, or None as long as nobody has said it."""
        return self._ids

    @members_entity_id.setter
    def members_entity_id(self, ids: Array | None) -> None:
        self._ids = None if ids is None else read_only(numpy.asarray(ids))
        self._membership = self._positions = self._role_objects = None

    @property
    def members_role(self) -> Array:
        """The role of each person, as core's role objects (None for no role)."""
        if self._roles is not None:
            return self._roles
        if self._role_objects is None:
            self._role_objects = self._objects(self.membership.role_codes)
        return self._role_objects

    @members_role.setter
    def members_role(self, roles: Iterable[Any] | None) -> None:
        if roles is None:
            return
        given = numpy.array(roles if isinstance(roles, numpy.ndarray) else list(roles))
        self._roles = self._objects(_role_codes(given, self.entity)) if given.dtype.kind in "iuU" else read_only(given)
        self._membership = self._role_objects = None
        self.check_members()

    def check_members(self) -> None:
        """Called when a builder has set the roles: a kind of group may refuse what it is given."""

    def _objects(self, codes: NDArray[numpy.int8]) -> Array:
        return read_only(numpy.array([*self.entity.flattened_roles, None], dtype=object)[codes])

    @property
    def members_position(self) -> Array | None:
        """The place of each person in the group, from 0."""
        if self._ids is None:
            return None
        return self.membership.positions if self._positions is None else self._positions

    @members_position.setter
    def members_position(self, positions: Array | None) -> None:
        self._positions = None if positions is None else read_only(numpy.asarray(positions))

    @property
    def has_own_positions(self) -> bool:
        """Whether places in the group follow from the order of persons: nobody has set others."""
        return self._positions is None

    @property
    def ordered_members_map(self) -> IntArray:
        """Positions of the persons, one group after the other."""
        return self.membership.order

    def codes(self, role: Role) -> tuple[int, ...]:
        """A role of this entity, or its subroles, as places in `flattened_roles`; none for a stranger."""
        codes = self._codes.get(role)
        if codes is None:
            wanted = role.subroles or (role,)
            codes = tuple(code for code, own in enumerate(self.entity.flattened_roles) if own in wanted)
            self._codes[role] = codes
        return codes

    def _members(self, role: Role | None) -> Members:
        if role is None:
            return self.membership.everybody
        if role.entity.plural == self.entity.plural:
            return self.membership.having(self.codes(role))
        return self.membership.among(self.members.has_role(role))

    # From persons to groups

    @projectable
    def sum(self, array: Array, role: Role | None = None) -> NDArray[numpy.float64]:
        """The sum over the members of each group, or over those who have a role."""
        self.entity.check_role_validity(role)
        self.members.check_array_compatible_with_entity(array)
        return self._members(role).total(array)

    @projectable
    def any(self, array: Array, role: Role | None = None) -> BoolArray:
        """Whether the sum over the members of each group is above 0; for flags: whether any is set."""
        if isinstance(array, numpy.ndarray) and array.dtype == bool and array.shape == (self.members.count,):
            self.entity.check_role_validity(role)
            return self._members(role).any_true(array)
        return self.sum(array, role=role) > 0  # type: ignore[no-any-return]

    @projectable
    def all(self, array: Array, role: Role | None = None) -> BoolArray:
        """Whether a value is true for all the members of each group, or for all who have a role."""
        if not self._is_numeric(array):
            return super().all(array, role)  # type: ignore[no-any-return]
        self.entity.check_role_validity(role)
        return self._members(role).all_true(numpy.asarray(array).astype(bool, copy=False))

    @projectable
    def max(self, array: Array, role: Role | None = None) -> NDArray[numpy.float64]:
        """The largest value among the members of each group; minus infinity where there is none."""
        if not self._is_numeric(array):
            return super().max(array, role)  # type: ignore[no-any-return]
        self.entity.check_role_validity(role)
        return self._members(role).extreme(array, numpy.maximum, -numpy.inf)

    @projectable
    def min(self, array: Array, role: Role | None = None) -> NDArray[numpy.float64]:
        """The smallest value among the members of each group; infinity where there is none."""
        if not self._is_numeric(array):
            return super().min(array, role)  # type: ignore[no-any-return]
        self.entity.check_role_validity(role)
        return self._members(role).extreme(array, numpy.minimum, numpy.inf)

    def _is_numeric(self, array: Any) -> bool:
        """Whether it is one number or flag a person. Everything else is core's to compute or to refuse."""
        return isinstance(array, numpy.ndarray) and array.shape == (self.members.count,) and array.dtype.kind in NUMBERS

    @projectable
    def nb_persons(self, role: Role | None = None) -> Array:
        """How many members each group has; of a role, as core counts them, in float64."""
        if role is None:
            return self.membership.sizes.copy()
        if not isinstance(role, Role):
            return super().nb_persons(role)  # type: ignore[no-any-return]
        # Core compares its own members' roles only: nobody here has a role of another entity.
        return self.membership.having(self.codes(role)).sizes.astype(numpy.float64)

    # From one person to the group

    @projectable
    def value_from_person(self, array: Array, role: Role, default: Any = 0) -> Array:
        """The value of the person who has a unique role; the default where a group has none."""
        self.entity.check_role_validity(role)
        if role is None or role.max != 1 or not (members := self._members(role)).is_unique:
            return super().value_from_person(array, role, default)  # type: ignore[no-any-return]
        self.members.check_array_compatible_with_entity(array)
        if members.is_one_each:
            self._filled(default, array, 1)  # A default that does not fit is refused, as in core.
            return members.values(array)
        result = self._filled(default, array, self.count)
        result[members.groups] = members.values(array)
        return result

    @projectable
    def value_nth_person(self, n: int, array: Array, default: Any = 0) -> Array:
        """The value of the person at a place in each group; the default where a group is smaller."""
        if not isinstance(n, int | numpy.integer) or n < 0:
            return super().value_nth_person(n, array, default)  # type: ignore[no-any-return]
        self.members.check_array_compatible_with_entity(array)
        result = self._filled(default, array, self.count)
        groups, rows = self._nth(int(n))
        result[groups] = array[rows]
        return result

    def _nth(self, n: int) -> tuple[Any, IntArray]:
        """The groups that have a person at a place, and these persons."""
        if self.has_own_positions:
            return self.membership.nth(n)
        rows = numpy.flatnonzero(self.members_position == n)
        return self.membership.everybody.groups[rows], rows

    @staticmethod
    def _filled(default: Any, array: Array, count: int) -> Array:
        """An array of the default like another: of its dtype, an enum as an enum."""
        result = numpy.full(count, default, dtype=array.dtype)
        return EnumArray(result, array.possible_values) if isinstance(array, EnumArray) else result

    # From the group to its members

    def project(self, array: Array, role: Role | None = None) -> Array:
        """The value of the group for each person; 0 for persons who do not have the role, if one is named."""
        self.check_array_compatible_with_entity(array)
        self.entity.check_role_validity(role)
        if role is None:
            return array[self.membership.everybody.groups]
        if array.dtype.kind not in NUMBERS:
            return super().project(array, role)  # type: ignore[no-any-return]
        members = self._members(role)
        result = numpy.zeros(self.members.count, dtype=numpy.where(True, array[:0], 0).dtype)
        result[members.rows] = numpy.asarray(array)[members.groups]
        return result


def _role_codes(roles: Array, entity: Any) -> NDArray[numpy.int8]:
    """Roles as places in `flattened_roles`: from role objects, keys or such places; `NO_ROLE` for anything else."""
    if roles.dtype.kind in "iu":
        if len(roles) and (roles.min() < NO_ROLE or roles.max() >= len(entity.flattened_roles)):
            raise ValueError(f"{entity.key} has {len(entity.flattened_roles)} roles, counted from 0.")
        return roles.astype(numpy.int8)
    codes = numpy.full(len(roles), NO_ROLE, dtype=numpy.int8)
    for code, role in enumerate(entity.flattened_roles):
        codes[roles == role] = code
    if (codes == NO_ROLE).any():
        for code, role in enumerate(entity.flattened_roles):
            codes[roles == str(role.key)] = code
    return codes
