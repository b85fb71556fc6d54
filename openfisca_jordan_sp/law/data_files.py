"""The data files of this folder: one YAML file, or a folder of them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openfisca_jordan_sp.errors import LawFileError, Text
from openfisca_jordan_sp.law.yaml_text import read_yaml


def read_data(name: str) -> Any:
    """The content of one data file of this folder.

    Raises:
        LawFileError: there is no such file, or it is no YAML.
    """
    try:
        return read_yaml(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise LawFileError(Text(f"cannot be read: {error}", f"تعذرت قراءته: {error}"), path=name) from None


def read_folder(name: str) -> dict[str, Any]:
    """The content of every data file of a folder below this one, by its name without ending."""
    return {file: read_data(f"{name}/{file}.yaml") for file in names_in(name)}


@cache
def names_in(folder: str) -> tuple[str, ...]:
    """The data files of a folder below this one, without ending, in alphabetical order."""
    entries = files(__package__).joinpath(folder).iterdir()
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml")))
