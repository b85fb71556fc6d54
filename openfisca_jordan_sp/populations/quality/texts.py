"""The words of a quality report in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.populations.quality.published import Published, published
from openfisca_jordan_sp.populations.quality.rows import Block, Row
from openfisca_jordan_sp.populations.quality.structure import RULES


@cache
def all_texts() -> Mapping[str, Mapping[str, str]]:
    """Every text by key and language."""
    content = files(__package__).joinpath("texts.yaml").read_text(encoding="utf-8")
    texts: Mapping[str, Mapping[str, str]] = read_yaml(content)
    return texts


@dataclass(frozen=True)
class QualityTexts:
    """The texts of one language.

    Attributes:
        language: `en` or `ar`.
    """

    language: str

    def __call__(self, key: str, **values: Any) -> str:
        """The text of a key, with its values; numbers and names keep their order in a line from right to left."""
        written = {name: self.isolated(str(value)) for name, value in values.items()}
        return all_texts()[key][self.language].format(**written)

    def isolated(self, text: str) -> str:
        """A text from left to right that keeps its order among Arabic."""
        return f"\u2066{text}\u2069" if self.direction == "rtl" else text

    def part(self, name: str) -> str:
        """The part of a target in words, where it has any."""
        key = f"part_{name}"
        return self(key) if key in all_texts() else name

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.language == "ar" else "ltr"

    def of(self, text: Text) -> str:
        """The right one of a pair of texts."""
        return str(getattr(text, self.language))

    def explained(self, row: Row) -> str:
        """What a row counts, in words, where it has more than its name."""
        if row.block is Block.STRUCTURE and row.name in RULES:
            return self.of(RULES[row.name])
        found = _published_of(row)
        return self.of(found.label) if found else ""

    def noted(self, row: Row) -> str:
        """Why the model counts a published number otherwise, if it does."""
        found = _published_of(row)
        return self.of(found.note) if found else ""


def _published_of(row: Row) -> Published | None:
    """The published number that a row stands beside, if it is one."""
    section = {Block.MODEL: "published", Block.DISTRIBUTION: "distribution"}.get(row.block)
    numbers = published(section) if section else ()
    return next((one for one in numbers if one.figure == row.name), None)


def pair(key: str, **values: Any) -> Text:
    """The text of a key in both languages."""
    return Text(*(QualityTexts(language)(key, **values) for language in ("en", "ar")))
