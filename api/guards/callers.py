"""Who asks: the key that the header `Authorization` bears, and what it may do."""

from __future__ import annotations

from openfisca_jordan_sp.errors import Text

from ..errors import ForbiddenError, UnauthenticatedError
from ..operations import OPEN, Caller
from ..services import Services

#: A key that may do everything.
EVERYTHING = "*"

_NO_KEY = Text("A key is needed.", "يلزم مفتاح.")
_SEND = Text("Send `Authorization: Bearer …`.", "أرسل الترويسة `Authorization: Bearer …`.")
_WRONG_KEY = Text("The key is not known, has expired or was withdrawn.", "المفتاح غير معروف أو منته أو مسحوب.")


def authenticate(authorization: str | None, scope: str, services: Services) -> Caller:
    """The caller, who may do what the scope says.

    Args:
        authorization: the header; None where there is none.
        scope: that the operation needs; empty where anybody may ask.
        services: of this process.

    Raises:
        UnauthenticatedError: no key where one is needed, or one that is not known and valid.
        ForbiddenError: a key without the scope.
        UnavailableError: keys cannot be looked up now.
    """
    if services.settings.auth == "none":
        return OPEN
    if authorization is None:
        if scope:
            raise UnauthenticatedError(_NO_KEY, hint=_SEND)
        return Caller("public", "", frozenset())
    caller = None
    if caller is None:
        raise UnauthenticatedError(_WRONG_KEY, hint=_SEND)
    if scope and not {scope, EVERYTHING} & caller.scopes:
        message = Text(f"The key lacks the scope {scope}.", f"ليس للمفتاح صلاحية {scope}.")
        raise ForbiddenError(message, path="Authorization")
    return caller
