"""A first service: the reforms of the catalogue, and one policy compared with the law in force.

Errors are problem details (RFC 9457) with a stable `code`; a user's mistake is
never a 500.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from openfisca_jordan_sp.comparison import DEFAULT_PERIOD, compare
from openfisca_jordan_sp.errors import JordanSPError, PolicyError, SituationError, Text
from openfisca_jordan_sp.reform import catalogue, load_reform

#: Comparisons kept in memory, so that a link opened twice is computed once.
KEPT_COMPARISONS = 32

_FIELDS = ("reforms", "period", "line")


def create_app() -> Flask:
    """The application, with its routes under `/v1`."""
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.register_error_handler(JordanSPError, _problem_of_mistake)
    app.register_error_handler(HTTPException, _problem_of_http)
    app.get("/v1/reforms")(_list_reforms)
    app.post("/v1/compare")(_compare)
    return app


def _list_reforms() -> Response:
    """The reforms of the catalogue with their titles."""
    reforms = [load_reform(path) for path in catalogue().values()]
    return jsonify([{"id": r.id, "status": r.status, "title": vars(r.title)} for r in reforms])


def _compare() -> Response:
    """Compare the law under some reforms of the catalogue with the law in force, on the embedded population."""
    asked = _read_request(request.get_json())
    return jsonify(_comparison(*asked))


def _read_request(body: Any) -> tuple[tuple[str, ...], str, str | float]:
    if not isinstance(body, Mapping):
        raise SituationError(Text("The body must be an object.", "يجب أن يكون المحتوى كائنا."), path="body")
    for key in body:
        if key not in _FIELDS:
            fields = ", ".join(_FIELDS)
            hint = Text(f"Known fields: {fields}.", f"الحقول المعروفة: {fields}.")
            raise SituationError(Text(f"{key} is not a field.", f"{key} ليس حقلا."), path=str(key), hint=hint)
    reforms = body.get("reforms", [])
    known = catalogue()
    if not isinstance(reforms, list) or not all(isinstance(name, str) for name in reforms):
        raise PolicyError(Text("must be a list of reform ids.", "يجب أن تكون قائمة معرفات."), path="reforms")
    for name in reforms:
        if name not in known:
            ids = ", ".join(known)
            hint = Text(f"Known reforms: {ids}.", f"المشاريع المعروفة: {ids}.")
            raise PolicyError(Text(f"There is no reform {name}.", f"لا يوجد مشروع {name}."), path="reforms", hint=hint)
    line = body.get("line", "national")
    if isinstance(line, bool) or not isinstance(line, str | int | float):
        raise SituationError(Text("must be a name or an amount.", "يجب أن يكون اسما أو مبلغا."), path="line")
    return tuple(reforms), str(body.get("period", DEFAULT_PERIOD)), line


@lru_cache(maxsize=KEPT_COMPARISONS)
def _comparison(reforms: tuple[str, ...], period: str, line: str | float) -> dict[str, Any]:
    return compare(*reforms, period=period, line=line).to_dict()


def _problem_of_mistake(error: JordanSPError) -> tuple[Response, int]:
    language = request.accept_languages.best_match(["en", "ar"]) or "en"
    detail = "\n".join(error.lines(language))
    return _problem(422, error.code, detail, error.path)


def _problem_of_http(error: HTTPException) -> tuple[Response, int]:
    return _problem(error.code or 500, (error.name or "error").lower().replace(" ", "_"), error.description or "", "")


def _problem(status: int, code: str, detail: str, path: str) -> tuple[Response, int]:
    response = jsonify({"type": "about:blank", "status": status, "code": code, "detail": detail, "path": path})
    response.content_type = "application/problem+json"
    return response, status
