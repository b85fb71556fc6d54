"""The policies that a request asks for: ids of the catalogue or of the store, bills in the request itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from openfisca_jordan_sp.asked_policies import TOGETHER
from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform, catalogue, load_reform, reform_from_data

from ..errors import InvalidRequestError
from ..json_text import digest_of_json, read_json, write_json
from ..store import Store
from ..store.policies import read_policy

#: One reform as a request gives it (an id, or a bill), or several that are applied together.
Asked = str | Mapping[str, Any] | Sequence[str | Mapping[str, Any]]

_STORED = re.compile(r"p[0-9a-f]{31}")
#: Policies that a process keeps as it has built them: making one takes a tenth of a second.
_KEPT = 256


def reforms_asked(asked: Asked) -> list[Any]:
    """The parts of one policy, in their order: ids, and bills as they were given."""
    parts = asked if isinstance(asked, Sequence) and not isinstance(asked, str) else [asked]
    return [name for part in parts for name in (part.split(TOGETHER) if isinstance(part, str) else [part])]


def policy_id(content: Sequence[Any]) -> str:
    """The id of a policy: the same content has the same."""
    return "p" + digest_of_json(list(content))[:31]


def policy_of(asked: Asked, store: Store, path: str = "policy") -> Policy:
    """The policy that a request asks for; an empty list is the law in force.

    Args:
        asked: see `Asked`; no file and no Python is ever read.
        store: where stored policies stand.
        path: of it in the request.

    Raises:
        InvalidRequestError: an id that is neither of the catalogue nor of the store.
        InvalidReformError: a bill with mistakes, all of them listed.
        PolicyError: reforms that cannot stand together.
    """
    return policy_of_content(content_of(asked, store, path))


def content_of(asked: Asked, store: Store, path: str = "policy") -> list[Any]:
    """What a policy is made of, without the store: ids of the catalogue, and bills.

    Raises:
        InvalidRequestError: an id that is neither of the catalogue nor of the store.
    """
    return [part for name in reforms_asked(asked) for part in _content(name, store, path)]


def policy_of_content(content: Sequence[Any]) -> Policy:
    """The policy of `content_of`, kept as it was built.

    Raises:
        InvalidReformError: a bill with mistakes, all of them listed.
        PolicyError: reforms that cannot stand together.
    """
    return _built(write_json(list(content)).decode())


@lru_cache(maxsize=_KEPT)
def _built(content: str) -> Policy:
    return Policy.of(*[_reform(part) for part in read_json(content.encode())])


def _content(part: Any, store: Store, path: str) -> list[Any]:
    """What an id or a bill stands for: a list of ids of the catalogue and of bills."""
    if not isinstance(part, str):
        return [part]
    if part in catalogue():
        return [part]
    stored = read_policy(store, part) if _STORED.fullmatch(part) else None
    if stored is None:
        message = Text(f"There is no reform {part}.", f"لا يوجد مشروع باسم {part}.")
        hint = Text("GET /v1/reforms lists those of the catalogue.", "يعرض GET /v1/reforms مشاريع الفهرس.")
        raise InvalidRequestError([Problem("unknown_reform", path, message, hint)])
    return stored


def _reform(part: Any) -> Reform:
    """One reform by its id, or from a request: that has no file and no Python."""
    return load_reform(catalogue()[part]) if isinstance(part, str) else reform_from_data(completed_bill(part))


def completed_bill(bill: Mapping[str, Any]) -> dict[str, Any]:
    """A bill with what a request may leave out: an id from its content, a title, a status."""
    name = str(bill.get("id") or f"bill_{policy_id([bill])[1:9]}")
    title = bill.get("title") or {"en": name, "ar": name}
    return {"status": "scenario", **bill, "id": name, "title": title}
