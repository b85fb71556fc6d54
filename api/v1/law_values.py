"""The values of the law: listed, told whole with their sources, and those that are not verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.periods import period as period_of

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.provenance import not_verified, values_used
from openfisca_jordan_sp.law.show import show_parameter
from openfisca_jordan_sp.law.views import DatedValue, ParameterView
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import law_in_force

from ..operations import Asked, Reply, operation
from .law_told import (
    both,
    cacheable,
    day_asked,
    folder_of_path,
    known_instrument,
    named,
    nearest_of,
    not_found,
    page_of,
    source_data,
    sources_data,
    unit_data,
    value_data,
)

#: Days of which the values that are not verified are kept.
_KEPT = 32


@operation("listParameters")
def list_parameters(asked: Asked) -> Reply:
    """The parameters with their values on a day, one page of them."""
    day = day_asked(asked)
    _refuse_unknown_places(asked.query)
    chosen = [
        (parameter, record)
        for parameter in tree.leaves(law_in_force().parameters)
        if _stands_in(str(parameter.name), asked.query)
        for record in [tree.record_at(parameter, day)]
        if _is_known_so(record, asked.query)
    ]
    page, following = page_of(asked, chosen, [str(parameter.name) for parameter, _ in chosen])
    told = [reading_data(parameter, record) for parameter, record in page]
    return cacheable(asked, {"date": day, "total": len(chosen), "next": following, "parameters": told}, day)


def _refuse_unknown_places(query: Mapping[str, Any]) -> None:
    if "instrument" in query:
        known_instrument(query["instrument"], "instrument")
    under = query.get("under")
    if under is not None and tree.find(law_in_force().parameters, under) is None:
        message = Text(f"There is no folder {under}.", f"لا يوجد مجلد باسم {under}.")
        folders = [str(node.name) for node in law_in_force().parameters.get_descendants() if node.name]
        raise not_found(message, "under", nearest_of(under, folders), "/v1/law/parameters")


def _stands_in(path: str, query: Mapping[str, Any]) -> bool:
    folder = folder_of_path(path)
    pillar, under = query.get("pillar"), query.get("under")
    return (
        query.get("instrument") in {None, folder}
        and (under is None or path == under or path.startswith(f"{under}."))
        and (pillar is None or (folder in instruments() and pillar in instruments()[folder].pillars))
    )


def _is_known_so(record: tree.ValueRecord | None, query: Mapping[str, Any]) -> bool:
    confidence = None if record is None else record.confidence
    verified = query.get("verified")
    return query.get("confidence") in {None, confidence} and verified in {None, confidence == tree.VERIFIED}


def reading_data(parameter: Parameter, record: tree.ValueRecord | None) -> dict[str, Any]:
    """A parameter and its value on a day; nothing before its first value."""
    path = str(parameter.name)
    return {
        "path": path,
        "label": both(tree.label_of(parameter)),
        "instrument": folder_of_path(path),
        **unit_data(parameter.metadata.get("unit")),
        "value": None if record is None else value_data(record.value),
        "since": None if record is None else record.date,
        "confidence": None if record is None else record.confidence,
    }


def reading_at(path: str, day: str) -> dict[str, Any]:
    """The parameter of a path of the law in force and its value on a day."""
    parameter = tree.find(law_in_force().parameters, path)
    assert isinstance(parameter, Parameter), path
    return reading_data(parameter, tree.record_at(parameter, day))


@operation("readParameter")
def read_parameter(asked: Asked) -> Reply:
    """One parameter with its history and its readers."""
    path, day = asked.path["path"].strip(), day_asked(asked)
    parameter = tree.find(law_in_force().parameters, path)
    if not isinstance(parameter, Parameter):
        message = Text(f"There is no parameter {path}.", f"لا توجد معلمة باسم {path}.")
        raise not_found(message, "path", _nearest(path, parameter), "/v1/law/parameters")
    view = show_parameter(law_in_force(), parameter, day)
    return cacheable(asked, {"date": day, **_parameter_data(view)}, day)


def _nearest(path: str, found: ParameterNode | None) -> list[str]:
    """The parameters that look most like a path, or the first of those in a folder."""
    if found is not None:
        return [str(leaf.name) for leaf in tree.leaves(found)][:3]
    return tree.nearest_paths(law_in_force().parameters, path.lower())


def _parameter_data(view: ParameterView) -> dict[str, Any]:
    values = [_dated(value) for value in view.values]
    return {
        "path": view.path,
        "label": both(view.label),
        "description": view.description,
        "instrument": folder_of_path(view.path),
        **unit_data(view.unit),
        "range": None if view.range is None else dict(view.range),
        "in_force": next((value for value in values if value["in_force"]), None),
        "values": values,
        "superseded": [
            {
                "since": one.date,
                "value": value_data(one.value),
                "confidence": one.confidence,
                "replaced_by": both(one.replaced_by),
            }
            for one in view.superseded
        ],
        "note": both(view.note),
        "is_documentation_only": view.is_documentation_only,
        "read_by": named(view.read_by),
    }


def _dated(value: DatedValue) -> dict[str, Any]:
    return {
        "since": value.date,
        "value": value_data(value.value),
        "confidence": value.confidence,
        "date_confidence": value.date_confidence,
        "in_force": value.in_force,
        "note": both(value.note),
        "sources": [source_data(source) for source in value.sources],
    }


@operation("listNotVerified")
def list_not_verified(asked: Asked) -> Reply:
    """The values that rules in force on a day read and that no source was read for."""
    day = day_asked(asked)
    return cacheable(asked, _not_verified(day), day)


@lru_cache(maxsize=_KEPT)
def _not_verified(day: str) -> dict[str, Any]:
    records = values_used(Policy(), period_of(day), law_in_force().variables)
    found = not_verified(records)
    counts = Counter(record.confidence for record in found)
    return {"date": day, "used": len(records), "counts": dict(sorted(counts.items())), "values": list(_used(found))}


def _used(records: list[tree.ValueRecord]) -> Iterator[dict[str, Any]]:
    for record in records:
        parameter = tree.find(law_in_force().parameters, record.path)
        assert isinstance(parameter, Parameter), record.path
        yield reading_data(parameter, record) | {"sources": sources_data(record.references)}


def counts_by_confidence(day: str) -> dict[str, int]:
    """Parameters by how their value on a day is known; `none` for those that have none yet."""
    records = [tree.record_at(parameter, day) for parameter in tree.leaves(law_in_force().parameters)]
    counts = Counter("none" if record is None else record.confidence for record in records)
    return dict(sorted(counts.items()))
