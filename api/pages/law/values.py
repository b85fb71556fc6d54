"""The values of the law: listed, one by one with their history and sources, and in their folders and scales."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, g, redirect, request, url_for
from openfisca_core.parameters import ParameterNode
from werkzeug.wrappers import Response as AnyResponse

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instruments, is_instrument, pillars
from openfisca_jordan_sp.system import law_in_force

from ...errors import InvalidRequestError, NotFoundError
from ...problems import nothing_there
from ..blueprint import pages as views
from ..figures import csv_of, file_of
from .files import ANY_FORM
from .history import Scale, heading_of, history_figure, history_rows, scale_at, scale_figure, scale_figures
from .showing import ALL, by_field, choices, crumbs_of_path, front_crumb, label_of, of_law, page, texts, to, told

#: How a value of the law in force may be known.
CONFIDENCES = ("verified", "derived", "recalled", "assumed", "missing")
#: How many values a page of the list shows.
_PAGE = "100"


@views.get("/law/values")
@told
def law_values() -> str | Response:
    """The values that the address chooses, one page of them."""
    context: dict[str, Any] = {
        "crumbs": [front_crumb()],
        "instruments": instruments(),
        "pillars": pillars(),
        "confidences": CONFIDENCES,
    }
    try:
        chosen = _chosen()
    except InvalidRequestError as error:
        g.error_code = error.code
        shown = page("law/values.html", mistakes=by_field(error), chosen=request.args, listed=None, **context)
        return Response(shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    cursor = request.args.get("cursor", "")
    listed = of_law("listParameters", {**chosen, "cursor": cursor, "limit": _PAGE})
    more = to("law_values", **chosen, cursor=listed["next"]) if listed["next"] else ""
    return page("law/values.html", day=listed["date"], chosen=chosen, listed=listed, more=more, **context)


def _chosen() -> dict[str, str]:
    return choices(instrument=instruments(), pillar=pillars(), confidence=CONFIDENCES)


@views.get("/law/values.csv")
@told
def law_values_file() -> Response:
    """All values that the address chooses, as a table."""
    readings = of_law("listParameters", {**_chosen(), "limit": ALL})["parameters"]
    return csv_of("law-values", [reading_row(one) for one in readings])


def reading_row(one: Mapping[str, Any]) -> dict[str, Any]:
    """A value on a day as a table has it."""
    label = {f"label_{language}": one["label"][language] for language in ("en", "ar")}
    names = ("instrument", "value", "unit", "since", "confidence")
    return {"path": one["path"], **label, **{name: one[name] for name in names}}


@views.get("/law/values/<path>")
@told
def law_value(path: str) -> str | AnyResponse:
    """A value with its history, or a folder of values; the folder of an instrument is its page."""
    if is_instrument(path):
        return redirect(to("law_instrument", folder=path) + "#values")
    try:
        parameter = of_law("readParameter", path={"path": path})
    except NotFoundError:
        if not _is_folder(path):
            raise
        return _folder(path)
    scale = scale_at(path)
    return page(
        "law/value.html",
        day=parameter["date"],
        crumbs=crumbs_of_path(path),
        parameter=parameter,
        figure=history_figure(parameter),
        articles=_articles(parameter),
        change=_change(parameter),
        scale=scale,
        **_scale_context(scale),
    )


def _is_folder(path: str) -> bool:
    return "." in path and isinstance(tree.find(law_in_force().parameters, path), ParameterNode)


def _folder(path: str) -> str:
    scale = scale_at(path)
    scale = scale if scale is not None and scale.path == path else None
    listed = of_law("listParameters", {"under": path, "limit": ALL})
    return page(
        "law/folder.html",
        day=listed["date"],
        crumbs=crumbs_of_path(path),
        path=path,
        label=label_of(path),
        listed=listed,
        scale=scale,
        figures=scale_figures(scale) if scale else [],
        **_scale_context(scale),
    )


def _scale_context(scale: Scale | None) -> dict[str, Any]:
    """The values of a scale on the day by their paths, and the headings of its columns."""
    if scale is None:
        return {"cells": {}, "headings": []}
    listed = of_law("listParameters", {"under": scale.path, "limit": ALL})["parameters"]
    return {"cells": {one["path"]: one for one in listed}, "headings": [heading_of(name) for name in scale.columns]}


def _articles(parameter: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The articles that are computed by the rules that read a value, each once."""
    found = {}
    for reader in parameter["read_by"]:
        for article in of_law("readVariable", path={"name": reader["name"]})["articles"]:
            found[article["instrument"]["name"], article["article"], article["title"]["en"]] = article
    return list(found.values())


def _change(parameter: Mapping[str, Any]) -> str:
    """Where the value can be changed and its effects seen; nowhere for one that is unset or that no rule reads.

    The row there waits for a value: one as it stands would be told as a mistake. It holds from the first of the month
    that is compared, which is that of the day that the visitor chose: one that begins later would change nothing.
    """
    now = parameter["in_force"]
    if now is None or now["value"] is None or not parameter["read_by"]:
        return ""
    month = {"period": parameter["date"][:7]} if request.args.get("date") else {}
    return url_for("pages.compare", set=parameter["path"], **month)


@views.get(f"/law/values/<path>/history.{ANY_FORM}")
@told
def law_value_file(path: str, form: str) -> Response:
    """The history of a value: a table, or a picture where there is something to draw."""
    parameter = of_law("readParameter", path={"path": path})
    figure = history_figure(parameter)
    if figure is None and form == "csv":
        return csv_of(path.replace(".", "-"), list(history_rows(parameter)))
    if figure is None:
        raise nothing_there()
    return file_of(figure, form, texts())


@views.get(f"/law/values/<path>/brackets/<column>.{ANY_FORM}")
@told
def law_scale_file(path: str, column: str, form: str) -> Response:
    """The history of one column of a scale."""
    scale = scale_at(path)
    figure = scale_figure(scale, column) if scale and scale.path == path and column in scale.columns else None
    if figure is None:
        raise nothing_there()
    return file_of(figure, form, texts())
