"""The history of a value, and of each bracket of a scale, as figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas
from openfisca_core.parameters import Parameter, ParameterNode

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.structure import numbered_children
from openfisca_jordan_sp.report import law_charts, law_findings
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.system import law_in_force

from ... import law_state
from ..figures import Figure
from .files import addresses, once
from .showing import day_of_law, label_of, of_law, texts, value_text


def history_figure(parameter: Mapping[str, Any]) -> Figure | None:
    """The history of a parameter as `readParameter` tells it; None of one that never had a value.

    Args:
        parameter: with its `date` and `values`.
    """
    if all(one["value"] is None for one in parameter["values"]):
        return None
    figure = once(lambda: _history(parameter), parameter["path"], parameter["date"])
    return replace(figure, addresses=addresses("law_value_file", path=parameter["path"]))


def _history(parameter: Mapping[str, Any]) -> Figure:
    told, day, path = texts(), parameter["date"], parameter["path"]
    table, unit = _table(parameter), told.of(parameter["unit_name"]) if parameter["unit_name"] else ""
    return Figure(
        name=path.replace(".", "-"),
        finding=law_findings.of_history(told.of(parameter["label"]), table, day, told),
        note=_note("note_law_history", day, told),
        chart=law_charts.history(table, unit, str(law_state.law_date()), day, told),
        table=None,
        rows=list(history_rows(parameter)),
    )


def _note(key: str, day: str, told: Texts) -> str:
    return told(key, today=told.isolated(str(law_state.law_date())), day=told.isolated(day))


def _table(parameter: Mapping[str, Any]) -> pandas.DataFrame:
    rows = [
        {
            "since": one["since"],
            "value": one["value"],
            "confidence": one["confidence"],
            "written": _short(one["value"]),
            "with_unit": value_text(one["value"], parameter["unit"], parameter["unit_name"]),
        }
        for one in parameter["values"]
    ]
    return pandas.DataFrame(rows, dtype=object)


def _short(value: Any) -> str:
    """A value as it stands beside a step: a number without the marks that keep it in order within a text."""
    written = value_text(value)
    return written if isinstance(value, str | bool) else written.strip("\u2066\u2069")


def history_rows(parameter: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every value that a parameter had, and those that better evidence replaced, as a table has them."""
    shared = {"path": parameter["path"], "unit": parameter["unit"]}
    for one in parameter["values"]:
        titles, addresses_of = source_cells(one["sources"])
        yield {
            **shared,
            **{name: one[name] for name in ("since", "value", "confidence", "date_confidence", "in_force")},
            "superseded": False,
            **titles,
            "articles": "; ".join(source["article"] for source in one["sources"] if source["article"]),
            **addresses_of,
        }
    for one in parameter["superseded"]:
        yield {**shared, **{name: one[name] for name in ("since", "value", "confidence")}, "superseded": True}


def source_cells(sources: Sequence[Mapping[str, Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """The sources of a value as cells of a table: their titles in both languages, and their addresses."""
    titles = {"sources_en": "; ".join(one["title"]["en"] for one in sources)}
    titles |= {"sources_ar": "؛ ".join(one["title"]["ar"] for one in sources)}
    return titles, {"addresses": " ".join(one["href"] for one in sources if one["href"])}


@dataclass(frozen=True)
class Scale:
    """A folder of numbered brackets.

    Attributes:
        path: of the folder.
        brackets: their paths, in their order.
        columns: the names of what each of them may have, as `rate`, `threshold`.
    """

    path: str
    brackets: tuple[str, ...]
    columns: tuple[str, ...]


def scale_at(path: str) -> Scale | None:
    """The scale that a folder is, or that a value is part of; None of others."""
    above = path.rpartition(".")[0]
    for candidate in (path, above.rpartition(".")[0]):
        scale = _scale(candidate)
        if scale is not None and (candidate == path or above in scale.brackets):
            return scale
    return None


def _scale(path: str) -> Scale | None:
    """A folder whose numbered folders have something in common; those of a whole instrument are programmes."""
    node = tree.find(law_in_force().parameters, path) if "." in path else None
    children = numbered_children(node) if isinstance(node, ParameterNode) else []
    columns = [[name for name, leaf in child.children.items() if isinstance(leaf, Parameter)] for child in children]
    if len(children) < 2 or not set(columns[0]).intersection(*columns):  # noqa: PLR2004 - one bracket is no scale
        return None
    names = sorted({name for found in columns for name in found}, key=_place)
    return Scale(path, tuple(str(child.name) for child in children), tuple(names))


def _place(column: str) -> tuple[int, str]:
    """Where a bracket begins and ends stands before what holds in it."""
    bounds = ("from", "threshold", "to", "upper_limit")
    return (bounds.index(column) if column in bounds else len(bounds), column)


def heading_of(column: str) -> str:
    """What a column of a scale is called."""
    return texts()(f"law_column_{column}")


def scale_figures(scale: Scale) -> list[Figure]:
    """The history of each column of a scale, a line a bracket, for those that are amounts."""
    return [figure for column in scale.columns for figure in [scale_figure(scale, column)] if figure is not None]


def scale_figure(scale: Scale, column: str) -> Figure | None:
    """The history of one column of a scale; None where it has no amounts of several brackets."""
    figure = once(lambda: _scale_history(scale, column), scale.path, column, day_of_law())
    return figure and replace(figure, addresses=addresses("law_scale_file", path=scale.path, column=column))


def _scale_history(scale: Scale, column: str) -> Figure | None:
    paths = [f"{bracket}.{column}" for bracket in scale.brackets]
    found = [of_law("readParameter", path={"path": path}) for path in paths if _is_value(path)]
    found = [parameter for parameter in found if any(_is_amount(one["value"]) for one in parameter["values"])]
    if len(found) < 2:  # noqa: PLR2004 - one bracket alone has its own page
        return None
    tables = [_table(parameter).assign(name=label_of(parameter["path"].rpartition(".")[0])) for parameter in found]
    table = pandas.concat(tables)
    is_far = law_charts.has_far_bracket(table["value"])
    told, day, unit = texts(), found[0]["date"], found[0]["unit_name"]
    rows = [row for parameter in found for row in history_rows(parameter)]
    changes = [row["since"] for row in rows if row["since"] <= day and not row["superseded"]]
    label = f"{label_of(scale.path)}: {heading_of(column)}"
    last = max(changes, default="")
    return Figure(
        name=f"{scale.path.replace('.', '-')}-{column}",
        finding=law_findings.of_scale(label, len(found), day, last, told),
        note=" ".join([_note("note_law_scale", day, told), *([told("note_law_far")] if is_far else [])]),
        chart=law_charts.scale_history(table, told.of(unit) if unit else "", str(law_state.law_date()), day, told),
        table=None,
        rows=rows,
    )


def _is_value(path: str) -> bool:
    return isinstance(tree.find(law_in_force().parameters, path), Parameter)


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
