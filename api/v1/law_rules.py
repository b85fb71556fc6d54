"""The variables of the law: facts that are asked for and rules that are computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openfisca_core.indexed_enums import Enum

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.items import item_label
from openfisca_jordan_sp.law.register import Provision
from openfisca_jordan_sp.law.show import file_of, kind_of, show_variable, variable_named
from openfisca_jordan_sp.law.views import FormulaView, Named, VariableView
from openfisca_jordan_sp.system import law_in_force

from ..operations import Asked, Reply, operation
from .law_told import (
    article_told,
    both,
    cacheable,
    day_asked,
    instrument_or_none,
    known_instrument,
    named,
    nearest_of,
    not_found,
    page_of,
    unit_data,
)
from .law_values import reading_at


@operation("listVariables")
def list_variables(asked: Asked) -> Reply:
    """The variables by name, one page of them."""
    if "instrument" in asked.query:
        known_instrument(asked.query["instrument"], "instrument")
    every = (summary_data(name) for name in sorted(law_in_force().variables))
    chosen = [one for one in every if _is_asked(one, asked.query)]
    page, following = page_of(asked, chosen, [one["name"] for one in chosen])
    return cacheable(asked, {"total": len(chosen), "next": following, "variables": list(page)})


def _is_asked(summary: Mapping[str, Any], query: Mapping[str, Any]) -> bool:
    return all(query.get(key) in {None, summary[key]} for key in ("instrument", "kind", "entity", "pillar"))


def folder_of_variable(variable: Any) -> str:
    """The folder of the law in which a variable's rule stands."""
    return file_of(variable).rpartition("/")[0].rpartition("/")[2]


def summary_data(name: str) -> dict[str, Any]:
    """What a variable is, in a line."""
    variable = law_in_force().variables[name]
    return {
        "name": name,
        "label": both(variable_named(law_in_force(), name).label),
        "instrument": instrument_or_none(folder_of_variable(variable)),
        "kind": kind_of(variable),
        "entity": variable.entity.key,
        "period": str(variable.definition_period),
        **unit_data(variable.unit),
        "pillar": getattr(variable, "pillar", None),
    }


@operation("readVariable")
def read_variable(asked: Asked) -> Reply:
    """One variable with its formulas, what they read and who reads it."""
    name, day = asked.path["name"].strip(), day_asked(asked)
    if name not in law_in_force().variables:
        message = Text(f"There is no variable {name}.", f"لا يوجد متغير باسم {name}.")
        raise not_found(message, "name", nearest_of(name, law_in_force().variables), "/v1/law/variables")
    view = show_variable(law_in_force(), name, day)
    return cacheable(asked, {"date": day, **summary_data(name), **_variable_data(view, day)}, day)


def _variable_data(view: VariableView, day: str) -> dict[str, Any]:
    return {
        "article": view.article,
        "article_name": article_told(view.article),
        "end": view.end,
        "references": list(view.references),
        "documentation": view.documentation,
        "file": view.file,
        "items": _items(getattr(law_in_force().variables[view.name], "possible_values", None)),
        "formulas": [_formula(one) for one in view.formulas],
        "articles": [_article(folder, provision) for folder, provision in view.provisions],
        "parameters": [reading_at(one.path, day) for one in view.parameters],
        "variables": named(view.variables),
        "read_by": named(view.read_by),
    }


def _items(items: type[Enum] | None) -> list[dict[str, Any]]:
    return [] if items is None else named(Named(item.name, item_label(item)) for item in items)


def _formula(formula: FormulaView) -> dict[str, Any]:
    return {"since": formula.since, "in_force": formula.in_force, "source": formula.source}


def _article(folder: str, provision: Provision) -> dict[str, Any]:
    return {
        "instrument": {"name": folder, "label": both(instruments()[folder].title)},
        "title": both(provision.title),
        "article": provision.article,
        "article_name": article_told(provision.article),
        "status": provision.status,
    }
