"""The body of a batch in each of its forms: what is asked, and where the families come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.batch import BatchQuestion, PersonTable, from_columns, from_parquet, from_stream
from openfisca_jordan_sp.batch.calculating import Case
from openfisca_jordan_sp.batch.tables import MOST_ROWS_A_FAMILY, column_of, is_scalar
from openfisca_jordan_sp.errors import NO_HINT, Problem, Text

from ..contract.checking import told
from ..errors import InvalidRequestError, MalformedError, TooLargeError
from ..json_text import check_loosely_read, read_json, read_loosely
from ..operations import Asked
from .asked_policies import policy_of

LINES = "application/x-ndjson"
_IN_THE_BODY = ("application/json", LINES)


@dataclass
class Body:
    """A batch as it was sent.

    Attributes:
        question: what is asked of every family.
        policy: as the request gave it; None for the law in force.
        source: a table, or cases one after the other.
        lines: how many families or cases there are at most; of a table it is not known yet.
        rows: of a table.
    """

    question: BatchQuestion
    policy: Any
    source: PersonTable | Iterator[Case]
    lines: int = 0
    rows: int = 0


def read_body(asked: Asked) -> Body:
    """What a request asks, checked; families are read when they are computed.

    Raises:
        ServiceError: a body that cannot be read, or asks what the contract does not allow.
        SituationError: unknown outputs; a table that is none.
        PolicyError: see `policy_of`.
    """
    if asked.media_type in _IN_THE_BODY and asked.query:
        name = next(iter(asked.query))
        message = Text("belongs in the body.", "مكانه المحتوى.")
        raise InvalidRequestError([Problem("invalid_request", name, message, NO_HINT)])
    if asked.media_type == LINES:
        return _of_lines(asked)
    return _of_columns(asked) if asked.media_type == "application/json" else _of_table(asked)


def _question(asked: Asked, head: Mapping[str, Any]) -> BatchQuestion:
    policy = policy_of(head.get("policy", []), asked.services.store, "policy")
    return BatchQuestion.of(head["period"], head.get("outputs", ()), policy)


def _checked(asked: Asked, head: Any, path: str) -> Any:
    """What is asked of every family, held against the contract."""
    problems = told(asked.operation.contract.schema("BatchHead").iter_errors(head), path)
    if problems:
        raise InvalidRequestError(problems)
    return head


def _of_columns(asked: Asked) -> Body:
    sent = _read_columns(asked.raw)
    if not isinstance(sent, dict):
        raise _invalid("body", Text("must be an object.", "يجب أن يكون كائنا."))
    columns = sent.get("columns")
    head = _checked(asked, {name: value for name, value in sent.items() if name != "columns"}, "body")
    if not isinstance(columns, dict) or not all(_is_column(values) for values in columns.values()):
        raise _invalid("body.columns", Text("must be an object of lists.", "يجب أن يكون كائنا من قوائم."))
    if not columns:
        raise _invalid("body.columns", Text("has no column.", "لا عمود فيه."))
    table = from_columns(columns)
    _refuse_rows(table.rows, _most_rows(asked))
    return Body(_question(asked, head), head.get("policy"), table, rows=table.rows)


def _read_columns(raw: bytes) -> Any:
    """The body with its columns as arrow arrays where they are of one kind, so that no value is looked at twice.

    Raises:
        MalformedError: see `read_json`.
    """
    sent = read_loosely(raw)
    columns = sent.get("columns") if isinstance(sent, dict) else None
    if not isinstance(columns, dict):
        check_loosely_read(raw, sent)
        return sent
    read, left = {}, {}
    for name in list(columns):
        # A list goes as soon as its array is there.
        values = columns.pop(name)
        read[name] = column_of(values) if isinstance(values, list) else values
        if not _is_plain(read[name]):
            left[name] = values
    check_loosely_read(raw, sent | {"columns": left})
    return sent | {"columns": read}


def _is_column(values: Any) -> bool:
    return isinstance(values, list) or hasattr(values, "null_count")


def _is_plain(values: Any) -> bool:
    """Whether a column is an array in which nothing lies deeper and every number is finite."""
    from pyarrow import compute  # noqa: PLC0415

    if isinstance(values, list) or not _is_column(values) or not is_scalar(values):
        return False
    return values.type != "double" or bool(compute.all(compute.is_finite(values), min_count=0).as_py())


def _of_table(asked: Asked) -> Body:
    if "period" not in asked.query:
        raise _invalid("period", Text("is required.", "مطلوب."))
    head = dict(asked.query)
    if "outputs" in head:
        head["outputs"] = head["outputs"].split(",")
    question = _question(asked, head)
    most = _most_rows(asked)
    if asked.media_type.endswith("parquet"):
        # What is decompressed is larger, but nothing honest grows without bound.
        most_bytes = 8 * asked.services.settings.most_batch_bytes
        table = from_parquet(asked.raw, most, most_bytes)
    else:
        table = from_stream(asked.raw, most)
    return Body(question, head.get("policy"), table, rows=table.rows)


def _most_rows(asked: Asked) -> int:
    return MOST_ROWS_A_FAMILY * asked.services.settings.most_batch_families


def _refuse_rows(rows: int, most: int) -> None:
    if rows > most:
        raise TooLargeError(Text(f"{rows} rows; at most {most}.", f"{rows} صف والحد الأعلى {most}."), path="body")


def _of_lines(asked: Asked) -> Body:
    lines = _lines(asked.raw)
    first = next(lines, None)
    if first is None:
        raise MalformedError(Text("The body is empty.", "المحتوى فارغ."), path="body")
    head = _checked(asked, read_json(first), "line 1")
    question = _question(asked, head)
    pattern = asked.operation.contract.document["components"]["schemas"]["Unit"]["pattern"]
    cases = _cases(lines, re.compile(pattern), asked.services.settings.most_bytes)
    return Body(
        question, head.get("policy"), cases, lines=_count(asked.raw, asked.services.settings.most_batch_families)
    )


def _count(raw: bytes, most: int) -> int:
    """How many lines follow the first, blank ones perhaps among them; exactly, where that would be too many."""
    count = raw.count(b"\n")
    return count if count <= most else sum(1 for _ in _lines(raw)) - 1


def _lines(raw: bytes) -> Iterator[bytes]:
    """The lines that are not blank, one after the other."""
    start = 0
    while start < len(raw):
        end = raw.find(b"\n", start)
        end = len(raw) if end < 0 else end
        line = raw[start:end].strip()
        start = end + 1
        if line:
            yield line


def _cases(lines: Iterator[bytes], name: re.Pattern[str], most_bytes: int) -> Iterator[Case]:
    for number, line in enumerate(lines, 2):
        yield _case(line, f"line {number}", name, most_bytes)


def _case(line: bytes, path: str, name: re.Pattern[str], most_bytes: int) -> Case:
    """One case by its id, or what is wrong with its line; blank lines are not counted."""
    if len(line) > most_bytes:
        message = Text(f"The line is longer than {most_bytes} bytes.", f"السطر أطول من {most_bytes} بايت.")
        return "", Problem("too_large", path, message)
    try:
        read = read_json(line)
    except MalformedError as error:
        return "", Problem(error.code, path, error.message, error.hint)
    if not isinstance(read, dict) or read.keys() != {"id", "situation"}:
        return "", Problem("invalid_request", path, _KEYS)
    given = read["id"]
    if not isinstance(given, str) or not name.fullmatch(given):
        return "", Problem("invalid_request", f"{path}.id", _ID)
    return given, read["situation"]


_KEYS = Text("A line is an object of `id` and `situation`.", "السطر كائن فيه `id` و`situation` فقط.")
_ID = Text(
    "must be a text of 1 to 64 visible characters without a slash.",
    "يجب أن يكون نصا من 1 إلى 64 حرفا ظاهرا دون شرطة مائلة.",
)


def _invalid(path: str, message: Text) -> InvalidRequestError:
    return InvalidRequestError([Problem("invalid_request", path, message)])
