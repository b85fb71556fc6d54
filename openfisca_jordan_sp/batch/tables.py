"""Tables of persons from wherever they come, read in parts: columns in memory, Parquet, an Arrow stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.batch.columns import FAMILY, HOUSEHOLD
from openfisca_jordan_sp.errors import SituationError, Text

#: Rows and columns of a table; rows beyond so many a family are no families.
MOST_COLUMNS = 2_000
MOST_ROWS_A_FAMILY = 40

#: Some rows: arrow arrays, or lists where a column has values of several kinds.
Rows = Mapping[str, Any]


@dataclass(frozen=True)
class PersonTable:
    """A table of persons.

    Attributes:
        names: of its columns.
        rows: how many.
        ids: reads `family_id` and `household_id` of all rows (None where there is no such column).
        cut: reads rows in order: from a list of rising ends, the rows up to each.
    """

    names: tuple[str, ...]
    rows: int
    ids: Callable[[], tuple[Any, Any]]
    cut: Callable[[Sequence[int]], Iterator[Rows]]


def from_columns(columns: Mapping[str, Sequence[Any]]) -> PersonTable:
    """A table of lists of one length; None where nothing is told.

    Raises:
        SituationError: no columns, or lists of several lengths.
    """
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise SituationError(
            Text("The columns differ in length.", "أطوال الأعمدة مختلفة."),
            path="columns",
            hint=Text("Write null where nothing is told.", "اكتب null حيث لا يُذكر شيء."),
        )
    _check_width(columns)
    arrays = {name: column_of(values) for name, values in columns.items()}
    return _in_memory(tuple(arrays), lengths.pop() if lengths else 0, arrays)


def column_of(values: Any) -> Any:
    """Values as an arrow array; as a list where they are of several kinds. An array is left as it is."""
    import pyarrow  # noqa: PLC0415

    if isinstance(values, pyarrow.Array):
        return values
    values = values if isinstance(values, list) else list(values)
    try:
        array = pyarrow.array(values)
    except (pyarrow.ArrowException, OverflowError):
        return values
    # Arrow takes truths among fractions, and mixes what is rarer; of the others it takes one kind alone.
    is_surely_one = is_scalar(array) and array.type != pyarrow.float64()
    return array if is_surely_one or _is_of_one_kind(values) else values


def is_scalar(array: Any) -> bool:
    """Whether an arrow array holds what a list of JSON may: numbers, texts, truths or nothing."""
    import pyarrow  # noqa: PLC0415

    kinds = (pyarrow.int64(), pyarrow.float64(), pyarrow.string(), pyarrow.bool_(), pyarrow.null())
    return array.type in kinds


def _is_of_one_kind(values: list[Any]) -> bool:
    kinds = set(map(type, values)) - {type(None)}
    return len(kinds) <= 1 or kinds == {int, float}


def _in_memory(names: tuple[str, ...], rows: int, arrays: Mapping[str, Any]) -> PersonTable:
    def ids() -> tuple[Any, Any]:
        return _ids(arrays.get(FAMILY), FAMILY), _ids(arrays.get(HOUSEHOLD), HOUSEHOLD)

    def cut(ends: Sequence[int]) -> Iterator[Rows]:
        start = 0
        for end in ends:
            yield {name: one[start:end] for name, one in arrays.items()}
            start = end

    return PersonTable(names, rows, ids, cut)


def _ids(column: Any, name: str) -> Any:
    if isinstance(column, list):
        raise SituationError(
            Text(
                f"{name} must be texts alone or whole numbers alone.",
                f"{name} يجب أن يكون نصوصا فقط أو أرقاما صحيحة فقط.",
            ),
            path=name,
        )
    return column


def from_arrow(table: Any) -> PersonTable:
    """A `pyarrow.Table`.

    Raises:
        SituationError: more columns than any table has.
    """
    _check_width(table.column_names)
    arrays = {name: _whole(table.column(place)) for place, name in enumerate(table.column_names)}
    return _in_memory(tuple(table.column_names), table.num_rows, arrays)


def _whole(column: Any) -> Any:
    """A column in one piece."""
    import pyarrow  # noqa: PLC0415

    if column.num_chunks == 1:
        return column.chunk(0)
    if pyarrow.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return column.combine_chunks() if column.num_chunks else pyarrow.array([], column.type)


def from_stream(data: Any, most_rows: int) -> PersonTable:
    """An Arrow stream in memory; its columns are not copied.

    Args:
        data: bytes, uncompressed: what a compressed stream grows to is not known before it is read.
        most_rows: that are read.

    Raises:
        SituationError: bytes that are no such stream.
    """
    import pyarrow  # noqa: PLC0415

    from openfisca_jordan_sp.batch.streams import refuse_compressed  # noqa: PLC0415

    with _readable("Arrow"):
        refuse_compressed(data)
        with pyarrow.ipc.open_stream(pyarrow.py_buffer(data)) as reader:
            table = reader.read_all()
        table.validate(full=True)
        _check_zones(table.schema)
    _check_rows(table.num_rows, most_rows)
    return from_arrow(table)


def from_parquet(data: Any, most_rows: int, most_bytes: int) -> PersonTable:
    """A Parquet file, read in parts.

    Args:
        data: bytes, or the path of a file.
        most_rows: that are read.
        most_bytes: that its columns may have once decompressed.

    Raises:
        SituationError: no such file, or one that grows beyond the limits.
    """
    import pyarrow  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    source = pyarrow.BufferReader(data) if isinstance(data, bytes) else data
    with _readable("Parquet"):
        metadata = parquet.read_metadata(source)
        texts = _texts(metadata)
        schema = metadata.schema.to_arrow_schema()
        _check_zones(schema)
    names = tuple(schema.names)
    _check_width(names)
    _check_rows(metadata.num_rows, most_rows)
    size = sum(metadata.row_group(place).total_byte_size for place in range(metadata.num_row_groups))
    if size > most_bytes:
        raise SituationError(
            Text(
                f"Decompressed, it would have {size} bytes; at most {most_bytes}.",
                f"حجمه بعد فك الضغط {size} بايت والحد {most_bytes}.",
            ),
            path="body",
        )

    def opened() -> Any:
        again = pyarrow.BufferReader(data) if isinstance(data, bytes) else data
        # Texts stay in dictionaries: a text that stands in every row is kept once.
        return parquet.ParquetFile(again, read_dictionary=texts, pre_buffer=False)

    def ids() -> tuple[Any, Any]:
        with _readable("Parquet"):
            read = opened().read(columns=[name for name in (FAMILY, HOUSEHOLD) if name in names])
            read.validate(full=True)
        found = [_whole(read.column(name)) if name in names else None for name in (FAMILY, HOUSEHOLD)]
        return found[0], found[1]

    def cut(ends: Sequence[int]) -> Iterator[Rows]:
        batches = _batches(opened())
        kept, start = [], 0
        held = 0
        for end in ends:
            while held < end - start:
                kept.append(next(batches))
                held += kept[-1].num_rows
            table = pyarrow.Table.from_batches(kept)
            part = table.slice(0, end - start)
            yield {name: _whole(part.column(place)) for place, name in enumerate(part.column_names)}
            kept = table.slice(end - start).to_batches()
            held -= end - start
            start = end

    return PersonTable(names, metadata.num_rows, ids, cut)


def _texts(metadata: Any) -> list[str]:
    schema = metadata.schema
    return [
        schema.column(place).path for place in range(len(schema)) if schema.column(place).physical_type == "BYTE_ARRAY"
    ]


def _batches(file: Any) -> Iterator[Any]:
    with _readable("Parquet"):
        # In memory, threads cost more than they save; the workers of a service share the cores as it is.
        for batch in file.iter_batches(batch_size=50_000, use_threads=False):
            batch.validate(full=True)
            yield batch
        raise ValueError("fewer rows than the file says")


@contextmanager
def _readable(form: str) -> Iterator[None]:
    """Turn what arrow says of broken bytes into an error of ours."""
    import pyarrow  # noqa: PLC0415

    try:
        yield
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError):
        raise SituationError(
            Text(f"The body is no readable {form}.", f"المحتوى ليس {form} مقروءا."),
            path="body",
            hint=Text("Write it again, whole, with a current library.", "اكتبه ثانية كاملا بمكتبة حديثة."),
        ) from None


def _check_zones(schema: Any) -> None:
    """Have arrow refuse time zones that it does not know now, and not in the middle of an answer."""
    import pyarrow  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    for kind in schema.types:
        if pyarrow.types.is_timestamp(kind) and kind.tz:
            compute.local_timestamp(pyarrow.array([0], kind))


def _check_width(names: Any) -> None:
    if len(names) > MOST_COLUMNS:
        raise SituationError(
            Text(f"More than {MOST_COLUMNS} columns.", f"أكثر من {MOST_COLUMNS} عمود."), path="columns"
        )


def _check_rows(rows: int, most: int) -> None:
    if rows > most:
        raise SituationError(Text(f"{rows} rows; at most {most}.", f"{rows} صف والحد الأعلى {most}."), path="body")
