"""An explanation, or a difference, as JSON: a versioned format with both languages and a stable order of keys."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain import data, differences
from openfisca_jordan_sp.explain.data import Explanation
from openfisca_jordan_sp.explain.differences import Difference
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.coverage_page import source_line
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.writing import LANGUAGES


def explanation_data(explanation: Explanation) -> dict[str, Any]:
    """An explanation as JSON has it: texts as `{en, ar}`, finite numbers, null for what is not known."""
    content: dict[str, Any] = _plain(explanation)
    counts = {"values_not_verified": len(explanation.not_verified), "leaves": [leaf.id for leaf in explanation.leaves]}
    return {"format": data.FORMAT, **content, **counts}


def difference_data(found: Difference) -> dict[str, Any]:
    """A difference as JSON has it."""
    content: dict[str, Any] = _plain(found)
    return {"format": differences.FORMAT, **content, "causes": [_plain(cause) for cause in found.causes]}


def json_text(content: Mapping[str, Any]) -> str:
    """Content as text, without NaN or infinity."""
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of `explanation_data`."""
    content: dict[str, Any] = json.loads(files(__package__).joinpath("schema.json").read_text(encoding="utf-8"))
    return content


def source_data(source: Source) -> dict[str, Any]:
    """A source as JSON has it."""
    told = {language: source_line(source, Words(language)) for language in LANGUAGES}
    return {"text": told, "published": source.published, "href": source.href, "article": source.article}


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {"en": value.en, "ar": value.ar}
    if isinstance(value, Source):
        return source_data(value)
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
