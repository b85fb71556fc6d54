"""A simulation that gives what core's gives, with little beside the formulas: for one family that is most of the time.

Core looks a variable up by its name six times for each question, walks through its formulas as texts of dates, and
checks again what it has just made itself. Here each variable is prepared once for a system and once for a simulation.
What is out of the ordinary (traces, values on disk, circles, periods that do not fit) is left to core's own methods.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import numpy
from openfisca_core import periods
from openfisca_core.data_storage import InMemoryStorage
from openfisca_core.holders import Holder
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import Simulation
from openfisca_core.variables import Variable

from openfisca_jordan_sp.fast.enums import FastEnumArray, fast_enums

#: Arguments of a formula that reads no parameters: whom it is for, and when.
_WITHOUT_PARAMETERS = 2
#: Under which period a variable without date keeps its values.
_ETERNITY = periods.period(DateUnit.ETERNITY)
#: Up to so many units the array of a variable's default is kept to be copied: that is several times quicker than to
#: make it, and for many units it would hold memory.
_FEW = 64


class _Rule:
    """What is the same for a variable in every simulation of a system.

    Attributes:
        variable: of the system.
        unit: of its periods; None for one without date, which any period asks for.
        array_type: of its values.
        dtype: of its values.
    """

    __slots__ = ("_default", "_formulas", "_last", "array_type", "dtype", "name", "unit", "variable")

    def __init__(self, variable: Variable) -> None:
        self.variable = variable
        self.name = variable.name
        self.unit = None if variable.definition_period == DateUnit.ETERNITY else variable.definition_period
        self.array_type = FastEnumArray if variable.value_type is Enum else numpy.ndarray
        self.dtype = numpy.dtype(variable.dtype)
        dated = [(_day(text), formula) for text, formula in variable.formulas.items()]
        self._formulas = [(day, formula, formula.__code__.co_argcount) for day, formula in reversed(dated)]
        self._last = None if variable.end is None else (variable.end.year, variable.end.month, variable.end.day)
        self._default: Any = None

    def formula(self, start: Instant) -> tuple[Callable[..., Any] | None, int]:
        """The formula in force at the start of a period, and how many arguments it takes."""
        if self._last is None or start <= self._last:
            for day, formula, arguments in self._formulas:
                if day <= start:
                    return formula, arguments
        return None, 0

    def default(self, count: int) -> Any:
        """A new array of the variable's default, for so many units."""
        known = self._default
        if known is None or len(known) != count:
            known = fast_enums(self.variable.default_array(count))
            if count > _FEW:
                return known
            self._default = known
        return known.copy()


def _day(text: str) -> tuple[int, int, int]:
    year, month, day = text.split("-")
    return int(year), int(month), int(day)


#: The rules of each system that is alive.
_RULES: WeakKeyDictionary[Any, dict[str, _Rule]] = WeakKeyDictionary()


class _Holder(Holder):
    """Core's holder for values in memory, made without core's questions about disks."""

    def __init__(self, rule: _Rule, population: Any) -> None:
        self.population, self.simulation = population, population.simulation
        self.variable = rule.variable
        self._eternal = rule.unit is None
        self._memory_storage = InMemoryStorage(self._eternal)
        self._disk_storage, self._on_disk_storable, self._do_not_store = None, False, False


class _Known:
    """A variable in one simulation: its rule, whose it is, how its values are shaped, and where its holder keeps them.

    `is_running` tells whether its formula is being computed, for any period.
    """

    __slots__ = ("holder", "is_running", "population", "rule", "shape", "storage", "unit")

    def __init__(self, rule: _Rule, population: Any) -> None:
        self.rule, self.unit = rule, rule.unit
        self.population = population
        self.shape = (population.count,)
        self.is_running = False
        holder = population._holders.get(rule.name)
        if holder is None:
            holder = population._holders[rule.name] = _Holder(rule, population)
        self.holder = holder
        self.storage = holder._memory_storage


