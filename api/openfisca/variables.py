"""What `/variable/<id>` tells."""

from __future__ import annotations

import datetime
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.variables import VALUE_TYPES, Variable

from .package import Package
from .plain import plain


def variable_told(variable: Variable, package: Package) -> dict[str, Any]:
    """A variable, its formulas with their text, and where they can be read."""
    told = {
        "id": variable.name,
        "description": variable.label,
        "valueType": VALUE_TYPES[variable.value_type]["formatted_value_type"],
        "defaultValue": plain(variable.default_value),
        "definitionPeriod": variable.definition_period.upper(),
        "entity": variable.entity.key,
    }
    source = _source(variable, package)
    told |= {"source": source} if source else {}
    told |= {"documentation": variable.documentation.strip()} if variable.documentation else {}
    told |= {"references": list(variable.reference)} if variable.reference else {}
    told |= {"formulas": _formulas(variable, package)} if variable.formulas else {}
    if variable.value_type is Enum:
        told["possibleValues"] = {item.name: plain(item.value) for item in variable.possible_values}
    return told


def _source(variable: Variable, package: Package) -> str | None:
    path, text, lines_before = variable.get_introspection_data()
    if not text:
        return None
    return package.address(path, lines_before + 1, lines_before + len(text.splitlines()))


def _formulas(variable: Variable, package: Package) -> dict[str, Any]:
    """The formulas by the date from which they hold; null from which there is none."""
    told: dict[str, Any] = {day: _formula(formula, package) for day, formula in variable.formulas.items()}
    if variable.end:
        told[(variable.end + datetime.timedelta(days=1)).isoformat()] = None
    return told


def _formula(formula: Callable[..., Any], package: Package) -> dict[str, str]:
    try:
        lines, first = inspect.getsourcelines(formula)
        path = inspect.getsourcefile(formula)
    except (OSError, TypeError):  # written at a prompt, or compiled
        return {}
    source = package.address(path or "", first, first + len(lines) - 1)
    told = {"source": source} if source else {}
    told["content"] = textwrap.dedent("".join(lines))
    return told | ({"documentation": textwrap.dedent(formula.__doc__)} if formula.__doc__ else {})
