"""Finding, reading and replacing values in a tree of parameters without changing the tree.

A changed tree shares with the old one every branch that the change does not touch.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode

from openfisca_jordan_sp.errors import Text

VERIFIED = "verified"
#: How a value is known. `missing` values are unset; `reform` values are a user's.
CONFIDENCES = (VERIFIED, "derived", "recalled", "assumed", "missing", "reform")


@dataclass(frozen=True)
class ValueRecord:
    """One value of one parameter with where it comes from."""

    path: str
    date: str
    value: Any
    confidence: str
    references: tuple[Mapping[str, Any], ...]


def leaves(root: ParameterNode) -> Iterator[Parameter]:
    """All parameters of the tree in the order of their paths."""
    found = [node for node in root.get_descendants() if isinstance(node, Parameter)]
    return iter(sorted(found, key=lambda parameter: str(parameter.name)))


def find(root: ParameterNode, path: str) -> Parameter | ParameterNode | None:
    """The parameter or node at a dotted path, or None."""
    node: Any = root
    for part in path.split("."):
        if not isinstance(node, ParameterNode) or part not in node.children:
            return None
        node = node.children[part]
    return node


def label_of(node: Parameter | ParameterNode) -> Text:
    """The name of a parameter or a folder of them in both languages; its path where it has none."""
    label = node.metadata.get("label") or {}
    english = label.get("en") or str(node.name)
    return Text(english, label.get("ar") or english)


def nearest_paths(root: ParameterNode, path: str, count: int = 3) -> list[str]:
    """The paths that look most like a mistyped one, the nearest first.

    A right name under a wrong folder counts as near as a wrong letter.
    """
    paths = [str(parameter.name) for parameter in leaves(root)]
    close = get_close_matches(path, paths, n=count, cutoff=0.6)
    last = path.rpartition(".")[2]
    by_name = {candidate.rpartition(".")[2]: candidate for candidate in paths}
    same_name = [by_name[name] for name in get_close_matches(last, by_name, n=count, cutoff=0.75)]
    return list(dict.fromkeys([*close, *same_name]))[:count]


def records(parameter: Parameter) -> list[ValueRecord]:
    """The history of a parameter, oldest first."""
    return [_record(parameter, value) for value in reversed(parameter.values_list)]


def record_at(parameter: Parameter, day: str) -> ValueRecord | None:
    """The value in force on a day (`YYYY-MM-DD`), or None before the first."""
    for value in parameter.values_list:
        if value.instant_str <= day:
            return _record(parameter, value)
    return None


def _record(parameter: Parameter, value: Any) -> ValueRecord:
    references = value.metadata.get("reference") or ()
    return ValueRecord(
        path=str(parameter.name),
        date=value.instant_str,
        value=value.value,
        confidence=value.metadata.get("confidence", "assumed"),
        references=tuple(references),
    )


def with_parameter(root: ParameterNode, path: str, parameter: Parameter) -> ParameterNode:
    """A tree in which `parameter` stands at `path`; nodes on the way are copied or made."""
    head, _, rest = path.partition(".")
    copied = copy.copy(root)
    copied.children = dict(root.children)
    if rest:
        prefix = f"{root.name}.{head}" if root.name else head
        branch = root.children.get(head) or ParameterNode(prefix, data={})
        child: Any = with_parameter(branch, rest, parameter)
    else:
        child = parameter
    copied.children[head] = child
    setattr(copied, head, child)
    return copied


def with_values(parameter: Parameter, values: Mapping[str, Any], source: Any) -> Parameter:
    """A parameter that keeps its history up to the first new date and has the new values from there.

    Later values of the old history fall away: who changes a value today does
    not mean it to change back at the next date that happened to be on file.
    """
    first = min(values)
    history = {
        value.instant_str: {"value": value.value, "metadata": value.metadata}
        for value in parameter.values_list
        if value.instant_str < first
    }
    metadata = {"confidence": "reform", "date_confidence": "stated", "reference": source}
    changed = {day: {"value": value, "metadata": metadata} for day, value in values.items()}
    data = {
        "description": parameter.description,
        "metadata": parameter.metadata,
        "values": {**history, **changed},
    }
    return Parameter(str(parameter.name), data, parameter.file_path)
