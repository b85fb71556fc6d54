"""The catalogues of the law: instruments, pillars, units, programmes and quotas, read from the files beside this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openfisca_jordan_sp.errors import LawFileError, Text


def _read(name: str) -> Any:
    """The content of one data file of this folder."""
    try:
        return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise LawFileError(Text(f"cannot be read: {error}", f"تعذرت قراءته: {error}"), path=name) from None


@dataclass(frozen=True)
class Programme:
    """One programme whose cost is counted, and the variable that computes it (JOD)."""

    id: str
    variable: str
    pillar: str
    label: Text
    is_naf_cash: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Programme:
        """From an entry of `programmes.yaml` or of a reform's `programmes`."""
        return cls(
            id=data["id"],
            variable=data["variable"],
            pillar=data["pillar"],
            label=Text(data["label"]["en"], data["label"]["ar"]),
            is_naf_cash=bool(data.get("is_naf_cash", False)),
        )


@dataclass(frozen=True)
class Quota:
    """A rule that pays only the first so many families of the Kingdom by score."""

    flag: str
    all_of: tuple[str, ...]
    score: str
    families: str
    cutoff: str


@dataclass(frozen=True)
class Instrument:
    """A legal instrument, the name of its folder and the first date from which anything of it is modelled."""

    folder: str
    title: Text
    since: date


@cache
def programmes() -> tuple[Programme, ...]:
    """The programmes of the law in force, in the order of their tables."""
    return tuple(Programme.from_data(entry) for entry in _read("programmes.yaml"))


@cache
def quotas() -> tuple[Quota, ...]:
    """The quotas that need the whole population."""
    return tuple(Quota(**{**entry, "all_of": tuple(entry["all_of"])}) for entry in _read("quotas.yaml"))


@cache
def instruments() -> dict[str, Instrument]:
    """The instruments by folder name."""
    return {
        folder: Instrument(folder, Text(entry["title"]["en"], entry["title"]["ar"]), entry["since"])
        for folder, entry in _read("instruments.yaml").items()
    }


@cache
def pillars() -> dict[str, Text]:
    """The pillars of the National Social Protection Strategy, with their names."""
    return {key: Text(entry["en"], entry["ar"]) for key, entry in _read("pillars.yaml").items()}


@cache
def units() -> dict[str, Text]:
    """The units that parameters and variables may bear."""
    return {key: Text(entry["en"], entry["ar"]) for key, entry in _read("units.yaml").items()}


@cache
def coverage() -> dict[str, list[dict[str, Any]]]:
    """What of each instrument is modelled, provision by provision."""
    folder = files(__package__).joinpath("coverage")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return {name.removesuffix(".yaml"): _read(f"coverage/{name}") for name in names}
