"""The form in which a caller wants the reply."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from openfisca_jordan_sp.errors import Text

from ..errors import NotAcceptableError
from ..operations import Asked


def form_of(asked: Asked, offered: Sequence[str]) -> str:
    """The form that a request prefers; the first that is offered where it prefers none.

    Args:
        asked: the request.
        offered: media types.

    Raises:
        NotAcceptableError: it takes none of them.
    """
    found = parse_accept_header(asked.accepts or "*/*", MIMEAccept).best_match(offered)
    if found is None:
        known = ", ".join(offered)
        raise NotAcceptableError(
            Text("No form that is asked for is offered.", "لا صورة من المطلوب متاحة."),
            path="Accept",
            hint=Text(f"Offered: {known}.", f"المتاح: {known}."),
        )
    return found
