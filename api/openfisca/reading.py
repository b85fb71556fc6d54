"""The routes by which a law is read, as OpenFisca's Web API has them.

Mended: every error is JSON, Arabic stands unescaped, keys keep their order, documents bear an `ETag` and may be kept,
and addresses repeat a host only where it has the form of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import quote

from flask import Flask, Response, g, request
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from werkzeug.routing import PathConverter

from openfisca_jordan_sp.errors import Text

from ..json_text import write_json
from ..services import Services
from .catalogue import Catalogue
from .spec import spec_told

JSON = "application/json"
#: How long a document may be kept without asking again.
_KEPT = "public, max-age=300"
_WELCOME = (
    "This is the root of an OpenFisca Web API. How to use it is told by OpenFisca's documentation "
    "(https://openfisca.org/doc/) and by the OpenAPI document of this service ({}spec)."
)
#: The host of an address, as RFC 3986 has it, in ASCII.
_HOST = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
#: Addresses whose trailing slash is taken off; no other, or `//elsewhere/` would lead to another host.
_WITH_SLASH = re.compile(r"/(?:parameters?|variables?|entities|spec|calculate|trace)(?:/.*)?/", re.DOTALL)

_NO_PARAMETER = Text("There is no parameter {}; /parameters lists them.", "لا يوجد مُعامل {}؛ قائمتها في /parameters.")
_NO_VARIABLE = Text("There is no variable {}; /variables lists them.", "لا يوجد متغير {}؛ قائمتها في /variables.")
_NAME_ONE = Text("Name one; the plural of this address lists all.", "اذكر واحدا؛ والعنوان بصيغة الجمع يسردها كلها.")
_NO_HOST = Text("The header Host is not the name of a host.", "الترويسة Host ليست اسم مضيف.")
#: Characters of a name that an error repeats.
_SHOWN = 100


class _Rest(PathConverter):
    """The rest of an address, whatever its characters: an unknown name is told to be unknown."""

    regex = r"[^/][\s\S]*?"


def mount_reading(app: Flask, system: TaxBenefitSystem, services: Services) -> None:
    """Give a service the routes by which its law is read; documents are made when they are first asked for."""
    catalogue = Catalogue(system)

    def told(server: str) -> dict[str, object]:
        return spec_told(catalogue, services.settings, server)

    app.before_request(_without_slash)
    app.url_map.converters["rest"] = _Rest
    rules: dict[str, Callable[..., Response]] = {
        "/": lambda: _with_host(_welcome),
        "/entities": lambda: _document(catalogue.entities()),
        "/parameters": lambda: _with_host(lambda url: _document(catalogue.parameter_list(url))),
        "/parameter": lambda: _refused(_NAME_ONE, 404),
        "/parameter/<rest:name>": lambda name: _found(catalogue.parameter(name), _NO_PARAMETER, name),
        "/variables": lambda: _with_host(lambda url: _document(catalogue.variable_list(url))),
        "/variable": lambda: _refused(_NAME_ONE, 404),
        "/variable/<rest:name>": lambda name: _found(catalogue.variable(name), _NO_VARIABLE, name),
        "/spec": lambda: _with_host(lambda url: _document(catalogue.spec(url, told))),
    }
    for rule, view in rules.items():
        app.add_url_rule(rule, endpoint=f"openfisca{rule}", view_func=view, methods=["GET"])


def _without_slash() -> Response | None:
    """Lead from an address with a slash at its end to the one without it."""
    if not _WITH_SLASH.fullmatch(request.path):
        return None
    response = Response(status=302, headers={"Location": quote(request.path[:-1], safe="/")})
    del response.headers["Content-Type"]
    return response


def _with_host(answer: Callable[[str], Response]) -> Response:
    """What repeats the address of the service, which a caller names and could forge."""
    if not _HOST.fullmatch(request.host):
        return _refused(_NO_HOST, 400)
    return answer(request.host_url)


def _welcome(host_url: str) -> Response:
    return Response(write_json({"welcome": _WELCOME.format(host_url)}), status=300, content_type=JSON)


def _found(body: bytes | None, message: Text, name: str) -> Response:
    if body is not None:
        return _document(body)
    shown = repr(name[:_SHOWN])
    return _refused(Text(message.en.format(shown), message.ar.format(shown)), 404)


def _refused(message: Text, status: int) -> Response:
    return Response(write_json({"error": getattr(message, g.language)}), status=status, content_type=JSON)


def _document(body: bytes) -> Response:
    """A document that may be kept; only its headers for those who have it already."""
    tag = sha256(body).hexdigest()[:32]
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
        del response.headers["Content-Type"]
    else:
        response = Response(body, content_type=JSON)
    response.set_etag(tag)
    response.headers["Cache-Control"] = _KEPT
    return response
