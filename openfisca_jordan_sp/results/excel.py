"""The tables of a result as one workbook, with its notes first, in both languages."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.results.files import missing_extra
from openfisca_jordan_sp.results.labels import Labels

#: Excel's limit of a sheet's name; widths are in characters.
SHEET_NAME_LENGTH = 31
_LEAST_WIDTH, _MOST_WIDTH, _NOTE_WIDTH = 8, 60, 70
NOTES_SHEET = "notes ملاحظات"
_HEADINGS = Text("Notes", "ملاحظات"), Text("Tables and columns", "الجداول والأعمدة")
#: The time in the files of the archive: the same figures are the same bytes whenever they are written.
_SAVED = (2026, 1, 1, 0, 0, 0)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Sheets:
    """What stands in a workbook."""

    title: Text
    notes: Sequence[Text]
    tables: Mapping[str, pandas.DataFrame]
    labels: Labels


def write_excel(sheets: Sheets, path: Path) -> Path:
    """Write a workbook; figures are kept to the last bit, what is not there is an empty cell.

    Raises:
        OutputError: openpyxl is not installed.
    """
    if find_spec("openpyxl") is None:
        raise missing_extra(Text("A workbook needs openpyxl.", "يحتاج ملف Excel إلى openpyxl."), "survey")
    from openpyxl import Workbook  # noqa: PLC0415 - an extra

    book = Workbook()
    _notes(book.active, sheets)
    for name, title in zip(sheets.tables, sheet_names(sheets.tables), strict=True):
        _table(book.create_sheet(title), sheets.tables[name])
    book.save(path)
    _without_times(path)
    return path


def sheet_names(names: Iterable[str]) -> list[str]:
    """Names that Excel takes: without its signs, of at most 31 characters, each once whatever the case."""
    made: list[str] = []
    for name in names:
        clean = re.sub(r"[\[\]:*?/\\]", "_", name)
        short, number = clean[:SHEET_NAME_LENGTH], 2
        while short.lower() in {other.lower() for other in made}:
            ending = f"_{number}"
            short, number = clean[: SHEET_NAME_LENGTH - len(ending)] + ending, number + 1
        made.append(short)
    return made


def _notes(sheet: Any, sheets: Sheets) -> None:
    """English in the first column, Arabic from right to left in the second; then what each column means."""
    sheet.title = NOTES_SHEET
    notes, codebook = _HEADINGS
    rows: list[tuple[Text, bool]] = [(sheets.title, True), (notes, True)]
    rows += [(note, False) for note in sheets.notes]
    for text, is_bold in rows:
        _pair(sheet, sheet.max_row + (sheet.max_row > 1 or sheet["A1"].value is not None), text, is_bold=is_bold)
    _pair(sheet, sheet.max_row + 2, codebook, is_bold=True)
    for name, table in sheets.tables.items():
        row = sheet.max_row + 1
        _pair(sheet, row, sheets.labels.table(name), is_bold=True)
        _put(sheet, row, 3, name, is_bold=True)
        for column in table.columns:
            row = sheet.max_row + 1
            _pair(sheet, row, sheets.labels.column(str(column)))
            _put(sheet, row, 3, name)
            _put(sheet, row, 4, str(column))
    for letter, width in zip("ABCD", (_NOTE_WIDTH, _NOTE_WIDTH, 24, 36), strict=True):
        sheet.column_dimensions[letter].width = width


def _pair(sheet: Any, row: int, text: Text, *, is_bold: bool = False) -> None:
    _put(sheet, row, 1, text.en, is_bold=is_bold)
    _put(sheet, row, 2, text.ar, is_bold=is_bold, is_arabic=True)


def _table(sheet: Any, table: pandas.DataFrame) -> None:
    """The names of the columns in the first row, then the rows."""
    names = [str(column) for column in table.columns]
    for place, name in enumerate(names, 1):
        _put(sheet, 1, place, name, is_bold=True)
    for place, name in enumerate(names, 1):
        is_arabic = name.endswith("_ar")
        values = [_cell(value) for value in table.iloc[:, place - 1].astype(object)]
        for row, value in enumerate(values, 2):
            _put(sheet, row, place, value, is_arabic=is_arabic)
        longest = max((len(value) for value in (name, *values) if isinstance(value, str)), default=0)
        letter = sheet.cell(1, place).column_letter
        sheet.column_dimensions[letter].width = min(max(longest + 2, _LEAST_WIDTH), _MOST_WIDTH)
    sheet.freeze_panes = "A2"


def _cell(value: Any) -> Any:
    """A value as a workbook holds it: nothing for what is not there, Python's own numbers, texts without controls."""
    if value is None or (not isinstance(value, str) and pandas.isna(value)):
        return None
    plain = value.item() if hasattr(value, "item") else value
    return _CONTROL.sub("", plain) if isinstance(plain, str) else plain


def _put(sheet: Any, row: int, column: int, value: Any, *, is_bold: bool = False, is_arabic: bool = False) -> None:
    """One cell; a text that begins with `=` stays a text, and Arabic runs from right to left."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - an extra

    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, float):
        # openpyxl would write sixteen digits, and a figure needs up to seventeen.
        cell.value = repr(value)
        cell.data_type = "n"
    is_note = sheet.title == NOTES_SHEET
    if is_bold:
        cell.font = Font(bold=True)
    if is_arabic:
        cell.alignment = Alignment(horizontal="right", readingOrder=2, wrap_text=is_note, vertical="top")
    elif is_note:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _without_times(path: Path) -> None:
    """Write the archive anew without the hour at which it was made."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    moment = b"2026-01-01T00:00:00Z"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, _SAVED)
            part.compress_type = zipfile.ZIP_DEFLATED
            fixed = re.sub(rb"(<dcterms:\w+ [^>]*>)[^<]*", rb"\g<1>" + moment, content)
            archive.writestr(part, fixed if name == "docProps/core.xml" else content)
