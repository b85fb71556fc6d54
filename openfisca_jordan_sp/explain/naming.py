"""How variables, parameters and the units of a household are named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit, Period

from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.recording import Recording
from openfisca_jordan_sp.explain.steps import Ref
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.variable import labels_of

#: What `complete_situation` puts before the name of a group that it derives.
_DERIVED = {"family of ": "أسرة {}", "household of ": "مسكن {}"}


class Naming:
    """The names of one recording.

    Args:
        recording: of the household.
        case: whose names its units bear.
    """

    def __init__(self, recording: Recording, case: Case) -> None:
        self._recording, self._case = recording, case
        self.system = recording.system

    def entity(self, ref: Ref) -> str:
        """The kind of unit that a variable is of: `person`, `family` or `household`."""
        return str(self.system.variables[ref.name].entity.key)

    def unit_id(self, ref: Ref) -> str:
        """The id of a unit, as the description of the household gives it."""
        return str(self._recording.pristine.populations[self.entity(ref)].ids[ref.row])

    def node_id(self, ref: Ref) -> str:
        """The name of a node: `uct_amount<2026-01>@family`."""
        return f"{ref.name}<{ref.period}>@{self.unit_id(ref)}"

    def unit(self, ref: Ref) -> Text:
        """The name of a unit."""
        return self.unit_named(self.unit_id(ref))

    def person(self, row: int) -> Text:
        """The name of a person by its row."""
        return self.unit_named(str(self._recording.pristine.populations["person"].ids[row]))

    def unit_named(self, unit: str) -> Text:
        """The name of a unit by its id; a group that was derived is called after what it was derived from."""
        for prefix, arabic in _DERIVED.items():
            if unit.startswith(prefix) and unit not in self._case.names:
                of = self._case.name_of(unit.removeprefix(prefix))
                return Text(f"{prefix}{of.en}", arabic.format(of.ar))
        return self._case.name_of(unit)

    def variable(self, name: str) -> Text:
        """The label of a variable."""
        return labels_of(self.system.variables[name])

    def measure(self, name: str) -> str | None:
        """The unit in which a variable is measured."""
        unit: str | None = self.system.variables[name].unit
        return unit

    def parameter(self, path: str) -> Text:
        """The label of a parameter."""
        label: Mapping[str, Any] = self._metadata(path).get("label") or {}
        english = str(label.get("en") or path)
        return Text(english, str(label.get("ar") or english))

    def parameter_unit(self, path: str) -> str | None:
        """The unit of a parameter."""
        unit: str | None = self._metadata(path).get("unit")
        return unit

    def _metadata(self, path: str) -> Mapping[str, Any]:
        node = tree.find(self.system.parameters, path)
        found: Mapping[str, Any] = node.metadata if isinstance(node, Parameter) else {}
        return found


def period_text(period: Period) -> Text:
    """A period as readers write it; nothing for what holds for ever."""
    told = "" if period.unit == DateUnit.ETERNITY else str(period)
    return Text(told, told)
