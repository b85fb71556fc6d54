"""Charts of pages: the specifications of the reports, drawn by the browser, or here where it runs no scripts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Response

from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts

from ..problems import nothing_there

#: The files of a figure.
FORMS = ("csv", "png", "svg")
#: Widths of charts in pixels: on a screen, and as a picture of its own.
WIDTH, PICTURE_WIDTH, _SCALE = 560, 760, 2


@dataclass(frozen=True)
class Figure:
    """A chart with the sentence that it shows, its numbers and its method.

    Attributes:
        name: of the chart, unique on its page.
        finding: what it shows, in a sentence.
        note: how it is measured.
        chart: of Altair, without a title; None for a table that stands alone.
        table: its numbers, as the page shows them.
        rows: its numbers, as the CSV gives them: the rows of the API, unrounded.
        addresses: of its `csv`, `png` and `svg`.
        opens_table: whether its numbers are shown at once.
        kept: what was made of the chart before, where the figure is put together anew for each request.
    """

    name: str
    finding: str
    note: str
    chart: Any
    table: Table | None
    rows: Sequence[Mapping[str, Any]]
    addresses: Mapping[str, str] = field(default_factory=dict)
    opens_table: bool = False
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def specification(self) -> dict[str, Any]:
        """The chart as Vega, which a browser draws without compiling Vega-Lite first."""
        if "vega" not in self.kept:
            import vl_convert  # noqa: PLC0415 - it starts a machine of its own: only where charts are drawn

            self.kept["vega"] = vl_convert.vegalite_to_vega(_told(self.chart, WIDTH))
        told: dict[str, Any] = self.kept["vega"]
        return told


def _told(chart: Any, width: int) -> Any:
    """A chart as Vega-Lite. Held against the schema of Vega-Lite it would take twice as long, and the tests hold it."""
    return chart.properties(width=width).to_dict(validate=False)


def svg_of(figure: Figure) -> Response:
    """The chart as a picture that stays sharp: the view without scripts."""
    import vl_convert  # noqa: PLC0415

    drawn = vl_convert.vegalite_to_svg(_told(figure.chart, WIDTH), allowed_base_urls=[])
    return Response(drawn, mimetype="image/svg+xml", headers={"Content-Security-Policy": "default-src 'none'"})


def png_of(figure: Figure, texts: Texts) -> Response:
    """The chart as a picture to be put elsewhere, with the sentence that it shows above it."""
    from openfisca_jordan_sp.report.figures import titled  # noqa: PLC0415 - loads what draws
    from openfisca_jordan_sp.report.svg import picture  # noqa: PLC0415

    chart = titled(figure.chart, figure.finding, texts).properties(width=PICTURE_WIDTH, background="white")
    return _file(picture(chart, _SCALE), "image/png", f"{figure.name}.png")


def csv_of(name: str, rows: Sequence[Mapping[str, Any]]) -> Response:
    """Rows as CSV: figures as the API gives them, marked as UTF-8 so that spreadsheets read the Arabic."""
    text = io.StringIO(newline="")
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_harmless(row.get(name)) for name in columns] for row in rows)
    return _file(("\ufeff" + text.getvalue()).encode("utf-8"), "text/csv", f"{name}.csv")


def file_of(figure: Figure, form: str, texts: Texts, *, name: str = "") -> Response:
    """A figure as a file.

    Args:
        figure: with its numbers.
        form: `csv`, `png` or `svg`.
        texts: of the language of a picture.
        name: of the table; that of the figure where it is left out.

    Raises:
        NotFoundError: a picture of a table that stands alone.
    """
    if form == "csv":
        return csv_of(name or figure.name, figure.rows)
    if figure.chart is None:
        raise nothing_there()
    return svg_of(figure) if form == "svg" else png_of(figure, texts)


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, made one that it shows."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _file(content: bytes, mimetype: str, name: str) -> Response:
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
