"""Tables by name, with a title, notes and labels, written in the formats of economists: whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import pandas

from openfisca_jordan_sp.errors import ResultError, Text
from openfisca_jordan_sp.results import files
from openfisca_jordan_sp.results.excel import Sheets, write_excel
from openfisca_jordan_sp.results.formats import STATA, XLSX
from openfisca_jordan_sp.results.labels import Labels
from openfisca_jordan_sp.saving import save_whole


class Tabular:
    """What has tables. A class that inherits has `tables`, `title` and `notes()`.

    Attributes:
        tables: the tables by name; amounts in JOD, shares from 0 to 1.
    """

    tables: dict[str, pandas.DataFrame]

    @property
    def title(self) -> Text:
        """What the tables are about."""
        raise NotImplementedError

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        raise NotImplementedError

    def labels(self) -> Labels:
        """What tables and columns are called in both languages."""
        return Labels()

    def table(self, name: str) -> pandas.DataFrame:
        """One of the tables.

        Raises:
            ResultError: there is no such table; the error names the nearest.
        """
        refuse_unknown(name, tuple(self.tables), Text("table", "جدول"))
        return self.tables[name]

    def to_csv(self, folder: str | Path) -> list[Path]:
        """Write each table as `<name>.csv` (UTF-8 with a mark, so that spreadsheets read the Arabic).

        Raises:
            OutputError: the folder cannot be written; nothing is left half-written.
        """
        return save_whole(folder, lambda place: files.write_csvs(self.tables, place))

    def to_parquet(self, folder: str | Path) -> list[Path]:
        """Write each table as `<name>.parquet`; the labels of its columns stand in the metadata of the fields.

        Raises:
            OutputError: the folder cannot be written.
        """
        return save_whole(folder, lambda place: files.write_parquets(self.tables, place, self.labels()))

    def to_excel(self, file: str | Path) -> Path:
        """Write a workbook: notes in both languages and what the columns mean, then one sheet a table.

        Raises:
            OutputError: the file cannot be written, its name does not end in `.xlsx`, or openpyxl is missing.
        """
        return files.save_file(file, ".xlsx", lambda path: write_excel(self._sheets(), path), XLSX)

    def to_stata(self, place: str | Path, table: str | None = None) -> list[Path]:
        """Write tables for Stata 14 and later: each as `<name>.dta` in a folder, or one of them as a file.

        Variables have labels in both languages. Names beyond 32 characters are shortened; yes and no are 1 and 0.

        Args:
            place: a folder; or a file ending in `.dta`.
            table: for a file, which table; it may be left out where there is only one.

        Raises:
            ResultError: no such table, or a file for several.
            OutputError: the place cannot be written.
        """
        if Path(place).suffix != ".dta":
            names = self.tables if table is None else {table: self.table(table)}
            return save_whole(place, lambda folder: files.write_statas(names, folder, self.labels()))
        if table is None and len(self.tables) > 1:
            names_known = ", ".join(self.tables)
            raise ResultError(
                Text("One file of Stata holds one table.", "ملف Stata الواحد يحوي جدولا واحدا."),
                path=str(place),
                hint=Text(
                    f"Name the table, or give a folder for all. Tables: {names_known}.",
                    f"سم الجدول أو أعط مجلدا للكل. الجداول: {names_known}.",
                ),
            )
        name = next(iter(self.tables)) if table is None else table
        frame = self.table(name)
        return [files.save_file(place, ".dta", lambda path: files.write_stata(frame, path, name, self.labels()), STATA)]

    def _sheets(self) -> Sheets:
        return Sheets(self.title, self.notes(), self.tables, self.labels())


def refuse_unknown(name: str, names: Sequence[str], kind: Text) -> None:
    """Refuse a name that is not one of some, with the nearest."""
    if name in names:
        return
    listed = ", ".join(names)
    near = get_close_matches(str(name), names, n=3, cutoff=0.5)
    nearest = Text(f"Nearest: {', '.join(near)}. ", f"الأقرب: {'، '.join(near)}. ") if near else Text("", "")
    raise ResultError(
        Text(f"There is no {kind.en} {name!r}.", f"لا يوجد {kind.ar} {name!r}."),
        path=str(name),
        hint=Text(
            f"{nearest.en}Known: {listed}." if listed else f"This result has no {kind.en}.",
            f"{nearest.ar}المعروف: {listed}." if listed else f"ليس في هذه النتيجة أي {kind.ar}.",
        ),
    )
