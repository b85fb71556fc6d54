"""Who is in a family: the members of a case, less those left out, and others called by their role and a number."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.situation_checks import as_list

#: The family of which nothing is told yet.
NEW = "new"
#: Roles in the family, by the name of one: how a situation calls them, and what its members are called.
ROLES = {
    "head": ("head", Text("Head of the family", "رب الأسرة")),
    "spouse": ("spouses", Text("Spouse", "الزوج أو الزوجة")),
    "child": ("children", Text("Child", "الابن أو الابنة")),
    "dependant": ("dependants", Text("Other dependant", "المعال")),
}
#: Roles of members who can be added.
ADDED = ("spouse", "child", "dependant")
#: Members of one family on this page.
MOST_MEMBERS = 20
_ID = re.compile(r"(spouse|child|dependant)-([1-9][0-9]?)")


@dataclass(frozen=True)
class Member:
    """A member of the family.

    Attributes:
        id: in addresses.
        role: `head`, `spouse`, `child` or `dependant`.
        name: what the member is called; never a person's own name.
    """

    id: str
    role: str
    name: Text


def free_id(role: str, taken: Collection[str]) -> str:
    """The id of a further member; nothing for what is no role of one."""
    if role not in ADDED:
        return ""
    return next(name for number in range(1, 100) if (name := f"{role}-{number}") not in taken)


def members_of(family: Mapping[str, Any], names: Mapping[str, Text], added: Sequence[str]) -> list[Member]:
    """The members of a family, by their roles, those added last in each.

    Args:
        family: of a situation, with its roles.
        names: of the members of a case.
        added: ids as `free_id` makes them; others are passed over.
    """
    found = []
    for role, (plural, label) in ROLES.items():
        own = [one for name in (role, plural) if name in family for one in as_list(family[name])]
        found += [Member(one, role, names.get(one, label)) for one in dict.fromkeys(own)]
        found += [Member(one, role, _numbered(label, one)) for one in added if _role(one) == role and one not in own]
    return found


def _role(member: str) -> str:
    matched = _ID.fullmatch(member)
    return "" if matched is None else matched.group(1)


def is_member_id(member: str) -> bool:
    """Whether an id is one of a member who was added."""
    return bool(_role(member))


def _numbered(label: Text, member: str) -> Text:
    number = member.rpartition("-")[2]
    return Text(f"{label.en} {number}", f"{label.ar} {number}")
