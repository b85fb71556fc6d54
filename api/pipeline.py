"""What happens to every request of an operation, in this order, and to every reply."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace

from flask import Flask, Response, g, request
from werkzeug.routing import BaseConverter, Map

from openfisca_jordan_sp.errors import JordanSPError, Text

from . import law_state
from .contract import Operation, check_body, check_query
from .contract.checking import check_headers, check_path
from .errors import MalformedError, MediaTypeError, ServiceError
from .guards.audit import audited
from .guards.callers import authenticate
from .guards.idempotency import REPLAYED, Claim, claimed
from .guards.rates import headers_of
from .json_text import read_json, write_json
from .openfisca import refusals
from .openfisca.refusals import CONTRACT_ADDRESSES
from .operations import Asked, Function, Last, Reply
from .problems import MEDIA_TYPE, fault, nothing_there, problem, status_of
from .services import Services
from .serving.bodies import read_body

_log = logging.getLogger("jordan_sp.service")

JSON = "application/json"


def mount(app: Flask, operations: Iterable[Operation], functions: dict[str, Function], services: Services) -> None:
    """Give each operation of the contract its address."""
    operations = list(operations)
    app.url_map.converters["other"] = _Other
    taken = _taken(one.path for one in operations)
    app.extensions[CONTRACT_ADDRESSES] = frozenset(one.path for one in operations)
    for one in operations:
        path = _rule(one, taken)
        view = _view(one, functions[one.id], services)
        app.add_url_rule(path, endpoint=one.id, view_func=view, methods=[one.method])


class _Other(BaseConverter):
    """A part of an address that is none of these words: each of them is an address of its own, with its own methods."""

    def __init__(self, url_map: Map, *words: str) -> None:
        super().__init__(url_map)
        self.regex = rf"(?!(?:{'|'.join(words)})\Z)[^/]+"


def _taken(paths: Iterable[str]) -> dict[str, list[str]]:
    """The words that stand last in addresses, by what stands before them."""
    taken: dict[str, list[str]] = {}
    for path in dict.fromkeys(paths):
        before, _, last = path.rpartition("/")
        if not last.startswith("{"):
            taken.setdefault(before, []).append(last)
    return taken


def _rule(operation: Operation, taken: dict[str, list[str]]) -> str:
    """The address as Flask writes it; a part with `x-slashes` may hold slashes: `Order 9/2020` is an article."""
    path = operation.path
    before, _, last = path.rpartition("/")
    if last.startswith("{") and before in taken:
        words = ", ".join(f'"{word}"' for word in taken[before])
        return f"{before}/<other({words}):{last[1:-1]}>".replace("{", "<").replace("}", ">")
    for item in operation.definition.get("parameters", ()):
        if item.get("x-slashes"):
            path = path.replace(f"{{{item['name']}}}", f"<path:{item['name']}>")
    return path.replace("{", "<").replace("}", ">")


def _view(operation: Operation, function: Function, services: Services) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        return answer(let_in(operation, path, services), function)

    view.__name__ = operation.id
    return view


def answer(asked: Asked, function: Function) -> Response:
    """What a function answers to a request that was let in: not twice for one idempotency key, and written down.

    Raises:
        JordanSPError: of the function, or of the guards around it.
    """
    with ExitStack() as open_ends:
        reply = reply_of(asked, function, open_ends)
        # What is streamed is done at the end of the stream.
        at_the_end = open_ends.pop_all() if reply.is_streamed else ExitStack()
        return response_of(reply, asked, at_the_end)


def reply_of(asked: Asked, function: Function, open_ends: ExitStack) -> Reply:
    """What a function replies, within the guards that `open_ends` closes.

    Raises:
        JordanSPError: of the function, or of the guards around it.
    """
    claim = claimed(asked)
    entry = audited(asked.operation.id, asked.caller, asked.services) if asked.operation.is_audited else None
    for guard in (claim, entry):
        if guard is not None:
            open_ends.enter_context(guard)
    reply = _reply(asked, function, claim)
    if claim is not None:
        claim.answered(reply)
    if entry is not None:
        entry.status, entry.counts, entry.law_date = reply.status, reply.counts, reply.law_date
        entry.is_replayed = claim is not None and claim.is_replayed
        entry.is_streamed = reply.is_streamed
        entry.with_it = claim
    return reply


def _reply(asked: Asked, function: Function, claim: Claim | None) -> Reply:
    if claim is None or not claim.is_replayed:
        return function(asked)
    made = claim.outcome
    if made is None:
        reply = function(asked)
        return replace(reply, headers={**reply.headers, REPLAYED: "true"})
    headers = {"Location": made["location"], REPLAYED: "true"}
    return Reply(made["body"], made["status"], headers, law_date=made["law_date"])


def let_in(operation: Operation, path: dict[str, str], services: Services) -> Asked:
    """A request that passed every guard.

    Raises:
        ServiceError: the first guard that refuses it.
    """
    caller = authenticate(request.headers.get("Authorization"), operation.scope, services)
    g.caller = caller
    if not check_path(operation, path):
        raise nothing_there()
    query = check_query(operation, request.args.to_dict(flat=False))
    headers = check_headers(operation, request.headers)
    media_type = _media_type(operation)
    raw = _body_bytes(operation, services) if media_type else b""
    body = read_json(raw) if media_type == JSON and operation.body is not None else None
    if media_type == JSON:
        check_body(operation, body)
    return Asked(
        operation=operation,
        services=services,
        caller=caller,
        request_id=g.request_id,
        language=g.language,
        path=path,
        query=query,
        body=body,
        raw=raw,
        media_type=media_type,
        accepts=request.headers.get("Accept", "*/*"),
        headers=headers,
    )


def _media_type(operation: Operation) -> str:
    """The form of the body; the operation's only one where a request does not say it.

    Raises:
        MediaTypeError: a form that the operation does not read.
    """
    if not operation.media_types:
        return ""
    given = request.mimetype or (JSON if JSON in operation.media_types else operation.media_types[0])
    if given not in operation.media_types:
        known = ", ".join(operation.media_types)
        raise MediaTypeError(
            Text(f"The form {given[:64]} is not read here.", f"الصورة {given[:64]} لا تُقرأ هنا."),
            path="Content-Type",
            hint=Text(f"Known: {known}.", f"المعروف: {known}."),
        )
    return given


def _body_bytes(operation: Operation, services: Services) -> bytes:
    """The bytes of the body.

    Raises:
        TooLargeError: more than the operation takes.
        LateBodyError: it did not arrive in time.
        MalformedError: nothing where something must be, or a body that broke off.
    """
    settings = services.settings
    data = read_body(request.environ, int(getattr(settings, operation.most_bytes)), settings.body_seconds)
    if not data and operation.definition["requestBody"].get("required"):
        raise MalformedError(Text("The body is empty.", "المحتوى فارغ."), path="body")
    return data


def response_of(reply: Reply, asked: Asked, at_the_end: ExitStack) -> Response:
    """A reply as Flask sends it.

    Args:
        reply: of the function.
        asked: the request.
        at_the_end: what is closed when the last part of a stream was sent, or when it broke off.
    """
    g.law_date, g.counts = reply.law_date, reply.counts
    if reply.is_streamed:
        response = Response(_guarded(reply.body, at_the_end), status=reply.status, mimetype=reply.media_type)
        # A stream that nobody began to read ends too. After its own end this does nothing.
        response.call_on_close(lambda: at_the_end.__exit__(GeneratorExit, GeneratorExit(), None))
    else:
        data = reply.body if isinstance(reply.body, bytes) else write_json(reply.body)
        response = Response(data, status=reply.status, content_type=reply.media_type)
    if asked.operation.definition.get("deprecated"):
        response.headers["Deprecation"] = f"@{asked.operation.definition['x-deprecated-since']}"
    response.headers.extend(dict(reply.headers))
    return response


def _guarded(parts: Iterable[bytes], at_the_end: ExitStack) -> Iterator[bytes]:
    """Parts of a body; where one fails the connection breaks off, so that nobody takes half a reply for a whole."""
    try:
        with at_the_end:
            for part in parts:
                if isinstance(part, Last):
                    at_the_end.close()
                yield part
    except Exception:
        _log.exception("a streamed reply failed")
        raise


def begin_request(services: Services) -> None:
    """Give a request its id and its language."""
    g.request_id = secrets.token_hex(16)
    first = services.settings.language
    g.language = request.accept_languages.best_match([first, *({"en", "ar"} - {first})]) or first
    g.law_date = ""
    g.rate = ()


#: What every reply bears, unless it says otherwise itself: it is data, for programs, and not to be kept by others.
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def finish(response: Response) -> Response:
    """The headers that every reply bears."""
    response.headers.update(law_state.identity(g.request_id, g.law_date))
    for name, value in _SECURITY.items():
        response.headers.setdefault(name, value)
    for name, value in headers_of(g.rate):
        response.headers.setdefault(name, value)
    response.vary.update(("Accept-Language",))
    return response


def refused(error: JordanSPError) -> Response:
    """A user's mistake, in the shape of the routes that it was asked of."""
    g.error_code = error.code
    if refusals.is_answered_here():
        body, status, form = refusals.told(error, g.language), refusals.status_of(error), JSON
    else:
        body, status, form = problem(error, g.language, g.request_id), status_of(error), MEDIA_TYPE
    response = Response(write_json(body), status=status, content_type=form)
    response.headers["Content-Language"] = g.language
    if isinstance(error, ServiceError):
        response.headers.extend(list(error.headers))
    return response


def failed(error: BaseException) -> Response:
    """A fault of ours: the log has all of it, the reply only the id of the request."""
    _log.error("request %s failed", g.request_id, exc_info=error)
    if refusals.is_answered_here():
        return Response(write_json(refusals.fault(g.language, g.request_id)), status=500, content_type=JSON)
    return Response(write_json(fault(g.language, g.request_id)), status=500, content_type=MEDIA_TYPE)
