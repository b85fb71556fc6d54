"""The tables of a result as files: CSV, Parquet and Stata."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy
import pandas
import pyarrow
import pyarrow.parquet

from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.results.labels import Labels
from openfisca_jordan_sp.saving import save_whole, write_csv

Tables = Mapping[str, pandas.DataFrame]

#: Stata's own limits: characters of a name and of a label, bytes of a text that is not a `strL`.
NAME_LENGTH, LABEL_LENGTH, TEXT_LENGTH = 32, 80, 2045
#: Words that Stata keeps for itself.
RESERVED = frozenset({"_all", "_b", "_coef", "_cons", "_n", "_pi", "_pred", "_rc", "_skip", "byte", "double", "float"})
RESERVED |= {"if", "in", "int", "long", "strL", "using", "with"}
#: The time in a file, so that the same figures are the same bytes whenever they are written.
_SAVED = datetime.datetime(2026, 1, 1)


def write_csvs(tables: Tables, folder: Path) -> list[Path]:
    """Each table as CSV."""
    return [write_csv(table, folder / f"{name}.csv") for name, table in tables.items()]


def write_parquets(tables: Tables, folder: Path, labels: Labels) -> list[Path]:
    """Each table as Parquet; the labels stand in the metadata of the fields, under `label_en` and `label_ar`."""
    written = []
    for name, table in tables.items():
        arrow = pyarrow.Table.from_pandas(uniform(table), preserve_index=False)
        fields = [field.with_metadata(vars(labels.column(field.name))) for field in _renamed(arrow.schema)]
        schema = pyarrow.schema(fields, metadata=arrow.schema.metadata)
        path = folder / f"{name}.parquet"
        pyarrow.parquet.write_table(arrow.cast(schema), path)
        written.append(path)
    return written


def _renamed(schema: Any) -> list[Any]:
    """The fields; a column in which nothing is there is one of texts."""
    return [field.with_type(pyarrow.string()) if pyarrow.types.is_null(field.type) else field for field in schema]


def write_statas(tables: Tables, folder: Path, labels: Labels) -> list[Path]:
    """Each table as a file of Stata."""
    return [write_stata(table, folder / f"{name}.dta", name, labels) for name, table in tables.items()]


def write_stata(table: pandas.DataFrame, path: Path, name: str, labels: Labels) -> Path:
    """A table as a file of Stata 14 and later, whose texts are UTF-8.

    Raises:
        OutputError: an infinite figure, which Stata cannot hold.
    """
    frame = uniform(table)
    columns = [str(column) for column in frame.columns]
    frame.columns = pandas.Index(stata_names(columns))
    described = {
        short: stata_label(labels.column(column)) for short, column in zip(frame.columns, columns, strict=True)
    }
    for column in frame.columns:
        frame[column] = _of_stata(frame[column], name)
    texts = [str(column) for column in frame.columns if frame[column].dtype == object]
    frame.to_stata(
        path,
        version=118,
        write_index=False,
        time_stamp=_SAVED,
        data_label=stata_label(labels.table(name)),
        variable_labels=described,
        convert_strl=[text for text in texts if frame[text].map(_size).max() > TEXT_LENGTH],
    )
    return path


def _size(text: str) -> int:
    return len(text.encode())


def _of_stata(column: pandas.Series[Any], table: str) -> pandas.Series[Any]:
    """A column as Stata holds it: numbers, 1 and 0 for yes and no, texts without gaps."""
    if pandas.api.types.is_bool_dtype(column):
        return column.astype(numpy.int8)
    if not pandas.api.types.is_numeric_dtype(column):
        return column.astype(object).where(column.notna(), "")
    if numpy.isinf(column.to_numpy(dtype=float, na_value=numpy.nan)).any():
        raise OutputError(
            Text("Stata cannot hold an infinite figure.", "لا يحفظ Stata رقما غير منته."), path=f"{table}.{column.name}"
        )
    return column


def stata_names(columns: list[str]) -> list[str]:
    """Names that Stata takes, in the order of the columns: of at most 32 characters, each once."""
    names: list[str] = []
    for column in columns:
        name = re.sub(r"\W", "_", column, flags=re.ASCII)
        if not name or name[0].isdigit() or name in RESERVED or re.fullmatch(r"str\d+", name):
            name = f"_{name}"
        short, number = name[:NAME_LENGTH], 2
        while short in names:
            ending = f"_{number}"
            short, number = name[: NAME_LENGTH - len(ending)] + ending, number + 1
        names.append(short)
    return names


def stata_label(text: Text) -> str:
    """Both languages, as far as Stata's 80 characters reach; English alone where both have no room."""
    both = f"{text.en} · {text.ar}" if text.ar and text.ar != text.en else text.en
    return both if len(both) <= LABEL_LENGTH else text.en[:LABEL_LENGTH]


def uniform(table: pandas.DataFrame) -> pandas.DataFrame:
    """A copy whose columns hold one kind each: values of the law of several kinds (136, yes, a date) become texts."""
    return pandas.DataFrame({column: _one_kind(table[column]) for column in table.columns}, index=table.index)


def _one_kind(column: pandas.Series[Any]) -> pandas.Series[Any]:
    if column.dtype != object:
        return column
    there = column[column.notna()]
    if there.empty:
        return column.where(column.notna(), None)
    if all(isinstance(value, bool | numpy.bool_) for value in there):
        is_whole = len(there) == len(column)
        return column.astype(bool) if is_whole else column.map(float, na_action="ignore").astype(float)
    if all(isinstance(value, int | float | numpy.number) and not isinstance(value, bool) for value in there):
        return column.astype(float)
    return column.map(str, na_action="ignore").where(column.notna(), None)


def save_file(file: str | Path, ending: str, write: Callable[[Path], Any], kind: str) -> Path:
    """Let `write` make a file beside its place, then move it there: whole or not at all.

    Raises:
        OutputError: another ending, a folder in the way, or a place that cannot be written.
    """
    path = Path(file)
    if path.suffix != ending:
        raise OutputError(
            Text(f"A file of the format {kind} ends in {ending}.", f"ينتهي ملف الصيغة {kind} بـ {ending}."),
            path=str(path),
        )
    if path.is_dir():
        raise OutputError(
            Text("Results cannot be written: a folder has this name.", "تعذرت كتابة النتائج: يوجد مجلد بهذا الاسم."),
            path=str(path),
        )

    def fill(folder: Path) -> list[Path]:
        write(folder / path.name)
        return [folder / path.name]

    return save_whole(path.parent, fill)[0]


def missing_extra(message: Text, extra: str) -> OutputError:
    """The error for a library that is not installed, with the extra that brings it."""
    command = f"pip install 'openfisca-jordan-sp[{extra}]'"
    return OutputError(message, hint=Text(f"Install it with {command}.", f"ثبتها بالأمر {command}."))
