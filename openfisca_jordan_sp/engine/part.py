"""All policies over one part of a population: what is asked for in a month, and in its year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.amounts import FloatArray, family_amounts, is_nothing, nothing, yearly_items
from openfisca_jordan_sp.engine.memory import PartMemory
from openfisca_jordan_sp.engine.months import MonthWalk
from openfisca_jordan_sp.engine.moves import MonthState
from openfisca_jordan_sp.engine.quota import BoolArray, Candidates, QuotaBook, Ranked
from openfisca_jordan_sp.engine.services import PartServices, services_of_part
from openfisca_jordan_sp.engine.simulation import PartSimulation, build_simulation
from openfisca_jordan_sp.fast.arrays import few, filled
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.policy import Policy


@dataclass(frozen=True)
class Question:
    """What is asked of each policy.

    Attributes:
        month: the month of the monthly figures.
        with_year: whether the calendar year of the month is asked for too.
        with_services: whether the services of the month are.
        with_levies: whether contributions and taxes are counted beside programmes.
    """

    month: Period
    with_year: bool = True
    with_services: bool = True
    with_levies: bool = True

    def walks(self) -> list[list[Period]]:
        """The months to walk through: from the month asked for to the end of its year, and back to its beginning."""
        if not self.with_year:
            return [[self.month]]
        months = year_months(self.month.this_year)
        place = months.index(self.month)
        return [months[place:], months[place::-1]]


@dataclass
class PartAnswer:
    """What each family of a part gets under one policy.

    Attributes:
        month: JOD in the month, by programme or levy; what is granted by the year counts with a twelfth.
        year: JOD in the calendar year; empty if it is not asked for.
        ranked: whom each quota concerns, by month and flag.
        services: who is entitled to each service in the month; empty if it is not asked for.
    """

    month: dict[str, FloatArray]
    year: dict[str, FloatArray]
    ranked: dict[tuple[Period, str], Candidates]
    services: PartServices = field(default_factory=dict)


def evaluate_part(
    policies: Sequence[Policy],
    memory: PartMemory,
    question: Question,
    flags: Mapping[tuple[int, Period, str], BoolArray] | None = None,
) -> list[PartAnswer]:
    """Evaluate policies over a part of a population, sharing all that is the same under several.

    Args:
        policies: in the order of the answers.
        memory: of a part: whole households, few enough that their variables fit in memory.
        question: what is asked for.
        flags: who is inside a quota, by the number of the policy, month and flag; one value a family of the
            part. Where left out, every candidate is taken to be inside.
    """
    if flags:
        return _PartRun(policies, memory, question, flags).answers()
    keys = [(id(policy.system), question) for policy in policies]
    new = {key: policy for key, policy in zip(keys, policies, strict=True) if memory.known(key) is None}
    answers = _PartRun(list(new.values()), memory, question, {}).answers() if new else []
    found = dict(zip(new, answers, strict=True))
    for key, answer in found.items():
        memory.keep(key, answer)
    return [found.get(key) or memory.known(key) for key in keys]


class _PartRun:
    def __init__(
        self,
        policies: Sequence[Policy],
        memory: PartMemory,
        question: Question,
        flags: Mapping[tuple[int, Period, str], BoolArray],
    ) -> None:
        self._policies = policies
        self._memory = memory
        self._part = memory.part
        self._question = question
        self._results = memory.results
        self._nothing = memory.results.derived(
            "nobody", memory.part.families["family_id"], lambda ids: nothing(len(ids))
        )
        self._known: dict[tuple[int, Period], dict[str, BoolArray]] = {}
        for (number, month, flag), inside in flags.items():
            self._known.setdefault((number, month), {})[flag] = inside
        self._numbers = {id(policy): number for number, policy in enumerate(policies)}

    def _flags(self, policy: Policy, month: Period) -> dict[str, BoolArray]:
        return self._known.get((self._numbers[id(policy)], month), {})

    def answers(self) -> list[PartAnswer]:
        """What every policy gives."""
        try:
            return self._answers()
        finally:
            self._results.close()

    def _answers(self) -> list[PartAnswer]:
        question, walks = self._question, self._question.walks()
        # Not kept beyond this: it knows `self`, and what knows one another waits for the collector with all its arrays.
        walker = MonthWalk(self._policies, self._memory, walks, self._flags, question.with_levies)
        services = self._services(walker) if question.with_services else []
        by_month = dict(chain.from_iterable(self._walks(walker, walks)))
        answers = [PartAnswer(dict(state.amounts), {}, {}) for state in by_month[question.month]]
        for month, states in by_month.items():
            for answer, state in zip(answers, states, strict=True):
                answer.ranked |= {(month, flag): self._candidates(ranked) for flag, ranked in state.ranked.items()}
        for answer, found in zip(answers, services, strict=False):
            answer.services = found
        if question.with_year:
            self._add_year(walker, answers, [by_month[month] for month in sorted(by_month)])
        return answers

    def _walks(
        self, walker: MonthWalk, walks: Sequence[Sequence[Period]]
    ) -> Iterator[Iterator[tuple[Period, list[MonthState]]]]:
        """The months in the order of walking: the month asked for first, in full."""
        first = walker.states
        yield iter([(self._question.month, first)])
        for months in walks:
            walker.states = first
            yield self._walk(walker, months)

    def _services(self, walker: MonthWalk) -> list[PartServices]:
        found = []
        for number, simulation in enumerate(walker.simulations):
            walker.take_over(number, simulation, walker.simulations[0])
            found.append(services_of_part(simulation, self._part, self._question.month, self._results.derived))
        return found

    @staticmethod
    def _walk(walker: MonthWalk, months: Sequence[Period]) -> Iterator[tuple[Period, list[MonthState]]]:
        for before, month in pairwise(months):
            yield month, walker.step(month, before)

    def _add_year(self, walker: MonthWalk, answers: list[PartAnswer], months: list[list[MonthState]]) -> None:
        year = self._question.month.this_year
        simulations = [self._simulation_of_year(policy, year) for policy in self._policies]
        for number, (policy, answer) in enumerate(zip(self._policies, answers, strict=True)):
            for key in answer.month:
                answer.year[key] = self._sum([states[number].amounts[key] for states in months])
            walker.take_over(number, simulations[number], simulations[0])
            for key, amount in self._yearly(policy, simulations[number], year, answer).items():
                answer.year[key] = amount
                answer.month[key] = self._results.derived("a twelfth", amount, _twelfth)

    def _simulation_of_year(self, policy: Policy, year: Period) -> PartSimulation:
        return build_simulation(policy.system, self._part, [year.last_year, year], self._results)

    def _yearly(
        self, policy: Policy, simulation: PartSimulation, year: Period, answer: PartAnswer
    ) -> dict[str, FloatArray]:
        """Programmes and levies of the year; some look at the income of the year before."""
        items = yearly_items(policy, year, with_levies=self._question.with_levies)
        if not items:
            return {}
        january = year.first_month
        book = QuotaBook(simulation, policy, january, self._flags(policy, january))
        amounts = family_amounts(simulation, items, year)
        answer.ranked |= {(january, flag): self._candidates(ranked) for flag, ranked in book.ranked.items()}
        return amounts

    def _candidates(self, ranked: Ranked) -> Candidates:
        """Those that a quota concerns, told once for the policies that share them."""
        arrays = (ranked.candidates, ranked.score, ranked.inside)
        return self._memory.once("candidates", arrays, lambda: Candidates.of(ranked))

    def _sum(self, amounts: Sequence[FloatArray]) -> FloatArray:
        """The sum of the months in their order, made once for the policies that share them all."""
        paid = tuple(amount for amount in amounts if not is_nothing(amount))
        return self._memory.once("sum", paid, lambda: _added_up(paid)) if paid else self._nothing


def _added_up(amounts: Sequence[FloatArray]) -> FloatArray:
    """In place, for the sum of twelve months would take the memory of eleven more; where few have any, for them."""
    paid = numpy.zeros(len(amounts[0]), dtype=bool)
    for amount in {id(amount): amount for amount in amounts}.values():
        paid |= amount != 0
    rows = few(paid)
    if rows is None:
        return _sum_of(amounts)
    return filled(len(paid), rows, _sum_of([amount[rows] for amount in amounts]), 0.0)


def _sum_of(amounts: Sequence[FloatArray]) -> FloatArray:
    total = numpy.array(amounts[0])
    for amount in amounts[1:]:
        total += amount
    return total


def _twelfth(amount: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    return amount / 12
