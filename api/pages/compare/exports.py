"""The tables and charts of the page as files, at addresses with the same state."""

from __future__ import annotations

from typing import TypeVar

from flask import Response, g, request

from openfisca_jordan_sp.report.texts import Texts

from ...errors import InvalidRequestError
from ...problems import nothing_there
from ..blueprint import pages
from ..figures import csv_of, file_of
from ..works import FILE_SECONDS, finished
from .charts import KINDS
from .reading import mistakes_of, read
from .state import Asked

Found = TypeVar("Found")


@pages.get("/compare/<what>.<any(csv,png,svg):form>")
def compare_file(what: str, form: str) -> Response:
    """A table or a chart; what is not computed yet is computed first."""
    asked, texts = checked(read(request.args)), Texts(g.page_language)
    prefix = next(one for one in KINDS if what.startswith(one))
    kind, name = KINDS[prefix], what.removeprefix(prefix)
    result = finished(kind.work(asked, FILE_SECONDS))
    if form == "csv":
        return csv_of(what, _there(kind.rows(result, asked).get(name)))
    figure = _there(next(iter(kind.figures(result, asked, texts, name)), None))
    return file_of(figure, form, texts)


def _there(found: Found | None) -> Found:
    if found is None:
        raise nothing_there()
    return found


def checked(asked: Asked) -> Asked:
    """What is asked, if it can be.

    Raises:
        JordanSPError: it cannot, or nothing is asked.
    """
    mistakes = mistakes_of(asked)
    if mistakes:
        raise InvalidRequestError(mistakes)
    if not asked.count:
        raise nothing_there()
    return asked
