"""Who asks: the key that the header `Authorization` bears, what it may do, and how often it asked."""

from __future__ import annotations

import hmac
import time
from ipaddress import IPv6Address, ip_address

from flask import g, has_request_context, request

from openfisca_jordan_sp.errors import Text

from ..errors import ForbiddenError, UnauthenticatedError
from ..operations import OPEN, Caller
from ..services import Services
from ..store.keys import StoredKey
from .issuing import digest_of, parts_of
from .rates import WRONG_KEYS

#: A key that may do everything.
EVERYTHING = "*"
#: Whoever asks what anybody may ask. A key is not looked at there: it can neither help nor harm.
PUBLIC = Caller("public", "", frozenset())

_NO_KEY = Text("A key is needed.", "يلزم مفتاح.")
_SEND = Text("Send `Authorization: Bearer …`.", "أرسل الترويسة `Authorization: Bearer …`.")
_WRONG_KEY = Text("The key is not known, has expired or was withdrawn.", "المفتاح غير معروف أو منته أو مسحوب.")
#: Held against a key that is not there, so that its answer takes as long.
_NOBODY = ("0" * 64,)


def authenticate(authorization: str | None, scope: str, services: Services) -> Caller:
    """The caller, who may do what the scope says and has not asked too often. A service without keys counts nobody.

    Args:
        authorization: the header; None where there is none.
        scope: that the operation needs; empty where anybody may ask.
        services: of this process.

    Raises:
        UnauthenticatedError: no key where one is needed, or one that is not known and valid.
        ForbiddenError: a key without the scope.
        TooManyRequestsError: too many requests of the key or, without one, of the address; too many wrong keys.
        UnavailableError: keys cannot be looked up now.
    """
    if services.settings.auth == "none":
        return OPEN
    if not scope:
        count_request(services, f"address:{_address()}")
        return PUBLIC
    if authorization is None:
        count_request(services, f"address:{_address()}")
        raise UnauthenticatedError(_NO_KEY, hint=_SEND)
    key = known_key(authorization, services)
    count_request(services, f"key:{key.id}", key.rate)
    caller = caller_of(key)
    require_scope(caller, scope)
    return caller


def known_key(authorization: str, services: Services) -> StoredKey:
    """The valid key that a header bears.

    Raises:
        UnauthenticatedError: it is not known and valid.
        TooManyRequestsError: too many wrong keys came from the address.
        UnavailableError: keys cannot be looked up now.
    """
    key = _key_of(authorization, services)
    if key is None:
        services.rates.count(f"wrong:{_address()}", WRONG_KEYS)
        raise UnauthenticatedError(_WRONG_KEY, hint=_SEND)
    return key


def caller_of(key: StoredKey) -> Caller:
    """Who asks with a key."""
    return Caller(key.id, key.name, frozenset(key.scopes), key.rate)


def require_scope(caller: Caller, scope: str) -> None:
    """Let a caller through who may do what a scope says.

    Raises:
        ForbiddenError: a key without the scope.
    """
    if not {scope, EVERYTHING} & caller.scopes:
        message = Text(f"The key lacks the scope {scope}.", f"ليس للمفتاح صلاحية {scope}.")
        raise ForbiddenError(message, path="Authorization")


def _key_of(authorization: str, services: Services) -> StoredKey | None:
    """The valid key that a header bears. Every wrong one takes the same steps, whether its id is known or not."""
    kind, _, bearer = authorization.strip().partition(" ")
    key_id, secret = parts_of(bearer.strip() if kind.lower() == "bearer" else "") or ("", bearer[:64])
    digest = digest_of(secret)
    for again in (False, True):
        key = services.known_keys.find(key_id, again=again)
        taken = key.hashes(time.time()) if key is not None else ()
        same = [hmac.compare_digest(digest, one) for one in taken or _NOBODY]
        if any(same) and taken:
            return key
    return None


def count_request(services: Services, who: str, rate: str = "") -> None:
    """Count one request of somebody, and remember for the reply what is left.

    Raises:
        TooManyRequestsError: nothing was left.
    """
    standings = services.rates.count(who, rate)
    if has_request_context():
        g.rate = standings


def _address() -> str:
    """Where a request comes from; of an IPv6 address the network, which is one subscriber's."""
    text = (request.remote_addr if has_request_context() else None) or ""
    try:
        address = ip_address(text)
    except ValueError:
        return text
    return str(IPv6Address(int(address) >> 64 << 64)) if isinstance(address, IPv6Address) else text
