"""Populations larger than memory, or than one machine: partitions as tasks whose results merge.

Each partition is computed by itself, every candidate of a quota taken to be inside it. Then quotas are ranked
exactly over all partitions, and those with families on the wrong side of one are computed again, knowing who is
inside. A task depends on nothing but what it is sent, so that it can be given to anybody, and again when he is lost.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Event, Lock

import numpy

from openfisca_jordan_sp.engine.executors import Executor, Threads
from openfisca_jordan_sp.engine.part import Question, evaluate_part
from openfisca_jordan_sp.engine.parts_source import PartReference, PartsSource
from openfisca_jordan_sp.engine.quota import Candidates
from openfisca_jordan_sp.engine.ranking import Key, Positions, Ranking, Rows, rows_of
from openfisca_jordan_sp.engine.summary import Summary
from openfisca_jordan_sp.engine.summing import PartSums
from openfisca_jordan_sp.engine.traces import RuleValues
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import clear_law_errors

#: Told how many partitions are done, and how many there are so far; those to be computed again come on top.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Task:
    """One partition to be computed.

    Attributes:
        policies: in the order of the summaries.
        part: which partition.
        question: what is asked for.
        line: poverty line, JOD a person and month.
        inside: positions of the families inside each quota that leaves anybody out; of others every candidate is.
    """

    policies: tuple[Policy, ...]
    part: PartReference
    question: Question
    line: float
    inside: Mapping[Key, Positions]


@dataclass(frozen=True, eq=False)
class PartResult:
    """What a partition gives: a summary for each policy, and the candidates of each quota."""

    index: int
    summaries: tuple[Summary, ...]
    rows: Mapping[Key, Rows]


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
        self._held: dict[int, bytes] = {}
        self._done = self._all = 0

    def summaries(self, parts: Sequence[PartReference]) -> list[Summary]:
        self._compute([self._task(part, {}) for part in parts])
        by_index = {part.index: part for part in parts}
        # The candidates of a quota may depend on the quotas before it, so there is a round for each.
        for _ in range(len(quotas()) + 1):
            wrong = self._ranking.wrong()
            if not wrong:
                break
            self._compute([self._task(by_index[index], inside) for index, inside in sorted(wrong.items())])
        return self._merged()

    def _task(self, part: PartReference, inside: Mapping[Key, Positions]) -> Task:
        return Task(self._policies, part, self._question, self._line, inside)

    def _compute(self, tasks: Sequence[Task]) -> None:
        self._all += len(tasks)
        for result in self._executor.run(compute, tasks, self._cancel):
            self._ranking.put(result.index, result.rows)
            # Until it is known to be right; mostly zeros, so a tenth of its size.
            self._held[result.index] = zlib.compress(pickle.dumps(result.summaries), 1)
            self._done += 1
            if self._progress is not None:
                self._progress(self._done, self._all)

    def _merged(self) -> list[Summary]:
        whole: list[Summary] = []
        for index in sorted(self._held):
            parts: tuple[Summary, ...] = pickle.loads(zlib.decompress(self._held[index]))  # noqa: S301 - made above
            whole = [one.merged(other) for one, other in zip(whole, parts, strict=True)] if whole else list(parts)
        month = self._question.month
        return [replace(one, quotas=self._ranking.reach(number, month)) for number, one in enumerate(whole)]


def compute(task: Task) -> PartResult:
    """Compute one partition.

    Raises:
        UnsetParameterError, PopulationError, MeasureError: as evaluating.
    """
    with task.part.opened() as part, clear_law_errors():
        flags = {key: Candidates.flags(inside, part.family_count) for key, inside in task.inside.items()}
        answers = evaluate_part(task.policies, part, task.question, _rules_of(task.policies), flags)
        summaries = PartSums(part, task.question, task.line).summaries(task.policies, answers)
        # Copied where they are views: what the part holds is given back.
        weight = numpy.array(part.family_weight)
        return PartResult(task.part.index, summaries, rows_of(answers, weight))


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
