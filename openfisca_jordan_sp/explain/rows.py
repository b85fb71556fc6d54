"""Whose values a formula reads: from the rows of one kind of unit to those of another."""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.populations import CorePopulation
from openfisca_core.projectors import FirstPersonToEntityProjector, Projector, UniqueRoleToEntityProjector

Rows = NDArray[numpy.int64]


def entity_of(via: Any) -> str:
    """The kind of unit for each of which a population or projector gives a value."""
    if isinstance(via, CorePopulation):
        return str(via.entity.key)
    top = via
    while top.parent is not None:
        top = top.parent
    if isinstance(top, UniqueRoleToEntityProjector | FirstPersonToEntityProjector):
        return str(top.target_entity.entity.key)
    return str(top.reference_entity.members.entity.key)


def source_of(via: Any) -> Any:
    """The population whose variable is read."""
    return via if isinstance(via, CorePopulation) else via.reference_entity


def source_rows(via: Any) -> Rows:
    """For each row the row of the unit that is read; -1 where there is none."""
    source = source_of(via)
    if not isinstance(via, Projector):
        return numpy.arange(source.count)
    rows: Rows = numpy.asarray(via.transform_and_bubble_up(numpy.arange(1, source.count + 1))) - 1
    return rows


def members_of(via: Any, row: int, role: Any = None) -> list[int]:
    """The persons that are taken together for a row, those of a role where one is given, in their order."""
    group = source_of(via)
    unit = int(source_rows(via)[row])
    belongs = numpy.asarray(group.members_entity_id) == unit
    if role is not None:
        belongs = belongs & numpy.asarray(group.members.has_role(role))
    return [int(person) for person in numpy.flatnonzero(belongs)]
