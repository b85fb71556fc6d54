"""Keys made, rotated and read: `jsp_<id>_<secret>`, the secret 256 random bits that are shown once and never stored."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass

from openfisca_jordan_sp.errors import JordanSPError, Text

from ..store import Store
from ..store.keys import StoredKey, add_key, all_keys, revoke_key, rotate_key
from .rates import parsed_rates

#: What a key may be allowed. `*` is all of it.
SCOPES = ("calculate", "compare", "policies", "law", "metrics", "*")

_ID_BYTES, _SECRET_BYTES = 6, 32
_KEY = re.compile(r"jsp_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
_LONGEST_NAME = 200


class KeysError(JordanSPError):
    """A key that is not there, or that cannot be made as asked."""

    code = "keys_error"


@dataclass(frozen=True)
class Issued:
    """A key with its secret, which nobody can read again.

    Attributes:
        key: as it is stored.
        bearer: what the header `Authorization: Bearer …` must say.
    """

    key: StoredKey
    bearer: str


def parts_of(bearer: str) -> tuple[str, str] | None:
    """The id and the secret of a key; None where it has not the form of one."""
    found = _KEY.fullmatch(bearer)
    return None if found is None else (found[1], found[2])


def digest_of(secret: str) -> str:
    """What is stored of a secret. It has 256 random bits: a slow digest would guard nothing more."""
    return hashlib.sha256(secret.encode()).hexdigest()


def create_key(
    store: Store, name: str, scopes: Collection[str], *, expires: float | None = None, rate: str = ""
) -> Issued:
    """Make a key.

    Args:
        store: where keys stand.
        name: whose key it is, for people.
        scopes: of `SCOPES`; one at least.
        expires: seconds since 1970; None for never.
        rate: such as `600/minute`, or several with `;` between them; empty for the service's.

    Raises:
        KeysError: no name, an unknown scope or none, an end that is past.
        SettingsError: a rate that is none.
        UnavailableError: the database does not answer.
    """
    _check(name.strip(), scopes, expires)
    parsed_rates(rate, "rate")
    made, secret = secrets.token_hex(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES)
    ordered = tuple(scope for scope in SCOPES if scope in scopes)
    key = StoredKey(made, name.strip(), digest_of(secret), ordered, rate.strip(), time.time(), expires)
    add_key(store, key)
    return Issued(key, f"jsp_{made}_{secret}")


def rotate(store: Store, key_id: str, overlap: float) -> Issued:
    """Give a key another secret; the present one is taken for so many seconds more.

    Raises:
        KeysError: no valid key of that id.
        UnavailableError: the database does not answer.
    """
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    key = rotate_key(store, key_id, digest_of(secret), time.time() + overlap)
    if key is None:
        raise _unknown(store, key_id)
    return Issued(key, f"jsp_{key_id}_{secret}")


def revoke(store: Store, key_id: str) -> StoredKey:
    """Withdraw a key.

    Raises:
        KeysError: no key of that id.
        UnavailableError: the database does not answer.
    """
    key = revoke_key(store, key_id)
    if key is None:
        raise _unknown(store, key_id)
    return key


def _check(name: str, scopes: Collection[str], expires: float | None) -> None:
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        message = Text(
            f"A key needs a name of 1 to {_LONGEST_NAME} visible characters.",
            f"يلزم المفتاح اسم من 1 إلى {_LONGEST_NAME} محرف ظاهر.",
        )
        raise KeysError(message, path="name")
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        known = Text(f"Known: {', '.join(SCOPES)}.", f"المعروف: {', '.join(SCOPES)}.")
        named = ", ".join(unknown)
        message = (
            Text(f"{named} is no scope.", f"{named} ليس من الصلاحيات.")
            if unknown
            else Text("A key needs a scope.", "يلزم المفتاح صلاحية.")
        )
        raise KeysError(message, path="scope", hint=known)
    if expires is not None and expires <= time.time():
        raise KeysError(Text("The end is past already.", "تاريخ الانتهاء مضى."), path="expires")


def _unknown(store: Store, key_id: str) -> KeysError:
    """Why a key cannot be used: it is not there, or is so no more."""
    found = {key.id: key for key in all_keys(store)}.get(key_id)
    hint = Text("`jordan-sp keys list` shows them.", "يعرضها الأمر `jordan-sp keys list`.")
    if found is None:
        return KeysError(Text(f"There is no key {key_id}.", f"لا يوجد مفتاح بالمعرف {key_id}."), path="id", hint=hint)
    message = Text(f"The key {key_id} is no longer valid.", f"المفتاح {key_id} لم يعد صالحا.")
    return KeysError(message, path="id", hint=hint)
