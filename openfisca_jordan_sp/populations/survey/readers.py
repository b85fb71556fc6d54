"""Reading the files of a survey: Stata, SPSS, CSV, Parquet and Excel, only the columns that are needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
import pandas
import pyarrow
import pyarrow.parquet
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Text

#: The formats, by the ending of a file.
FORMATS: Mapping[str, str] = {
    ".dta": "stata",
    ".sav": "spss",
    ".zsav": "spss",
    ".por": "spss_portable",
    ".csv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".xlsx": "excel",
}
ENCODINGS = ("utf-8", "cp1256")


@dataclass(frozen=True)
class File:
    """A file of a survey as a mapping names it.

    Attributes:
        path: where it is.
        format: one of the values of `FORMATS`.
        encoding: of CSV: one of `ENCODINGS`.
        separator: of CSV.
        sheet: of Excel; the first if empty.
    """

    path: Path
    format: str
    encoding: str = "utf-8"
    separator: str = ","
    sheet: str = ""

    @property
    def name(self) -> str:
        """The file's name without its folder: what messages and manifests may say."""
        return self.path.name


@dataclass(frozen=True, eq=False)
class Source:
    """The rows of a file.

    Attributes:
        name: the file's name.
        frame: the columns needed, under the names that the mapping uses; rows that are not kept are gone.
        labels: for each column that has them the label of each code.
        positions: which row of the file each row is, from 0.
        rows_before: rows of the file above its first data row (1 for a heading).
        ids: the columns that identify a row.
    """

    name: str
    frame: pandas.DataFrame
    labels: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    positions: NDArray[numpy.int64] = field(default_factory=lambda: numpy.zeros(0, dtype=numpy.int64))
    rows_before: int = 0
    ids: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def row_numbers(self) -> NDArray[numpy.int64]:
        """The number of each row as a reader of the file sees it, from 1."""
        return self.positions + 1 + self.rows_before

    def where(self, kept: NDArray[numpy.bool_], ids: Sequence[str] | None = None) -> Source:
        """Some of the rows."""
        frame = self.frame.loc[kept].reset_index(drop=True)
        names = self.ids if ids is None else tuple(ids)
        return Source(self.name, frame, self.labels, self.positions[kept], self.rows_before, names)


