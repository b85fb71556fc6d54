"""Clones of populations that keep their values to themselves. Core's share one store of values with the original."""

from __future__ import annotations

from typing import Any

from openfisca_core.data_storage import InMemoryStorage
from openfisca_core.simulations import Simulation


def copy_values(old: Any, new: Any, simulation: Simulation) -> None:
    """Give a population's clone its count, its names and the values known so far.

    The arrays are shared, for nobody writes into a stored array; what either sets or computes later is its own.
    """
    new.simulation, new.count, new.ids = simulation, old.count, old.ids
    for name, holder in old._holders.items():
        clone = holder.clone(new)
        clone._memory_storage = _copied(holder._memory_storage)
        new._holders[name] = clone


def _copied(storage: InMemoryStorage) -> InMemoryStorage:
    result = InMemoryStorage(is_eternal=storage.is_eternal)
    for period in storage.get_known_periods():
        result.put(storage.get(period), period)
    return result
