"""What `/entities` tells."""

from __future__ import annotations

import inspect
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem


def entities_told(system: TaxBenefitSystem) -> dict[str, Any]:
    """Persons and their groups, by key."""
    return {entity.key: _entity(entity) for entity in system.entities}


def _entity(entity: Any) -> dict[str, Any]:
    told = {
        "plural": entity.plural,
        "description": entity.label,
        "documentation": inspect.cleandoc(entity.doc or ""),
    }
    return told if entity.is_person else told | {"roles": {role.key: _role(role) for role in entity.roles}}


def _role(role: Any) -> dict[str, Any]:
    most = most_in(role)
    told = {"plural": role.plural, "description": role.doc or role.label}
    return told | {"max": most} if most else told


def most_in(role: Any) -> int | None:
    """How many persons of one group may have a role; None without a limit."""
    return len(role.subroles) if role.subroles else role.max
