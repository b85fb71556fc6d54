"""Asked before: requests that bear an `Idempotency-Key` and were asked already do nothing twice.

Same key, same request
    done        What made something (its reply has a `Location`) is answered with what was stored of it: the status, the
                `Location`, the small body, which holds no facts. What computes is computed again, which gives the same
                bytes, because no reply with facts is ever stored. Both bear `Idempotency-Replayed: true`. If the law
                of the service has changed since, computing would give something else: 409.
    running     409, with `Retry-After`. A claim lasts for a lease, which is put off for as long as the process lives
                (`keeping.py`); one that died leaves the key free at its end.
    refused     A request that was refused, or that failed, leaves the key free at once.
Same key, another request
    422, as the draft of the IETF has it.

That a request is done is written in one transaction with its row of the audit, before the end of the reply is sent: of
all that bear one key exactly one is `done`, whoever is killed when. One that was taken for dead and is not finds that
another has its key, and is told to ask again.

Of the key its digest is stored, and of the request a digest under the key itself (HMAC), so that whoever reads the
database can neither read a key nor try out which family was sent. Keys of two callers never meet.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import math
import time
from types import TracebackType
from typing import Any

from sqlalchemy import Connection

from openfisca_jordan_sp.errors import Problem, Text

from .. import law_state
from ..errors import ConflictError, InvalidRequestError
from ..json_text import write_json
from ..operations import Asked, Reply
from ..store import Store
from ..store.idempotency import Held, Wanted, claim, finish, purge, release
from .keeping import LEASE_SECONDS, Kept, keeper

_log = logging.getLogger("jordan_sp.service")

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"

#: The body of what was made is stored up to this size; of a larger one only where it stands.
_MOST_STORED = 65_536
#: How often a process deletes what is kept no longer.
_PURGE_SECONDS = 600.0
_DAY = 86_400.0
#: After how many seconds, at most, a request that is running should be asked for again.
_AGAIN = 5

_last_purge = [float("-inf")]


class Claim:
    """The claim of one request on its idempotency key, entered with `with`.

    Attributes:
        is_replayed: whether the request was done before.
        outcome: what it is answered with then; None where it is computed (again).
    """

    def __init__(self, store: Store, held: Held, wanted: Wanted) -> None:
        self._store, self._held, self._wanted = store, held, wanted
        self._kept = Kept(store, held.id, wanted.now)
        self._is_settled = False
        self._made: dict[str, Any] | None = None
        self.is_replayed = not held.is_mine
        self.outcome = None if held.outcome is None else dict(held.outcome)

    def answered(self, reply: Reply) -> None:
        """Remember what was made, where the reply says that something was."""
        location = reply.headers.get("Location")
        if location is None or reply.is_streamed:
            return
        body = reply.body if not isinstance(reply.body, bytes) and len(write_json(reply.body)) <= _MOST_STORED else {}
        self._made = {"status": reply.status, "location": location, "body": body, "law_date": reply.law_date}

    def settle(self, connection: Connection) -> None:
        """Say that the request is done, in a transaction of the caller's.

        Raises:
            ConflictError: another request has taken the key over.
        """
        if not finish(connection, self._held.id, self._wanted.now, self._made):
            raise _being_answered(1)
        self._is_settled = True

    def __enter__(self) -> Claim:
        if self._held.is_mine:
            keeper.keep(self._kept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        del kind, traceback
        keeper.let_go(self._kept)
        if not self._held.is_mine:
            return
        if error is None:
            if not self._is_settled:
                with self._store.begin(waits_for_disk=False) as connection:
                    self.settle(connection)
            return
        try:
            release(self._store, self._held.id, self._wanted.now)
        except Exception:
            # The caller is told of the first mistake; the key is free when the lease ends.
            _log.exception("an idempotency key could not be released")


def claimed(asked: Asked) -> Claim | None:
    """The claim of a request on its key; None where it bears none, or the operation heeds none.

    Raises:
        InvalidRequestError: the key was used for another request.
        ConflictError: the same request is running, or was answered by another law.
        UnavailableError: the database does not answer.
    """
    key = asked.headers.get(HEADER)
    if key is None or not asked.operation.is_idempotent_by_key:
        return None
    store = asked.services.store
    wanted = _wanted(asked, key)
    _purge_sometimes(store)
    held = claim(store, wanted)
    if not held.is_mine:
        _refuse(held, wanted)
    return Claim(store, held, wanted)


def _wanted(asked: Asked, key: str) -> Wanted:
    settings, now = asked.services.settings, time.time()
    return Wanted(
        key_id=asked.caller.key_id,
        idempotency_key=hashlib.sha256(b"jordan-sp idempotency key\0" + key.encode()).hexdigest(),
        operation=asked.operation.id,
        fingerprint=fingerprint(asked, key),
        law_digest=law_state.parameters_digest(),
        now=now,
        lease=now + LEASE_SECONDS,
        expires=now + settings.keep_days * _DAY,
    )


def fingerprint(asked: Asked, key: str) -> str:
    """What makes a request the same: operation, address, query, form and bytes of the body; a digest under the key."""
    head = [asked.operation.id, sorted(asked.path.items()), sorted(asked.query.items()), asked.media_type]
    made = hmac.new(key.encode(), write_json(head) + b"\0", hashlib.sha256)
    made.update(asked.raw)
    return made.hexdigest()


def _refuse(held: Held, wanted: Wanted) -> None:
    if not hmac.compare_digest(held.fingerprint, wanted.fingerprint):
        message = Text("The key was used for another request.", "استُعمل المفتاح لطلب آخر.")
        raise InvalidRequestError([Problem("idempotency_key_reused", HEADER, message, _NEW_KEY)])
    if held.state == "running":
        raise _being_answered(max(1, min(_AGAIN, math.ceil(held.lease - wanted.now))))
    if held.outcome is None and held.law_digest != wanted.law_digest:
        message = Text(
            "The law of the service has changed since this was answered.", "تغير القانون المعتمد في الخدمة منذ الإجابة."
        )
        raise ConflictError(message, path=HEADER, hint=_NEW_KEY)


def _being_answered(seconds: int) -> ConflictError:
    return ConflictError(
        Text("The same request is running.", "الطلب نفسه قيد التنفيذ."),
        path=HEADER,
        hint=Text(f"Try again in {seconds} seconds.", f"أعد المحاولة بعد {seconds} ثوان."),
        headers=[("Retry-After", str(seconds))],
    )


_NEW_KEY = Text("Send a new Idempotency-Key.", "أرسل Idempotency-Key جديدا.")


def _purge_sometimes(store: Store) -> None:
    now = time.monotonic()
    if now - _last_purge[0] > _PURGE_SECONDS:
        _last_purge[0] = now
        purge(store, time.time())
