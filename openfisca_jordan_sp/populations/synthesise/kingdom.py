"""Populations made from a blueprint: in memory, or written part by part by several workers."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.population import Population, joined
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.synthesise.blueprint import ALIGNMENT_HOUSEHOLDS, Maker, draw_blueprint
from openfisca_jordan_sp.populations.synthesise.describe import manifest
from openfisca_jordan_sp.populations.synthesise.plan import Part
from openfisca_jordan_sp.populations.synthesise.pool import Pool
from openfisca_jordan_sp.populations.targets import Targets, load_targets
from openfisca_jordan_sp.populations.writing import (
    WrittenPart,
    check_free,
    population_writer,
    validate_population,
    write_part,
    write_population,
)

Progress = Callable[[str], None]


def synthesise(
    households: int, seed: int, targets: Targets | None = None, progress: Progress | None = None
) -> Population:
    """Make a population of so many households in memory.

    Args:
        households: how many, from `FEWEST_HOUSEHOLDS` up.
        seed: 0 or more; the same seed and targets give the same population.
        targets: what to meet; those of the package if left out.
        progress: called with the name of each step as it begins.

    Raises:
        PopulationError: too few households, a negative seed, or targets that contradict each other.
    """
    blueprint = draw_blueprint(households, seed, targets or load_targets(), progress)
    whole = blueprint.whole or joined([blueprint.maker.make(part) for part in blueprint.parts])
    return replace(whole, manifest=manifest(blueprint))


def synthesise_to(
    directory: str | Path,
    households: int,
    seed: int,
    targets: Targets | None = None,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Make a population and write it as a new folder: whole, or not at all.

    The bytes are the same for any number of workers. After a kill nothing is
    found at `directory`; the next run begins anew and removes what was left beside it.

    Args:
        directory: a path where nothing is yet (an empty folder is fine).
        households: how many.
        seed: 0 or more.
        targets: what to meet; those of the package if left out.
        workers: processes that make parts at the same time.
        progress: called with the name of each step as it begins.

    Returns:
        The manifest.

    Raises:
        PopulationError: as `synthesise`, or no worker at all.
        OutputError: the folder exists and is not empty, or cannot be written.
    """
    targets = targets or load_targets()
    _check_workers(workers)
    check_free(directory)
    if households <= ALIGNMENT_HOUSEHOLDS:
        return write_population(synthesise(households, seed, targets, progress), directory, targets)
    with population_writer(directory) as writer:
        blueprint = draw_blueprint(households, seed, targets, progress)
        parts = blueprint.parts
        for number, made in enumerate(_made(blueprint.maker, parts, writer.folder, workers), 1):
            writer.add(made)
            if progress:
                progress(f"part {number} of {len(parts)}")
        return writer.finish(manifest(blueprint), targets)


def _check_workers(workers: int) -> None:
    if workers < 1:
        raise PopulationError(Text("At least one worker is needed.", "يلزم عامل واحد على الأقل."), path="workers")


def _made(maker: Maker, parts: Sequence[Part], folder: Path, workers: int) -> Iterator[WrittenPart]:
    """Make and write every part, in their order whoever makes them."""
    tasks = list(zip(parts, _rows_before(maker.pool, parts), strict=True))
    if workers == 1:
        _remember(maker, folder)
        yield from map(_make, tasks)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _remember, (maker, folder)) as pool:
        yield from pool.map(_make, tasks)


def _rows_before(pool: Pool, parts: Sequence[Part]) -> list[dict[str, int]]:
    """Rows of each table that stand before each part."""
    counts = {
        "households": [len(part.template) for part in parts],
        "families": [int(pool.families[part.template].sum()) for part in parts],
        "persons": [int(pool.size[part.template].sum()) for part in parts],
    }
    before = {table: numpy.cumsum([0, *numbers]) for table, numbers in counts.items()}
    return [{table: int(sums[number]) for table, sums in before.items()} for number in range(len(parts))]


@dataclass
class _Worker:
    """What a process keeps between parts."""

    maker: Maker
    folder: Path


_worker: list[_Worker] = []


def _remember(maker: Maker, folder: Path) -> None:
    _worker[:] = [_Worker(maker, folder)]


def _make(task: tuple[Part, dict[str, int]]) -> WrittenPart:
    part, first = task
    population = _worker[0].maker.make(part)
    validate_population(population)
    return write_part(_worker[0].folder, population, GOVERNORATES[part.governorate], part.number, first)
