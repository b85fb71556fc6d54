"""One household with many facts tried, all at once: which results come out."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.copies import copies_of, periods_held
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.explain.changed_law import with_value
from openfisca_jordan_sp.explain.recording import Recording
from openfisca_jordan_sp.explain.steps import Ref
from openfisca_jordan_sp.explain.support import Fact
from openfisca_jordan_sp.system import clear_law_errors

#: Copies of the household that are computed together: they stay in the cache of the processor.
_TOGETHER = 2000
#: So many parameters may be found unset on the way.
_UNSET = 50

Array = NDArray[Any]


@dataclass(frozen=True)
class Trial:
    """A fact with values to try, as its variable stores them."""

    fact: Fact
    values: Array


class Trials:
    """Trials of one household under one law.

    A value that no source gives is taken to be not a number: what needs it comes to nothing, and to no other outcome.

    Attributes:
        unset: the parameters that some tries needed and no source gives.
    """

    def __init__(self, recording: Recording, root: Ref) -> None:
        self._root, self._period = root, recording.period
        self._one: Simulation = recording.pristine
        self.unset: list[str] = []

    def results(self, trials: Sequence[Trial]) -> list[Array]:
        """The result for each value of each trial."""
        if not trials:
            return []
        facts = [(trial.fact, value) for trial in trials for value in trial.values]
        found = [self._together(facts[at : at + _TOGETHER]) for at in range(0, len(facts), _TOGETHER)]
        ends = numpy.cumsum([len(trial.values) for trial in trials])[:-1]
        return numpy.split(numpy.concatenate(found), ends)

    def _together(self, facts: Sequence[tuple[Fact, Any]]) -> Array:
        for _ in range(_UNSET):
            try:
                return self._computed(facts)
            except UnsetParameterError as error:
                self._take_as_unknown(error.parameter)
        raise AssertionError("so many parameters cannot be unset")

    def _computed(self, facts: Sequence[tuple[Fact, Any]]) -> Array:
        many = copies_of(self._one, self._period, [], count=len(facts))
        by_name: dict[str, list[tuple[int, int, Any]]] = {}
        for at, (fact, value) in enumerate(facts):
            by_name.setdefault(fact.name, []).append((at, fact.row, value))
        for name, cells in by_name.items():
            self._set(many, name, cells, len(facts))
        with clear_law_errors():
            result = numpy.asarray(many.calculate(self._root.name, self._root.period))
        return result.reshape(len(facts), -1)[:, self._root.row]

    def _set(self, many: Simulation, name: str, cells: list[tuple[int, int, Any]], count: int) -> None:
        """Set one variable in the copies that try it, in the whole year."""
        variable = self._one.tax_benefit_system.variables[name]
        size = self._one.populations[variable.entity.key].count
        source, target = self._one.get_holder(name), many.get_holder(name)
        places = numpy.array([at * size + row for at, row, _ in cells])
        tried = numpy.array([value for _, _, value in cells])
        made: list[tuple[Array, Any]] = []
        for when in periods_held(variable.definition_period, self._period):
            known = source.get_array(when)
            base = numpy.asarray(source.default_array() if known is None else known)
            stored = next((done for before, done in made if before is base or _same(before, base)), None)
            if stored is None:
                values = numpy.tile(base, count)
                values[places] = tried
                names = getattr(variable, "possible_values", None)
                stored = values if names is None else EnumArray(values, names)
                made.append((base, stored))
            target.put_in_cache(stored, when)

    def _take_as_unknown(self, path: str) -> None:
        self.unset.append(path)
        before = self._one.tax_benefit_system
        self._one = copy.copy(self._one)
        self._one.tax_benefit_system = with_value(before, path, "0001-01-01", numpy.nan)


def _same(left: Array, right: Array) -> bool:
    return bool(numpy.array_equal(left, right, equal_nan=left.dtype.kind in "fM"))
