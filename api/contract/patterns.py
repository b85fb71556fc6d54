"""Patterns as JSON Schema means them: `$` is the end of a text. Python's `$` lets one line break pass after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

_END = re.compile(r"(?<!\\)\$")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_END.sub(r"\\Z", pattern))


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and _compiled(pattern).search(instance) is None:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


#: JSON Schema 2020-12 with its own end of a text.
StrictValidator: type[Validator] = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern}
)
