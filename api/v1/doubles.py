"""The same person in two places of a batch, found by tokens that the caller made: they are neither told nor kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openfisca_jordan_sp.situation_checks import as_list

#: The roles of a family, and of a household where a request gives no families.
_ROLES = {
    "families": {"head": "head", "spouses": "spouse", "children": "child", "dependants": "dependant"},
    "households": {"reference_person": "reference_person", "members": "member"},
}
#: What is found of a role that nobody has twice, in the order in which it is told.
_TWICE = {"head": "head_twice", "spouse": "spouse_twice", "child": "child_twice"}


def doubles_of(given: Mapping[str, Any], identities: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """Persons who stand in more than one place, in the order in which they are met.

    Args:
        given: situations by the id of the family, completed where they could be.
        identities: by family and person, a token; the same for the same person.
    """
    places: dict[str, list[dict[str, Any]]] = {}
    for name, tokens in identities.items():
        situation: Mapping[str, Any] = given.get(name, {})
        persons = situation.get("persons")
        for unit, token in tokens.items():
            if isinstance(persons, Mapping) and unit in persons:
                found = places.setdefault(token, [])
                found.append({"family": name, "person": unit, "roles": _roles(situation, unit)})
    return [_double(found) for found in places.values() if len(found) > 1]


def _double(places: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    roles = [role for place in places for role in place["roles"]]
    findings = [name for role, name in _TWICE.items() if roles.count(role) > 1]
    families = {place["family"] for place in places}
    first = "in_two_families" if len(families) > 1 else "twice_in_a_family"
    return {"findings": [first, *findings], "places": list(places)}


def _roles(situation: Mapping[str, Any], person: str) -> list[str]:
    """The roles of a person in the families; in the households where there are none."""
    for plural, roles in _ROLES.items():
        groups = situation.get(plural)
        if isinstance(groups, Mapping) and groups:
            return sorted(set(_of_groups(groups, roles, person)))
    return []


def _of_groups(groups: Mapping[str, Any], roles: Mapping[str, str], person: str) -> Iterator[str]:
    for group in groups.values():
        for plural, role in roles.items() if isinstance(group, Mapping) else ():
            if person in as_list(group.get(plural)):
                yield role
