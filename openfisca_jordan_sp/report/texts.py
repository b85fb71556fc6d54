"""The words of the report in one language, and numbers within them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.report import numbers

LANGUAGES = ("en", "ar")
_ISOLATE_LEFT_TO_RIGHT, _END_ISOLATE = "\u2066", "\u2069"


@cache
def all_texts() -> dict[str, dict[str, str]]:
    """Every text by key and language."""
    content = files(__package__).joinpath("texts.yaml").read_text(encoding="utf-8")
    texts: dict[str, dict[str, str]] = read_yaml(content)
    return texts


@dataclass(frozen=True)
class Texts:
    """The texts of one language.

    Raises:
        OutputError: there is no report in the language.
    """

    language: str

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            message = Text(f"There is no report in {self.language!r}.", f"لا يوجد تقرير باللغة {self.language!r}.")
            hint = Text("Choose `en` or `ar`.", "اختر en أو ar.")
            raise OutputError(message, path="language", hint=hint)

    def __call__(self, key: str, **values: Any) -> str:
        """The text of a key, with its values."""
        return all_texts()[key][self.language].format(**values)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def label_column(self) -> str:
        """The column of the tables that bears names in this language."""
        return f"label_{self.language}"

    def of(self, text: Text | Mapping[str, str]) -> str:
        """The right one of a pair of texts."""
        pair = text if isinstance(text, Mapping) else vars(text)
        return str(pair[self.language])

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number to stand within a sentence."""
        return self.isolated(numbers.number(value, decimals, signed=signed))

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share to stand within a sentence; nothing and everything are said only of nothing and everything."""
        smallest = 10.0 ** -(decimals + 2)
        if 0 < share < smallest / 2:
            return self("less_than", value=self.isolated(numbers.percent(smallest, decimals)))
        if 1 - smallest / 2 < share < 1:
            return self("more_than", value=self.isolated(numbers.percent(1 - smallest, decimals)))
        return self.isolated(numbers.percent(share, decimals))

    def points(self, share: float) -> str:
        """The size of a change of a share, in percentage points."""
        if numbers.rounds_to_zero(share * 100, 2):
            return self("less_than_points", value=self.number(0.01, 2))
        return self("points", value=self.number(abs(share) * 100, 2))

    def money(self, value: float, *, signed: bool = False) -> str:
        """JOD to stand within a sentence, in millions where it is that much."""
        if abs(value) >= 1e6:  # noqa: PLR2004 - a million
            return self("money_millions", value=self.number(value / 1e6, 2, signed=signed))
        return self("money", value=self.number(value, signed=signed))

    def isolated(self, text: str) -> str:
        """Numbers and dates keep their order in a line from right to left."""
        return f"{_ISOLATE_LEFT_TO_RIGHT}{text}{_END_ISOLATE}" if self.direction == "rtl" else text
