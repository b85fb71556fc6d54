"""Pages ask the operations of `/v1` within the process: the same guards, the same audit, the same figures.

found = ask("searchLaw", query={"q": words, "limit": "20"})
found.body["found"]
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from flask import current_app, g
from werkzeug.datastructures import Headers

from ..contract import check_body, check_query, load_contract
from ..contract.checking import check_headers, check_path
from ..json_text import read_json
from ..operations import Asked, Reply, functions
from ..pipeline import reply_of
from ..problems import nothing_there
from .visitors import visitor


@dataclass(frozen=True)
class Answer:
    """What an operation answered.

    Attributes:
        status: of HTTP.
        body: the value of its JSON.
        headers: its own.
        law_date: the day whose law was applied.
        request_id: under which it stands in the audit.
        result: what the body tells, as the library has it, where the operation hands it over.
    """

    status: int
    body: Any
    headers: Mapping[str, str]
    law_date: str
    request_id: str
    result: Any = None


def ask(
    operation_id: str,
    *,
    path: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    made: Callable[[Reply], Any] | None = None,
) -> Answer:
    """Ask an operation of the contract in the name of whoever looks at the page.

    Args:
        operation_id: of the contract; not one that answers in a stream.
        path: the parts of its address, by name.
        query: its parameters, as texts; the defaults of the contract hold for others.
        body: the value of its JSON.
        headers: that the contract names for it.
        made: makes what is needed of a reply of bytes; left out, the value of its JSON.

    Raises:
        SignInNeededError: a key is needed first.
        JordanSPError: whatever the operation refuses, as `/v1` would tell it.
    """
    operation = load_contract().operations[operation_id]
    caller = visitor(operation.scope)
    if not check_path(operation, dict(path or {})):
        raise nothing_there()
    read = check_query(operation, {name: [value] for name, value in (query or {}).items()})
    sent = check_headers(operation, Headers(list((headers or {}).items())))
    if body is not None:
        check_body(operation, body)
    asked = Asked(
        operation=operation,
        services=current_app.extensions["jordan_sp"],
        caller=caller,
        request_id=_request_id(audited=operation.is_audited),
        language=g.language,
        path=dict(path or {}),
        query=read,
        body=body,
        media_type="application/json" if body is not None else "",
        headers=sent,
    )
    with ExitStack() as ends:
        reply = reply_of(asked, functions()[operation_id], ends)
    told = (made or _whole)(reply) if isinstance(reply.body, bytes) else reply.body
    return Answer(reply.status, told, reply.headers, reply.law_date, asked.request_id, reply.result)


def _whole(reply: Reply) -> Any:
    return read_json(reply.body)


def _request_id(*, audited: bool) -> str:
    """The id of this question: a row of the audit each, also where a page asks several."""
    if audited and g.get("has_audited"):
        g.request_id = secrets.token_hex(16)
    g.has_audited = g.get("has_audited", False) or audited
    return str(g.request_id)
