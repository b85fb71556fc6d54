"""One call of the service: sent, sent again where that is safe, and its reply read."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from openfisca_jordan_sp.client.errors import BrokenStreamError, BusyError, ClientError, UnreachableError, told_error
from openfisca_jordan_sp.errors import Text

if TYPE_CHECKING:
    import httpx

JSON = "application/json"

#: Replies after which the same call may succeed: too many, gateways, not now.
_TRANSIENT = frozenset({429, 502, 503, 504})
#: Another call with the same idempotency key is being answered.
_CONFLICT = 409
_FIRST_ERROR = 400


@dataclass(frozen=True)
class Answer:
    """A reply.

    Attributes:
        body: its JSON; bytes where it is of another form; None where there is none.
        status: of HTTP.
        headers: by name in lower case.
    """

    body: Any
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def request_id(self) -> str:
        """Under which the service's log and audit have the request."""
        return self.headers.get("request-id", "")

    @property
    def law_date(self) -> str:
        """The day whose law was applied."""
        return self.headers.get("law-date", "")

    @property
    def law_digest(self) -> str:
        """The digest of the parameters and rules that were applied."""
        return self.headers.get("parameters-digest", "")


@dataclass(frozen=True)
class Call:
    """What is asked.

    Attributes:
        method: of HTTP.
        path: from `/` on, its parts escaped.
        query: values that are None are left out; truths are written `true` and `false`.
        content: the bytes of the body; None where there is none.
        media_type: of the body.
        accept: the form of the reply.
        headers: beside the usual ones.
    """

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    content: bytes | None = None
    media_type: str = JSON
    accept: str = f"{JSON}, application/problem+json"
    headers: Mapping[str, str] = field(default_factory=dict)


class Connection:
    """A service, and how patiently it is called.

    Every POST bears an `Idempotency-Key` that is the same each time that it is sent, so that nothing is done twice.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None,
        language: str,
        *,
        timeout: float,
        retries: int,
        most_wait: float,
        transport: httpx.BaseTransport | None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._httpx = _httpx()
        headers = {"Accept-Language": language, "User-Agent": f"openfisca-jordan-sp/{version('openfisca-jordan-sp')}"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._client = self._httpx.Client(base_url=base_url, headers=headers, timeout=timeout, transport=transport)
        self._retries, self._most_wait, self.sleep = retries, most_wait, sleep

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None) -> Answer:
        """Send JSON, or nothing, and read JSON.

        Raises:
            ClientError: as of `answer`.
        """
        content = None if body is None else to_json(body)
        return self.answer(Call(method, path, query or {}, content))

    def answer(self, call: Call) -> Answer:
        """The whole reply to a call.

        Raises:
            RefusedError: the service refused it.
            ServiceFaultError: the service failed.
            BusyError: the service asked to wait, each time.
            UnreachableError: there was no reply, each time.
            BrokenStreamError: the reply broke off.
        """
        with self.stream(call) as response:
            try:
                response.read()
            except self._httpx.TransportError:
                raise BrokenStreamError from None
            return Answer(_body(response), response.status_code, dict(response.headers))

    @contextmanager
    def stream(self, call: Call) -> Iterator[httpx.Response]:
        """A reply whose body is not read yet.

        Raises:
            ClientError: as of `answer`.
        """
        response = self._sent(self._request(call))
        try:
            if response.status_code >= _FIRST_ERROR:
                raise self._error(response)
            yield response
        finally:
            response.close()

    def _request(self, call: Call) -> httpx.Request:
        headers = {"Accept": call.accept, **call.headers}
        if call.content is not None:
            headers["Content-Type"] = call.media_type
        if call.method == "POST":
            headers.setdefault("Idempotency-Key", uuid.uuid4().hex)
        query = {name: _written(value) for name, value in call.query.items() if value is not None}
        made: httpx.Request = self._client.build_request(
            call.method, call.path, params=query, content=call.content, headers=headers
        )
        return made

    def _sent(self, request: httpx.Request) -> httpx.Response:
        """The first reply that is not to be waited for, or the last one."""
        for left in range(self._retries, -1, -1):
            backoff = 0.5 * 2 ** (self._retries - left)
            try:
                response: httpx.Response = self._client.send(request, stream=True)
            except self._httpx.TransportError as error:
                if not left:
                    raise _unreachable(error) from None
                self.sleep(min(backoff, self._most_wait))
                continue
            wait = _seconds(response.headers.get("Retry-After"), backoff)
            is_busy = response.status_code in _TRANSIENT or _is_being_answered(response)
            if not (is_busy and left and wait <= self._most_wait):
                return response
            response.close()
            self.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _error(self, response: httpx.Response) -> ClientError:
        try:
            response.read()
        except self._httpx.TransportError as error:
            return _unreachable(error)
        request_id, is_busy = response.headers.get("Request-Id", ""), _is_being_answered(response)
        told = told_error(response.status_code, _body(response), request_id, is_busy=is_busy)
        if isinstance(told, BusyError):
            told.retry_after = _seconds(response.headers.get("Retry-After"), 0.0)
        return told


def to_json(value: Any) -> bytes:
    """A value as JSON.

    Raises:
        ClientError: a value that JSON does not have, such as NaN.
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        text = str(error)
        raise ClientError(Text(f"This is no JSON: {text}.", f"هذا ليس JSON: {text}."), path="body") from None


def _is_being_answered(response: httpx.Response) -> bool:
    """Whether an earlier sending of the same call is still being answered."""
    is_post = response.request.method == "POST"
    return is_post and response.status_code == _CONFLICT and "Retry-After" in response.headers


def _seconds(header: str | None, otherwise: float) -> float:
    """The seconds of `Retry-After`; a date of HTTP, which our service never sends, counts as none."""
    return float(header) if header and header.isascii() and header.isdigit() else otherwise


def _written(value: Any) -> str:
    return ("false", "true")[value] if isinstance(value, bool) else str(value)


def _body(response: httpx.Response) -> Any:
    if not response.content:
        return None
    if "json" not in response.headers.get("Content-Type", ""):
        return response.content
    try:
        return response.json()
    except ValueError:
        return response.content


def _unreachable(error: Exception) -> UnreachableError:
    kind = type(error).__name__
    return UnreachableError(
        Text(f"The service does not reply ({kind}).", f"الخدمة لا ترد ({kind})."),
        hint=Text("Look at the address and the network.", "تحقق من العنوان والشبكة."),
    )


def _httpx() -> Any:
    try:
        import httpx  # noqa: PLC0415 - an extra
    except ImportError:
        hint = "pip install 'openfisca-jordan-sp[client]'"
        raise ClientError(
            Text("The client needs httpx.", "يلزم العميل المكتبة httpx."), hint=Text(f"Run: {hint}", f"نفذ: {hint}")
        ) from None
    return httpx
