"""The contract itself."""

from __future__ import annotations

from functools import cache

from ..contract import load_contract
from ..json_text import write_json
from ..operations import Asked, Reply, operation


@operation("readContract")
def read_contract(asked: Asked) -> Reply:
    """The OpenAPI document by which requests are validated."""
    del asked
    return Reply(_document(), headers={"Cache-Control": "public, max-age=300"})


@cache
def _document() -> bytes:
    """The document as it is sent: half a megabyte, written once."""
    return write_json(load_contract().document)
