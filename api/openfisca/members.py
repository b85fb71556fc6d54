"""Who belongs to which group in which role, as a request says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from openfisca_jordan_sp.errors import Text

from .refusals import RefusedError, shown

#: The place of a person who stands in no group yet.
_NOWHERE = -1


@dataclass(frozen=True)
class Units:
    """The units of one entity, and for groups the members.

    Attributes:
        ids: of the units, in their order.
        groups: the group of each person; empty for persons.
        roles: the role of each person, counted in the entity's `flattened_roles`; empty for persons.
    """

    ids: list[str]
    groups: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)


def one_each(persons: Units) -> Units:
    """Groups that nobody described: one for each person, in the first role."""
    count = len(persons.ids)
    return Units(persons.ids, list(range(count)), [0] * count)


def read_members(
    entity: Any, given: Mapping[str, Any], persons: Mapping[str, int], persons_plural: str, *, may_stand_alone: bool
) -> Units:
    """The groups of an entity.

    Args:
        entity: of core.
        given: what the request says of each group.
        persons: the place of each person, by id.
        persons_plural: what persons are called.
        may_stand_alone: whether who stands in no group gets one of his own, as in core.

    Raises:
        RefusedError: a member who is no person or stands twice, or too many in a role.
    """
    units = Units(list(given), [_NOWHERE] * len(persons), [0] * len(persons))
    for group, (name, described) in enumerate(given.items()):
        first = 0
        for role in entity.roles:
            key = role.plural or role.key
            where = (entity.plural, name, key)
            for place, person in _members(entity, where, described.get(key, ()), role, persons, persons_plural):
                if units.groups[person] != _NOWHERE:
                    raise _twice(where, list(persons)[person], entity.plural)
                units.groups[person], units.roles[person] = group, first + (place if role.subroles else 0)
            first += len(role.subroles or (role,))
    _place_others(units, entity.plural, persons, persons_plural, may_stand_alone=may_stand_alone)
    return units


def _members(
    entity: Any, where: tuple[str, str, str], given: Any, role: Any, persons: Mapping[str, int], plural: str
) -> Iterator[tuple[int, int]]:
    """The persons who have a role in a group, with their place among those who have it."""
    members = [given] if isinstance(given, str) or type(given) is int else given
    if not isinstance(members, list | tuple):
        raise RefusedError(where, Text("Invalid type: must be of type 'Array'.", "يجب أن تكون قائمة."))
    if role.max is not None and len(members) > role.max:
        _, name, key = where
        raise RefusedError(
            where,
            Text(
                f"There can be at most {role.max} {key} in a {entity.key}. {len(members)} were declared in '{name}'.",
                f"الحد الأعلى لـ {key} هو {role.max}، والمذكور في '{name}' {len(members)}.",
            ),
        )
    for place, member in enumerate(members):
        person = str(member) if type(member) is int else member
        if type(person) is not str:
            raise RefusedError(
                (*where, str(place)), Text("Invalid type: must be of type 'String'.", "يجب أن يكون نصا.")
            )
        if person not in persons:
            raise _unknown(where, person, plural)
        yield place, persons[person]


def _unknown(where: tuple[str, str, str], person: str, plural: str) -> RefusedError:
    _, name, key = where
    return RefusedError(
        where,
        Text(
            f"Unexpected value: {shown(person)}. {shown(person)} has been declared in {name} {key}, but has not been "
            f"declared in {plural}.",
            f"{shown(person)} مذكور في {name} {key} وليس مذكورا في {plural}.",
        ),
    )


def _twice(where: tuple[str, str, str], person: str, plural: str) -> RefusedError:
    message = Text(f"{person} has been declared more than once in {plural}", f"{person} مذكور أكثر من مرة في {plural}.")
    return RefusedError(where, message)


def _place_others(
    units: Units, plural: str, persons: Mapping[str, int], persons_plural: str, *, may_stand_alone: bool
) -> None:
    """Give a group of his own to each person who stands in none."""
    for name, person in persons.items():
        if units.groups[person] != _NOWHERE:
            continue
        if not may_stand_alone:
            message = Text(f"{name} stands in none of the {plural}.", f"لا ينتمي {name} إلى أي من {plural}.")
            raise RefusedError((persons_plural, name), message)
        units.groups[person] = len(units.ids)
        units.ids.append(name)
