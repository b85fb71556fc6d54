"""What the tables and columns of results are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.yaml_text import read_yaml


@dataclass(frozen=True)
class Labels:
    """Names of columns and tables: those of the package, and further ones.

    Attributes:
        columns: names of columns beside those of the package.
        tables: names of tables likewise.
    """

    columns: Mapping[str, Text] = field(default_factory=dict)
    tables: Mapping[str, Text] = field(default_factory=dict)

    def column(self, name: str) -> Text:
        """The label of a column; its name where nobody gave one."""
        return self.columns.get(name) or known_column(name) or Text(name, name)

    def table(self, name: str) -> Text:
        """The label of a table; its name where nobody gave one."""
        return self.tables.get(name) or _known()["tables"].get(name) or Text(name, name)


def known_column(name: str) -> Text | None:
    """The label of a column of the package: its own, or that of a figure and its scenario."""
    known = _known()
    if name in known["columns"]:
        return known["columns"][name]
    figure, _, scenario = name.rpartition("_")
    if scenario in known["scenarios"] and figure in known["columns"]:
        what, when = known["columns"][figure], known["scenarios"][scenario]
        return Text(f"{what.en}: {when.en}", f"{what.ar}: {when.ar}")
    return None


@cache
def _known() -> dict[str, dict[str, Text]]:
    content = files(__package__).joinpath("labels.yaml").read_text(encoding="utf-8")
    parts: dict[str, dict[str, dict[str, str]]] = read_yaml(content)
    return {part: {name: Text(**text) for name, text in texts.items()} for part, texts in parts.items()}
