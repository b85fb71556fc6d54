"""One thing of the law by its name: an instrument, an article, a variable, a parameter or a folder of them.

Every function returns data; printing stands elsewhere.
"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import Text, UnknownNameError
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.catalogue import instruments, quotas
from openfisca_jordan_sp.law.notes import arabic_note
from openfisca_jordan_sp.law.reads import readers_of, variable_reads
from openfisca_jordan_sp.law.register import article_of, coverage_of, nearest_instruments, provisions_with
from openfisca_jordan_sp.law.views import (
    DatedValue,
    FolderView,
    FormulaView,
    InstrumentView,
    Named,
    ParameterView,
    Reading,
    SupersededValue,
    VariableView,
    View,
)
from openfisca_jordan_sp.variable import labels_of


def show(system: TaxBenefitSystem, name: str, day: str) -> View:
    """What the law has under a name, as it is in force on a day (`YYYY-MM-DD`).

    Args:
        system: The law in force, or a policy's.
        name: An instrument, `instrument:article`, a variable, a parameter, or a folder of parameters.
        day: The day whose values are told.

    Raises:
        UnknownNameError: the law has nothing of that name.
    """
    folder, colon, article = name.partition(":")
    if colon:
        return show_instrument(system, folder.strip(), article.strip())
    if name in instruments():
        return show_instrument(system, name)
    if name in system.variables:
        return show_variable(system, name, day)
    node = tree.find(system.parameters, name)
    if isinstance(node, Parameter):
        return show_parameter(system, node, day)
    if isinstance(node, ParameterNode):
        return show_folder(node, day)
    raise UnknownNameError(name, nearest_names(system, name))


def show_instrument(system: TaxBenefitSystem, folder: str, article: str | None = None) -> InstrumentView:
    """An instrument, or one article of it.

    Raises:
        UnknownNameError: there is no such instrument or article.
    """
    coverage = coverage_of(folder) if article is None else article_of(folder, article)
    names = dict.fromkeys(name for provision in coverage.provisions for name in provision.variables)
    node = tree.find(system.parameters, folder)
    children = node.children.values() if isinstance(node, ParameterNode) and article is None else ()
    return InstrumentView(
        coverage,
        article,
        tuple(variable_named(system, name) for name in names if name in system.variables),
        tuple(Named(str(child.name), tree.label_of(child)) for child in children),
    )


def show_folder(node: ParameterNode, day: str) -> FolderView:
    """A folder of parameters."""
    readings = tuple(reading_of(parameter, day) for parameter in tree.leaves(node))
    return FolderView(str(node.name), tree.label_of(node), node.description or "", readings)


def show_parameter(system: TaxBenefitSystem, parameter: Parameter, day: str) -> ParameterView:
    """A parameter."""
    path, metadata = str(parameter.name), parameter.metadata
    return ParameterView(
        path=path,
        label=tree.label_of(parameter),
        description=parameter.description or "",
        unit=metadata.get("unit"),
        range=metadata.get("range"),
        values=_values(parameter, day),
        superseded=tuple(_superseded(entry) for entry in metadata.get("superseded") or ()),
        note=_text(metadata.get("note")),
        is_documentation_only=bool(metadata.get("documentation_only")),
        read_by=_named(system, readers_of_parameter(system, path)),
    )


def _values(parameter: Parameter, day: str) -> tuple[DatedValue, ...]:
    """The history, oldest first. A value inherits its file's metadata; only a note of its own is told with it."""
    in_force = tree.record_at(parameter, day)
    shared = parameter.metadata.get("note")
    return tuple(
        DatedValue(
            date=value.instant_str,
            value=value.value,
            confidence=value.metadata.get("confidence", "assumed"),
            date_confidence=value.metadata.get("date_confidence") or "unknown",
            sources=tuple(Source.from_data(source) for source in value.metadata.get("reference") or ()),
            note=_text(value.metadata.get("note")) if value.metadata.get("note") != shared else None,
            in_force=in_force is not None and in_force.date == value.instant_str,
        )
        for value in reversed(parameter.values_list)
    )


def _superseded(entry: Mapping[str, Any]) -> SupersededValue:
    confidence = entry.get("confidence") or "assumed"
    return SupersededValue(str(entry.get("date")), entry.get("value"), confidence, _text(entry.get("replaced_by")))


