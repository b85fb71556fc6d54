"""Who asks, where a proxy stands between: its `X-Forwarded-For` is believed only where the settings name it."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openfisca_jordan_sp.errors import Problem, SettingsError, Text

_WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_Networks = Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]


def networks(proxies: Iterable[str]) -> _Networks:
    """The networks that the setting `proxies` names.

    Raises:
        SettingsError: an entry that is no address and no network.
    """
    made, problems = [], []
    for entry in proxies:
        try:
            made.append(ipaddress.ip_network(entry, strict=False))
        except ValueError:
            message = Text(f"{entry!r} is no address and no network.", f"{entry!r} ليس عنوانا ولا شبكة.")
            problems.append(Problem("settings_error", "JORDAN_SP_PROXIES", message))
    if problems:
        raise SettingsError(problems)
    return made


def behind(proxies: Iterable[str], wsgi: _WSGI) -> _WSGI:
    """An application that knows the address of whoever asked a proxy; as it is where no proxy is named."""
    believed = networks(proxies)
    if not believed:
        return wsgi

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_in(environ.get("REMOTE_ADDR", ""), believed):
            # The last entry was written by our proxy; those before it by anybody.
            last = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            if _address(last) is not None:
                environ["REMOTE_ADDR"] = last
        return wsgi(environ, start_response)

    return answer


def is_this_machine(environ: dict[str, Any]) -> bool:
    """Whether a request comes from this machine itself, not through a proxy on it."""
    if any(name in environ for name in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")):
        return False
    address = _address(environ.get("REMOTE_ADDR", ""))
    return address is not None and address.is_loopback


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_in(text: str, believed: _Networks) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in believed)
