"""Many described cases as arrays: who belongs to whom, and who tells what.

A case is what is computed or refused as one: the families of one household, or what one line of a file describes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.formulas import year_months

Array = NDArray[Any]
IntArray = NDArray[numpy.intp]
BoolArray = NDArray[numpy.bool_]


@dataclass(frozen=True, eq=False)
class Given:
    """What some units tell of one variable; the months of a year share one.

    Attributes:
        rows: the places of these units.
        values: one each, as the variable stores them (an enum's as indices).
    """

    rows: IntArray
    values: Array


#: By variable and period, what is told; several where it was told in several ways.
Facts = Mapping[str, Mapping[Period, list[Given]]]


@dataclass(frozen=True, eq=False)
class Described:
    """Cases that hold no mistake.

    Attributes:
        count: of the cases.
        case: by the key of an entity, the case of each of its units.
        group_of: by the key of a group entity, the group of each person.
        role_of: likewise the role of each person, counted in the entity's `flattened_roles`.
        entity_of: by the name of a variable that is told, the key of its entity.
        facts: what is told; nothing else is known.
    """

    count: int
    case: Mapping[str, IntArray]
    group_of: Mapping[str, IntArray]
    role_of: Mapping[str, NDArray[numpy.int8]]
    entity_of: Mapping[str, str]
    facts: Facts

    def size(self, key: str) -> int:
        """How many units of an entity there are."""
        return len(self.case[key])

    @cached_property
    def _all_given(self) -> dict[int, tuple[str, Given]]:
        """Each `Given` once, with its variable."""
        return {
            id(one): (name, one) for name, dated in self.facts.items() for several in dated.values() for one in several
        }

    def alike(self, system: TaxBenefitSystem) -> Iterator[BoolArray]:
        """The cases by which results of the law they give, and when: under the same rules each is as it is alone."""
        flags = []
        for name, given in self._all_given.values():
            variable = system.variables.get(name)
            if variable is not None and variable.formulas:
                flag = numpy.zeros(self.count, dtype=bool)
                flag[self.case[variable.entity.key][given.rows]] = True
                flags.append(flag)
        if not flags or self.count == 0:
            yield numpy.ones(self.count, dtype=bool)
            return
        patterns = numpy.packbits(numpy.stack(flags, axis=1), axis=1)
        _, kinds = numpy.unique(patterns, axis=0, return_inverse=True)
        for kind in range(int(kinds.max()) + 1):
            yield kinds.ravel() == kind

    def only(self, cases: BoolArray) -> Described:
        """Some of the cases, in their order."""
        if cases.all():
            return self
        renumbered = numpy.cumsum(cases) - 1
        kept = {key: cases[of] for key, of in self.case.items()}
        places = {key: numpy.cumsum(one) - 1 for key, one in kept.items()}
        made: dict[int, Given] = {}
        return Described(
            count=int(cases.sum()),
            case={key: renumbered[of[kept[key]]] for key, of in self.case.items()},
            group_of={key: places[key][of[kept["person"]]] for key, of in self.group_of.items()},
            role_of={key: of[kept["person"]] for key, of in self.role_of.items()},
            entity_of=self.entity_of,
            facts={
                name: {
                    when: [self._part(self.entity_of[name], one, kept, places, made) for one in several]
                    for when, several in dated.items()
                }
                for name, dated in self.facts.items()
            },
        )

    @staticmethod
    def _part(
        key: str, given: Given, kept: Mapping[str, BoolArray], places: Mapping[str, IntArray], made: dict[int, Given]
    ) -> Given:
        if id(given) not in made:
            is_kept = kept[key][given.rows]
            made[id(given)] = Given(places[key][given.rows[is_kept]], given.values[is_kept])
        return made[id(given)]


def periods_of(variable: Variable, year: Period) -> list[Period]:
    """The periods in which a fact without a date holds: the whole calendar year, as in `situations`."""
    unit = variable.definition_period
    if unit == DateUnit.ETERNITY:
        return [Period.eternity()]
    return year_months(year) if unit == DateUnit.MONTH else [year]
