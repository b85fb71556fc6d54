"""What is told of one thing of the law: plain data, for the command line and for the web service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.register import Coverage, Provision


@dataclass(frozen=True)
class Named:
    """A name of the law with its label."""

    name: str
    label: Text


@dataclass(frozen=True)
class DatedValue:
    """One value of a parameter from a date on, and where it comes from."""

    date: str
    value: Any
    confidence: str
    date_confidence: str
    sources: tuple[Source, ...]
    note: Text | None
    in_force: bool


@dataclass(frozen=True)
class SupersededValue:
    """A value that better evidence replaced."""

    date: str
    value: Any
    confidence: str
    replaced_by: Text | None


@dataclass(frozen=True)
class ParameterView:
    """A parameter with its whole history and its readers."""

    path: str
    label: Text
    description: str
    unit: str | None
    range: Mapping[str, Any] | None
    values: tuple[DatedValue, ...]
    superseded: tuple[SupersededValue, ...]
    note: Text | None
    is_documentation_only: bool
    read_by: tuple[Named, ...]


@dataclass(frozen=True)
class Reading:
    """A parameter with its value on one day; before its first value it has none."""

    path: str
    label: Text
    unit: str | None
    value: Any
    confidence: str | None


@dataclass(frozen=True)
class FolderView:
    """A folder of parameters with their values on one day."""

    path: str
    label: Text
    description: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class FormulaView:
    """A formula in force from a date on; from the start where `since` is None."""

    since: str | None
    source: str
    in_force: bool


@dataclass(frozen=True)
class VariableView:
    """A variable: what it is, how it is computed, what it reads and what reads it."""

    name: str
    label: Text
    entity: str
    period: str
    unit: str | None
    kind: str
    folder: str
    article: str | None
    pillar: str | None
    end: str | None
    references: tuple[str, ...]
    documentation: str
    file: str
    formulas: tuple[FormulaView, ...]
    provisions: tuple[tuple[str, Provision], ...]
    parameters: tuple[Reading, ...]
    variables: tuple[Named, ...]
    read_by: tuple[Named, ...]


@dataclass(frozen=True)
class InstrumentView:
    """An instrument, or one article of it, with the labels of its variables and its folders of parameters."""

    coverage: Coverage
    article: str | None
    variables: tuple[Named, ...]
    folders: tuple[Named, ...]


View = InstrumentView | VariableView | ParameterView | FolderView
