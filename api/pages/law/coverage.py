"""How much of each instrument is computed, as a chart and a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas
from flask import Response

from openfisca_jordan_sp.law.register import STATUSES
from openfisca_jordan_sp.report import law_charts, law_findings

from ..blueprint import pages as views
from ..figures import Figure, file_of
from .files import ANY_FORM, addresses, once
from .showing import front_crumb, of_law, page, texts, told


@views.get("/law/coverage")
@told
def law_coverage() -> str:
    """The chart, and the provisions of each instrument by how far they are modelled."""
    whole = of_law("readLaw")
    return page(
        "law/coverage.html",
        day=whole["date"],
        crumbs=[front_crumb()],
        figure=_figure(whole),
        whole=whole,
        statuses=STATUSES,
    )


@views.get(f"/law/coverage.{ANY_FORM}")
@told
def law_coverage_file(form: str) -> Response:
    """The chart as a picture, its numbers as a table."""
    return file_of(_figure(of_law("readLaw")), form, texts())


def _figure(whole: Mapping[str, Any]) -> Figure:
    return replace(once(lambda: _made(whole), "coverage"), addresses=addresses("law_coverage_file"))


def _made(whole: Mapping[str, Any]) -> Figure:
    rows = [
        {
            "instrument": one["folder"],
            "label_en": one["title"]["en"],
            "label_ar": one["title"]["ar"],
            **one["coverage"],
        }
        for one in whole["instruments"]
        if one["coverage"]["provisions"]
    ]
    return Figure(
        name="coverage",
        finding=law_findings.of_coverage(whole["coverage"], texts()),
        note=texts()("note_law_coverage"),
        chart=law_charts.coverage(pandas.DataFrame(rows), texts()),
        table=None,
        rows=rows,
    )
