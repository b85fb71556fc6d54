"""Numbers as they are typed: whatever digits a keyboard has, the law is written in one kind here."""

from __future__ import annotations

#: Arabic and Persian digits with their decimal mark; the mark between thousands says nothing.
_WESTERN = str.maketrans(
    {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)} | {"٫": ".", "٬": ""}
)


def western(text: str) -> str:
    """A text with its digits as the law is written in here."""
    return text.translate(_WESTERN)
