"""Which rule reads which, in one period: the ways on which a change of an input spreads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.law.reads import Reads, variable_reads


class Graph:
    """The variables under some results, and what each of them reads.

    Args:
        system: of a policy.
        period: a month; rules by the year, and of the year's first month, are read as they are then.
        results: the variables from which it is followed to the inputs.
    """

    def __init__(self, system: TaxBenefitSystem, period: Period, results: Iterable[str]) -> None:
        self._system, self._periods = system, (period, period.this_year)
        self.reads: dict[str, Reads] = {}
        waiting = list(results)
        while waiting:
            name = waiting.pop()
            if name not in self.reads:
                self.reads[name] = self._read(name)
                waiting += self.reads[name].names
        self._upstream: dict[str, frozenset[str]] = {}

    def _read(self, name: str) -> Reads:
        found = [variable_reads(self._system, name, period) for period in self._periods]
        parameters = frozenset().union(*(one.parameters for one in found))
        return Reads(parameters, frozenset().union(*(one.names for one in found)) - {name})

    @cached_property
    def readers(self) -> dict[str, set[str]]:
        """By variable, the variables that read it."""
        found: dict[str, set[str]] = {name: set() for name in self.reads}
        for name, read in self.reads.items():
            for other in read.names:
                found[other].add(name)
        return found

    def upstream(self, name: str) -> frozenset[str]:
        """All that a variable rests on, without itself."""
        if name not in self._upstream:
            self._upstream[name] = _reached(name, lambda one: self.reads[one].names)
        return self._upstream[name]

    def downstream(self, name: str) -> frozenset[str]:
        """All that rests on a variable, without itself."""
        return _reached(name, lambda one: self.readers.get(one, set()))

    def readers_of_parameter(self, path: str, among: Iterable[str]) -> set[str]:
        """Those of some variables whose formula reads a parameter."""
        return {name for name in among if path in self.reads[name].parameters}

    def parameters_by_distance(self, name: str, among: frozenset[str]) -> list[list[str]]:
        """The parameters that a variable reads itself, then those that what it reads reads, and so on.

        Args:
            name: a variable.
            among: the variables above it that are followed.
        """
        seen, layer, layers = {name}, [name], []
        told: set[str] = set()
        while layer:
            paths = sorted({path for one in layer for path in self.reads[one].parameters} - told)
            told.update(paths)
            layers.append(paths)
            layer = sorted({other for one in layer for other in self.reads[one].names if other in among} - seen)
            seen.update(layer)
        return layers


def _reached(name: str, following: Callable[[str], Iterable[str]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(following(name))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += following(one)
    return frozenset(seen - {name})
