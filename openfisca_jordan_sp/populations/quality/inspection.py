"""A population held against its targets, part by part: everything that needs no law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Any

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.quality import measures as _registered_here  # noqa: F401
from openfisca_jordan_sp.populations.quality.correlations import TARGET as CORRELATION
from openfisca_jordan_sp.populations.quality.correlations import correlation_rows
from openfisca_jordan_sp.populations.quality.distribution import Consumption, bands
from openfisca_jordan_sp.populations.quality.distribution_rows import distribution_rows, gini_row
from openfisca_jordan_sp.populations.quality.registry import UNMEASURED, Measure, is_compared, registered
from openfisca_jordan_sp.populations.quality.rows import Row, Sizes, row_of_target
from openfisca_jordan_sp.populations.quality.sample import Thinning
from openfisca_jordan_sp.populations.quality.structure import Structure, structure
from openfisca_jordan_sp.populations.quality.structure_rows import structure_rows
from openfisca_jordan_sp.populations.quality.tally import Tally
from openfisca_jordan_sp.populations.quality.view import Measured, View
from openfisca_jordan_sp.populations.quality.weights import Weights, weight_rows
from openfisca_jordan_sp.populations.targets import Targets

#: So many households at most stand for the whole in ranks and in what the law pays.
SAMPLE_HOUSEHOLDS = 100_000
CONSUMPTION = "consumption_before_benefits"
_GINI = "consumption.gini"
#: Measured over all households at once and not in sums.
MEASURED_ELSEWHERE = frozenset({_GINI, CORRELATION})

_TOO_FEW = Text(
    "Hidden: fewer persons or households of the survey than may be shown stand behind it.",
    "محجوب: عدد أفراد المسح أو أسره وراءه أقل من المسموح بعرضه.",
)


@dataclass(frozen=True)
class Omitted:
    """A target without a row, and why."""

    name: str
    reason: Text


@dataclass(frozen=True)
class Inspection:
    """What was found.

    Attributes:
        rows: every number, block by block.
        omitted: the targets that the population cannot be held against.
        sample: every n-th household, for what needs all at once.
        consumption: of every household.
        households: of the data; likewise families, persons.
        families: see above.
        persons: see above.
        weight_total: households of the Kingdom.
    """

    rows: tuple[Row, ...]
    omitted: tuple[Omitted, ...]
    sample: Population
    consumption: Consumption
    households: int
    families: int
    persons: int
    weight_total: float


@dataclass
class _Sums:
    """What has been added up so far."""

    targets: Targets
    unobserved: frozenset[str]
    thinning: Thinning
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    wanted: dict[tuple[str, str], Measured] = field(default_factory=dict)
    bands: dict[tuple[str, str], Tally] = field(default_factory=dict)
    lacking: dict[str, list[str]] = field(default_factory=dict)
    structures: list[Structure] = field(default_factory=list)
    weights: list[Weights] = field(default_factory=list)
    consumption: list[Consumption] = field(default_factory=list)
    counts: list[tuple[int, int, int]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def add(self, part: Population) -> None:
        """Add one part."""
        view = View(part)
        for name, found in registered().items():
            if name not in self.targets.by_name or not is_compared(self.targets.by_name[name]):
                continue
            lacking = found.lacks(view, self.unobserved)
            if lacking:
                self.lacking[name] = lacking
                continue
            for each in _measured(name, found, view, self.targets):
                _put(self.tallies, (name, each.part), each.tally)
                self.wanted[name, each.part] = each
        for column, each in bands(view):
            _put(self.bands, (column, each.part), each.tally)
        self.structures.append(structure(view))
        self.weights.append(Weights.of(view))
        self.consumption.append(Consumption.of(view))
        self.counts.append((part.household_count, part.family_count, part.person_count))
        self.thinning.take(part)

    def hide_below(self, limit: int) -> None:
        """Forget every number that fewer rows than a survey allows stand behind."""
        for sums, kind in ((self.tallies, ""), (self.bands, "_band")):
            for name, part in [key for key, found in sums.items() if found.is_smaller_than(limit)]:
                del sums[name, part]
                self.hidden.append(f"{name}{kind} {part}".strip())


def _measured(name: str, found: Measure, view: View, targets: Targets) -> list[Measured]:
    """What a measure yields; a target that it cannot read is a mistake in the file of targets."""
    try:
        return list(found.function(view, targets))
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise PopulationError(
            Text(
                f"This target has not the form of the package's own: {error!r}.",
                f"شكل هذا المستهدف مخالف لشكله في الحزمة: {error!r}.",
            ),
            path=f"targets: {name}",
            hint=Text(
                "Give it the parts that it has in the package's targets.yaml, and the targets that it refers to.",
                "أعطه الأجزاء التي له في ملف targets.yaml في الحزمة والمستهدفات التي يرجع إليها.",
            ),
        ) from error


def _put(sums: dict[tuple[str, str], Tally], key: tuple[str, str], found: Tally) -> None:
    sums[key] = sums[key] + found if key in sums else found


def inspect(parts: Iterable[Population], targets: Targets, manifest: Mapping[str, Any]) -> Inspection:
    """Hold a population against targets.

    Args:
        parts: the population, or its parts one after the other (each with ids from 0).
        targets: what it was to meet.
        manifest: of the population; `households` lets a large one be thinned.
    """
    total = manifest.get("households")
    step = -(-total // SAMPLE_HOUSEHOLDS) if isinstance(total, int) and total > 0 else 1
    sums = _Sums(targets, unobserved(manifest), Thinning(step))
    for part in parts:
        sums.add(part)
    consumption, sample = Consumption.joined(sums.consumption), sums.thinning.result()
    households, families, persons = (sum(numbers) for numbers in zip(*sums.counts, strict=True))
    sizes = Sizes(households, _alignment(manifest))
    sums.hide_below(smallest_cell(manifest))
    rows = [*_target_rows(sums, sizes), *_other_rows(sums, consumption, sample, manifest)]
    weight_total = reduce(add, sums.weights).total
    return Inspection(
        tuple(rows), tuple(_omitted(sums)), sample, consumption, households, families, persons, weight_total
    )


def unobserved(manifest: Mapping[str, Any]) -> frozenset[str]:
    """Columns that everybody has the same assumed value of: an import of a survey says which."""
    tables = manifest.get("columns")
    told = tables.values() if isinstance(tables, Mapping) else ()
    return frozenset(str(name) for ways in told if isinstance(ways, Mapping) for name in ways.get("constant", ()))


def smallest_cell(manifest: Mapping[str, Any]) -> int:
    """Rows of a survey behind a number below which nobody may see it; 0 where there is no such limit."""
    limit = manifest.get("minimum_cell", 0)
    return limit if isinstance(limit, int) else 0


def _alignment(manifest: Mapping[str, Any]) -> int | None:
    """Households of the sample in which rates were aligned, if the generator says so."""
    synthesis = manifest.get("synthesis")
    found = synthesis.get("alignment_households") if isinstance(synthesis, Mapping) else None
    return found if isinstance(found, int) and found > 0 else None


def _target_rows(sums: _Sums, sizes: Sizes) -> Iterator[Row]:
    """In the order of the file of targets."""
    place = {target.name: number for number, target in enumerate(sums.targets)}
    for (name, part), found in sorted(sums.tallies.items(), key=lambda item: place[item[0][0]]):
        target, asked = sums.targets.by_name[name], sums.wanted[name, part]
        yield row_of_target(target, part, asked.wanted, found, sizes, is_fitted=asked.is_fitted)


def _other_rows(
    sums: _Sums, consumption: Consumption, sample: Population, manifest: Mapping[str, Any]
) -> Iterator[Row]:
    limit = smallest_cell(manifest)
    if CONSUMPTION not in sums.unobserved:
        yield from gini_row(consumption, sums.targets)
    yield from structure_rows(reduce(add, sums.structures), limit)
    if CONSUMPTION not in sums.unobserved:
        yield from distribution_rows(consumption, sums.bands, sums.targets)
        yield from correlation_rows(View(sample), sums.targets)
    yield from weight_rows(reduce(add, sums.weights), manifest, limit)


def _omitted(sums: _Sums) -> Iterator[Omitted]:
    for target in sums.targets:
        if not is_compared(target):
            continue
        if target.name in MEASURED_ELSEWHERE:
            if CONSUMPTION in sums.unobserved:
                yield Omitted(target.name, _lacking([CONSUMPTION]))
        elif target.name in UNMEASURED:
            yield Omitted(target.name, UNMEASURED[target.name])
        elif target.name in sums.lacking:
            yield Omitted(target.name, _lacking(sums.lacking[target.name]))
        elif target.name not in registered():
            yield Omitted(target.name, Text("Nothing measures this target.", "لا مقياس لهذا المستهدف."))
    for name in sums.hidden:
        yield Omitted(name, _TOO_FEW)


def _lacking(columns: list[str]) -> Text:
    names = ", ".join(columns)
    return Text(f"The population lacks {names}.", f"ينقص السكان: {names}.")
