"""The words of `vary`, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.yaml_text import read_yaml


@cache
def _all() -> dict[str, Text]:
    content: dict[str, dict[str, str]] = read_yaml(files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return {key: Text(**pair) for key, pair in content.items()}


def say(key: str, **values: Any) -> Text:
    """The words of a key in both languages; values that are texts themselves are put in in the same language."""
    text = _all()[key]
    return Text(text.en.format(**_in("en", values)), text.ar.format(**_in("ar", values)))


def joined(texts: Iterable[Text], between: str = "comma") -> Text:
    """Some texts one after the other."""
    listed, mark = list(texts), say(between)
    return Text(mark.en.join(text.en for text in listed), mark.ar.join(text.ar for text in listed))


def _in(language: str, values: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(value, language) if isinstance(value, Text) else value for name, value in values.items()}
