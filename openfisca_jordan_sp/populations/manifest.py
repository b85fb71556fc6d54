"""The manifest of a population folder: what it is, what it holds, what to beware of."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy
import pyarrow

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.schema import GOVERNORATES, SCHEMA_VERSION, TABLES

MANIFEST_NAME = "manifest.json"

_FILE_PATTERN = re.compile(rf"({'|'.join(TABLES)})/governorate=({'|'.join(GOVERNORATES)})/part-\d+\.parquet")

_MAKE_HINT = Text(
    "Give `demo`, or a folder made with `jordan-sp population synthesise`.",
    "استخدم demo أو مجلدا أنشئ بالأمر jordan-sp population synthesise",
)


def describe(
    manifest: Mapping[str, Any], rows: Mapping[str, int], weight: float, files: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The manifest to write: what the population says of itself, its size and its files."""
    return {
        "schema_version": SCHEMA_VERSION,
        **{key: value for key, value in manifest.items() if key not in _WRITTEN_BY_STORE},
        **rows,
        "weight_total": round(weight, 6),
        "versions": _versions(),
        "files": list(files),
    }


#: What the store says itself, and `layers`, which are not written.
_WRITTEN_BY_STORE = {"schema_version", *TABLES, "weight_total", "versions", "files", "layers", "targets_file"}


def to_bytes(manifest: Mapping[str, Any]) -> bytes:
    """The bytes of `manifest.json`: the same for the same manifest."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def read_manifest(directory: Path) -> dict[str, Any]:
    """The manifest of a folder, with what reading needs checked.

    Raises:
        PopulationError: no folder, no manifest, not JSON, another schema version, or a field that is missing.
    """
    path = directory / MANIFEST_NAME
    if not directory.is_dir():
        raise PopulationError(
            Text("There is no such population folder.", "لا يوجد مجلد مجتمع بهذا الاسم."),
            path=str(directory),
            hint=_MAKE_HINT,
        )
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _error(path, "The folder has no manifest: it is not a population.", "لا بيان في المجلد.") from None
    except OSError as error:
        raise _error(path, f"The manifest cannot be read: {error.strerror}.", "تعذرت قراءة البيان.") from None
    except ValueError:
        raise _error(path, "The manifest is not JSON.", "البيان ليس بصيغة JSON.") from None
    _check(manifest, path)
    return dict(manifest)


def _check(manifest: Any, path: Path) -> None:
    if not isinstance(manifest, dict):
        raise _error(path, "The manifest is not a JSON object.", "البيان ليس كائنا بصيغة JSON.")
    if manifest.get("schema_version") != SCHEMA_VERSION:
        found = manifest.get("schema_version")
        raise _error(
            path,
            f"Schema version {found} is not the one that this package reads ({SCHEMA_VERSION}).",
            f"إصدار المخطط {found} غير الإصدار المقروء ({SCHEMA_VERSION}).",
        )
    files = manifest.get("files")
    if not isinstance(files, list) or not files or not all(_is_file_entry(each) for each in files):
        raise _error(
            path,
            "The field `files` must list every file with `path` (table/governorate=name/part-n.parquet) and `sha256`.",
            "الحقل files يجب أن يسرد كل ملف بمساره وبصمته sha256.",
        )
    base_date(manifest, str(path))


def base_date(manifest: Mapping[str, Any], path: str = MANIFEST_NAME) -> numpy.datetime64:
    """The day that a population describes.

    Raises:
        PopulationError: the manifest gives none.
    """
    try:
        return numpy.datetime64(date.fromisoformat(manifest["base_date"]), "D")
    except (KeyError, ValueError, TypeError):
        raise PopulationError(
            Text("The field `base_date` must be a date such as 2025-12-31.", "الحقل base_date يجب أن يكون تاريخا."),
            path=path,
        ) from None


def _is_file_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("sha256"), str):
        return False
    return isinstance(entry.get("path"), str) and _FILE_PATTERN.fullmatch(entry["path"]) is not None


def file_of(path: str) -> tuple[str, str]:
    """The table and the governorate that a listed file holds."""
    match = _FILE_PATTERN.fullmatch(path)
    assert match is not None, "read_manifest has checked every path"
    return match[1], match[2]


def sha256(data: bytes) -> str:
    """The checksum that the manifest keeps of a file."""
    return hashlib.sha256(data).hexdigest()


def manifest_digest(folder: Path) -> str:
    """The checksum of a folder's manifest, which has those of its files: it tells one population from another.

    Raises:
        OSError: it cannot be read.
    """
    return sha256((folder / MANIFEST_NAME).read_bytes())


def _versions() -> dict[str, str]:
    try:
        package = version("openfisca-jordan-sp")
    except PackageNotFoundError:
        package = "source tree"
    return {"openfisca-jordan-sp": package, "numpy": numpy.__version__, "pyarrow": pyarrow.__version__}


def _error(path: Path, en: str, ar: str) -> PopulationError:
    return PopulationError(Text(en, ar), path=str(path), hint=_MAKE_HINT)
