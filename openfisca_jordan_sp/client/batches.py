"""Many families in one call: lines in and lines out, or a table in and a table out."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from openfisca_jordan_sp.client.calls import Call, Connection, to_json
from openfisca_jordan_sp.client.errors import BrokenStreamError, ClientError
from openfisca_jordan_sp.errors import Text

if TYPE_CHECKING:
    import httpx
    import pandas
    import pyarrow

    Table = TypeVar("Table", pyarrow.Table, pandas.DataFrame)

PATH = "/v1/calculate/batch"
NDJSON, ARROW = "application/x-ndjson", "application/vnd.apache.arrow.stream"
PROBLEM = "application/problem+json"
#: What ends a stream of Arrow.
_ARROW_END = b"\xff\xff\xff\xff\x00\x00\x00\x00"


class BatchLines:
    """What comes of each family, one after the other as it arrives.

        lines = client.batch(families, period="2026-01", outputs=["uct_amount"])
        for line in lines: ...
        lines.summary

    Attributes:
        summary: the last line: how many were computed and refused, and by which law; empty before it has come.
    """

    def __init__(self, connection: Connection, call: Call) -> None:
        self._connection, self._call = connection, call
        self._key = ""
        self.summary: dict[str, Any] = {}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """One family's line: `id`, `status`, and `results` or `problems`.

        Each iteration asks the service anew: after a reply that broke off under the same idempotency key, so that the
        service counts it once.

        Raises:
            BrokenStreamError: the reply broke off: what came is not the whole.
            ClientError: as of `Connection.answer`.
        """
        self._key = uuid.uuid4().hex if self.summary.get("complete") or not self._key else self._key
        self.summary = {}
        call = replace(self._call, headers={"Idempotency-Key": self._key, **self._call.headers})
        with self._connection.stream(call) as response:
            for line in _lines(response):
                if "summary" in line:
                    self.summary = line["summary"]
                else:
                    yield line
        if not self.summary.get("complete"):
            raise BrokenStreamError


def _lines(response: httpx.Response) -> Iterator[dict[str, Any]]:
    import httpx  # noqa: PLC0415 - an extra

    try:
        for line in response.iter_lines():
            if line.strip():
                yield json.loads(line)
    except (httpx.TransportError, ValueError):  # broken off between two lines, or within one
        raise BrokenStreamError from None


def batch_lines(
    connection: Connection,
    families: Mapping[str, Any] | Iterable[tuple[str, Any]],
    *,
    period: str,
    outputs: Iterable[str] | None,
    policy: Any,
    headers: Mapping[str, str],
) -> BatchLines:
    """A batch of situations.

    Args:
        connection: to the service.
        families: situations by id, or pairs of both.
        period: a month.
        outputs: variables; the service's own choice where it is None.
        policy: as every route takes it; None is the law in force.
        headers: beside the usual ones.
    """
    pairs = families.items() if isinstance(families, Mapping) else families
    head = {"period": period, "outputs": None if outputs is None else list(outputs), "policy": policy}
    rows = [{name: value for name, value in head.items() if value is not None}]
    rows += [{"id": name, "situation": situation} for name, situation in pairs]
    content = b"".join(to_json(row) + b"\n" for row in rows)
    call = Call("POST", PATH, {}, content, NDJSON, f"{NDJSON}, {PROBLEM}", headers)
    return BatchLines(connection, call)


def batch_table(
    connection: Connection,
    table: Table,
    *,
    period: str,
    outputs: Iterable[str] | None,
    policy: str | None,
    headers: Mapping[str, str],
) -> Table:
    """A batch as a table: one row for each person, as the service's page tells; a table of results back.

    Args:
        connection: to the service.
        table: of Arrow or pandas; the reply is of the same kind.
        period: a month.
        outputs: variables; the service's own choice where it is None.
        policy: an id; None is the law in force.
        headers: beside the usual ones.

    Raises:
        ClientError: a table that Arrow cannot hold; else as of `Connection.answer`.
        BrokenStreamError: the reply broke off.
    """
    import pyarrow  # noqa: PLC0415 - loaded when a table is sent

    is_arrow = isinstance(table, pyarrow.Table)
    query = {"period": period, "outputs": None if outputs is None else ",".join(outputs), "policy": policy}
    content = _to_arrow(table if is_arrow else _table_of(table))
    answer = connection.answer(Call("POST", PATH, query, content, ARROW, f"{ARROW}, {PROBLEM}", headers))
    if not (answer.body or b"").endswith(_ARROW_END):  # which Arrow itself does not ask for
        raise BrokenStreamError
    try:
        found = pyarrow.ipc.open_stream(pyarrow.py_buffer(answer.body or b"")).read_all()
    except (pyarrow.ArrowInvalid, OSError):
        raise BrokenStreamError from None
    result: Table = found if is_arrow else found.to_pandas()
    return result


def _table_of(frame: Any) -> Any:
    import pyarrow  # noqa: PLC0415

    try:
        return pyarrow.Table.from_pandas(frame, preserve_index=False)
    except (pyarrow.ArrowException, AttributeError, TypeError) as error:
        text = " ".join(str(error).split())[:200]
        message = Text(f"This is no table that can be sent: {text}", f"هذا ليس جدولا يمكن إرساله: {text}")
        raise ClientError(message, path="table") from None


def _to_arrow(table: Any) -> bytes:
    import pyarrow  # noqa: PLC0415

    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content
