"""What a function of `/v1` is given and gives back, and the register of those functions.

A module of `v1/` decorates its functions with the `operationId` of the contract:

    @operation("readPolicy")
    def read_policy(asked: Asked) -> Reply: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .contract import Operation
from .services import Services


@dataclass(frozen=True)
class Caller:
    """Who asks.

    Attributes:
        key_id: of the key; `open` where the service asks for none.
        name: that the key was given.
        scopes: what the key may do; everything where the service asks for no key.
        rate: of the key, the service's own where it is empty.
    """

    key_id: str
    name: str
    scopes: frozenset[str]
    rate: str = ""


#: Whoever asks a service that asks for no keys.
OPEN = Caller("open", "", frozenset({"*"}))


@dataclass(frozen=True)
class Asked:
    """A request that was let in and holds what the contract says.

    Attributes:
        operation: of the contract.
        services: what the service works with.
        caller: who asks.
        request_id: of this request.
        language: of messages and texts.
        path: the parts of the address, by name.
        query: by name, as numbers and truths where the contract says so; defaults filled in.
        body: the JSON of the body; None where there is none, or where the operation reads `raw` itself.
        raw: the bytes of the body.
        media_type: of the body, without parameters; empty where there is none.
        accepts: what the header `Accept` says.
        headers: of the request that the contract names, by name.
    """

    operation: Operation
    services: Services
    caller: Caller
    request_id: str
    language: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    raw: bytes = b""
    media_type: str = ""
    accepts: str = "*/*"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    """What the audit keeps of a reply: never a fact of a person.

    Attributes:
        policies: the ids of the policies computed.
        families: how many.
        persons: how many.
        failed: families that could not be computed.
    """

    policies: tuple[str, ...] = ()
    families: int = 0
    persons: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Reply:
    """What is answered.

    Attributes:
        body: a value of JSON, or bytes, or parts of them to be streamed in the form of `media_type`.
        status: of HTTP.
        headers: beside the usual ones.
        media_type: of the body.
        law_date: the day whose law was applied (`YYYY-MM-DD`); today's where it is empty.
        counts: for the audit; a function where they are known only at the end of a stream.
        result: what the body tells, as the library has it: for the pages, which draw and tell it in their own way.
    """

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"
    law_date: str = ""
    counts: Counts | Callable[[], Counts] = Counts()
    result: Any = None

    @property
    def is_streamed(self) -> bool:
        """Whether the body is parts of bytes."""
        return not isinstance(self.body, bytes | str | dict | list | int | float | bool | None)


class Last(bytes):
    """The last part of a stream, sent only when what was done is written down: whoever has it has the whole."""


Function = Callable[[Asked], Reply]

_FUNCTIONS: dict[str, Function] = {}


def operation(operation_id: str) -> Callable[[Function], Function]:
    """Register a function as what answers an operation of the contract."""

    def register(function: Function) -> Function:
        if operation_id in _FUNCTIONS:
            raise ValueError(f"two functions answer {operation_id}")
        _FUNCTIONS[operation_id] = function
        return function

    return register


def functions() -> Mapping[str, Function]:
    """The functions by the id of their operation."""
    return _FUNCTIONS


def unanswered(operations: Iterable[str]) -> list[str]:
    """Operations without a function, and functions without an operation: a service has none of either."""
    return sorted(set(operations) ^ _FUNCTIONS.keys())
