"""Whether an Arrow stream is compressed, told from the heads of its messages before anything is decompressed."""

from __future__ import annotations

import struct
from typing import Any

from openfisca_jordan_sp.errors import SituationError, Text

#: Fields of Arrow's flatbuffers: the head of a message, the batch in a dictionary, the compression of a batch.
_HEADER, _DATA, _COMPRESSION = 2, 1, 3


def refuse_compressed(data: Any) -> None:
    """Refuse a stream with a compressed part.

    Raises:
        SituationError: it has one.
        ValueError: bytes that are no messages of Arrow.
    """
    import pyarrow  # noqa: PLC0415

    reader = pyarrow.MessageReader.open_stream(pyarrow.py_buffer(data))
    while True:
        try:
            message = reader.read_next_message()
        except StopIteration:
            return
        if message.type not in ("record batch", "dictionary"):
            continue
        try:
            is_compressed = _is_compressed(message.metadata.to_pybytes(), message.type == "dictionary")
        except struct.error:
            raise ValueError("no message of Arrow") from None
        if is_compressed:
            raise SituationError(
                Text("The Arrow stream is compressed.", "تدفق Arrow مضغوط."),
                path="body",
                hint=Text("Send it uncompressed, or send Parquet.", "أرسله دون ضغط أو أرسل Parquet."),
            )


def _is_compressed(head: bytes, is_dictionary: bool) -> bool:
    batch = _field(head, struct.unpack_from("<I", head)[0], _HEADER)
    if is_dictionary and batch:
        batch = _field(head, batch, _DATA)
    return bool(batch and _field(head, batch, _COMPRESSION))


def _field(head: bytes, table: int, number: int) -> int:
    """Where a table that is a field of another begins; 0 where it is left out."""
    fields = table - struct.unpack_from("<i", head, table)[0]
    if fields < 0 or 4 + 2 * number >= struct.unpack_from("<H", head, fields)[0]:
        return 0
    offset = struct.unpack_from("<H", head, fields + 4 + 2 * number)[0]
    return table + offset + struct.unpack_from("<I", head, table + offset)[0] if offset else 0
