"""The common base of results: tables by name, notes, charts, and files that are written whole or not at all.

`Result` is what every job hands back; `PopulationResult` holds its tables and the manifest of its population.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.results import files
from openfisca_jordan_sp.results.excel import write_excel
from openfisca_jordan_sp.results.formats import CSV, PARQUET, STATA, XLSX, parse_formats
from openfisca_jordan_sp.results.tabular import Tabular, refuse_unknown
from openfisca_jordan_sp.saving import has_charts, json_rows, save_whole, write_json

#: What is said first of every result on a population that nobody surveyed.
SYNTHETIC = Text(
    "The population is synthetic, not a survey: fit for orders of magnitude, not for costing a law.",
    "السكان مولدون اصطناعيا وليسوا مسحا: تصلح الأرقام لتقدير الحجم لا لحساب كلفة قانون.",
)


class Result(Tabular):
    """Named tables, with what a reader must know before using them."""

    #: The JSON file and the page that `save` writes.
    file_name: ClassVar[str] = "result.json"
    page_name: ClassVar[str] = "report.html"
    #: What stands before the name of each table's file that `save` writes.
    file_prefix: ClassVar[str] = ""

    @property
    def is_synthetic(self) -> bool:
        """Whether the population was made and not surveyed."""
        return bool(self._manifest().get("kind") == "synthetic")

    def _manifest(self) -> Mapping[str, Any]:
        """The manifest of the population that the figures are of."""
        raise NotImplementedError

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        return [SYNTHETIC] if self.is_synthetic else []

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts that `chart` draws."""
        return ()

    def chart(self, name: str, language: str = "en") -> Any:
        """One chart, as Altair draws it: it shows itself in a notebook.

        Args:
            name: one of `chart_names()`.
            language: `en` or `ar`.

        Raises:
            ResultError: there is no such chart, or no row that it could show.
            OutputError: the libraries of charts are missing, or there is no such language.
        """
        refuse_unknown(name, self.chart_names(), Text("chart", "رسم"))
        if not has_charts():
            raise files.missing_extra(
                Text("Charts need altair, jinja2 and vl-convert.", "تحتاج الرسوم إلى altair وjinja2 وvl-convert."),
                "report",
            )
        return self._chart(name, language)

    def _chart(self, name: str, language: str) -> Any:
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Everything but the families, ready for JSON (no NaN, no infinity)."""
        return {
            "package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")},
            **self._facts(),
            "population": dict(self._manifest()),
            "is_synthetic": self.is_synthetic,
            "notes": [vars(note) for note in self.notes()],
            **self._findings(),
            "tables": {name: json_rows(table) for name, table in self.tables.items()},
        }

    def _facts(self) -> dict[str, Any]:
        """What was asked, for JSON: it stands before the population."""
        return {"title": vars(self.title)}

    def _findings(self) -> dict[str, Any]:
        """What else was found, for JSON: it stands after the notes."""
        return {}

    def save(self, directory: str | Path, language: str = "en", formats: str | Sequence[str] = (CSV,)) -> list[Path]:
        """Write the result as JSON, its tables, and `report.html` where there is one and charts are installed.

        Args:
            directory: made if it is not there.
            language: of the report, `en` or `ar`.
            formats: of the tables: any of `csv`, `parquet`, `xlsx`, `stata`.

        Raises:
            OutputError: an unknown format, or the directory cannot be made or written; nothing is half-written.
        """
        wanted = parse_formats(formats)
        return save_whole(directory, lambda folder: self._write(folder, language, wanted))

    def _write(self, folder: Path, language: str, formats: Sequence[str]) -> list[Path]:
        tables: list[Path] = []
        if CSV in formats:
            tables += files.write_csvs(self.tables, folder)
        if PARQUET in formats:
            tables += files.write_parquets(self.tables, folder, self.labels())
        if STATA in formats:
            tables += files.write_statas(self.tables, folder, self.labels())
        named = [path.rename(path.with_name(f"{self.file_prefix}{path.name}")) for path in tables]
        written = [write_json(self.to_dict(), folder / self.file_name), *named]
        if XLSX in formats:
            written.append(write_excel(self._sheets(), folder / "tables.xlsx"))
        page = self._page(language) if has_charts() else None
        if page is not None:
            path = folder / self.page_name
            path.write_text(page, encoding="utf-8")
            written.append(path)
        return written

    def _page(self, language: str) -> str | None:  # noqa: ARG002 - for those that have one
        """The report as HTML; none where a result has none."""
        return None


@dataclass(frozen=True)
class PopulationResult(Result):
    """A result that holds its tables.

    Attributes:
        tables: the tables by name; amounts in JOD, shares from 0 to 1.
        population: the manifest of the population that the figures are of.
    """

    tables: dict[str, pandas.DataFrame]
    population: dict[str, Any]

    def _manifest(self) -> Mapping[str, Any]:
        return self.population


__all__ = ["SYNTHETIC", "PopulationResult", "Result"]
