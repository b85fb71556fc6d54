"""The schemas of a situation: persons, families and households with the facts that the law knows, and no other."""

from __future__ import annotations

import datetime
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.situation_checks import LEADERS
from openfisca_jordan_sp.situation_values import LARGEST, LARGEST_WHOLE, LONGEST, bounds

#: Units of one kind in one situation.
_MOST_UNITS = 200

_UNIT = {"$ref": "#/components/schemas/Unit"}
_PERIODS = {DateUnit.MONTH: ("Month", "Year"), DateUnit.YEAR: ("Year",)}


def situation_schemas(system: TaxBenefitSystem) -> dict[str, Any]:
    """`Situation` and what it is made of, by the name of the schema."""
    made = {_title(entity.key): _entity(system, entity) for entity in system.entities}
    groups = {
        entity.plural: {
            "type": "object",
            "description": f"By an id of yours: {entity.label}",
            "propertyNames": _UNIT,
            "minProperties": 1,
            "maxProperties": _MOST_UNITS,
            "additionalProperties": {"$ref": f"#/components/schemas/{_title(entity.key)}"},
        }
        for entity in system.entities
    }
    situation = {
        "type": "object",
        "description": (
            "Persons, and the families and households that they live in, as OpenFisca describes them. A fact without a "
            "date holds in the whole year asked for. Families that are left out are derived from the households; who "
            "is named in a role must be one of the persons, and everybody is in one family and in one household."
        ),
        "additionalProperties": False,
        "required": ["persons"],
        "properties": groups,
    }
    return made | {"Situation": situation}


def _title(key: str) -> str:
    return key.title()


def _entity(system: TaxBenefitSystem, entity: Any) -> dict[str, Any]:
    roles = {} if entity.is_person else {role.plural or role.key: _role(role) for role in entity.roles}
    facts = {
        name: _fact(variable)
        for name, variable in sorted(system.variables.items())
        if variable.entity.key == entity.key
    }
    schema = {"type": "object", "additionalProperties": False, "properties": roles | facts}
    leader = LEADERS.get(entity.plural)
    return schema | {"required": [leader]} if leader else schema


def _role(role: Any) -> dict[str, Any]:
    most = role.max or _MOST_UNITS
    items = {"type": "array", "items": _UNIT, "maxItems": most, "uniqueItems": True}
    if role.max == 1:
        return {"description": str(role.doc or role.label), "anyOf": [_UNIT, items | {"minItems": 1}]}
    return items | {"description": str(role.doc or role.label)}


def _fact(variable: Variable) -> dict[str, Any]:
    """A value, or values by month or year."""
    value = value_schema(variable)
    periods = _PERIODS.get(variable.definition_period)
    described = {"description": str(variable.label)}
    if periods is None:
        return described | value
    names = periods if variable.set_input else periods[:1]
    keys = [{"$ref": f"#/components/schemas/{name}"} for name in names]
    dated = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 240,
        "propertyNames": keys[0] if len(keys) == 1 else {"anyOf": keys},
        "additionalProperties": value,
    }
    return described | {"anyOf": [value, dated]}


def value_schema(variable: Variable) -> dict[str, Any]:
    """What one value of a variable may be."""
    kind = variable.value_type
    if kind is Enum:
        return {"enum": [item.name for item in variable.possible_values]}
    if kind is bool:
        return {"type": "boolean"}
    if kind is datetime.date:
        return {"$ref": "#/components/schemas/Date"}
    if kind in (int, float):
        least, most = bounds(variable)
        return {
            "type": "integer" if kind is int else "number",
            "minimum": -LARGEST if least is None else least,
            "maximum": (LARGEST_WHOLE if kind is int else LARGEST) if most is None else most,
        }
    return {"type": "string", "maxLength": LONGEST}
