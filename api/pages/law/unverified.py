"""What is not verified: the values that rules in force read and that no source says as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, g, request

from openfisca_jordan_sp.law.catalogue import instruments

from ...errors import InvalidRequestError
from ..blueprint import pages as views
from ..figures import csv_of
from .history import source_cells
from .showing import by_field, choices, front_crumb, of_law, page, told
from .values import CONFIDENCES, reading_row

#: How a value that is not verified may be known.
DOUBTS = CONFIDENCES[1:]


@views.get("/law/unverified")
@told
def law_unverified() -> str | Response:
    """The values that the address chooses, with their sources."""
    whole, mistakes, chosen = of_law("listNotVerified"), {}, dict(request.args)
    try:
        chosen = _chosen()
        shown = _those(whole["values"], chosen)
    except InvalidRequestError as error:
        g.error_code, mistakes, shown = error.code, by_field(error), []
    told_page = page(
        "law/unverified.html",
        day=whole["date"],
        crumbs=[front_crumb()],
        whole=whole,
        shown=shown,
        mistakes=mistakes,
        chosen=chosen,
        instruments=_instruments(whole["values"]),
        confidences=DOUBTS,
    )
    return Response(told_page, status=HTTPStatus.UNPROCESSABLE_ENTITY if mistakes else HTTPStatus.OK)


def _chosen() -> dict[str, str]:
    return choices(instrument=instruments(), confidence=DOUBTS)


def _those(values: Sequence[Mapping[str, Any]], chosen: Mapping[str, str]) -> list[Mapping[str, Any]]:
    return [one for one in values if all(wanted in {"", one[name]} for name, wanted in chosen.items())]


def _instruments(values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The instruments that have such values."""
    having = {one["instrument"] for one in values}
    return {folder: one for folder, one in instruments().items() if folder in having}


@views.get("/law/unverified.csv")
@told
def law_unverified_file() -> Response:
    """The same as a table."""
    return csv_of("law-not-verified", [_row(one) for one in _those(of_law("listNotVerified")["values"], _chosen())])


def _row(one: Mapping[str, Any]) -> dict[str, Any]:
    titles, addresses = source_cells(one["sources"])
    return {**reading_row(one), **titles, **addresses}
