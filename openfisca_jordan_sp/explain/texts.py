"""The sentences of explanations, read from the file beside this."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.yaml_text import read_yaml


@cache
def _texts() -> dict[str, Text]:
    content = read_yaml(files(__package__).joinpath("texts.yaml").read_text(encoding="utf-8"))
    return {key: Text(entry["en"], entry["ar"]) for key, entry in content.items()}


def say(key: str, **values: object) -> Text:
    """A sentence in both languages; a value that is itself a text is told in each."""
    found = _texts()[key]
    return Text(found.en.format(**_in("en", values)), found.ar.format(**_in("ar", values)))


def both(make: str, *texts: Text) -> Text:
    """A pattern such as `{} × {}` filled with texts in each language."""
    return Text(make.format(*(text.en for text in texts)), make.format(*(text.ar for text in texts)))


def joined(separator: Text, texts: list[Text]) -> Text:
    """Texts one after the other, with what stands between them."""
    return Text(separator.en.join(text.en for text in texts), separator.ar.join(text.ar for text in texts))


def _in(language: str, values: dict[str, object]) -> dict[str, object]:
    return {name: getattr(value, language) if isinstance(value, Text) else value for name, value in values.items()}
