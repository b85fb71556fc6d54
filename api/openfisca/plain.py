"""What YAML and classes of the law hold, as JSON can say it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from openfisca_core.indexed_enums import Enum

from ..json_text import finite


def plain(value: Any) -> Any:
    """A value as JSON can say it: dates as ISO text, items of an enumeration by name, no number as null.

    What JSON has no form for is given as text.
    """
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, float):
        return finite(float(value))
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