class MissingColumnsError(Exception):
    """Columns that a file does not have; `columns` names them, `known` those that it has."""

    def __init__(self, columns: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(", ".join(columns))
        self.columns = tuple(columns)
        self.known = tuple(known)


def read(file: File, columns: Sequence[str]) -> Source:
    """The columns of a file; a name matches another case of it if that is the only one.

    Raises:
        PopulationError: the file is not there, cannot be read, or needs a library that is not installed.
        MissingColumnsError: the file does not have all columns.
    """
    if not file.path.is_file():
        raise PopulationError(
            Text("There is no such file.", "لا يوجد ملف بهذا الاسم."),
            path=str(file.path),
            hint=Text("Give the folder of the files with `--data`.", "حدد مجلد الملفات بالخيار --data."),
        )
    frame, labels = _READERS[file.format](file, columns)
    frame = frame.reset_index(drop=True)
    before = 1 if file.format in {"csv", "excel"} else 0
    return Source(file.name, frame, labels, numpy.arange(len(frame)), before)


_Read = tuple[pandas.DataFrame, dict[str, dict[Any, str]]]


def _chosen(columns: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """For each column wanted the file's own spelling.

    Raises:
        MissingColumnsError: some are not there.
    """
    chosen, missing = {}, []
    for column in dict.fromkeys(columns):
        alike = [name for name in known if name.lower() == column.lower()]
        if column in known:
            chosen[column] = column
        elif len(alike) == 1:
            chosen[column] = alike[0]
        else:
            missing.append(column)
    if missing:
        raise MissingColumnsError(missing, known)
    return chosen


def _renamed(frame: pandas.DataFrame, chosen: Mapping[str, str]) -> pandas.DataFrame:
    return pandas.DataFrame({name: frame[spelling] for name, spelling in chosen.items()})


def _statistical(reader: str) -> Callable[[File, Sequence[str]], _Read]:
    """A reader of pyreadstat: codes as they are, their labels beside them."""

    def read_file(file: File, columns: Sequence[str]) -> _Read:
        pyreadstat = _library("pyreadstat")
        function = getattr(pyreadstat, reader)
        problems = (OSError, ValueError, UnicodeDecodeError, pyreadstat.ReadstatError, pyreadstat.PyreadstatError)
        try:
            _, about = function(str(file.path), metadataonly=True)
            chosen = _chosen(columns, about.column_names)
            frame, about = function(str(file.path), usecols=list(dict.fromkeys(chosen.values())))
        except problems as error:
            raise _unreadable(file, str(error)) from None
        labels = about.variable_value_labels
        return _renamed(frame, chosen), {name: dict(labels.get(spelling, {})) for name, spelling in chosen.items()}

    return read_file


def _csv(file: File, columns: Sequence[str]) -> _Read:
    options: dict[str, Any] = {"encoding": _signed(file.encoding), "sep": file.separator, "dtype": "object"}
    try:
        known = pandas.read_csv(file.path, nrows=0, **options).columns.tolist()
        chosen = _chosen(columns, known)
        frame = pandas.read_csv(
            file.path, usecols=list(chosen.values()), keep_default_na=False, skip_blank_lines=False, **options
        )
    except UnicodeDecodeError:
        others = ", ".join(name for name in ENCODINGS if name != file.encoding)
        raise PopulationError(
            Text(f"The text is not in the encoding {file.encoding}.", f"النص ليس بترميز {file.encoding}."),
            path=str(file.path),
            hint=Text(f"Set `encoding: {others}` in the mapping.", f"اضبط encoding: {others} في ملف الربط."),
        ) from None
    except (OSError, ValueError, pandas.errors.ParserError) as error:
        raise _unreadable(file, str(error)) from None
    return _renamed(frame, chosen), {}


def _signed(encoding: str) -> str:
    """The mark that spreadsheets put before UTF-8 is not part of the first column's name."""
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _parquet(file: File, columns: Sequence[str]) -> _Read:
    try:
        chosen = _chosen(columns, pyarrow.parquet.read_schema(file.path).names)
        table = pyarrow.parquet.read_table(file.path, columns=list(dict.fromkeys(chosen.values())), partitioning=None)
    except (OSError, pyarrow.ArrowException) as error:
        raise _unreadable(file, str(error)) from None
    return _renamed(table.to_pandas(), chosen), {}


def _excel(file: File, columns: Sequence[str]) -> _Read:
    _library("openpyxl")
    try:
        frame = pandas.read_excel(
            file.path, sheet_name=file.sheet or 0, dtype=object, keep_default_na=False, engine="openpyxl"
        )
    except Exception as error:  # openpyxl lets errors of zip, XML and its own through
        raise _unreadable(file, str(error)) from None
    frame.columns = [str(name) for name in frame.columns]
    return _renamed(frame, _chosen(columns, frame.columns.tolist())), {}


def _library(name: str) -> ModuleType:
    try:
        return __import__(name)
    except ImportError:
        raise PopulationError(
            Text(f"Reading this file needs the library {name}.", f"تحتاج قراءة هذا الملف إلى المكتبة {name}."),
            path=name,
            hint=Text(
                "Install it with pip install 'openfisca-jordan-sp[survey]'.",
                "ثبتها بالأمر pip install 'openfisca-jordan-sp[survey]'",
            ),
        ) from None


def _unreadable(file: File, reason: str) -> PopulationError:
    first = reason.strip().splitlines()[0] if reason.strip() else "unknown reason"
    return PopulationError(
        Text(f"The file cannot be read as {file.format}: {first}.", f"تعذرت قراءة الملف بصيغة {file.format}."),
        path=str(file.path),
    )


_READERS: Mapping[str, Callable[[File, Sequence[str]], _Read]] = {
    "stata": _statistical("read_dta"),
    "spss": _statistical("read_sav"),
    "spss_portable": _statistical("read_por"),
    "csv": _csv,
    "parquet": _parquet,
    "excel": _excel,
}
