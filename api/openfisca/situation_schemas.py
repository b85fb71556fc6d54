"""The schemas of situations: entities with the variables of a tax-benefit system, and no other."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from .entities import most_in

#: The form of the periods that a variable is calculated for; what never changes may be said of any.
_EXACT: Mapping[DateUnit, tuple[str, ...]] = {
    DateUnit.WEEKDAY: ("Weekday",),
    DateUnit.WEEK: ("Week",),
    DateUnit.DAY: ("Day",),
    DateUnit.MONTH: ("Month",),
    DateUnit.YEAR: ("Year",),
    DateUnit.ETERNITY: ("Eternity", "Year", "Month", "Day", "Week", "Weekday"),
}
#: The forms of longer periods that it may be given for, where it knows how to be spread.
_LONGER: Mapping[DateUnit, tuple[str, ...]] = {
    DateUnit.WEEKDAY: ("Week", "Month", "Year", "Span"),
    DateUnit.WEEK: ("Year", "Span"),
    DateUnit.DAY: ("Week", "Month", "Year", "Span"),
    DateUnit.MONTH: ("Year", "Span"),
    DateUnit.YEAR: ("Span",),
}
_ID = {"$ref": "#/components/schemas/Id"}


def situation_schemas(
    system: TaxBenefitSystem, most_points: int, periods: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """`SituationInput`, `SituationOutput`, and what they are made of, by the name of the schema.

    Args:
        system: whose variables may be given and asked.
        most_points: along an axis.
        periods: the schemas of the forms of periods, by name.
    """
    made: dict[str, Any] = {}
    for entity in system.entities:
        variables = system.get_variables(entity)
        roles = {} if entity.is_person else {role.plural or role.key: _role(role) for role in entity.roles}
        given = {name: _given(variable, periods) for name, variable in variables.items()}
        answered = {name: _answered(variable, periods) for name, variable in variables.items()}
        made[title(entity)] = _closed(roles | given)
        made[f"{title(entity)}Output"] = _closed(roles | answered)
    made["Axis"] = _axis(system.variables.values(), most_points)
    made["SituationInput"] = _situation(system, "")
    made["SituationOutput"] = _situation(system, "Output")
    return made


def title(entity: Any) -> str:
    """The name of an entity's schema."""
    return str(entity.key.title())


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _situation(system: TaxBenefitSystem, suffix: str) -> dict[str, Any]:
    groups = {
        entity.plural: {
            "type": "object",
            "description": f"By an id of the caller's: {entity.label}",
            "propertyNames": _ID,
            "additionalProperties": {"$ref": f"#/components/schemas/{title(entity)}{suffix}"},
        }
        | ({"minProperties": 1} if entity.is_person else {})
        for entity in system.entities
    }
    axes = {
        "type": "array",
        "description": (
            "Ranges along which the situation is copied: the axes of one list run side by side, those of several "
            "lists across each other."
        ),
        "minItems": 1,
        "maxItems": 3,
        "items": {"type": "array", "minItems": 1, "maxItems": 10, "items": {"$ref": "#/components/schemas/Axis"}},
    }
    return _closed(groups | {"axes": axes}) | {"required": [system.person_entity.plural]}


def _role(role: Any) -> dict[str, Any]:
    most = most_in(role)
    listed = {"type": "array", "items": _ID, "uniqueItems": True} | ({"maxItems": most} if most else {})
    described = {"description": f"Ids of persons: {role.doc or role.label or role.key}"}
    return described | ({"anyOf": [listed, _ID]} if most == 1 else listed)


def _given(variable: Variable, periods: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A variable by period, as a request has it: null asks for it."""
    names = _EXACT[variable.definition_period]
    value = _value(variable, periods["Day"])
    schema = {
        "type": "object",
        "description": str(variable.label or variable.name),
        "propertyNames": _form(names),
        "additionalProperties": _or_null(value),
    }
    longer = _LONGER.get(variable.definition_period, ()) if variable.set_input else ()
    if not longer:
        return schema
    patterns = "|".join(f"(?:{periods[name]['pattern']})" for name in longer)
    return schema | {"propertyNames": _form([*names, *longer]), "patternProperties": {patterns: value}}


def _form(names: Sequence[str]) -> dict[str, Any]:
    forms = [{"$ref": f"#/components/schemas/{name}"} for name in names]
    return forms[0] if len(forms) == 1 else {"anyOf": forms}


def _answered(variable: Variable, periods: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A variable by period, as a reply has it: with axes a list of values."""
    value = _or_null(_value(variable, periods["Day"]))
    return {"type": "object", "additionalProperties": {"anyOf": [value, {"type": "array", "items": value}]}}


def _value(variable: Variable, day: Mapping[str, Any]) -> dict[str, Any]:
    """What one value of a variable may be; `day` for dates."""
    kind = variable.value_type
    if kind is Enum:
        return {"type": "string", "enum": [item.name for item in variable.possible_values]}
    if kind is datetime.date:
        return {"type": "string", "format": "date", "pattern": day["pattern"]}
    if numpy.dtype(variable.dtype).kind == "S":
        return {"type": "string", "maxLength": numpy.dtype(variable.dtype).itemsize, "pattern": "^[\\u0000-\\u007f]*$"}
    return {"type": variable.json_type} | (_bounds(variable) if kind in (int, float) else {})


def _bounds(variable: Variable) -> dict[str, float]:
    """What is stored without loss of size; doubles are all that JSON can say."""
    if variable.value_type is int:
        return {"minimum": -(2**31), "maximum": 2**31 - 1}
    if variable.dtype is not numpy.float32:
        return {}
    most = float(numpy.finfo(numpy.float32).max)
    return {"minimum": -most, "maximum": most}


def _or_null(value: Mapping[str, Any]) -> dict[str, Any]:
    nullable = dict(value) | {"type": [value["type"], "null"]}
    return nullable | ({"enum": [*value["enum"], None]} if "enum" in value else {})


def _axis(variables: Any, most_points: int) -> dict[str, Any]:
    """One range; which form its period has depends on the variable."""
    by_period: dict[DateUnit, list[str]] = {}
    for variable in variables:
        if variable.value_type in (int, float):
            by_period.setdefault(variable.definition_period, []).append(variable.name)
    number = {"type": "number"}
    return _closed(
        {
            "name": {"type": "string", "description": "The variable that runs through the range."},
            "count": {"type": "integer", "minimum": 1, "maximum": most_points, "description": "Of points."},
            "min": number,
            "max": number,
            "period": {"type": "string"},
            "index": {
                "type": "integer",
                "minimum": 0,
                "description": "Of the unit; the first is 0.",
            },
        }
    ) | {
        "required": ["name", "count", "min", "max", "period"],
        "anyOf": [
            {"properties": {"name": {"enum": names}, "period": _form(_EXACT[unit])}}
            for unit, names in by_period.items()
        ],
    }
