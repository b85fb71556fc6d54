"""Tables as uncompressed Arrow IPC files that numpy reads in place.

A file has one record batch, so each column is one run of bytes. Enums are their codes
and booleans bytes (Arrow's own are bits, which numpy cannot view); dates are days
since 1970 as 64-bit integers, as numpy has them. Fields name their kind and members.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy
import pyarrow
import pyarrow.ipc
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.columns import Columns
from openfisca_jordan_sp.populations.schema import Column, Kind, column_named

_TYPES: Mapping[Kind, Any] = {
    Kind.IDENTIFIER: pyarrow.int64(),
    Kind.CODE: pyarrow.int64(),
    Kind.ENUM: pyarrow.uint8(),
    Kind.BOOLEAN: pyarrow.uint8(),
    Kind.COUNT: pyarrow.int32(),
    Kind.AMOUNT: pyarrow.float64(),
    Kind.DATE: pyarrow.int64(),
}

#: A page that is touched brings its neighbours (64 KiB on Linux), also those before the rows of a cut.
_READ_AROUND = 1 << 17

#: Writes at least so long are rows, which are put later: shorter ones describe them.
_SHORTEST_HOLE = 1 << 16


def arrow_schema(names: Iterable[str]) -> pyarrow.Schema:
    """The schema of a file with these columns."""
    return pyarrow.schema([_field(column_named(name)) for name in names])


def _field(column: Column) -> pyarrow.Field:
    about = {"kind": column.kind.value, "unit": column.unit, "members": ",".join(column.members)}
    kept = {key: value for key, value in about.items() if value}
    return pyarrow.field(column.name, _TYPES[column.kind], nullable=False, metadata=kept)


class ArrowWriter:
    """An Arrow file of known size whose rows are put in any order, by any thread.

    It is laid out first with a hole for each column, so that nothing has to be held in memory.
    """

    def __init__(self, path: Path, names: Iterable[str], rows: int) -> None:
        """Lay out the file.

        Raises:
            OSError: it cannot be written.
        """
        schema = arrow_schema(names)
        # Memory that is asked for and never written to takes no room.
        zeros = pyarrow.py_buffer(numpy.zeros(8 * rows, dtype=numpy.uint8))
        columns = [pyarrow.Array.from_buffers(field.type, rows, [None, zeros]) for field in schema]
        with path.open("wb") as file:
            sink = pyarrow.PythonFile(_Holes(file), "w")
            with pyarrow.ipc.new_file(sink, schema) as writer:
                writer.write_batch(pyarrow.RecordBatch.from_arrays(columns, schema=schema))
        self._places = open_arrow(path).places
        self._file = os.open(path, os.O_WRONLY)

    def put(self, name: str, row: int, values: NDArray[Any]) -> None:
        """Write the rows of a column from `row` on."""
        data = numpy.ascontiguousarray(values).view(numpy.uint8).data
        place = self._places[name] + row * values.dtype.itemsize
        while data:
            written = os.pwrite(self._file, data, place)
            data, place = data[written:], place + written

    def close(self) -> None:
        """See that all is on the disk, and close."""
        try:
            os.fsync(self._file)
        finally:
            os.close(self._file)


class _Holes:
    """A file in which long runs of zeros are left out: the system reads zeros there."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: Any) -> int:
        size = len(data)
        if size < _SHORTEST_HOLE:
            self._file.write(data)
        else:
            self._file.seek(size, os.SEEK_CUR)
        return size

    def tell(self) -> int:
        return self._file.tell()

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.flush()


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class MappedColumns(Columns):
    """A table whose arrays are the bytes of a file: read-only, and read when they are touched."""

    def __init__(self, columns: Mapping[str, NDArray[Any]], places: Mapping[str, int], memory: mmap.mmap) -> None:
        """Take the arrays of a mapped file.

        Args:
            columns: views of `memory`.
            places: where in it each of them begins, in bytes.
            memory: the file.
        """
        super().__init__(columns, lambda _, values: values)
        self.places = places
        self._memory = memory

    def release(self, start: int, stop: int | None) -> None:
        """Give the memory of some rows back to the system, and of what stands on the same pages."""
        if not hasattr(mmap, "MADV_DONTNEED"):
            return
        for name, place in self.places.items():
            values = self[name]
            low = place + start * values.itemsize
            high = place + (len(values) if stop is None else stop) * values.itemsize
            first = max(0, low - _READ_AROUND) // mmap.PAGESIZE * mmap.PAGESIZE
            if high > low:
                self._memory.madvise(mmap.MADV_DONTNEED, first, high - first)

    def without(self, names: Collection[str]) -> MappedColumns:
        """The same table without some columns."""
        kept = {name: values for name, values in self.items() if name not in names}
        return MappedColumns(kept, {name: self.places[name] for name in kept}, self._memory)


def open_arrow(path: Path) -> MappedColumns:
    """Map a file that `ArrowWriter` wrote; no row is read.

    Raises:
        OSError: it is not there or cannot be mapped.
        pyarrow.ArrowException: its footer, schema or batch cannot be read.
        ValueError: it is empty, or its columns are not those of this package's schema.
    """
    memory = _mapped(path)
    buffer = pyarrow.py_buffer(memory)
    reader = pyarrow.ipc.open_file(pyarrow.BufferReader(buffer))
    if reader.num_record_batches != 1:
        raise ValueError(f"{path} has {reader.num_record_batches} batches, not one.")
    if not reader.schema.equals(arrow_schema(reader.schema.names), check_metadata=True):
        raise ValueError(f"{path} has other columns than the schema.")
    batch = reader.get_batch(0)
    columns, places = {}, {}
    for name, values in zip(batch.schema.names, batch.columns, strict=True):
        columns[name] = values.to_numpy(zero_copy_only=True).view(column_named(name).dtype)
        places[name] = values.buffers()[1].address - buffer.address
    return MappedColumns(columns, places, memory)
