"""Which law the service computes: the package, the digest of its values and rules, and the days it knows."""

from __future__ import annotations

import datetime
from functools import cache
from importlib.metadata import version

from openfisca_jordan_sp.engine.same_versions import digest_of_law

#: Digits of a digest that replies bear.
_DIGITS = 16


@cache
def package_version() -> str:
    """The version of this package."""
    return version("openfisca-jordan-sp")


@cache
def parameters_digest() -> str:
    """The digest of the files of the law in force, its values and its rules: the first 16 digits."""
    return digest_of_law()[:_DIGITS]


def identity(request_id: str, day: str = "") -> dict[str, str]:
    """The headers by which a reply says which request it answers and which law it computed.

    Args:
        request_id: of the request.
        day: whose law was applied; today where it is empty.
    """
    return {
        "Request-Id": request_id,
        "Package-Version": package_version(),
        "Law-Date": str(day or law_date()),  # core has a kind of text of its own
        "Parameters-Digest": parameters_digest(),
    }


def law_date(period: str | None = None) -> str:
    """The day whose law is applied: the first of a period, today where there is none."""
    if period is None:
        return datetime.datetime.now(datetime.UTC).date().isoformat()
    return f"{period}-01-01"[:10] if len(period) == len("2026") else f"{period}-01"[:10]
