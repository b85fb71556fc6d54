"""Populations larger than memory, or than one machine: partitions as tasks whose results merge.

Each partition is computed by itself, every candidate of a quota taken to be inside it. Then quotas are ranked
exactly over all partitions, and households on the wrong side of one are computed again: what they gave is taken off,
and what they give is added. A task depends on nothing but what it is sent, so that it can be given to anybody, and
again when he is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Event, Lock
from typing import TypeVar

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.engine.allocation import give_back_freed_memory
from openfisca_jordan_sp.engine.executors import Executor, Threads
from openfisca_jordan_sp.engine.memory import PartMemory
from openfisca_jordan_sp.engine.part import Question, evaluate_part
from openfisca_jordan_sp.engine.parts_source import PartReference, PartsSource
from openfisca_jordan_sp.engine.quota import BoolArray, among
from openfisca_jordan_sp.engine.ranking import Key, Positions, Ranking, Rows, moved, rows_of
from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.summary import Summary
from openfisca_jordan_sp.engine.summing import PartSums
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.columns import rows_of_groups
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.system import clear_law_errors

#: Told how many partitions are done, and how many there are so far; those to be computed again come on top.
Progress = Callable[[int, int], None]

Given = TypeVar("Given")


@dataclass(frozen=True, eq=False)
class Task:
    """One partition to be computed.

    Attributes:
        policies: in the order of the summaries.
        part: which partition.
        question: what is asked for.
        line: poverty line, JOD a person and month.
    """

    policies: tuple[Policy, ...]
    part: PartReference
    question: Question
    line: float


@dataclass(frozen=True, eq=False)
class Correction(Task):
    """Households of a partition to be computed again.

    Attributes:
        families: of which households, by their positions in the partition.
        before: positions of the families that were taken to be inside each quota; of others every candidate was.
        inside: of those that are.
    """

    families: Positions
    before: Mapping[Key, Positions]
    inside: Mapping[Key, Positions]


@dataclass(frozen=True, eq=False)
class PartResult:
    """What a partition gives.

    Attributes:
        index: of the partition.
        summaries: one for each policy; of a correction, what is to be added.
        rows: the candidates of each quota; of a correction, among the families computed again.
        again: positions of those; None of a whole partition.
    """

    index: int
    summaries: tuple[Summary, ...]
    rows: Mapping[Key, Rows]
    again: Positions | None = None


def summarise(
    policies: Sequence[Policy],
    source: PartsSource,
    question: Question,
    line: float,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> list[Summary]:
    """What a population gives under several policies, whatever its size.

    Args:
        policies: in the order of the summaries; the first one's levies are what consumption was measured after.
        source: the population in partitions. The result does not depend on their size.
        question: the month, and whether its year and the services are asked for.
        line: poverty line, JOD a person and month.
        executor: who computes; threads of this process if None.
        progress: told as each partition is done.
        cancel: set by another thread to stop.

    Returns:
        A summary for each policy, the same to the last bit for any executor, number of workers and order.

    Raises:
        Cancelled: `cancel` was set, or the user interrupted; nothing is left behind.
        ClusterError: workers that are lost, that cannot be reached, or that have other versions.
        UnsetParameterError, PopulationError, MeasureError: as evaluating.
    """
    run = _Run(tuple(policies), question, line, executor or Threads(), progress, cancel)
    return run.summaries(source.parts())


class _Run:
    def __init__(
        self,
        policies: tuple[Policy, ...],
        question: Question,
        line: float,
        executor: Executor,
        progress: Progress | None,
        cancel: Event | None,
    ) -> None:
        self._policies, self._question, self._line = policies, question, line
        self._executor, self._progress, self._cancel = executor, progress, cancel
        self._ranking = Ranking(policies)
        self._sums: tuple[Summary, ...] = ()
        self._done = self._all = 0

    def summaries(self, parts: Sequence[PartReference]) -> list[Summary]:
        self._compute(compute, [Task(self._policies, part, self._question, self._line) for part in parts])
        by_index = {part.index: part for part in parts}
        known: dict[int, Mapping[Key, Positions]] = {}
        # The candidates of a quota may depend on the quotas before it, so there is a round for each.
        for _ in range(len(quotas()) + 1):
            give_back_freed_memory()
            wrong = self._ranking.wrong()
            if not wrong:
                break
            tasks = [
                Correction(
                    self._policies, by_index[index], self._question, self._line, families, known.get(index, {}), inside
                )
                for index, (families, inside) in sorted(wrong.items())
            ]
            known |= {index: inside for index, (_, inside) in wrong.items()}
            self._compute(correct, tasks)
        month = self._question.month
        return [replace(one, quotas=self._ranking.reach(number, month)) for number, one in enumerate(self._sums)]

    def _compute(self, function: Callable[[Given], PartResult], tasks: Sequence[Given]) -> None:
        self._all += len(tasks)
        for result in self._executor.run(function, tasks, self._cancel):
            self._ranking.put(result.index, result.rows, result.again)
            self._add(result.summaries)
            self._done += 1
            if self._progress is not None:
                self._progress(self._done, self._all)

    def _add(self, parts: tuple[Summary, ...]) -> None:
        """Whole numbers add up the same in whatever order partitions are done."""
        old = self._sums
        self._sums = tuple(one.merged(other) for one, other in zip(old, parts, strict=True)) if old else parts


def compute(task: Task) -> PartResult:
    """Compute one partition, every candidate of a quota inside it.

    Raises:
        UnsetParameterError, PopulationError, MeasureError: as evaluating.
    """
    with task.part.opened() as part:
        (summaries,), rows = _summaries(task, part, [{}])
    return PartResult(task.part.index, summaries, rows)


def correct(task: Correction) -> PartResult:
    """Compute some households of a partition as they were and as they are.

    Raises:
        UnsetParameterError, PopulationError, MeasureError: as evaluating.
    """
    with task.part.opened() as whole:
        households = numpy.unique(whole.families["household_id"][task.families])
        families = rows_of_groups(whole.household_family_offsets, households)
        part = whole.take(households)
        (before, after), rows = _summaries(task, part, [_flags(task.before, families), _flags(task.inside, families)])
    changes = tuple(new.merged(old.negated()) for new, old in zip(after, before, strict=True))
    return PartResult(task.part.index, changes, moved(rows, families), families.astype(numpy.int32))


def _flags(inside: Mapping[Key, Positions], families: NDArray[numpy.int64]) -> dict[Key, BoolArray]:
    return {key: among(families, positions) for key, positions in inside.items()}


def _summaries(
    task: Task, part: Population, flags: Sequence[Mapping[Key, BoolArray]]
) -> tuple[list[tuple[Summary, ...]], dict[Key, Rows]]:
    """The summaries with each of some sets of flags, and the candidates with the last: what they share is made once."""
    memory, sums = PartMemory(part, _rules_of(task.policies)), PartSums(part, task.question, task.line)
    with clear_law_errors():
        answers = [evaluate_part(task.policies, memory, task.question, each) for each in flags]
    return [sums.summaries(task.policies, each) for each in answers], rows_of(answers[-1], part.family_weight)


_KNOWN: list[tuple[tuple[Policy, ...], RuleValues]] = []
_LOCK = Lock()


def _rules_of(policies: tuple[Policy, ...]) -> RuleValues:
    """The values of the law of some policies, looked up by this process for the partitions before."""
    with _LOCK:
        for known, rules in _KNOWN:
            if len(known) == len(policies) and all(one is other for one, other in zip(known, policies, strict=True)):
                return rules
        rules = RuleValues()
        _KNOWN[:] = [(policies, rules)]
        return rules
