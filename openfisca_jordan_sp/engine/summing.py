"""From the answers about one part of a population to its summaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.engine.amounts import is_nothing, nothing
from openfisca_jordan_sp.engine.exact import COUNT, MONEY, FloatArray, IntArray, exact_sum
from openfisca_jordan_sp.engine.histogram import Histogram
from openfisca_jordan_sp.engine.part import PartAnswer, Question
from openfisca_jordan_sp.engine.part_groups import layouts
from openfisca_jordan_sp.engine.services import PartService
from openfisca_jordan_sp.engine.summary import ALL_LEVIES, ALL_PROGRAMMES, ServiceTotals, Summary, of_pillar
from openfisca_jordan_sp.law.catalogue import levies, pillars, services
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.system import law_in_force

_MONTHS = 12

Amounts = Mapping[str, FloatArray]


def summed_items(policy: Policy) -> dict[str, tuple[str, ...]]:
    """What is summed under a policy, with the programmes or levies that each is made of."""
    benefits, paid = [item.id for item in policy.programmes], [item.id for item in levies()]
    of_pillars = {
        of_pillar(pillar): tuple(item.id for item in policy.programmes if item.pillar == pillar) for pillar in pillars()
    }
    single = {key: (key,) for key in (*benefits, *paid)}
    return {**single, **of_pillars, ALL_PROGRAMMES: tuple(benefits), ALL_LEVIES: tuple(paid)}


class PartSums:
    """Sums the answers of several policies about one part; what they share is summed once."""

    def __init__(self, part: Population, question: Question, line: float) -> None:
        self._part = part
        self._question = question
        self._line = line
        self._families, self._households = layouts(part, question.month)
        self._family_size = numpy.bincount(part.persons["family_id"], minlength=part.family_count).astype(numpy.float64)
        self._size = numpy.bincount(part.persons["household_id"], minlength=part.household_count).astype(numpy.float64)
        self._weight = part.households["household_weight"]
        self._sums: dict[tuple[int, ...], tuple[IntArray, IntArray]] = {}
        self._kept: list[FloatArray] = []  # so that no other array gets the identity of one in `_sums`
        self._welfare: list[tuple[FloatArray, IntArray, Histogram]] = []

    def summaries(self, policies: Sequence[Policy], answers: Sequence[PartAnswer]) -> tuple[Summary, ...]:
        """One summary for each policy; consumption is what the levies of the first one leave people."""
        paid = [self._paid_by_persons(answer) for answer in answers]
        return tuple(
            self._summary(policy, answer, self._consumption(policy, answer, own, paid[0]))
            for policy, answer, own in zip(policies, answers, paid, strict=True)
        )

    def _summary(self, policy: Policy, answer: PartAnswer, consumption: FloatArray) -> Summary:
        items = summed_items(policy)
        sums = [self._item(answer, members) for members in items.values()]
        poverty, histogram = self._distribution(consumption)
        return Summary(
            policy=policy.id,
            month=self._question.month,
            line=self._line,
            items=tuple(items),
            costs=numpy.array([costs for costs, _ in sums]),
            reach=numpy.array([reach for _, reach in sums]),
            poverty=poverty,
            consumption=histogram,
            services=dict(self._services(answer.services)),
            counts=(self._part.household_count, self._part.family_count, self._part.person_count),
        )

    def _item(self, answer: PartAnswer, members: Sequence[str]) -> tuple[IntArray, IntArray]:
        months, years = (self._some(amounts, members) for amounts in (answer.month, answer.year))
        key = (len(months), *(id(each) for each in (*months, *years)))
        if key not in self._sums:
            self._kept += [*months, *years]
            self._sums[key] = self._costs_and_reach(self._total(months), self._total(years))
        return self._sums[key]

    @staticmethod
    def _some(amounts: Amounts, members: Sequence[str]) -> list[FloatArray]:
        """The amounts of those that pay anybody."""
        return [amounts[key] for key in members if key in amounts and not is_nothing(amounts[key])]

    def _total(self, amounts: Sequence[FloatArray]) -> FloatArray:
        total = nothing(self._part.family_count)
        for each in amounts:
            total = total + each
        return total

    def _costs_and_reach(self, month: FloatArray, year: FloatArray) -> tuple[IntArray, IntArray]:
        rows = numpy.flatnonzero((month != 0) | (year != 0))
        layout, size = self._families.taken(rows), self._family_size[rows]
        weight = self._weight[self._part.families["household_id"][rows]]
        month, year = weight * month[rows], weight * year[rows]
        reached = weight * (month > 0)
        share = layout.by_age / size[:, None]
        costs = [layout.sums(each, share, MONEY) for each in (month, year)]
        families = layout.sums(reached, (layout.by_age > 0).astype(numpy.float64), COUNT)
        persons = layout.sums(reached * size, share, COUNT)
        return numpy.stack(costs, axis=1), numpy.stack([families, persons], axis=1)

    def _of_households(self, of_families: FloatArray) -> FloatArray:
        count = self._part.household_count
        if is_nothing(of_families):
            return nothing(count)
        return numpy.bincount(self._part.families["household_id"], of_families, minlength=count).astype(numpy.float64)

    def _average(self, answer: PartAnswer, members: Sequence[str]) -> FloatArray:
        """JOD a household of several programmes or levies in the average month of the year, or in the month."""
        if not self._question.with_year:
            return self._of_households(self._total(self._some(answer.month, members)))
        return self._of_households(self._total(self._some(answer.year, members))) / _MONTHS

    def _paid_by_persons(self, answer: PartAnswer) -> FloatArray:
        return self._average(answer, [levy.id for levy in levies() if levy.is_paid_by_person])

    def _consumption(self, policy: Policy, answer: PartAnswer, paid: FloatArray, baseline: FloatArray) -> FloatArray:
        """JOD a head of each household, as `Basis.consumption_per_head`."""
        before = self._part.households["consumption_before_benefits"]
        benefits = self._average(answer, [item.id for item in policy.programmes])
        consumption: FloatArray = (before + benefits - (paid - baseline)) / self._size
        return consumption

    def _distribution(self, consumption: FloatArray) -> tuple[IntArray, Histogram]:
        for known, poverty, histogram in self._welfare:
            if numpy.array_equal(known, consumption):
                return poverty, histogram
        found = self._poverty(consumption), Histogram.of(consumption, self._weight * self._size)
        self._welfare.append((consumption, *found))
        return found

    def _poverty(self, consumption: FloatArray) -> IntArray:
        poor = consumption < self._line
        shortfall = numpy.where(poor, (self._line - consumption) / self._line, 0.0)
        share = self._households.by_age / self._size[:, None]
        persons = self._weight * self._size
        columns = (numpy.ones_like(shortfall), poor.astype(numpy.float64), shortfall, shortfall**2)
        return numpy.stack([self._households.sums(persons * each, share, COUNT) for each in columns], axis=1)

    def _services(self, found: Mapping[str, PartService]) -> Iterator[tuple[str, ServiceTotals]]:
        for service in services():
            if service.id not in found:
                continue
            mine = found[service.id]
            entity = law_in_force().get_variable(service.variable).entity.key
            value = None if mine.value is None else exact_sum(self._weight * mine.value, MONEY)
            entitled = exact_sum(self._weight * mine.entitled, COUNT)
            yield service.id, ServiceTotals(entity, entitled, value, _rows(mine.entitled))


def _rows(entitled: NDArray[numpy.int16]) -> int:
    return int(entitled.sum(dtype=numpy.int64))
