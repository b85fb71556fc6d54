"""The format of explanations as schemas of the contract: the package's own, with its parts as components."""

from __future__ import annotations

from typing import Any

from openfisca_jordan_sp.explain.as_json import schema

_HERE = "#/$defs/"
_THERE = "#/components/schemas/"


def explanation_schemas() -> dict[str, Any]:
    """`Explanation` and what it is made of (`Explained…`), by the name of the schema."""
    whole = schema()
    parts = {_name(name): _moved(part) for name, part in whole["$defs"].items()}
    left_out = {"$defs", "$schema"}
    return {"Explanation": _moved({key: part for key, part in whole.items() if key not in left_out}), **parts}


def _name(name: str) -> str:
    return "Explained" + "".join(word.title() for word in name.split("_"))


def _moved(part: Any) -> Any:
    """A part of the schema whose references point to the components of the contract."""
    if isinstance(part, list):
        return [_moved(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _THERE + _name(one.removeprefix(_HERE)) if key == "$ref" and isinstance(one, str) else _moved(one)
        for key, one in part.items()
    }
