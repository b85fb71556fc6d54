"""Stored policies: by the digest of their content."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from .database import Store
from .tables import policies


def read_policy(store: Store, policy_id: str) -> list[Any] | None:
    """The content of a policy: ids of the catalogue, and bills; None where there is none of that id."""
    with store.read() as connection:
        row = connection.execute(select(policies.c.content).where(policies.c.id == policy_id)).one_or_none()
    return None if row is None else list(row.content)


def add_policy(store: Store, policy_id: str, content: list[Any], key_id: str) -> bool:
    """Store a policy; whether it is new. Two that come at once are one row."""
    try:
        with store.begin() as connection:
            if connection.execute(select(policies.c.id).where(policies.c.id == policy_id)).first():
                return False
            row = {"id": policy_id, "content": content, "created": time.time(), "created_by": key_id}
            connection.execute(insert(policies).values(**row))
    except IntegrityError:
        return False
    return True


def policies_of(store: Store, key_id: str) -> int:
    """How many policies a key has stored."""
    with store.read() as connection:
        counted = select(func.count()).select_from(policies).where(policies.c.created_by == key_id)
        return int(connection.execute(counted).scalar_one())
