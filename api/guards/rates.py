"""How often: what each key, and each address without one, may ask in a time.

Counts stand where `settings.rate_storage` says. In memory each worker process counts for itself, so that the service as
a whole lets pass as many times more as it has workers; a storage that all share (`redis://…`) counts for all of them.
Where a shared storage fails each worker counts in its own memory until it answers again: closing would turn a fault of
a counter into an outage for a registry, and opening would leave the service without any limit.

`limits`, on which Flask-Limiter rests, is used by itself: who asks is known only after the key is, and may have a rate
of its own.
"""

from __future__ import annotations

import logging
import math
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from limits import RateLimitItem, parse_many
from limits.errors import ConfigurationError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from openfisca_jordan_sp.errors import Problem, SettingsError, Text

from ..errors import TooManyRequestsError
from ..settings import variable_of

_log = logging.getLogger("jordan_sp.service")

#: Wrong keys that one address may send; after it even the answer 401 has to be waited for.
WRONG_KEYS = "30/minute"
#: For how long a shared storage that failed is left alone.
_LEFT_ALONE = 10.0


@lru_cache(maxsize=1024)
def parsed_rates(rate: str, path: str) -> tuple[RateLimitItem, ...]:
    """The limits that a text says: `600/minute`, or several with `;` between them; none where it is empty.

    Raises:
        SettingsError: a text that says none.
    """
    if not rate.strip():
        return ()
    try:
        items = tuple(parse_many(rate))
    except ValueError:
        items = ()
    if not items or any(item.amount < 1 or item.get_expiry() < 1 for item in items):
        message = Text(
            f"{rate!r} is no rate. Write it as 600/minute.", f"{rate!r} ليس معدلا. اكتبه على نحو 600/minute."
        )
        raise SettingsError([Problem("settings_error", path, message)])
    return items


@dataclass(frozen=True)
class Standing:
    """What is left to somebody of one limit.

    Attributes:
        item: the limit.
        remaining: requests that may still be asked.
        reset: seconds until there are more.
    """

    item: RateLimitItem
    remaining: int
    reset: int

    @property
    def name(self) -> str:
        """As the headers name it."""
        return f'"per-{self.item.get_expiry()}s"'


def headers_of(standings: tuple[Standing, ...]) -> list[tuple[str, str]]:
    """`RateLimit-Policy` and `RateLimit`, as the draft of the IETF writes them."""
    policy = ", ".join(f"{one.name};q={one.item.amount};w={one.item.get_expiry()}" for one in standings)
    left = ", ".join(f"{one.name};r={one.remaining};t={one.reset}" for one in standings)
    return [("RateLimit-Policy", policy), ("RateLimit", left)] if standings else []


class Rates:
    """The counts of a process, or of all of them.

    Args:
        rate: of whoever has none of its own.
        storage: address of the counts, as `limits` writes it.

    Raises:
        SettingsError: a rate that is none, or a storage that cannot be used.
    """

    def __init__(self, rate: str, storage: str) -> None:
        parsed_rates(rate, variable_of("rate"))
        self._rate = rate
        self._own = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._shared = None if storage.startswith("memory:") else _shared(storage)
        self._failed_at = float("-inf")

    def count(self, who: str, rate: str = "") -> tuple[Standing, ...]:
        """Count one request, and say what is left.

        Raises:
            TooManyRequestsError: nothing was left; says when to try again.
        """
        items = parsed_rates(rate or self._rate, "rate")
        standings = self._counted(items, who)
        over = [one for one in standings if one.remaining < 0]
        if over:
            raise _too_many(max(one.reset for one in over), standings)
        return standings

    def _counted(self, items: tuple[RateLimitItem, ...], who: str) -> tuple[Standing, ...]:
        if self._shared is not None and time.monotonic() - self._failed_at > _LEFT_ALONE:
            try:
                return tuple(_hit(self._shared, item, who) for item in items)
            except Exception as error:  # each storage has errors of its own
                self._failed_at = time.monotonic()
                _log.warning("the storage of rates failed (%s): counting in memory", type(error).__name__)
        return tuple(_hit(self._own, item, who) for item in items)


def _hit(limiter: Any, item: RateLimitItem, who: str) -> Standing:
    passed = limiter.hit(item, who)
    stats = limiter.get_window_stats(item, who)
    reset = max(1, math.ceil(stats.reset_time - time.time()))
    return Standing(item, stats.remaining if passed else -1, reset)


def _shared(storage: str) -> SlidingWindowCounterRateLimiter:
    try:
        return SlidingWindowCounterRateLimiter(storage_from_string(storage))
    except (ConfigurationError, NotImplementedError, ValueError) as error:
        reason = str(error).splitlines()[0]
        message = Text(f"cannot be used: {reason}", "لا يمكن استعمال مخزن المعدلات بهذا العنوان.")
        raise SettingsError([Problem("settings_error", variable_of("rate_storage"), message)]) from None


def _too_many(seconds: int, standings: tuple[Standing, ...]) -> TooManyRequestsError:
    left = tuple(Standing(one.item, max(0, one.remaining), one.reset) for one in standings)
    return TooManyRequestsError(
        Text("More was asked than may be in so short a time.", "طُلب أكثر من المسموح في هذه المدة."),
        hint=Text(f"Try again in {seconds} seconds.", f"أعد المحاولة بعد {seconds} ثوان."),
        headers=[("Retry-After", str(seconds)), *headers_of(left)],
    )
