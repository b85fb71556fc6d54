"""Families as OpenFisca populations, guarded against families made by accident."""

from __future__ import annotations

import numpy

from openfisca_jordan_sp.errors import SituationError, Text
from openfisca_jordan_sp.fast.groups import FastGroupPopulation


class FamilyPopulation(FastGroupPopulation):
    """The families of a simulation.

    OpenFisca's builder makes a family of one of each person where a request
    leaves families out. For this law that is a wrong answer in silence, so it
    is refused here, for every way into the engine.
    """

    def check_members(self) -> None:
        """Refuse families that a builder has made by accident.

        Raises:
            SituationError: each person is a family of the same name, though households hold several persons.
        """
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
