"""Policies over one population: what each family gets, in a month and in its year.

Parts of the population are taken one after the other, by several threads, each part with all policies and
months: what several of them share is computed once. Then quotas are ranked over the whole population, and
the families that were taken to be on the wrong side of one are computed again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.allocation import keep_freed_memory
from openfisca_jordan_sp.engine.executors import cores
from openfisca_jordan_sp.engine.memory import PartMemory, memory_of
from openfisca_jordan_sp.engine.merging import Merger, Replaced, WholeAnswer, put
from openfisca_jordan_sp.engine.part import PartAnswer, Question, evaluate_part
from openfisca_jordan_sp.engine.plain import answer_plainly
from openfisca_jordan_sp.engine.quota import BoolArray, QuotaReach, among, in_one_only, quota_families, quotas_in_force
from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.services import ServiceReach, reach
from openfisca_jordan_sp.law.catalogue import levies, quota_named, quotas
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.system import clear_law_errors

FloatArray = NDArray[numpy.float64]
Progress = Callable[[int], None]

Engine = Literal["fast", "plain"]
#: Households at a time, of programmes alone and with contributions, taxes and services, which hold more arrays:
#: calling a rule costs little beside these, and those of all threads fit in memory.
MOST_OF_PROGRAMMES, MOST_OF_ALL = 420_000, 250_000
#: Steps that each policy reports to a progress function.
STEPS = 13


@dataclass(frozen=True)
class Evaluation:
    """What each family of a population gets under one policy.

    Attributes:
        policy: the policy evaluated.
        period: the month asked for.
        month: JOD in that month, for each programme one value a family. A
            programme granted by the year counts with a twelfth.
        year: JOD in the calendar year of the month.
        quotas: how far each quota reached in the month asked for, by its flag.
        services: who is entitled to each service in the month asked for.
        levies_month: JOD of each contribution and tax in that month, one value a family; those due by the year
            count with a twelfth.
        levies_year: the same in the calendar year of the month.
    """

    policy: Policy
    period: Period
    month: Mapping[str, FloatArray]
    year: Mapping[str, FloatArray]
    quotas: Mapping[str, QuotaReach] = field(default_factory=dict)
    services: Mapping[str, ServiceReach] = field(default_factory=dict)
    levies_month: Mapping[str, FloatArray] = field(default_factory=dict)
    levies_year: Mapping[str, FloatArray] = field(default_factory=dict)

    @property
    def cutoffs(self) -> dict[str, float | None]:
        """The highest score inside each quota: what one family alone would be compared with."""
        return {flag: quota.cutoff for flag, quota in self.quotas.items()}


def evaluate(policy: Policy, population: Population, period: Period, progress: Progress | None = None) -> Evaluation:
    """Compute every programme, contribution and tax of a policy for every family.

    Args:
        policy: the law in force, or with reforms.
        population: households, families and persons.
        period: a month.
        progress: called with a number of steps done, `STEPS` in all.

    Raises:
        UnsetParameterError: the policy needs a value that no source gives.
    """
    return evaluate_all([policy], population, period, progress)[0]


def evaluate_all(
    policies: Sequence[Policy],
    population: Population,
    period: Period,
    progress: Progress | None = None,
    *,
    engine: Engine = "fast",
    chunk: int | None = None,
    threads: int | None = None,
) -> list[Evaluation]:
    """Evaluate several policies over one population; what they share is computed once.

    Args:
        policies: in the order of the evaluations.
        population: households, families and persons.
        period: a month.
        progress: called with a number of steps done, `STEPS` for each policy in all.
        engine: `fast`, or `plain` OpenFisca, some twenty times slower: the oracle.
        chunk: households that are computed at a time, as suits the question if None. The results do not depend on it.
        threads: how many parts are computed at a time; as many as there are cores if None.

    Raises:
        UnsetParameterError: a policy needs a value that no source gives.
    """
    question = Question(period)
    if engine == "plain":
        answers = answer_plainly(policies, population, question, progress)
    else:
        answers = answer_all(policies, population, question, progress, chunk=chunk, threads=threads)
    return [_evaluation(policy, answer, population, period) for policy, answer in zip(policies, answers, strict=True)]


def _evaluation(policy: Policy, answer: WholeAnswer, population: Population, period: Period) -> Evaluation:
    for amounts in (answer.month, answer.year):
        for amount in amounts.values():
            # Policies may share it.
            amount.flags.writeable = False
    benefits, paid = [item.id for item in policy.programmes], [item.id for item in levies()]
    weight = population.family_weight
    nobody = numpy.broadcast_to(numpy.zeros(()), population.family_count)
    return Evaluation(
        policy=policy,
        period=period,
        month={key: answer.month.get(key, nobody) for key in benefits},
        year={key: answer.year.get(key, nobody) for key in benefits},
        quotas={
            quota.flag: answer.ranked[period, quota.flag].reach(weight, quota_families(policy, quota, period))
            for quota in quotas_in_force(policy, period)
        },
        services=reach([answer.services], population.households["household_weight"]),
        levies_month={key: answer.month.get(key, nobody) for key in paid},
        levies_year={key: answer.year.get(key, nobody) for key in paid},
    )


def answer_all(
    policies: Sequence[Policy],
    population: Population,
    question: Question,
    progress: Progress | None = None,
    *,
    chunk: int | None = None,
    threads: int | None = None,
) -> list[WholeAnswer]:
    """Answer a question for several policies over a population, each quota ranked over all of it."""
    size = chunk or _part_size(question, population.household_count, threads or cores())
    if population.household_count > size:
        keep_freed_memory()
    with memory_of(population) as memory, clear_law_errors():
        parts = population.chunks(size)

        def run(number: int) -> list[PartAnswer]:
            found = evaluate_part(policies, memory.of(parts[number], (size, number)), question)
            # The columns of a mapped population need not stay in memory once they are read.
            parts[number].let_go()
            return found

        by_part = list(_with_progress(_in_threads(run, len(parts), threads), len(parts), len(policies), progress))
        merger = Merger()
        counts = [part.family_count for part in parts]
        by_policy = [[part[number] for part in by_part] for number in range(len(policies))]
        merger.join(by_policy, threads or cores())
        answers = [merger.merge(of_policy, counts) for of_policy in by_policy]
        del by_part, by_policy
        _rank(policies, population, question, answers, memory.rules, size)
    return answers


def _part_size(question: Question, households: int, threads: int) -> int:
    """Households of a part: as many as allowed, and the parts as many as keep all threads busy to the end."""
    most = MOST_OF_ALL if question.with_levies or question.with_services else MOST_OF_PROGRAMMES
    parts = math.ceil(households / most)
    if parts > 1:
        parts = math.ceil(parts / threads) * threads
    return max(1, math.ceil(households / max(parts, 1)))


def _in_threads(run: Callable[[int], list[PartAnswer]], parts: int, threads: int | None) -> Iterator[list[PartAnswer]]:
    workers = min(threads or cores(), parts)
    if workers <= 1:
        yield from map(run, range(parts))
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(run, range(parts))


def _with_progress(
    answers: Iterator[list[PartAnswer]], parts: int, policies: int, progress: Progress | None
) -> Iterator[list[PartAnswer]]:
    """The same, telling how far it is: `STEPS` for each policy once all are through."""
    told = 0
    for number, answer in enumerate(answers, 1):
        yield answer
        steps = STEPS * policies * number // parts
        if progress is not None and steps > told:
            progress(steps - told)
        told = steps


def _rank(
    policies: Sequence[Policy],
    population: Population,
    question: Question,
    answers: list[WholeAnswer],
    rules: RuleValues,
    chunk: int,
) -> None:
    """Rank every quota over the whole population, and compute again whoever was taken to be on its wrong side.

    The candidates of a quota may depend on the quotas before it, so there is a round for each.
    """
    for _ in range(len(quotas()) + 1):
        flags = _settled(policies, population, answers)
        wrong = _wrong_households(population, answers, flags)
        if not len(wrong):
            return
        for start in range(0, len(wrong), chunk):
            _correct(policies, population, question, answers, rules, flags, wrong[start : start + chunk])


Flags = dict[tuple[int, Period, str], NDArray[numpy.int64]]


def _settled(policies: Sequence[Policy], population: Population, answers: Sequence[WholeAnswer]) -> Flags:
    """The positions of the families inside each quota of each policy and month."""
    flags: Flags = {}
    # Months and policies that share their candidates share who is inside.
    known: dict[tuple[int, float], NDArray[numpy.int64]] = {}
    for number, (policy, answer) in enumerate(zip(policies, answers, strict=True)):
        for (month, flag), candidates in answer.ranked.items():
            families = quota_families(policy, quota_named(flag), month)
            key = (id(candidates), families)
            if key not in known:
                known[key] = candidates.settled(population.family_weight, families)
            flags[number, month, flag] = known[key]
    return flags


def _wrong_households(population: Population, answers: Sequence[WholeAnswer], flags: Flags) -> NDArray[numpy.int64]:
    wrong = numpy.zeros(population.household_count, dtype=bool)
    pairs = [(answers[number].ranked[month, flag].inside, inside) for (number, month, flag), inside in flags.items()]
    for taken, inside in {(id(taken), id(inside)): (taken, inside) for taken, inside in pairs}.values():
        wrong[population.families["household_id"][in_one_only(taken, inside)]] = True
    return numpy.flatnonzero(wrong)


def _correct(
    policies: Sequence[Policy],
    population: Population,
    question: Question,
    answers: Sequence[WholeAnswer],
    rules: RuleValues,
    flags: Flags,
    households: NDArray[numpy.int64],
) -> None:
    chosen = numpy.zeros(population.household_count, dtype=bool)
    chosen[households] = True
    families = numpy.flatnonzero(chosen[population.families["household_id"]])
    known: dict[tuple[int, Period, str], BoolArray] = {key: among(families, inside) for key, inside in flags.items()}
    memory = PartMemory(population.take(households), rules)
    corrected = evaluate_part(policies, memory, question, known)
    replaced: Replaced = {}
    for whole, answer in zip(answers, corrected, strict=True):
        put(whole, answer, families, households, replaced)
