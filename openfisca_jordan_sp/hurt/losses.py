"""What a policy takes from each losing household, through which programme, contribution or tax."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import levies
from openfisca_jordan_sp.measures.basis import Basis, FloatArray
from openfisca_jordan_sp.measures.tables import SMALLEST_CHANGE, Pair

BoolArray = NDArray[numpy.bool_]
_MONTHS = 12


@dataclass(frozen=True)
class Channel:
    """A programme, contribution or tax through which losing households lose or gain.

    Attributes:
        id: of the programme or levy.
        label: its name.
        is_levy: whether it is paid and not received.
        loss: JOD of the average month for each losing household; negative where it gains.
        is_lost: of a programme, who got something under the law in force and gets nothing in the year.
    """

    id: str
    label: Text
    is_levy: bool
    loss: FloatArray
    is_lost: BoolArray


@dataclass(frozen=True)
class Losses:
    """The losing households of a population under a policy, and what they lose.

    Who loses is decided as in `compare`: consumption per head with benefits, in the average month of the year, falls by
    more than half a fils. A loss is told for the household, JOD in that month.

    Attributes:
        pair: the law in force and the policy.
    """

    pair: Pair

    @property
    def basis(self) -> Basis:
        """The population under the law in force."""
        return self.pair.basis

    @cached_property
    def is_losing(self) -> BoolArray:
        """For each household of the population."""
        change = self.pair.consumption["reform"] - self.pair.consumption["baseline"]
        found: BoolArray = change < -SMALLEST_CHANGE
        return found

    @cached_property
    def rows(self) -> NDArray[numpy.int64]:
        """The places of the losing households."""
        return numpy.flatnonzero(self.is_losing)

    @cached_property
    def loss(self) -> FloatArray:
        """JOD in the average month that each losing household loses."""
        law, policy = (spendable(self.basis, each)[self.rows] for each in self.pair.evaluations.values())
        return law - policy

    @cached_property
    def weight(self) -> FloatArray:
        """Households of the Kingdom that each losing household stands for."""
        return self.basis.household_weight[self.rows]

    @cached_property
    def persons(self) -> FloatArray:
        """Persons of each losing household."""
        return self.basis.household_persons[self.rows].astype(numpy.float64)

    @cached_property
    def families(self) -> FloatArray:
        """Families of each losing household."""
        of_all = numpy.bincount(self.basis.household_of_family, minlength=self.basis.population.household_count)
        return of_all[self.rows].astype(numpy.float64)

    @cached_property
    def channels(self) -> tuple[Channel, ...]:
        """The programmes and the levies of persons that change for anybody who loses, in the order of the law."""
        law, policy = self.basis.baseline, self.pair.reform
        nothing = numpy.zeros(len(self.basis.family_weight))
        found = []
        for programme in self.pair.programmes:
            before, after = law.year.get(programme.id, nothing), policy.year[programme.id]
            if before is not after:
                found.append(self._channel(programme.id, programme.label, before, after, is_levy=False))
        for levy in levies():
            before, after = law.levies_year[levy.id], policy.levies_year[levy.id]
            if levy.is_paid_by_person and before is not after:
                found.append(self._channel(levy.id, levy.label, before, after, is_levy=True))
        return tuple(channel for channel in found if channel.loss.any())

    def _channel(self, name: str, label: Text, before: FloatArray, after: FloatArray, *, is_levy: bool) -> Channel:
        old, new = (self.basis.of_households(amounts)[self.rows] / _MONTHS for amounts in (before, after))
        loss = new - old if is_levy else old - new
        is_lost = numpy.zeros(len(loss), dtype=bool) if is_levy else (old > 0) & (new == 0)
        return Channel(name, label, is_levy, loss, is_lost)


def spendable(basis: Basis, evaluation: Evaluation) -> FloatArray:
    """JOD in the average month of the year that benefits give each household and levies do not take again."""
    return basis.benefits(evaluation) - basis.levies(evaluation)
