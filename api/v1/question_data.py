"""Facts that can be asked for, and what settles results without some of them, as JSON has them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.periods import Period
from openfisca_core.variables import Variable

from openfisca_jordan_sp.explain.figures import plain
from openfisca_jordan_sp.explain.questions import Reason
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.items import item_label
from openfisca_jordan_sp.law.show import variable_named
from openfisca_jordan_sp.law.views import Named
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import means_unknown
from openfisca_jordan_sp.system import law_in_force

from ..contract.facts import value_schema
from .law_told import named, unit_data
from .telling import grounds, text_data, value_data

_TYPES = {bool: "truth", Enum: "list", int: "whole_number", float: "number", datetime.date: "date"}


def fact_data(variable: Variable) -> dict[str, Any]:
    """What a form needs to ask for a fact: its label, what may be answered, and what is taken otherwise."""
    schema = value_schema(variable)
    items = variable.possible_values if variable.value_type is Enum else ()
    return {
        "label": text_data(variable_named(law_in_force(), variable.name).label),
        "entity": variable.entity.key,
        "type": _TYPES.get(variable.value_type, "text"),
        "period": str(variable.definition_period),
        **unit_data(variable.unit),
        "minimum": schema.get("minimum"),
        "maximum": schema.get("maximum"),
        "items": named(Named(item.name, item_label(item)) for item in items),
        "is_worked_out": bool(variable.formulas),
        "default": None if variable.formulas else _default(variable),
        "grounds": grounds(law_in_force(), str(variable.name)),
    }


def _default(variable: Variable) -> Any:
    """What is taken where nobody tells; nothing where it then is not known."""
    default = variable.default_value
    is_unknown = variable.value_type in (int, float) and means_unknown(default)
    return None if is_unknown else plain(default)


def value_in(value: Any, month: Period) -> Any:
    """What a situation tells of a fact for a month; null where it tells only other periods."""
    if isinstance(value, Mapping):
        return value.get(str(month), value.get(str(month.start.year)))
    return value


def reason_data(reason: Reason, policies: Sequence[Policy]) -> dict[str, Any]:
    """What settles results, with its rule, its place in the law and the values that it reads."""
    system = next(policy.system for policy in policies if policy.id == reason.policy)
    return {
        "text": text_data(reason.text),
        "holds": reason.holds,
        "policy": reason.policy,
        "variable": reason.variable,
        "of": reason.unit,
        "label": text_data(variable_named(system, reason.variable).label),
        "grounds": grounds(system, reason.variable),
        "values": list(_values(system.parameters, reason)),
    }


def _values(root: Any, reason: Reason) -> Iterator[dict[str, Any]]:
    for path, day in reason.values:
        parameter = tree.find(root, path)
        record = tree.record_at(parameter, day) if isinstance(parameter, Parameter) else None
        if record is not None and record.value is not None:
            yield value_data(root, record)
