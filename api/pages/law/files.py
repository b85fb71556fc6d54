"""Figures of the law as files: their addresses, and what is answered there."""

from __future__ import annotations

from typing import Any

from flask import Response

from ..figures import Figure, csv_of, png_of, svg_of
from .showing import texts, to

#: The forms of a figure, as addresses end: a table, and pictures.
FORMS = "csv,png,svg"


def addresses(endpoint: str, **parts: Any) -> dict[str, str]:
    """Where a figure stands in each form."""
    return {form: to(endpoint, form=form, **parts) for form in FORMS.split(",")}


def file_of(figure: Figure, form: str) -> Response:
    """A figure in a form."""
    if form == "csv":
        return csv_of(figure.name, figure.rows)
    return svg_of(figure) if form == "svg" else png_of(figure, texts())
