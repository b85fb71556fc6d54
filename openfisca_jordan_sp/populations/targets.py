"""The targets of the synthetic population: data with a source, read once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy
import yaml

from openfisca_jordan_sp.errors import PopulationError, Text

#: The name of the file in a population's folder that keeps the targets it was made from.
TARGETS_NAME = "targets.yaml"

ROLES = ("calibrate", "align", "assume", "validate")
CONFIDENCES = ("verified", "derived", "recalled", "assumed")

_FIELDS = {"name", "value", "date", "unit", "source", "confidence", "role"}


@dataclass(frozen=True)
class Target:
    """One number, or one table of numbers, with where it comes from.

    Attributes:
        name: dotted name.
        value: a number or nested mappings of numbers.
        date: what it is true of, as text.
        unit: unit of the numbers.
        source: key of `Targets.sources`.
        confidence: `verified`, `derived`, `recalled` or `assumed`.
        role: `calibrate`, `align`, `assume` or `validate`.
    """

    name: str
    value: Any
    date: str
    unit: str
    source: str
    confidence: str
    role: str


@dataclass(frozen=True)
class Targets:
    """All targets by name; `targets["population.households"]` is the value."""

    by_name: Mapping[str, Target]
    sources: Mapping[str, str]
    base_date: str

    def __getitem__(self, name: str) -> Any:
        return self.by_name[name].value

    def __iter__(self) -> Iterator[Target]:
        return iter(self.by_name.values())

    def with_value(self, name: str, value: Any) -> Targets:
        """The same targets with one value replaced, marked as assumed: for sensitivity runs."""
        changed = replace(self.by_name[name], value=value, confidence="assumed")
        return replace(self, by_name={**self.by_name, name: changed})

    def with_role(self, name: str, role: str) -> Targets:
        """The same targets with another role of one."""
        return replace(self, by_name={**self.by_name, name: replace(self.by_name[name], role=role)})

    def to_yaml(self) -> str:
        """The file of these targets, which `load_targets` reads."""
        content = {
            "schema_version": 1,
            "base_date": self.base_date,
            "sources": dict(self.sources),
            "targets": [asdict(target) for target in self],
        }
        return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)

    @property
    def day(self) -> numpy.datetime64:
        """The base date: the day that the population describes."""
        return numpy.datetime64(self.base_date, "D")

    @property
    def sha256(self) -> str:
        """A checksum of names, values and roles: two populations with the same one meant the same Kingdom."""
        values = {target.name: [target.value, target.role] for target in self}
        content = json.dumps([self.base_date, values], sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(content.encode()).hexdigest()


def load_targets(path: Path | None = None) -> Targets:
    """The targets of the package (read once), with those of a file in their place where it has them.

    Raises:
        PopulationError: the file is not there, is not YAML, or a target is not complete.
    """
    if path is None:
        return _package_targets()
    of_package, of_file = _package_targets(), _read(path)
    return Targets(
        {**of_package.by_name, **of_file.by_name}, {**of_package.sources, **of_file.sources}, of_file.base_date
    )


@cache
def _package_targets() -> Targets:
    return _read(Path(__file__).parent / "targets.yaml")


def _read(path: Path) -> Targets:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        listed = [_target(each) for each in content["targets"]]
        sources = {str(key): str(title) for key, title in content["sources"].items()}
        by_name = {target.name: target for target in listed}
        targets = Targets(by_name, sources, str(content["base_date"]))
    except OSError as error:
        raise _error(path, f"The file cannot be read: {error.strerror}.", "تعذرت قراءة الملف.") from error
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise _error(path, f"This is not a file of targets: {error}.", "ليس ملف مستهدفات صالحا.") from error
    if len(by_name) != len(listed):
        raise _error(path, "A name is used twice.", "اسم مستخدم مرتين.")
    return targets


def _target(entry: Mapping[str, Any]) -> Target:
    if set(entry) != _FIELDS:
        wrong = ", ".join(sorted(_FIELDS ^ set(entry)))
        raise KeyError(f"{entry.get('name')}: fields missing or unknown: {wrong}")
    if entry["role"] not in ROLES or entry["confidence"] not in CONFIDENCES:
        raise KeyError(f"{entry['name']}: unknown role or confidence")
    return Target(**{**entry, "date": str(entry["date"])})


def _error(path: Path, en: str, ar: str) -> PopulationError:
    return PopulationError(Text(en, ar), path=str(path))
