"""Style, scripts and the code of others: read once, compressed once, and kept by browsers until they change."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from flask import Blueprint, Response, request

from ..problems import nothing_there

assets = Blueprint("assets", __name__, url_prefix="/assets")

_FORMS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FOR_A_YEAR = "public, max-age=31536000, immutable"
#: The files by the names of their addresses, each put together of one or more.
_FILES = {
    "style.css": ("report/style.css", "api/pages/static/pages.css"),
    "page.js": ("api/pages/static/page.js",),
    "htmx.js": ("api/pages/static/vendor/htmx.min.js",),
    "vega.js": ("api/pages/static/vendor/vega.min.js",),
    "vega-interpreter.js": ("api/pages/static/vendor/vega-interpreter.js",),
    "icon.svg": ("api/pages/static/icon.svg",),
}


@dataclass(frozen=True)
class Asset:
    """One file: its bytes, the same compressed, and their digest."""

    content: bytes
    compressed: bytes
    digest: str


@cache
def asset(name: str) -> Asset:
    """A file by the name of its address.

    Raises:
        KeyError: there is none.
    """
    package = files("openfisca_jordan_sp")
    content = b"\n".join(
        (files("openfisca_jordan_sp.api") if part.startswith("api/") else package)
        .joinpath(part.removeprefix("api/"))
        .read_bytes()
        for part in _FILES[name]
    )
    return Asset(content, gzip.compress(content, 9, mtime=0), sha256(content).hexdigest()[:16])


def address_of(name: str) -> str:
    """Where a file stands, with its digest, so that a changed file has another address."""
    return f"{assets.url_prefix}/{asset(name).digest}/{name}"


@assets.get("/<digest>/<name>")
def read_asset(digest: str, name: str) -> Response:
    """A file; of another digest than it has now nothing stands there."""
    if name not in _FILES or asset(name).digest != digest:
        raise nothing_there()
    one, is_compressed = asset(name), bool(request.accept_encodings["gzip"])
    response = Response(one.compressed if is_compressed else one.content, mimetype=_FORMS[name.rpartition(".")[2]])
    if is_compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = _FOR_A_YEAR
    return response
