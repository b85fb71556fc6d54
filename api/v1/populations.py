"""The populations that comparisons may name: their manifests told, never a row, and never where they stand."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.layers import lacking_layers
from openfisca_jordan_sp.populations.listing import DEMO, list_population, population_folder
from openfisca_jordan_sp.populations.manifest import manifest_digest, read_manifest
from openfisca_jordan_sp.populations.suppression import minimum_cell
from openfisca_jordan_sp.populations.targets import TARGETS_NAME, load_targets

from ..jobs.people import unreadable
from ..operations import Asked, Reply, operation
from ..services import Services
from .law_told import cacheable, nearest_of, not_found

_log = logging.getLogger("jordan_sp.service")

_KINDS = {
    "synthetic": Text("Synthetic: nobody was surveyed", "اصطناعي: لم يُمسح أحد"),
    "survey": Text("A survey", "مسح إحصائي"),
}
_DEMO_TITLE = Text("The embedded synthetic population of Jordan", "السكان الاصطناعيون المرفقون بالحزمة")
#: Manifests that a process keeps told, by their digest.
_KEPT = 64


def population_folders_of(services: Services) -> dict[str, Path]:
    """The folders of every population that may be named; `demo` first."""
    return {DEMO: population_folder(DEMO), **services.populations}


@operation("listPopulations")
def list_populations(asked: Asked) -> Reply:
    """Every population that can be read, and the names of those that cannot."""
    told, unavailable = [], []
    for name, folder in population_folders_of(asked.services).items():
        try:
            told.append(_summary(name, folder))
        except PopulationError:
            _log.exception("the population %s cannot be read", name)
            unavailable.append(name)
    return cacheable(asked, {"populations": told, "unavailable": unavailable})


@operation("readPopulation")
def read_population(asked: Asked) -> Reply:
    """One population."""
    name, folders = asked.path["name"].strip(), population_folders_of(asked.services)
    if name not in folders:
        message = Text(f"There is no population {name}.", f"لا يوجد مجتمع سكاني باسم {name}.")
        raise not_found(message, "name", nearest_of(name, folders), "/v1/populations")
    try:
        summary = _summary(name, folders[name])
        return cacheable(asked, summary | _details(folders[name], summary["digest"]))
    except PopulationError:
        _log.exception("the population %s cannot be read", name)
        raise unreadable(name) from None


def _summary(name: str, folder: Path) -> dict[str, Any]:
    """What a population is.

    Raises:
        PopulationError: its manifest cannot be read or lacks what every manifest has.
    """
    manifest = read_manifest(folder)
    kind = "survey" if manifest.get("kind") == "survey" or minimum_cell(manifest) else "synthetic"
    sizes = {table: manifest.get(table) for table in ("households", "families", "persons", "weight_total")}
    if not all(isinstance(size, int | float) for size in sizes.values()):
        raise PopulationError(Text("The manifest lacks sizes.", "لا أحجام في البيان."), path=str(folder))
    return {
        "name": name,
        "title": _title(name, kind, manifest),
        "kind": kind,
        "kind_name": asdict(_KINDS[kind]),
        **sizes,
        "base_date": str(manifest["base_date"]),
        "seed": manifest.get("seed"),
        "digest": manifest_digest(folder),
        "minimum_cell": minimum_cell(manifest),
    }


def _title(name: str, kind: str, manifest: Mapping[str, Any]) -> dict[str, str]:
    given = manifest.get("title")
    if isinstance(given, Mapping) and {"en", "ar"} <= given.keys():
        return {"en": str(given["en"]), "ar": str(given["ar"])}
    if name == DEMO:
        return asdict(_DEMO_TITLE)
    if kind == "survey":
        return {"en": f"Survey {name}", "ar": f"المسح {name}"}
    return {"en": f"Synthetic population {name}", "ar": f"السكان الاصطناعيون {name}"}


@lru_cache(maxsize=_KEPT)
def _details(folder: Path, digest: str) -> dict[str, Any]:
    """What takes longer to read; kept under the digest of the manifest."""
    del digest
    manifest = read_manifest(folder)
    extract = manifest.get("extract")
    return {
        "made_by": manifest.get("versions", {}).get("openfisca-jordan-sp"),
        "caveats": [{"en": str(one["en"]), "ar": str(one["ar"])} for one in manifest.get("caveats", ())],
        "layers": list(lacking_layers(list_population(folder, manifest).names)),
        "fit": None if extract is None else _fit(extract),
        "targets": _targets(folder),
    }


def _fit(extract: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "households": extract["of"]["households"],
        "totals": extract["totals"],
        "largest_error": extract["largest_error"],
    }


def _targets(folder: Path) -> list[dict[str, Any]]:
    """The targets that stand in the folder; a survey has none."""
    file = folder / TARGETS_NAME
    if not file.is_file():
        return []
    targets = load_targets(file)
    return [asdict(one) | {"source": targets.sources.get(one.source, one.source)} for one in targets]