class FastSimulation(Simulation):
    """Core's simulation, its ordinary questions answered without detours.

    Values stand where core keeps them, in the holders: what sets, reads or deletes them there is seen here.
    """

    def __init__(self, tax_benefit_system: Any, populations: dict[str, Any]) -> None:
        super().__init__(tax_benefit_system, populations)
        self._rules = _RULES.setdefault(tax_benefit_system, {})
        self._known: dict[str, _Known] = {}
        #: What is being computed, as core keeps it; None as long as nothing is computed here.
        self._stack: list[Any] | None = None
        self._views: dict[Period, Any] = {}

    def clone(self, debug: bool = False, trace: bool = False) -> FastSimulation:
        """A simulation of the same people that knows the same values; what it computes stays its own."""
        result: FastSimulation = super().clone(debug=debug, trace=trace)
        result._known, result._stack, result._views = {}, None, {}
        return result

    def values_of(self, name: str) -> dict[Period, Any]:
        """Where a variable of the system keeps its values, by its own periods (`ETERNITY` for one without date).

        Whoever sets arrays here answers for their type and length.
        """
        known = self._known.get(name) or self._prepared(name)
        storage = known.storage if known else self.get_holder(name)._memory_storage
        arrays: dict[Period, Any] = storage._arrays
        return arrays

    def let_go(self) -> None:
        """Forget all that is known; nothing can be asked any more.

        Simulation, populations and holders hold one another. Parted, their memory is free at once, and warm for the
        next simulation, where Python's collector of cycles would have to look for it among all that lives.
        """
        self._known = {}
        for population in self.populations.values():
            population.simulation, population._holders = None, {}

    def calculate(self, variable_name: str, period: Any) -> Any:
        """A variable for a period: one value a unit, not to be written to.

        Raises:
            VariableNotFoundError: the system has no such variable.
            ValueError: the period is none of the variable's.
            CycleError: the variable rests upon itself.
        """
        if not isinstance(period, Period):
            period = periods.period(period)
        known = self._known.get(variable_name)
        if known is None:
            known = self._prepared(variable_name)
        if known is None or (self._stack is None and not self._is_ordinary()):
            return super().calculate(variable_name, period)
        if self._stack is not None:
            return self._answer(known, period)
        self._stack = self.tracer.stack
        try:
            return self._answer(known, period)
        finally:
            self._stack = None
            self.purge_cache_of_invalid_values()

    def ask(self, population: Any, variable_name: str, period: Period) -> Any:
        """A variable for a period, as a population asks for it: one of its own.

        Raises:
            ValueError: the variable is another entity's; and see `calculate`.
        """
        known = self._known.get(variable_name)
        if known is None:
            known = self._prepared(variable_name)
        if known is None or known.population is not population or self._stack is None:
            population.entity.check_variable_defined_for_entity(variable_name)
            return self.calculate(variable_name, period)
        # As `_answer` does: formulas ask thousands of times, and each call would cost a tenth of a rule.
        if known.unit is period[0] and period[2] == 1:
            array = known.storage._arrays.get(period)
            if array is not None:
                return array
            if not known.is_running:
                return self._run(known, period, period)
        return self._answer(known, period)

    def _is_ordinary(self) -> bool:
        """Whether nothing asks for what only core does: traces, values on disk, no cache, a first period."""
        return not (self._trace or self.memory_config or self.opt_out_cache or self.start_computation_period)

    def _prepared(self, name: str) -> _Known | None:
        """A variable made ready; None where core has to say what is to be done with it."""
        variable = self.tax_benefit_system.variables.get(name)
        if variable is None or variable.is_neutralized or self.memory_config:
            return None
        rule = self._rules.get(name)
        if rule is None or rule.variable is not variable:
            rule = self._rules[name] = _Rule(variable)
        known = self._known[name] = _Known(rule, self.populations[variable.entity.key])
        return known

    def _answer(self, known: _Known, period: Period) -> Any:
        if known.unit is None:
            kept_under = _ETERNITY
        elif period[0] is known.unit and period[2] == 1:
            kept_under = period
        else:
            return super().calculate(known.rule.name, period)
        array = known.storage._arrays.get(kept_under)
        if array is not None:
            return array
        if known.is_running:
            return super().calculate(known.rule.name, period)  # A circle, or nearly one.
        return self._run(known, period, kept_under)

    def _run(self, known: _Known, period: Period, kept_under: Period) -> Any:
        """What a formula says, kept as an array of its variable's type; the default where there is no formula."""
        rule = known.rule
        formula, arguments = rule.formula(period[1])
        if formula is None:
            array = known.storage._arrays[kept_under] = rule.default(known.shape[0])
            return array
        stack: Any = self._stack
        stack.append({"name": rule.name, "period": period})
        known.is_running = True
        try:
            if arguments == _WITHOUT_PARAMETERS:
                value = formula(known.population, period)
            else:
                value = formula(known.population, period, self._parameters)
        finally:
            known.is_running = False
            stack.pop()
        if type(value) is not rule.array_type or value.dtype != rule.dtype or value.shape != known.shape:
            return self._cast(known, period, kept_under, value)
        known.storage._arrays[kept_under] = value
        return value

    def _parameters(self, when: Any) -> Any:
        """The parameters that formulas get: those of a period are looked for once."""
        if type(when) is not Period:
            return self.tax_benefit_system.get_parameters_at_instant(when)
        view = self._views.get(when)
        if view is None:
            view = self._views[when] = self.tax_benefit_system.get_parameters_at_instant(when)
        return view

    def _cast(self, known: _Known, period: Period, kept_under: Period, value: Any) -> Any:
        """What a formula returned, as core casts and keeps it."""
        rule = known.rule
        if type(value) is numpy.ndarray is rule.array_type and value.shape == known.shape:
            array = known.storage._arrays[kept_under] = value.astype(rule.dtype)
            return array
        array = self._cast_formula_result(rule.default(known.shape[0]) if value is None else value, rule.variable)
        known.holder.put_in_cache(fast_enums(array), period)
        return array
