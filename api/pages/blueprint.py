"""The blueprint of the pages: every address begins with its language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, g, request, url_for

LANGUAGES = ("ar", "en")

pages = Blueprint("pages", __name__, url_prefix="/<any(ar,en):language>", template_folder="templates")


@pages.url_value_preprocessor
def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    del endpoint
    g.page_language = (values or {}).pop("language", LANGUAGES[0])


@pages.url_defaults
def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    del endpoint
    values.setdefault("language", g.get("page_language", LANGUAGES[0]))


@pages.before_request
def _speak() -> None:
    """The address says the language of a page, whatever the browser prefers."""
    g.language = g.page_language


@pages.after_request
def _name_language(response: Response) -> Response:
    response.headers["Content-Language"] = g.page_language
    return response


def with_query(path: str, query: Iterable[tuple[str, str]], *, safe: str = "") -> str:
    """An address with its parameters; without any, the path alone.

    Args:
        path: of the address.
        query: names and values, in their order.
        safe: characters that are left as they are.
    """
    written = urlencode(list(query), safe=safe)
    return f"{path}?{written}" if written else path


def way_back() -> str:
    """Where a form says that its visitor came from: a page of this host, and nothing else."""
    given = request.values.get("back", "")
    parts = urlsplit(given)
    is_page = given.startswith(("/ar/", "/en/")) and not parts.scheme and not parts.netloc and "\\" not in given
    return given if is_page else url_for("pages.first")


def is_fragment() -> bool:
    """Whether a script asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"
