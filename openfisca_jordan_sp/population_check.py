"""The quality of a population folder: held against its targets, its own logic, and what the law pays over it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy
import pyarrow
from openfisca_core.periods import Period

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.measures.model_outputs import LawInForce, model_rows
from openfisca_jordan_sp.population_quality import QualityReport
from openfisca_jordan_sp.populations.layers import with_layers
from openfisca_jordan_sp.populations.listing import population_folder
from openfisca_jordan_sp.populations.manifest import base_date, read_manifest, sha256
from openfisca_jordan_sp.populations.parts import population_parts
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.quality.held_out import HeldOut, held_out_rows
from openfisca_jordan_sp.populations.quality.inspection import (
    CONSUMPTION,
    Inspection,
    inspect,
    smallest_cell,
    unobserved,
)
from openfisca_jordan_sp.populations.quality.published import published
from openfisca_jordan_sp.populations.quality.rows import Block, Row
from openfisca_jordan_sp.populations.quality.texts import pair
from openfisca_jordan_sp.populations.schema import TABLES
from openfisca_jordan_sp.populations.targets import Targets, load_targets

#: Confidences that no source stands behind.
_UNSOURCED = ("assumed", "recalled")
_TARGETS_FILE = "targets.yaml"
_HASH_SHOWN = 12
_KILO = 1024


def check_population(
    directory: str | Path,
    *,
    targets: str | Path | None = None,
    with_model: bool = True,
    period: str | None = None,
    held_out: HeldOut | None = None,
    progress: Callable[[], None] | None = None,
) -> QualityReport:
    """Check a population folder part by part.

    Args:
        directory: a population folder, or `demo`.
        targets: a file of targets; else the folder's own `targets.yaml`, else those of the package.
        with_model: whether to compute what the law pays in a month.
        period: that month, `YYYY-MM`; else the one after the base date.
        held_out: which targets to leave out of a calibration, and how; none without it.
        progress: called after each part that is read.

    Raises:
        JordanSPError: no such folder, a damaged file, bad targets or a bad period.
    """
    started = time.monotonic()
    folder = population_folder(directory)
    manifest = read_manifest(folder)
    wanted = load_targets(_targets_file(folder, manifest, targets))
    month = parse_month(period or _month_after(manifest)) if with_model else None
    found = inspect(_counted(directory, progress), wanted, manifest)
    rows = list(found.rows)
    if held_out is not None:
        rows += held_out_rows(wanted, int(manifest.get("seed") or 0), held_out)
    can_compute = month is not None and CONSUMPTION not in unobserved(manifest)
    if month is not None and can_compute:
        law = LawInForce(with_layers(found.sample), month)
        rows += model_rows(law, published(), with_parts=not smallest_cell(manifest))
    return QualityReport(
        name=folder.resolve().name,
        manifest=manifest,
        targets=wanted,
        rows=tuple(_in_order(rows)),
        omitted=found.omitted,
        remarks=tuple(_notes(manifest, wanted, found, month if can_compute else None)),
        facts=_facts(folder.resolve().name, manifest, wanted, found),
        run={"seconds": round(time.monotonic() - started, 2), "peak_memory": _peak_memory()},
    )


def _targets_file(folder: Path, manifest: Mapping[str, Any], asked: str | Path | None) -> Path | None:
    """The file asked for, or the folder's own, which must be the one that was written; else none."""
    if asked is not None:
        return Path(asked)
    own, entry = folder / _TARGETS_FILE, manifest.get("targets_file")
    if not own.is_file():
        return None
    if isinstance(entry, Mapping) and sha256(own.read_bytes()) != entry.get("sha256"):
        raise PopulationError(
            Text("The file is not the one that was written: its checksum differs.", "الملف ليس كما كُتب: بصمته مختلفة."),
            path=str(own),
            hint=Text(
                "Make the population again, or give other targets with --targets.",
                "أنشئ السكان من جديد أو أعط مستهدفات أخرى بالخيار --targets.",
            ),
        )
    return own


def _month_after(manifest: Mapping[str, Any]) -> str:
    return str(base_date(manifest).astype("datetime64[M]") + 1)


def _counted(directory: str | Path, progress: Callable[[], None] | None) -> Iterator[Population]:
    for part in population_parts(directory, with_layers=False):
        yield part.population
        if progress is not None:
            progress()


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """Block by block; within a block as they came."""
    places = {block: place for place, block in enumerate(Block)}
    return sorted(rows, key=lambda row: places[row.block])


def _notes(manifest: Mapping[str, Any], targets: Targets, found: Inspection, month: Period | None) -> Iterator[Text]:
    kind = str(manifest.get("kind", "?"))
    yield pair("note_synthetic") if kind == "synthetic" else pair("note_not_synthetic", kind=kind)
    unsourced = sum(target.confidence in _UNSOURCED for target in targets)
    yield pair("note_assumed", assumed=unsourced, total=len(targets.by_name))
    made = manifest.get("targets_sha256")
    if made is not None and made != targets.sha256:
        yield pair("note_other_targets", made=str(made)[:_HASH_SHOWN], here=targets.sha256[:_HASH_SHOWN])
    sample = found.sample.household_count
    if sample < found.households:
        numbers = {"sample": f"{sample:,}", "households": f"{found.households:,}"}
        key = "note_correlations_sample" if month is None else "note_sample"
        yield pair(key, **numbers, step=round(found.households / sample))
    yield pair("note_no_model") if month is None else pair("note_model", month=str(month))
    if found.omitted:
        yield pair("note_omitted", count=len(found.omitted))


def _facts(name: str, manifest: Mapping[str, Any], targets: Targets, found: Inspection) -> dict[str, Any]:
    files = "".join(f"{entry['path']} {entry['sha256']}\n" for entry in manifest["files"])
    facts = {
        "population": name,
        **{key: manifest.get(key) for key in ("kind", "seed", "base_date")},
        **{table: getattr(found, table) for table in TABLES},
        "weight_total": round(found.weight_total, 6),
        "targets_sha256": targets.sha256,
        "made_with_targets_sha256": manifest.get("targets_sha256"),
        "files": len(manifest["files"]),
        "files_sha256": sha256(files.encode()),
        "made_with_versions": manifest.get("versions"),
        "checked_with_versions": {
            "openfisca-jordan-sp": version("openfisca-jordan-sp"),
            "numpy": numpy.__version__,
            "pyarrow": pyarrow.__version__,
        },
    }
    return {key: value for key, value in facts.items() if value is not None}


def _peak_memory() -> float:
    """MB that this process has held at most; 0 where the system does not tell."""
    if find_spec("resource") is None:
        return 0.0
    import resource  # noqa: PLC0415 - not on every system

    divisor = _KILO**2 if sys.platform == "darwin" else _KILO
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / divisor, 1)
