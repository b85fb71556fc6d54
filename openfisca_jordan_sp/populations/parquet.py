"""Arrays to Parquet bytes and back: one table of one governorate."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pyarrow.compute
import pyarrow.parquet
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Problem, Text
from openfisca_jordan_sp.populations.columns import Table
from openfisca_jordan_sp.populations.problems import problem, raise_problems
from openfisca_jordan_sp.populations.schema import PARTITION_COLUMN, Column, Kind, columns_among

Array = NDArray[Any]

_EXPECTED = {
    Kind.IDENTIFIER: Text("an integer", "عدد صحيح"),
    Kind.CODE: Text("an integer", "عدد صحيح"),
    Kind.COUNT: Text("an integer", "عدد صحيح"),
    Kind.ENUM: Text("a text", "نص"),
    Kind.BOOLEAN: Text("true or false", "صح أو خطأ"),
    Kind.AMOUNT: Text("a number", "عدد"),
    Kind.DATE: Text("a date", "تاريخ"),
}


def stored_columns(table: str, names: Collection[str]) -> list[Column]:
    """The columns that a file has: all but the one in the folder's name, and of those it may lack the `names`."""
    return [column for column in columns_among(table, names) if column.name != PARTITION_COLUMN]


def to_parquet(table: str, rows: Table) -> bytes:
    """The bytes of one file, the same for the same rows: one thread, one codec, no time stamp."""
    columns = stored_columns(table, rows.keys())
    arrow = pyarrow.table({column.name: _to_arrow(column, rows[column.name]) for column in columns})
    counted = [column.name for column in columns if column.kind is Kind.IDENTIFIER]
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(
        arrow,
        buffer,
        compression="zstd",
        compression_level=3,
        use_dictionary=[column.name for column in columns if column.name not in counted],
        column_encoding=dict.fromkeys(counted, "DELTA_BINARY_PACKED"),
        write_statistics=False,
        row_group_size=len(arrow) or None,
    )
    return buffer.getvalue()


def _to_arrow(column: Column, values: Array) -> pyarrow.Array:
    if column.kind is Kind.ENUM:
        return pyarrow.DictionaryArray.from_arrays(values.astype(numpy.int8), list(column.members))
    return pyarrow.array(values)


def rows_of(path: Path) -> int:
    """The rows of a file, from its footer alone.

    Raises:
        PopulationError: not Parquet, or not there.
    """
    return footer_of(path, str(path))[0]


def footer_of(file: Path, path: str) -> tuple[int, tuple[str, ...]]:
    """How many rows a file says it has, and the names of its columns.

    Args:
        file: where it is.
        path: what an error calls it.

    Raises:
        PopulationError: not Parquet, or not there.
    """
    try:
        footer = pyarrow.parquet.read_metadata(file)
    except (pyarrow.ArrowException, OSError):
        raise _unreadable(path) from None
    return int(footer.num_rows), tuple(footer.schema.names)


def from_parquet(table: str, data: bytes, path: str, only: Collection[str] | None = None) -> dict[str, Array]:
    """The rows of one file as arrays of the schema's dtypes; some may be views of `data` once decoded, all read-only.

    Args:
        table: whose file it is.
        data: its bytes.
        path: what an error calls it.
        only: the columns that are wanted; without it all that the table knows.

    Raises:
        PopulationError: not Parquet, or columns that are missing, of another type, with gaps or unknown names.
    """
    try:
        # Not `read_table`: for files as small as these its dataset machinery takes as long as decoding.
        source = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
        stored = source.schema_arrow.names
        columns = [column for column in stored_columns(table, stored) if only is None or column.name in only]
        names = [column.name for column in columns if column.name in stored]
        file = source.read(columns=names, use_threads=False)
    except (pyarrow.ArrowException, OSError):
        raise _unreadable(path) from None
    pieces = {column.name: _joined(file, column) for column in columns if column.name in names}
    raise_problems([found for column in columns for found in _column_problems(column, pieces.get(column.name), path)])
    return {column.name: _from_arrow(column, pieces[column.name]) for column in columns}


def _unreadable(path: str) -> PopulationError:
    return PopulationError(
        Text("The file is not a Parquet file that can be read.", "ليس ملف Parquet مقروءا."), path=path
    )


def _joined(file: pyarrow.Table, column: Column) -> pyarrow.Array:
    """The column in one piece; text as dictionary."""
    values = file.column(column.name)
    values = values.chunk(0) if values.num_chunks == 1 else values.combine_chunks()
    if isinstance(values, pyarrow.ChunkedArray):
        values = pyarrow.concat_arrays(values.chunks) if values.num_chunks else pyarrow.array([], values.type)
    if column.kind is Kind.ENUM and _is_text(values.type):
        return values.dictionary_encode()
    return values


def _column_problems(column: Column, values: pyarrow.Array | None, path: str) -> Iterator[Problem]:
    where = f"{path}: {column.name}"
    if values is None:
        yield problem(where, "The column is missing.", "العمود غير موجود.")
    elif not _is_expected(column.kind, values.type):
        kind, expected = values.type, _EXPECTED[column.kind]
        yield problem(
            where, f"The column is of type {kind}, not {expected.en}.", f"نوع العمود {kind} وليس {expected.ar}."
        )
    elif values.null_count:
        row = int(numpy.asarray(values.is_null()).argmax())
        yield problem(where, f"Row {row} of the file has no value.", f"الصف {row} في الملف بلا قيمة.")
    elif column.kind is Kind.ENUM:
        yield from _unknown_names(column, values, where)


def _unknown_names(column: Column, values: pyarrow.DictionaryArray, where: str) -> Iterator[Problem]:
    used = values.dictionary.take(pyarrow.compute.unique(values.indices)).to_pylist()
    unknown = [str(name) for name in used if name not in column.members]
    if unknown:
        known = ", ".join(column.members)
        yield problem(
            where,
            f"Unknown value {unknown[0]!r}.",
            f"قيمة غير معروفة: {unknown[0]}.",
            Text(f"Known values: {known}.", f"القيم المعروفة: {known}."),
        )


def _is_expected(kind: Kind, found: pyarrow.DataType) -> bool:
    types = pyarrow.types
    if kind in {Kind.IDENTIFIER, Kind.CODE, Kind.COUNT}:
        return bool(types.is_integer(found))
    if kind is Kind.ENUM:
        return bool(types.is_dictionary(found) and _is_text(found.value_type))
    if kind is Kind.BOOLEAN:
        return bool(types.is_boolean(found))
    if kind is Kind.DATE:
        return bool(types.is_date32(found))
    return bool(types.is_floating(found) or types.is_integer(found))


def _is_text(found: pyarrow.DataType) -> bool:
    return bool(pyarrow.types.is_string(found) or pyarrow.types.is_large_string(found))


def _from_arrow(column: Column, values: pyarrow.Array) -> Array:
    if column.kind is Kind.ENUM:
        names = values.dictionary.to_pylist()
        codes = [column.members.index(name) if name in column.members else 0 for name in names]
        indices = numpy.asarray(values.indices.to_numpy(zero_copy_only=False))
        if codes == list(range(len(codes))):
            return indices.astype(column.dtype)
        return numpy.asarray(numpy.asarray(codes, dtype=column.dtype)[indices])
    if column.kind is Kind.DATE:
        values = values.cast(pyarrow.int32())
    return numpy.asarray(values.to_numpy(zero_copy_only=False)).astype(column.dtype, copy=False)
