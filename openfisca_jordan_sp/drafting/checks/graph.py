"""What reads what in the law, told from the text of all formulas: of whatever date, and without running them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.law.reads import Reads, variable_reads
from openfisca_jordan_sp.system import law_in_force


@dataclass(frozen=True, eq=False)
class Graph:
    """The reads of every variable of a system, by any of its formulas."""

    reads: Mapping[str, Reads]

    def with_rules(self, system: TaxBenefitSystem, names: Iterable[str]) -> Graph:
        """The graph of a system that differs by some rules."""
        changed = {name: _reads(system, name) for name in names}
        return Graph({**self.reads, **changed}) if changed else self

    @cached_property
    def readers(self) -> Mapping[str, frozenset[str]]:
        """The variables that read each variable."""
        found: dict[str, set[str]] = {}
        for name, reads in self.reads.items():
            for other in reads.names:
                found.setdefault(other, set()).add(name)
        return {name: frozenset(readers) for name, readers in found.items()}

    @cached_property
    def parameter_readers(self) -> Mapping[str, frozenset[str]]:
        """The variables that read each parameter."""
        found: dict[str, set[str]] = {}
        for name, reads in self.reads.items():
            for path in reads.parameters:
                found.setdefault(path, set()).add(name)
        return {path: frozenset(readers) for path, readers in found.items()}

    def readers_of(self, paths: Iterable[str]) -> frozenset[str]:
        """The variables that read any of some parameters."""
        return frozenset().union(*(self.parameter_readers.get(path, frozenset()) for path in paths))

    def resting_on(self, names: Collection[str]) -> frozenset[str]:
        """Some variables and all that read them, however indirectly."""
        found, waiting = set(names), list(names)
        while waiting:
            new = self.readers.get(waiting.pop(), frozenset()) - found
            found |= new
            waiting += new
        return frozenset(found)

    def below(self, name: str) -> list[str]:
        """All that a variable reads, however indirectly, the nearest first; itself before them."""
        found, waiting = {name: None}, [name]
        while waiting:
            new = sorted(self.reads[waiting.pop(0)].names - found.keys())
            found |= dict.fromkeys(new)
            waiting += new
        return list(found)


@cache
def law_graph() -> Graph:
    """What reads what in the law in force."""
    system = law_in_force()
    return Graph({name: _reads(system, name) for name in system.variables})


def _reads(system: TaxBenefitSystem, name: str) -> Reads:
    """What a variable reads; a quota's flag also what it is ranked by, which is no rule of the family alone."""
    reads = variable_reads(system, name)
    quota = next((quota for quota in quotas() if quota.flag == name), None)
    if quota is None:
        return reads
    return Reads(reads.parameters | {quota.families}, reads.names | {*quota.all_of, quota.score})
