"""What `/parameters` and `/parameter/<id>` tell: core's account, and where each value comes from.

Beside core's keys a parameter bears `valuesMetadata`: by the date of a value, what its file says of that value alone
(source, confidence…). In a scale it is said by the place of the value in the scale, such as `brackets[0].rate`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode, ParameterScale

from .package import Package
from .plain import plain

#: What the brackets of a scale give beside their threshold.
_KINDS = ("rate", "amount", "average_rate")


def parameter_told(parameter: Any, package: Package) -> dict[str, Any]:
    """A parameter, a scale or a folder of them."""
    told = {
        "description": getattr(parameter, "description", None),
        "id": parameter.name,
        "metadata": plain(parameter.metadata),
    }
    source = package.address(parameter.file_path) if parameter.file_path else None
    documentation = getattr(parameter, "documentation", None)
    told |= {"source": source} if source else {}
    told |= {"documentation": documentation.strip()} if documentation else {}
    return told | _content(parameter)


def _content(parameter: Any) -> dict[str, Any]:
    if isinstance(parameter, ParameterNode):
        children = parameter.children.items()
        return {"subparams": {name: {"description": getattr(one, "description", None)} for name, one in children}}
    if isinstance(parameter, Parameter):
        content, metadata = {"values": _values(parameter)}, _metadata([("", parameter)])
    elif isinstance(parameter, ParameterScale):
        content, metadata = _brackets(parameter), _metadata(_places(parameter))
    else:
        return {}
    return content | ({"valuesMetadata": metadata} if metadata else {})


def _values(parameter: Parameter) -> dict[str, Any]:
    """The values by the date from which they hold, the newest first; null from which there is none."""
    return {one.instant_str: plain(one.value) for one in parameter.values_list}


def _brackets(scale: ParameterScale) -> dict[str, Any]:
    kind = next((kind for kind in _KINDS if kind in scale.brackets[0].children), None)
    if kind is None:
        return {}
    brackets = [(_values(one.threshold), _values(getattr(one, kind))) for one in scale.brackets]
    dates = sorted({day for pair in brackets for values in pair for day in values}, reverse=True)
    told: dict[str, Any] = {day: whole for day in dates if (whole := _scale_at(day, brackets))}
    first = brackets[0][0]
    last = max(first)
    if first[last] is None:  # a scale ends with its first threshold
        told[last] = None
    return {"brackets": told}


def _scale_at(day: str, brackets: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    """What a scale gives from each threshold, on one day."""
    both = [(_at(day, thresholds), _at(day, values)) for thresholds, values in brackets]
    return {str(threshold): value for threshold, value in both if threshold is not None}


def _at(day: str, values: Mapping[str, Any]) -> Any:
    return next((value for start, value in values.items() if start <= day), None)


def _places(scale: ParameterScale) -> Iterator[tuple[str, Any]]:
    for position, bracket in enumerate(scale.brackets):
        for kind, values in bracket.children.items():
            yield f"brackets[{position}].{kind}", values


def _metadata(places: Any) -> dict[str, Any]:
    """What is said of each value alone, by its date; core hands on to each what is said of the whole."""
    told: dict[str, Any] = {}
    for place, parameter in places:
        for one in parameter.values_list:
            own = {key: said for key, said in one.metadata.items() if parameter.metadata.get(key) != said}
            if own:
                told.setdefault(one.instant_str, {}).update({place: plain(own)} if place else plain(own))
    return told
