"""A law and a people that share with an explanation its leaves alone: all else is other."""

import numpy
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.explain.recording import State
from openfisca_jordan_sp.fast.views import ParameterView, leaves
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.system import PolicySystem, clear_law_errors
from tests.oracle.draws import Draws
from tests.oracle.families import Families


class PerturbedView(ParameterView):
    """The parameters of a day, each another one but for those that are kept.

    Numbers are made larger, yes is made no: also those of a folder that is walked through or chosen from.
    """

    def __init__(self, node, kept, tree):
        self._kept, self._tree = kept, tree
        super().__init__(node)

    def _keep_children(self):
        """Children are made when they are asked for."""

    @property
    def _children(self):
        return self._node._children if self._is_kept_whole() else {name: self[name] for name in self._node._children}

    def _is_kept_whole(self):
        return set(leaves(self._subtree())) <= self._kept

    def _subtree(self):
        node = self._tree
        for name in filter(None, self._name.split(".")):
            node = node.children[name]
        return node

    def __getattr__(self, key):
        if key.startswith("__") or "_tables" not in self.__dict__:
            raise AttributeError(key)
        return self[key]

    def __getitem__(self, key):
        if isinstance(key, numpy.ndarray):
            chosen = super().__getitem__(key)
            if self._is_kept_whole():
                return chosen
            return ~chosen if chosen.dtype == bool else chosen * 1.37 + 1
        child = super().__getitem__(key)
        path = f"{self._name}.{key}" if self._name else str(key)
        return child if isinstance(child, ParameterView) or path in self._kept else _other(child)

    def _view(self, child):
        if isinstance(child, ParameterNodeAtInstant):
            return PerturbedView(child, self._kept, self._tree)
        return super()._view(child)


def _other(value):
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return value * 1.37 + 1 if isinstance(value, float) else value


class Scrambled(Simulation):
    """The people of a recording in whom all is other but some leaves.

    Args:
        recording: of the people.
        told: other values of every input, by name.
        kept: by variable and period, the rows whose values stay (None for all).
        parameters: the paths of the parameters that stay.
    """

    def __init__(self, recording, told, kept, parameters):
        system = recording.system
        super().__init__(_PerturbedLaw(system, parameters), system.instantiate_entities())
        self._recording, self._told, self._kept = recording, told, kept
        for key, source in recording.pristine.populations.items():
            population = self.populations[key]
            population.count, population.ids = source.count, source.ids
            if not source.entity.is_person:
                population.bind(source.membership)

    def calculate(self, variable_name, period):
        rows = self._kept.get((variable_name, period), ())
        variable = self._recording.system.variables[variable_name]
        is_given = variable_name in self._told and not variable.is_neutralized
        if rows is None:
            return self._recording.entry((variable_name, period)).array
        if not is_given:
            return super().calculate(variable_name, period)
        values = numpy.array(self._told[variable_name])
        if len(rows):
            known = numpy.asarray(self._recording.entry((variable_name, period)).array)
            values[list(rows)] = known[list(rows)]
        return EnumArray(values, variable.possible_values) if variable.value_type is Enum else values


class _PerturbedLaw:
    """A law whose parameters are others, but for some."""

    def __init__(self, system, kept):
        self._system, self._kept, self._views = system, frozenset(kept), {}

    def __getattr__(self, name):
        return getattr(self._system, name)

    def get_parameters_at_instant(self, when):
        found = self._system.get_parameters_at_instant(when)
        day = found._instant_str
        if day not in self._views:
            self._views[day] = PerturbedView(found._node, self._kept, self._system.parameters)
        return self._views[day]


def without_gaps(system, month):
    """The law with some value wherever no source gives one, so that nothing stops a rule."""
    full = PolicySystem(system)
    for parameter in tree.leaves(system.parameters):
        record, unit = tree.record_at(parameter, str(month.start)), parameter.metadata.get("unit")
        if (record is None or record.value is None) and unit not in ("text", "date"):
            value = True if unit == "boolean" else parameter.metadata.get("range", {}).get("min", 0) + 1
            told = tree.with_values(parameter, {"1990-01-01": value}, ())
            full.parameters = tree.with_parameter(full.parameters, str(parameter.name), told)
    return full


def people(system, count, seed, year):
    """Random families, and for each of their inputs the values of others."""
    families = Families(system, count, seed, year)
    others = Draws(seed + 1_000_003, year)
    told = {
        each.name: others.values(each, families.counts[key], families.role if key == "person" else None)
        for key, inputs in families.inputs.items()
        for each in inputs
    }
    return families, told


def leaves_of(recording, root):
    """What a result rests on at last: variables with their periods, and paths of parameters."""
    entries = recording.closure(root)
    facts = {entry.key: None for entry in entries if entry.state is not State.RULE}
    paths = {path for entry in entries for path, _ in recording.parameters_of(entry)}
    return facts, paths


def recomputed(recording, told, root, facts, paths):
    """A result from some leaves alone."""
    with clear_law_errors():
        return Scrambled(recording, told, facts, paths).calculate(*root)
