"""What a population (or a part of it) gives under one policy, small enough to be sent and merged.

Merging adds whole numbers: it is associative and commutative to the last bit, so that a summary depends neither on
workers and their order nor on where the population is cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.exact import COUNT, MONEY, IntArray, as_float
from openfisca_jordan_sp.engine.histogram import Bounds, Histogram
from openfisca_jordan_sp.engine.part_groups import GROUPS
from openfisca_jordan_sp.engine.quota import QuotaReach
from openfisca_jordan_sp.engine.services import ServiceReach

#: All programmes, or all contributions and taxes, together: families reached are counted once.
ALL_PROGRAMMES, ALL_LEVIES = "all_programmes", "all_levies"
ALL = ("all", "all")


def of_pillar(pillar: str) -> str:
    """The id under which the programmes of a pillar are counted together."""
    return f"pillar:{pillar}"


@dataclass(frozen=True)
class Figures:
    """Cost and reach of a programme or levy in a group.

    Attributes:
        cost_month: JOD in the month.
        cost_year: JOD in its calendar year; 0 where the year is not asked for.
        families: of the Kingdom that get or pay anything in the month; by age, those with a member of that age.
        persons: the members of those families; by age, those of that age.
    """

    cost_month: float
    cost_year: float
    families: float
    persons: float


@dataclass(frozen=True)
class PovertyFigures:
    """Poverty in a group: `headcount`, `gap` and `severity` as shares of its persons, and how many are poor."""

    headcount: float
    gap: float
    severity: float
    poor: float
    persons: float


@dataclass(frozen=True)
class ServiceTotals:
    """Who is entitled to a service, in exact units: `ServiceReach` before it is read."""

    entity: str
    entitled: int
    value: int | None
    cases: int

    def merged(self, other: ServiceTotals) -> ServiceTotals:
        """Both together."""
        value = None if self.value is None or other.value is None else self.value + other.value
        return ServiceTotals(self.entity, self.entitled + other.entitled, value, self.cases + other.cases)

    def negated(self) -> ServiceTotals:
        """What takes these off."""
        value = None if self.value is None else -self.value
        return ServiceTotals(self.entity, -self.entitled, value, -self.cases)


@dataclass(frozen=True, eq=False)
class Summary:
    """What a population gives under one policy, in exact units (see `exact`).

    Attributes:
        policy: its id.
        month: asked for.
        line: the poverty line, JOD a person and month.
        items: ids of programmes, levies, pillars (`of_pillar`), `ALL_PROGRAMMES` and `ALL_LEVIES`.
        costs: JOD of the month and of the year, `(items, groups, 2)`; groups as in `GROUPS`.
        reach: families and persons, `(items, groups, 2)`.
        poverty: persons, poor, gaps and squared gaps of the poor, `(groups, 4)`.
        consumption: JOD a head of persons, in the average month of the year (or in the month, if that alone is
            asked for).
        services: by id.
        counts: rows of households, families and persons.
        quotas: how far each reached in the month; told of the whole population only.
    """

    policy: str
    month: Period
    line: float
    items: tuple[str, ...]
    costs: IntArray
    reach: IntArray
    poverty: IntArray
    consumption: Histogram
    services: Mapping[str, ServiceTotals]
    counts: tuple[int, int, int]
    quotas: Mapping[str, QuotaReach] = field(default_factory=dict)

    def merged(self, other: Summary) -> Summary:
        """Both parts together, without quotas: those are of the whole.

        Raises:
            ValueError: parts of different policies, months or lines.
        """
        ours, theirs = ((one.policy, one.month, one.line, one.items) for one in (self, other))
        if ours != theirs:
            raise ValueError(f"Summaries of different questions cannot be merged: {ours[:3]} and {theirs[:3]}.")
        households, families, persons = (one + two for one, two in zip(self.counts, other.counts, strict=True))
        return replace(
            self,
            costs=self.costs + other.costs,
            reach=self.reach + other.reach,
            poverty=self.poverty + other.poverty,
            consumption=self.consumption.merged(other.consumption),
            services={key: totals.merged(other.services[key]) for key, totals in self.services.items()},
            counts=(households, families, persons),
            quotas={},
        )

    def negated(self) -> Summary:
        """What is to be merged with a population's summary to take this part off.

        The lowest and the highest value stay: they are of everybody who was ever computed.
        """
        households, families, persons = self.counts
        return replace(
            self,
            costs=-self.costs,
            reach=-self.reach,
            poverty=-self.poverty,
            consumption=self.consumption.negated(),
            services={key: totals.negated() for key, totals in self.services.items()},
            counts=(-households, -families, -persons),
        )

    def figures(self, item: str, group: tuple[str, str] = ALL) -> Figures:
        """Cost and reach of an item in a group (kind and id); by age, members share a family's amount equally."""
        place = self.items.index(item), GROUPS.index(group)
        month, year = (as_float(each, MONEY) for each in self.costs[place])
        families, persons = (as_float(each, COUNT) for each in self.reach[place])
        return Figures(month, year, families, persons)

    def poverty_of(self, group: tuple[str, str] = ALL) -> PovertyFigures:
        """Poverty of the persons of a group; nobody is poor where there is nobody."""
        persons, poor, gaps, squares = (as_float(each, COUNT) for each in self.poverty[GROUPS.index(group)])
        everybody = persons or 1.0
        return PovertyFigures(poor / everybody, gaps / everybody, squares / everybody, poor, persons)

    def gini(self) -> Bounds:
        """Bounds of the Gini coefficient of consumption per head over persons."""
        return self.consumption.gini()

    def service(self, key: str) -> ServiceReach:
        """Who is entitled to a service."""
        totals = self.services[key]
        value = None if totals.value is None else as_float(totals.value, MONEY)
        return ServiceReach(totals.entity, as_float(totals.entitled, COUNT), value, totals.cases)

    def same_as(self, other: Summary) -> bool:
        """Whether two summaries are equal to the last bit."""
        arrays = ("costs", "reach", "poverty")
        plain = ("policy", "month", "line", "items", "services", "counts", "quotas")
        ours, theirs = self.consumption, other.consumption
        return (
            all(numpy.array_equal(getattr(self, name), getattr(other, name)) for name in arrays)
            and all(getattr(self, name) == getattr(other, name) for name in plain)
            and all(numpy.array_equal(getattr(ours, name), getattr(theirs, name)) for name in vars(ours))
        )


def merge(parts: Sequence[Summary]) -> Summary:
    """The summary of several parts; there is at least one."""
    return reduce(Summary.merged, parts)
