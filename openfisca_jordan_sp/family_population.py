"""Families as OpenFisca populations, guarded against families made by accident."""

from __future__ import annotations

from typing import Any

import numpy
from openfisca_core.populations import GroupPopulation

from openfisca_jordan_sp.errors import SituationError, Text


class FamilyPopulation(GroupPopulation):
    """The families of a simulation.

    OpenFisca's builder makes a family of one of each person where a request
    leaves families out. For this law that is a wrong answer in silence, so it
    is refused here, for every way into the engine.
    """

    @property
    def members_role(self) -> Any:
        """The role of each person in the family."""
        return GroupPopulation.members_role.fget(self)

    @members_role.setter
    def members_role(self, roles: Any) -> None:
        GroupPopulation.members_role.fset(self, roles)
        self._refuse_families_by_accident()

    def _refuse_families_by_accident(self) -> None:
        persons, households = self.members, self.simulation.populations["household"]
        if self.count != persons.count or households.count >= persons.count:
            return
        if numpy.array_equal(numpy.asarray(self.ids), numpy.asarray(persons.ids)):
            raise SituationError(
                Text(
                    "The families are missing: households hold several persons, but no family is described.",
                    "لم تُذكر الأسر: في الأسرة المعيشية عدة أشخاص دون وصف أي أسرة.",
                ),
                path="families",
                hint=Text(
                    "Describe `families`, or complete the situation with openfisca_jordan_sp.complete_situation. "
                    "A family of one must not bear the same name as its person.",
                    "صف الأسر في `families`، أو أكمل الحالة بالدالة complete_situation. "
                    "ولا تسم أسرة الفرد الواحد باسم الشخص نفسه.",
                ),
            )
