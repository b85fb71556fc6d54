"""Keys of callers: found, written, rotated, withdrawn. Only the digest of a secret is ever stored."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, insert, or_, select, update

from .database import Store
from .tables import keys


@dataclass(frozen=True)
class StoredKey:
    """One key. Times are seconds since 1970.

    Attributes:
        id: that stands in the key itself and in the audit.
        name: that the key was given.
        secret_hash: SHA-256 of the secret, in hexadecimal.
        scopes: what the key may do.
        rate: of its own; empty for the service's.
        created: when it was made.
        expires: when it ends; None for never.
        revoked: when it was withdrawn; None where it was not.
        previous_hash: of the secret before the last rotation; None where there is none.
        previous_expires: when that one ends.
    """

    id: str
    name: str
    secret_hash: str
    scopes: tuple[str, ...]
    rate: str
    created: float
    expires: float | None = None
    revoked: float | None = None
    previous_hash: str | None = None
    previous_expires: float | None = None

    def state(self, now: float) -> str:
        """`valid`, `expired` or `revoked`."""
        if self.revoked is not None:
            return "revoked"
        return "expired" if self.expires is not None and self.expires <= now else "valid"

    def hashes(self, now: float) -> tuple[str, ...]:
        """Digests of the secrets that are taken now."""
        if self.state(now) != "valid":
            return ()
        if self.previous_hash is None or self.previous_expires is None or self.previous_expires <= now:
            return (self.secret_hash,)
        return (self.secret_hash, self.previous_hash)


def add_key(store: Store, key: StoredKey) -> None:
    """Store a new key."""
    with store.begin() as connection:
        connection.execute(insert(keys).values(**vars(key) | {"scopes": list(key.scopes)}))


def all_keys(store: Store) -> list[StoredKey]:
    """Every key, the oldest first."""
    with store.read() as connection:
        return [_key(row) for row in connection.execute(select(keys).order_by(keys.c.created, keys.c.id))]


def valid_keys(store: Store) -> list[StoredKey]:
    """The keys that were not withdrawn and have not ended."""
    unended = or_(keys.c.expires.is_(None), keys.c.expires > time.time())
    with store.read() as connection:
        return [_key(row) for row in connection.execute(select(keys).where(keys.c.revoked.is_(None), unended))]


def rotate_key(store: Store, key_id: str, secret_hash: str, previous_expires: float) -> StoredKey | None:
    """Give a valid key another secret, and let the present one be taken until its own end; the key as it is then.

    None where there is no valid key of that id.
    """
    with store.begin() as connection:
        key = _one(connection, key_id)
        if key is None or key.state(time.time()) != "valid":
            return None
        changed = {
            "secret_hash": secret_hash,
            "previous_hash": key.secret_hash,
            "previous_expires": previous_expires,
        }
        connection.execute(update(keys).where(keys.c.id == key_id).values(**changed))
        return _one(connection, key_id)


def revoke_key(store: Store, key_id: str) -> StoredKey | None:
    """Withdraw a key, its secrets both; the first time stands. None where there is no key of that id."""
    with store.begin() as connection:
        now = {"revoked": time.time(), "previous_hash": None, "previous_expires": None}
        connection.execute(update(keys).where(keys.c.id == key_id, keys.c.revoked.is_(None)).values(**now))
        return _one(connection, key_id)


def _one(connection: Connection, key_id: str) -> StoredKey | None:
    row = connection.execute(select(keys).where(keys.c.id == key_id)).one_or_none()
    return None if row is None else _key(row)


def _key(row: Row[tuple[object, ...]]) -> StoredKey:
    values = dict(row._mapping)
    scopes: Sequence[str] = values.pop("scopes")
    return StoredKey(**values, scopes=tuple(scopes))
