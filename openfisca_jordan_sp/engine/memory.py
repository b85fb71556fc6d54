"""What is kept of a population between one question and the next, so that a changed provision costs little.

Of a small population (the demo, a survey) everything that was computed is kept, each result with the record
that proves where it holds: another policy takes over whatever it leaves as it is. Of a large one nothing is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, TypeVar

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.sharing import Results
from openfisca_jordan_sp.engine.simulation import PartSimulation
from openfisca_jordan_sp.engine.traces import Array
from openfisca_jordan_sp.fast.arrays import condensed, is_uniform, uniform
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import TABLE_OF

#: Of populations with more households nothing is kept.
MOST_HOUSEHOLDS = 25_000
#: How many populations, and how much of each, are kept at most.
_POPULATIONS = 1
_MOST_BYTES = 1_200_000_000
_MOST_SYSTEMS = 300

Rows = NDArray[numpy.bool_]
T = TypeVar("T")


@dataclass(frozen=True)
class Subset:
    """Some households of a part.

    Attributes:
        part: these households with their families and persons.
        places: their rows in each table of the whole part.
        results: what simulations of them share.
    """

    part: Population
    places: dict[str, NDArray[numpy.int64]]
    results: Results

    def lend(self, simulation: PartSimulation, month: Period, arrays: Mapping[str, Array]) -> None:
        """Give a simulation of these households variables of the whole part, cut out when they are asked for."""

        def lender(name: str) -> Array | None:
            array = arrays.get(name)
            if array is None:
                return None
            places = self.places[TABLE_OF[simulation.system.get_variable(name).entity.key]]
            cut: Array = self.results.derived(name, array, partial(_cut, places))
            return cut

        simulation.lend(month, lender)


class PartMemory:
    """What simulations of one part share, and of its subsets."""

    def __init__(self, part: Population, rules: RuleValues, *, keeps: bool = False) -> None:
        self.part = part
        self.rules = rules
        self.results = Results(rules)
        self._keeps = keeps
        self._subsets: dict[bytes, Subset] = {}
        self._answers: dict[Hashable, Any] = {}
        self._made: dict[tuple[Any, ...], tuple[tuple[Array, ...], Any]] = {}

    @property
    def nbytes(self) -> int:
        """The memory of the results."""
        made = sum(getattr(each, "nbytes", 0) for _, each in self._made.values())
        return self.results.nbytes + made + sum(each.results.nbytes for each in self._subsets.values())

    def known(self, key: Hashable) -> Any:
        """An answer that was kept, or None."""
        return self._answers.get(key)

    def keep(self, key: Hashable, answer: Any) -> None:
        """Keep an answer, if answers are kept at all."""
        if self._keeps:
            self._answers[key] = answer

    def subset(self, rows: Rows) -> Subset:
        """The households for which a mask is set."""
        key = numpy.packbits(rows).tobytes() if self._keeps else b""
        if key and key in self._subsets:
            return self._subsets[key]
        places = {"households": numpy.flatnonzero(rows)}
        for table in ("families", "persons"):
            places[table] = numpy.flatnonzero(rows[self.part.table(table)["household_id"]])
        subset = Subset(self.part.take(places["households"]), places, Results(self.rules))
        if key:
            self._subsets[key] = subset
        return subset

    def once(self, what: str, sources: tuple[Array, ...], make: Callable[[], T]) -> T:
        """What is made of some arrays (a sum, say), made once for the policies that share them all."""
        key = (what, *map(id, sources))
        if key not in self._made:
            # The sources are kept with it, so that their ids stay theirs.
            self._made[key] = (sources, make())
        made: T = self._made[key][1]
        return made

    def patched(self, array: Array, places: NDArray[numpy.int64], values: Array) -> Array:
        """An array with other values at some places; the same one where they are no others."""
        return self.once("patch", (array, values), lambda: _with(array, places, values))


def _cut(places: NDArray[numpy.int64], array: Array) -> Any:
    """Some rows of an array; what is the same for everybody, or nothing for all of these, in the memory of one."""
    if isinstance(array, EnumArray):
        return EnumArray(_cut(places, numpy.asarray(array)), array.possible_values)
    if is_uniform(array):
        return uniform(array[0], len(places))
    cut = condensed(array[places])
    cut.flags.writeable = False
    return cut


def _with(array: Array, places: NDArray[numpy.int64], values: Array) -> Array:
    if numpy.array_equal(numpy.asarray(array)[places], numpy.asarray(values)):
        return array
    patched = numpy.array(array, subok=True)
    patched[places] = values
    patched.flags.writeable = False
    return patched


class Memory:
    """The memories of the parts of one population."""

    def __init__(self, *, keeps: bool) -> None:
        self.rules = RuleValues()
        self.lock = Lock()
        self._keeps = keeps
        self._parts: dict[tuple[int, int], PartMemory] = {}

    def of(self, part: Population, key: tuple[int, int]) -> PartMemory:
        """The memory of a part, by its place among the parts of a size."""
        if not self._keeps:
            return PartMemory(part, self.rules)
        if key not in self._parts:
            self._parts[key] = PartMemory(part, self.rules, keeps=True)
        return self._parts[key]

    @property
    def is_full(self) -> bool:
        """Whether it has grown so much that it is better begun anew."""
        held = sum(part.nbytes for part in self._parts.values())
        return held > _MOST_BYTES or self.rules.system_count > _MOST_SYSTEMS


_kept: OrderedDict[int, tuple[Population, Memory]] = OrderedDict()
_lock = Lock()


@contextmanager
def memory_of(population: Population) -> Iterator[Memory]:
    """The memory of a population: kept where it is small and nobody else is using it, else a new one."""
    if population.household_count > MOST_HOUSEHOLDS:
        yield Memory(keeps=False)
        return
    with _lock:
        memory = _kept.pop(id(population), (population, None))[1]
        if memory is None or memory.is_full:
            memory = Memory(keeps=True)
        # The population is kept with it, so that its id stays its own.
        _kept[id(population)] = (population, memory)
        while len(_kept) > _POPULATIONS:
            _kept.popitem(last=False)
        is_mine = memory.lock.acquire(blocking=False)
    if not is_mine:
        yield Memory(keeps=False)
        return
    try:
        yield memory
    finally:
        memory.lock.release()
