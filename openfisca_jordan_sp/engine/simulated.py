"""One month of a policy as simulations of the parts of a population, for measures that ask for any variable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.quota import (
    BoolArray,
    Candidates,
    QuotaBook,
    QuotaReach,
    quota_families,
    quotas_in_force,
)
from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.sharing import Results
from openfisca_jordan_sp.engine.simulation import PartSimulation, build_simulation
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population


def simulate_month(
    policy: Policy, population: Population, month: Period
) -> tuple[list[PartSimulation], dict[str, QuotaReach]]:
    """Simulations of the parts of a population in which every quota is settled, and how far each reached.

    All parts stay in memory: for a population of the size of the Kingdom, `evaluate` takes less.
    """
    rules = RuleValues()
    parts = [build_simulation(policy.system, part, [month], Results(rules)) for part in population.chunks()]
    books = [QuotaBook(part, policy, month) for part in parts]
    weight, reached = population.family_weight, {}
    for quota in quotas_in_force(policy, month):
        ranked = [book.rank(quota) for book in books]
        families = quota_families(policy, quota, month)
        candidates = Candidates.of_parts(ranked)
        inside = candidates.settled(weight, families)
        set_flags(parts, {quota.flag: candidates.flags(inside, len(weight))}, month)
        reached[quota.flag] = Candidates(candidates.positions, candidates.score, inside).reach(weight, families)
    return parts, reached


def set_flags(parts: Sequence[PartSimulation], flags: Mapping[str, BoolArray], month: Period) -> None:
    """Tell each part of a population which of its families are inside each quota."""
    for flag, inside in flags.items():
        start = 0
        for part in parts:
            count = part.part.family_count
            part.preset({flag: inside[start : start + count]}, month)
            start += count
