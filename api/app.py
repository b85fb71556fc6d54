"""A first service: the reforms of the catalogue, and policies compared with the law in force.

`reforms` is one policy, its reforms applied together; `policies` is a list of such lists, compared in one pass.

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

#: Policies that one request may ask for.
MOST_POLICIES = 8

_FIELDS = ("reforms", "policies", "period", "line")

Asked = tuple[tuple[tuple[str, ...], ...], str, str | float]


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
    """Compare the law under reforms of the catalogue with the law in force, on the embedded population."""
    asked = _read_request(request.get_json())
    return jsonify(_comparison(*asked))


def _read_request(body: Any) -> Asked:
    if not isinstance(body, Mapping):
        raise SituationError(Text("The body must be an object.", "يجب أن يكون المحتوى كائنا."), path="body")
    for key in body:
        if key not in _FIELDS:
            fields = ", ".join(_FIELDS)
            hint = Text(f"Known fields: {fields}.", f"الحقول المعروفة: {fields}.")
            raise SituationError(Text(f"{key} is not a field.", f"{key} ليس حقلا."), path=str(key), hint=hint)
    line = body.get("line", "national")
    if isinstance(line, bool) or not isinstance(line, str | int | float):
        raise SituationError(Text("must be a name or an amount.", "يجب أن يكون اسما أو مبلغا."), path="line")
    return _read_policies(body), str(body.get("period", DEFAULT_PERIOD)), line


def _read_policies(body: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The reforms of each policy; those of the one policy where `reforms` is given, or nothing."""
    if "policies" not in body:
        return (_read_reforms(body.get("reforms", []), "reforms"),)
    if "reforms" in body:
        raise PolicyError(Text("Give `reforms` or `policies`.", "أعط reforms أو policies."), path="policies")
    policies = body["policies"]
    if not isinstance(policies, list) or not 1 <= len(policies) <= MOST_POLICIES:
        message = Text(
            f"must be a list of 1 to {MOST_POLICIES} lists of reform ids.",
            f"يجب أن تكون قائمة من 1 إلى {MOST_POLICIES} من قوائم المعرفات.",
        )
        raise PolicyError(message, path="policies")
    return tuple(_read_reforms(reforms, "policies") for reforms in policies)


def _read_reforms(reforms: Any, path: str) -> tuple[str, ...]:
    known = catalogue()
    if not isinstance(reforms, list) or not all(isinstance(name, str) for name in reforms):
        raise PolicyError(Text("must be a list of reform ids.", "يجب أن تكون قائمة معرفات."), path=path)
    for name in reforms:
        if name not in known:
            ids = ", ".join(known)
            hint = Text(f"Known reforms: {ids}.", f"المشاريع المعروفة: {ids}.")
            raise PolicyError(Text(f"There is no reform {name}.", f"لا يوجد مشروع {name}."), path=path, hint=hint)
    return tuple(reforms)


@lru_cache(maxsize=KEPT_COMPARISONS)
def _comparison(policies: tuple[tuple[str, ...], ...], period: str, line: str | float) -> dict[str, Any]:
    return compare(*policies, period=period, line=line).to_dict()


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
