"""JSON as the service reads and writes it: no value that JSON does not have, nothing that may be read in two ways."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Collection, Iterator
from typing import Any

from openfisca_jordan_sp.errors import Text

from .errors import MalformedError

#: How deep objects and lists may lie within one another.
DEEPEST = 32

_DENSE = (",", ":")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(data: bytes) -> Any:
    """The value that a body says; the order of keys is kept.

    Raises:
        MalformedError: not UTF-8, no JSON, a key twice in one object, NaN or a number out of all bounds, half a
            character, or objects too deep within one another.
    """
    text = _text(data)
    value = _decoded(text)
    if text.count("[") + text.count("{") > DEEPEST and _depth(value) > DEEPEST:
        raise _too_deep()
    if _SURROGATE.search(text):
        _refuse_half_characters(value)
    return value


def read_loosely(data: bytes) -> Any:
    """The value that a large body says, of which numbers and depth are not looked at: see `check_loosely_read`.

    Raises:
        MalformedError: see `read_json`.
    """
    text = _text(data)
    if _SURROGATE.search(text):
        return read_json(data)
    try:
        return _LOOSE.decode(text)
    except (MalformedError, ValueError, RecursionError):
        # The first mistake is told, and there may be one before this.
        return read_json(data)


def check_loosely_read(data: bytes, left: Any) -> None:
    """Refuse what `read_json` refuses and `read_loosely` does not.

    Args:
        data: of the body.
        left: the value without the lists in which nothing but finite numbers, texts and truths were found.

    Raises:
        MalformedError: a number out of all bounds, or objects too deep within one another.
    """
    if _depth(left) > DEEPEST or _has_infinite(left):
        read_json(data)


def write_json(value: Any) -> bytes:
    """A value as JSON: Arabic as it is, keys in their order.

    Raises:
        ValueError: a number that is not finite, which JSON cannot say.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=_DENSE).encode()


def digest_of_json(value: Any) -> str:
    """SHA-256 of a value, in hexadecimal digits: the same however its objects order their keys.

    Raises:
        ValueError: see `write_json`.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=_DENSE, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def finite(number: float) -> float | None:
    """A number as JSON can say it: None for what is not known (not a number) or has no bound."""
    return number if math.isfinite(number) else None


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MalformedError(Text("The body is not UTF-8.", "المحتوى ليس بترميز UTF-8."), path="body") from None


def _decoded(text: str) -> Any:
    value = _decoded_quickly(text)
    if value is not None:
        return value
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise _too_deep() from None
    except json.JSONDecodeError as error:
        where = f"{error.lineno}:{error.colno}"
        raise MalformedError(
            Text(f"Invalid JSON: {error.msg} (at {where}).", f"ليس JSON صحيحا عند الموضع {where}."), path="body"
        ) from None
    except ValueError:  # Python's own limit of digits
        raise _out_of_bounds("integer") from None


def _decoded_quickly(text: str) -> Any:
    """The value where it is surely right; None where it is for the other decoder, which is slower, to say."""
    objects: list[dict[str, Any]] = []

    def keep(made: dict[str, Any]) -> dict[str, Any]:
        objects.append(made)
        return made

    try:
        value = json.JSONDecoder(object_hook=keep, parse_float=_float, parse_constant=_constant).decode(text)
    except (MalformedError, ValueError, RecursionError):
        # The first mistake is told, and there may be one before this.
        return None
    # Each key of an object is followed by a colon; as many keys as colons are left only where none stood twice.
    return value if sum(map(len, objects)) == text.count(":") else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise MalformedError(
            Text(f"The key {twice[:64]!r} stands twice in one object.", f"المفتاح {twice[:64]!r} مكرر في كائن واحد."),
            path="body",
            hint=Text("Give each key once.", "اذكر كل مفتاح مرة واحدة."),
        )
    return made


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _out_of_bounds(text)
    return number


def _constant(name: str) -> float:
    raise MalformedError(
        Text(f"{name} is no number of JSON.", f"{name} ليس رقما في JSON."),
        path="body",
        hint=Text("Leave out what is not known.", "احذف ما هو غير معروف."),
    )


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_float, parse_constant=_constant)
_LOOSE = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def _out_of_bounds(text: str) -> MalformedError:
    return MalformedError(
        Text(f"A number is out of all bounds: {text[:20]}.", "في المحتوى رقم خارج كل حد."), path="body"
    )


def _too_deep() -> MalformedError:
    return MalformedError(
        Text(f"Objects lie more than {DEEPEST} deep within one another.", f"الكائنات متداخلة أكثر من {DEEPEST} مرة."),
        path="body",
    )


def _levels(value: Any) -> Iterator[list[Any]]:
    """The value, then what lies right within it, and so on; no deeper than one level too deep."""
    level = [value]
    for _ in range(DEEPEST + 2):
        if not level:
            return
        yield level
        level = [child for one in level for child in _parts(one)]


def _depth(value: Any) -> int:
    """How deep objects and lists lie within one another; a value that is neither counts as one."""
    return sum(1 for _ in _levels(value)) - 1


def _has_infinite(value: Any) -> bool:
    infinite = {math.inf, -math.inf}
    return any(
        type(one) is float and one in infinite
        for level in _levels([value])
        for part in level
        for one in _children(part)
    )


def _parts(value: Any) -> list[Any]:
    """The objects and lists right within one; a long list of numbers is passed over at once."""
    children = _children(value)
    if _PARTS.isdisjoint(map(type, children)):
        return []
    return [child for child in children if isinstance(child, dict | list)]


def _children(value: Any) -> Collection[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


_PARTS = {dict, list}


def _refuse_half_characters(value: Any) -> None:
    """Refuse half of a pair of surrogates: no reply could repeat it."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise MalformedError(Text("A text has half a character.", "في نص نصف حرف."), path="body") from None
