"""Targets changed one by one, without code: `households.female_headed=0.15`."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import yaml

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.targets import ROLES, Targets


def with_overrides(targets: Targets, overrides: Iterable[str]) -> Targets:
    """The targets with every `path=value` put in place; what is changed is marked as assumed.

    Args:
        targets: what to start from.
        overrides: `name=value`, `name.part=value` for one number of a table, or `name.role=align`.

    Raises:
        PopulationError: not of that form, an unknown name or part, or a value of another kind.
    """
    for override in overrides:
        path, found, text = override.partition("=")
        if not found or not path or not text.strip():
            raise _error(override, "An override is written path=value.", "يكتب التعديل بالشكل path=value.")
        name, keys = _named(targets, path.strip())
        targets = _changed(targets, override, name, keys, _read(override, text))
    return targets


def _read(override: str, text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        raise _error(override, f"The value {text!r} cannot be read.", f"تعذرت قراءة القيمة {text}.") from None


def _named(targets: Targets, path: str) -> tuple[str, list[str]]:
    """The target that a path begins with, and the keys inside its value."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if name in targets.by_name:
            return name, parts[length:]
    near = get_close_matches(path, list(targets.by_name), n=3, cutoff=0.4)
    hint = Text(f"Near: {', '.join(near)}.", f"أقرب الأسماء: {', '.join(near)}.") if near else Text("", "")
    raise PopulationError(
        Text(f"There is no target {path}.", f"لا يوجد مستهدف باسم {path}."), path=f"--set {path}", hint=hint
    )


def _changed(targets: Targets, override: str, name: str, keys: list[str], value: Any) -> Targets:
    if keys == ["role"] and "role" not in _keys(targets[name]):
        if value not in ROLES:
            raise _error(override, f"A role is one of {', '.join(ROLES)}.", f"الدور أحد {', '.join(ROLES)}.")
        return targets.with_role(name, value)
    whole = copy.deepcopy(targets[name])
    if not keys:
        _check_kind(override, whole, value)
        return targets.with_value(name, value)
    inner = whole
    for key in keys[:-1]:
        inner = inner.get(key) if isinstance(inner, Mapping) else None
    if keys[-1] not in _keys(inner):
        known = ", ".join(_keys(inner if inner is not None else whole))
        raise _error(
            override, f"{name} has no part {'.'.join(keys)}.", f"لا يوجد جزء {'.'.join(keys)} في {name}.", known
        )
    _check_kind(override, inner[keys[-1]], value)
    inner[keys[-1]] = value
    return targets.with_value(name, whole)


def _keys(value: Any) -> list[str]:
    return [str(key) for key in value] if isinstance(value, Mapping) else []


def _check_kind(override: str, old: Any, new: Any) -> None:
    """A number for a number, a table with the same parts for a table."""
    if isinstance(old, int | float) and (not isinstance(new, int | float) or isinstance(new, bool) or math.isnan(new)):
        raise _error(override, "A number is needed here.", "يلزم هنا عدد.")
    if isinstance(old, Mapping) and (not isinstance(new, Mapping) or set(new) != set(old)):
        raise _error(
            override, "The value needs the same parts as before.", "يلزم الأجزاء نفسها.", ", ".join(_keys(old))
        )


def _error(override: str, en: str, ar: str, known: str = "") -> PopulationError:
    hint = Text(f"Known: {known}.", f"المعروف: {known}.") if known else Text("", "")
    return PopulationError(Text(en, ar), path=f"--set {override}", hint=hint)
