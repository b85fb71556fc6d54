"""Who looks at a page: whoever gave a key at the sign-in, or anybody where the service asks for none."""

from __future__ import annotations

from flask import current_app, g, session

from openfisca_jordan_sp.errors import Text

from ..errors import UnauthenticatedError
from ..guards.callers import authenticate, caller_of, count_request, require_scope
from ..operations import OPEN, Caller
from ..services import Services
from ..store.keys import StoredKey

#: What the cookie bears: the id of the key, never its secret.
_KEY = "key"


class SignInNeededError(UnauthenticatedError):
    """A page that needs a key, and nobody who has given one."""

    code = "sign_in_needed"


def visitor(scope: str) -> Caller:
    """Who looks, and may do what the scope says; counted once for each request, as a caller of `/v1` is.

    Args:
        scope: that the operation needs; empty where anybody may ask, as of the law.

    Raises:
        SignInNeededError: nobody has signed in, or the key has ended since.
        ForbiddenError: a key without the scope.
        TooManyRequestsError: the key asked too often.
    """
    services: Services = current_app.extensions["jordan_sp"]
    if services.settings.auth == "none":
        return OPEN
    key = _key(services)
    if key is None and not scope:
        return _anybody(services)
    if key is None:
        raise SignInNeededError(
            Text("Sign in with a key to see this.", "سجل الدخول بمفتاح لرؤية هذا."),
            hint=Text("Whoever runs the service gives keys.", "يعطي المفاتيح من يشغل الخدمة."),
        )
    if "page_caller" not in g:
        count_request(services, f"key:{key.id}", key.rate)
        g.page_caller = g.caller = caller_of(key)
    caller: Caller = g.page_caller
    if scope:
        require_scope(caller, scope)
    return caller


def _anybody(services: Services) -> Caller:
    """Whoever has not signed in, counted by the address once for each request."""
    if "page_anybody" not in g:
        g.page_anybody = authenticate(None, "", services)
    caller: Caller = g.page_anybody
    return caller


def is_signed_in(services: Services) -> bool:
    """Whether a valid key was given."""
    return services.settings.auth == "keys" and _key(services) is not None


def sign_in_with(key: StoredKey) -> None:
    """Remember who gave a key, in a session of its own."""
    session.clear()
    session.permanent = True
    session[_KEY] = key.id


def sign_out() -> None:
    """Forget who it was."""
    session.clear()


def _key(services: Services) -> StoredKey | None:
    key_id = session.get(_KEY)
    return services.known_keys.find(key_id) if isinstance(key_id, str) else None
