"""Groups whose results are deferred, and known at once where everybody has the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from openfisca_core.entities import Role
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.projectors import projectable

from openfisca_jordan_sp.engine.deferred import Deferred, DeferredEnum, now
from openfisca_jordan_sp.fast.arrays import Array, is_uniform, uniform
from openfisca_jordan_sp.fast.groups import FastGroupPopulation


class LazyGroups(FastGroupPopulation):
    """Groups for rules whose variables are deferred."""

    @projectable
    def sum(self, array: Array, role: Role | None = None) -> Any:
        """As `FastGroupPopulation.sum`; nothing for nobody's amounts."""
        return self._deferred(super().sum, array, role, kept=lambda value: value == 0)

    @projectable
    def any(self, array: Array, role: Role | None = None) -> Any:
        """As `FastGroupPopulation.any`; false where nobody has it."""
        return self._deferred(super().any, array, role, kept=lambda value: value == 0, as_type=bool)

    @projectable
    def all(self, array: Array, role: Role | None = None) -> Any:
        """As `FastGroupPopulation.all`; true where everybody has it."""
        return self._deferred(super().all, array, role, kept=bool, as_type=bool)

    @projectable
    def max(self, array: Array, role: Role | None = None) -> Any:
        """As `FastGroupPopulation.max`."""
        return self._deferred(super().max, array, role, kept=partial(self._keeps_extreme, role))

    @projectable
    def min(self, array: Array, role: Role | None = None) -> Any:
        """As `FastGroupPopulation.min`."""
        return self._deferred(super().min, array, role, kept=partial(self._keeps_extreme, role))

    def _keeps_extreme(self, role: Role | None, _: Any) -> bool:
        """Whether one value for every person is the largest and smallest of each group: if none is empty."""
        return role is None and self.membership.are_all_occupied

    def _deferred(
        self,
        method: Callable[..., Array],
        array: Any,
        role: Role | None,
        *,
        kept: Callable[[Any], bool],
        as_type: type = float,
    ) -> Deferred:
        def make() -> Array:
            values = now(array)
            if is_uniform(values) and len(values) == self.members.count and kept(values[0]):
                return uniform(as_type(values[0]), self.count)
            return method(values, role)

        return Deferred(make)

    @projectable
    def value_from_person(self, array: Array, role: Role, default: Any = 0) -> Any:
        """As `FastGroupPopulation.value_from_person`."""
        parent = super().value_from_person

        def make() -> Array:
            values = now(array)
            if is_uniform(values) and not isinstance(values, EnumArray) and values[0] == default:
                return uniform(values[0], self.count)
            one_each: Array = parent(values, role, default)
            return one_each

        return _like(array, make)

    @projectable
    def value_nth_person(self, n: int, array: Array, default: Any = 0) -> Any:
        """As `FastGroupPopulation.value_nth_person`."""
        return super().value_nth_person(n, now(array), default)

    def project(self, array: Array, role: Role | None = None) -> Any:
        """As `FastGroupPopulation.project`."""
        return _like(array, lambda: self._projected(now(array), role))

    def _projected(self, array: Array, role: Role | None) -> Array:
        if role is None and is_uniform(array) and len(array) == self.count and not isinstance(array, EnumArray):
            return uniform(array[0], self.members.count)
        return super().project(array, role)


def _like(array: Any, make: Callable[[], Array]) -> Any:
    """What is made of an array: deferred where that is, and of the same enum."""
    names = getattr(array, "possible_values", None) if isinstance(array, DeferredEnum | EnumArray) else None
    if names is not None:
        return DeferredEnum(make, names)
    return Deferred(make) if isinstance(array, Deferred) else make()