def show_variable(system: TaxBenefitSystem, name: str, day: str) -> VariableView:
    """A variable."""
    variable, reads, file = system.variables[name], variable_reads(system, name), file_of(system.variables[name])
    found = (tree.find(system.parameters, path) for path in sorted(reads.parameters))
    return VariableView(
        name=name,
        label=variable_named(system, name).label,
        entity=variable.entity.key,
        period=str(variable.definition_period),
        unit=variable.unit,
        kind=kind_of(variable),
        folder=Path(file).parent.name,
        article=getattr(variable, "article", None),
        pillar=getattr(variable, "pillar", None),
        end=None if variable.end is None else str(variable.end),
        references=tuple(str(reference) for reference in variable.reference or ()),
        documentation=documentation_of(variable),
        file=file,
        formulas=_formulas(variable, day),
        provisions=tuple(provisions_with(name)),
        parameters=tuple(reading_of(parameter, day) for parameter in found if isinstance(parameter, Parameter)),
        variables=_named(system, reads.names - {name}),
        read_by=_named(system, readers_of_variable(system, name)),
    )


def kind_of(variable: Any) -> str:
    """What a variable is: an input, an entitlement, an amount, a status, or another figure."""
    if not variable.formulas:
        return "input"
    if variable.name.endswith("_entitled"):
        return "entitlement"
    if variable.value_type is bool:
        return "status"
    return "amount" if variable.name.endswith("_amount") else "figure"


def _formulas(variable: Any, day: str) -> tuple[FormulaView, ...]:
    """The formulas, newest first, with which of them is in force."""
    ended = variable.end is not None and str(variable.end) < day
    begun = [since for since in variable.formulas if since <= day]
    current = None if ended or not begun else max(begun)
    return tuple(
        FormulaView(
            since=None if since.startswith("0001") else since,
            source=textwrap.dedent(inspect.getsource(variable.formulas[since])).strip(),
            in_force=since == current,
        )
        for since in sorted(variable.formulas, reverse=True)
    )


def documentation_of(variable: Any) -> str:
    """What a rule's docstring says, else what its file's says."""
    kind = type(variable)
    own = kind.__dict__.get("documentation") or kind.__dict__.get("__doc__")
    return inspect.cleandoc(own or getattr(sys.modules.get(kind.__module__), "__doc__", None) or "")


def file_of(variable: Any) -> str:
    """The file of a rule from its top folder on, as `variables/national_aid_fund/category.py`."""
    module = sys.modules.get(type(variable).__module__)
    return Path(*Path(getattr(module, "__file__", None) or "").parts[-3:]).as_posix()


def readers_of_parameter(system: TaxBenefitSystem, path: str) -> list[str]:
    """The variables whose formula or quota reads a parameter."""
    ranked = [quota.flag for quota in quotas() if path in {quota.families, quota.cutoff}]
    return [*readers_of(system, [path]), *(flag for flag in ranked if flag in system.variables)]


def readers_of_variable(system: TaxBenefitSystem, name: str) -> list[str]:
    """The variables whose formula reads a variable."""
    return [other for other in system.variables if other != name and name in variable_reads(system, other).names]


def nearest_names(system: TaxBenefitSystem, name: str, count: int = 3) -> list[str]:
    """The names of the law that look most like a mistyped one, the nearest first."""
    if not name:
        return []
    folders = [str(node.name) for node in system.parameters.get_descendants() if isinstance(node, ParameterNode)]
    names = [*instruments(), *system.variables, *folders]
    leaves = [str(parameter.name) for parameter in tree.leaves(system.parameters)]
    close = get_close_matches(name, dict.fromkeys([*names, *leaves]), n=count, cutoff=0.7)
    paths = tree.nearest_paths(system.parameters, name, count)
    holding = sorted((one for one in names if name.lower() in one), key=len)
    return list(dict.fromkeys([*close, *paths, *nearest_instruments(name, count), *holding]))[:count]


def reading_of(parameter: Parameter, day: str) -> Reading:
    """A parameter with its value on a day (`YYYY-MM-DD`)."""
    record = tree.record_at(parameter, day)
    unit = parameter.metadata.get("unit")
    known = (None, None) if record is None else (record.value, record.confidence)
    return Reading(str(parameter.name), tree.label_of(parameter), unit, *known)


def _named(system: TaxBenefitSystem, names: Iterable[str]) -> tuple[Named, ...]:
    return tuple(variable_named(system, name) for name in sorted(set(names)))


def variable_named(system: TaxBenefitSystem, name: str) -> Named:
    """A variable with its label."""
    return Named(name, labels_of(system.variables[name]))


def _text(value: Any) -> Text | None:
    """A note in both languages; one of a user's own in the language in which it was written."""
    if isinstance(value, Mapping):
        return Text(str(value.get("en", "")), str(value.get("ar", "")))
    return None if value is None else Text(str(value), arabic_note(str(value)) or "")
