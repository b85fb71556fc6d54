"""What a policy can change of what another one computed: from the parameters and variables in which their laws differ.

Policies differ in a few values, and most rules rest on none of them. What rests on none is taken over from the
policy that was computed first, without looking at what each rule read: the record of its runs says so at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.engine.graph import Names
from openfisca_jordan_sp.engine.simulation import PartSimulation
from openfisca_jordan_sp.law.catalogue import Quota
from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.law.reads import reached


@dataclass
class _Roots:
    """The variables that a system computes otherwise by itself, as far as the runs have been looked through."""

    names: Names = field(default_factory=set)
    names_seen: int = 0
    paths_seen: int = 0


class Influence:
    """What rests on what in the law of one policy, over all its runs and whatever the period.

    Args:
        system: of the policy whose runs are added.
    """

    def __init__(self, system: TaxBenefitSystem) -> None:
        self._system = system
        self._readers: dict[str, Names] = {}
        self._names: dict[str, None] = {}
        self._paths: dict[tuple[str, str], None] = {}
        self._seen: set[tuple[str, int]] = set()
        self._roots: dict[int, _Roots] = {}

    def add(self, simulation: PartSimulation) -> None:
        """Add what a simulation computed."""
        for (name, _), result in simulation.found.items():
            key = (name, id(result.trace))
            if key not in self._seen:
                self._seen.add(key)
                self._link(name, (other for other, _ in result.trace.variables))
                self._paths.update(((path, name), None) for _, path in result.trace.parameters)
        self._names.update((name, None) for name, _ in simulation.without_rule)

    def add_quotas(self, quotas: Iterable[Quota]) -> None:
        """Add what says who is inside a quota: no rule of the family alone."""
        for quota in quotas:
            self._link(quota.flag, (*quota.all_of, quota.score))

    def _link(self, name: str, read: Iterable[str]) -> None:
        self._names[name] = None
        for each in read:
            self._readers.setdefault(each, set()).add(name)

    def affected(self, system: TaxBenefitSystem, changed: Collection[str] = ()) -> Names:
        """The variables that may be others in another system, besides some that are known to be.

        Args:
            system: of another policy.
            changed: variables that differ for reasons of their own.
        """
        roots = self._roots.setdefault(id(system), _Roots())
        for name in islice(self._names, roots.names_seen, None):
            if system.variables.get(name) is not self._system.variables.get(name):
                roots.names.add(name)
        for path, name in islice(self._paths, roots.paths_seen, None):
            # Trees share what no reform changed, and nobody changes them.
            if find(system.parameters, path) is not find(self._system.parameters, path):
                roots.names.add(name)
        roots.names_seen, roots.paths_seen = len(self._names), len(self._paths)
        names = roots.names.union(changed)
        return names | reached(self._readers, names)
