"""The words with which the law is told, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import pillars, units, words


@dataclass(frozen=True)
class Words:
    """The words of one language: `en` or `ar`."""

    language: str = "en"

    def __call__(self, key: str, **values: Any) -> str:
        """The words of a key, with its values."""
        return self.of(words()[key]).format(**values)

    def of(self, text: Text | None) -> str:
        """The right one of a pair of texts; nothing of nothing."""
        return "" if text is None else str(getattr(text, self.language))

    def name(self, text: Text) -> str:
        """A name: in English with the Arabic of the law beside it, in Arabic alone."""
        names = (text.en, text.ar) if self.language == "en" else (text.ar or text.en,)
        return " · ".join(dict.fromkeys(part for part in names if part))

    def unit(self, unit: str | None) -> str:
        """The name of a unit."""
        return self.of(units()[unit]) if unit and unit in units() else unit or ""

    def pillar(self, pillar: str | None) -> str:
        """The name of a pillar of the strategy."""
        return self.of(pillars()[pillar]) if pillar and pillar in pillars() else pillar or ""

    def value(self, value: Any) -> str:
        """A value of the law as readers write it."""
        if value is None:
            return self("unset")
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, int | float):
            return f"{value:,.10g}"
        text = words().get(f"value_{value}") if self.language == "ar" else None
        return self.of(text) or str(value)

    def value_with_unit(self, value: Any, unit: str | None) -> str:
        """A value with its unit, where it is a number of something."""
        counts = isinstance(value, int | float) and not isinstance(value, bool)
        return f"{self.value(value)} {self.unit(unit)}".strip() if counts else self.value(value)
