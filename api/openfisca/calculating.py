"""The routes `/calculate` and `/trace`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from flask import Flask, Response, g, request
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import Text

from ..errors import MalformedError, MediaTypeError
from ..guards.audit import audited
from ..guards.callers import authenticate
from ..json_text import read_json, write_json
from ..operations import Counts
from ..services import Services
from ..serving.bodies import read_body
from .answering import fill, trace
from .known import KnownSystem
from .refusals import JSON, shown, status_of
from .situation import Situation, read_situation

#: What a key must be allowed.
SCOPE = "calculate"
#: Bears what was derived because the request left it out.
NOTE = "Situation-Note"


def mount_calculating(app: Flask, system: TaxBenefitSystem, services: Services, *, is_audited: bool) -> None:
    """Give a service the routes that compute."""
    known = KnownSystem(system)
    for route, answer in (("/calculate", _calculated), ("/trace", _traced)):
        view = _view(known, services, route.strip("/"), is_audited, answer)
        app.add_url_rule(route, endpoint=f"openfisca{route}", view_func=view, methods=["POST"])


def _view(
    known: KnownSystem,
    services: Services,
    operation: str,
    is_audited: bool,
    answer: Callable[[Situation, Any, Services], Any],
) -> Callable[[], Response]:
    def view() -> Response:
        g.caller = authenticate(request.headers.get("Authorization"), SCOPE, services)
        body = _body(services)
        entry = audited(operation, g.caller, services, status_of) if is_audited else nullcontext()
        with entry, services.turns.taken():
            situation = read_situation(known, body, services.settings)
            g.law_date = _law_date(situation)
            g.counts = Counts(families=_groups(situation), persons=situation.count(known.persons))
            response = Response(write_json(answer(situation, body, services)), content_type=JSON)
        if situation.notes:
            response.headers[NOTE] = " ".join(note.en for note in situation.notes)
        return response

    return view


def _calculated(situation: Situation, body: Any, services: Services) -> Any:
    fill(situation, services.settings)
    return body


def _traced(situation: Situation, _: Any, services: Services) -> Any:
    return trace(situation, services.settings)


def _body(services: Services) -> Any:
    """The JSON of the body; a request that names no form is taken to mean JSON.

    Raises:
        MediaTypeError: another form.
        TooLargeError: a larger body than the service takes.
        MalformedError: no JSON, or JSON that may be read in two ways.
    """
    if request.mimetype not in ("", JSON):
        form = shown(request.mimetype)
        raise MediaTypeError(Text(f"The form {form} is not read here.", f"الصورة {form} لا تُقرأ هنا."))
    data = read_body(request.environ, services.settings.most_bytes, services.settings.body_seconds)
    if not data:
        raise MalformedError(Text("Invalid JSON: the body is empty.", "المحتوى فارغ."))
    return read_json(data)


def _law_date(situation: Situation) -> str:
    """The first day of the latest period that is asked for; empty where none has a date."""
    days = [str(asked.period.start) for asked in situation.asked.values() if asked.period.unit != DateUnit.ETERNITY]
    return max(days, default="")


def _groups(situation: Situation) -> int:
    """How many families there are: of the first kind of group where the law knows no families."""
    plurals = [entity.plural for entity in situation.known.groups]
    if not plurals:
        return 0
    return situation.count("families" if "families" in plurals else plurals[0])
