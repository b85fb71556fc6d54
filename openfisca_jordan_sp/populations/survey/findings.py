"""What is wrong with the files of a survey: found row by row, shown kind by kind, all at once."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import OutputError, PopulationError, Problem, Text
from openfisca_jordan_sp.populations.survey.fields import normal
from openfisca_jordan_sp.populations.survey.readers import Source

#: Rows named in a message; the file of `--errors` has every one.
ROWS_SHOWN = 5
#: Different wrong values of one column that get a message each.
VALUES_SHOWN = 10

_COLUMNS = ("file", "row", "id", "column", "value", "problem", "problem_ar")


@dataclass(frozen=True)
class Finding:
    """One kind of mistake in one column of one file.

    Attributes:
        code: stable name of the kind, such as `unknown_code`.
        source: the file, with its row numbers and ids.
        column: the column in the file.
        message: what is wrong, in both languages.
        rows: positions of the bad rows in the source.
        value: the wrong value where all rows share it; else each row's own is written.
    """

    code: str
    source: Source
    column: str
    message: Text
    rows: NDArray[numpy.int64]
    value: str | None = None

    def problem(self) -> Problem:
        """The finding as one message with its first rows."""
        numbers = self.source.row_numbers[self.rows[:ROWS_SHOWN]]
        more = "…" if len(self.rows) > ROWS_SHOWN else ""
        where = ", ".join(str(number) for number in numbers) + more
        count = len(self.rows)
        en = f"{self.message.en} ({count} row{'s' if count > 1 else ''}: {where})"
        ar = f"{self.message.ar} (عدد الصفوف {count}: {where})"
        return Problem(self.code, f"{self.source.name}: {self.column}", Text(en, ar))


class SurveyError(PopulationError):
    """The files of a survey cannot become a population.

    Attributes:
        problems: one a kind of mistake and column.
        findings: the same with their rows.
    """

    code = "survey_error"

    def __init__(self, problems: Sequence[Problem], findings: Sequence[Finding] = ()) -> None:
        super().__init__(
            Text(
                f"The survey cannot be imported: {len(problems)} kind(s) of mistakes.",
                f"تعذر استيراد المسح: عدد أنواع الأخطاء {len(problems)}.",
            ),
            path=problems[0].path,
        )
        self.problems = tuple(problems)
        self.findings = tuple(findings)

    def lines(self, language: str = "en") -> list[str]:
        """One line for each problem, with its file, column and first rows."""
        return [
            " ".join(part for part in (f"{p.path}:", getattr(p.message, language), getattr(p.hint, language)) if part)
            for p in self.problems
        ]


def refuse(problems: Sequence[Problem]) -> None:
    """Raise all problems as one error, if there are any."""
    if problems:
        raise SurveyError(problems)


@dataclass
class Ledger:
    """Gathers findings until they are raised together."""

    findings: list[Finding] = field(default_factory=list)

    def add(
        self,
        code: str,
        source: Source,
        column: str,
        message: Text,
        bad: NDArray[numpy.bool_],
        *,
        value: str | None = None,
    ) -> None:
        """Note the rows where `bad` holds, if any."""
        rows = numpy.flatnonzero(bad)
        if len(rows):
            self.findings.append(Finding(code, source, column, message, rows, value))

    def stop(self) -> None:
        """Raise everything found so far.

        Raises:
            SurveyError: something was found.
        """
        if self.findings:
            raise SurveyError([finding.problem() for finding in self.findings], self.findings)


def write_findings(findings: Sequence[Finding], path: Path) -> int:
    """Write one row for each bad row as CSV: whole, or not at all. Returns the number of rows.

    The rows name persons of the survey by their ids: the file stays with the survey.

    Raises:
        OutputError: the file cannot be written.
    """
    count = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(_COLUMNS)
                for row in _rows(findings):
                    writer.writerow(row)
                    count += 1
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(
            Text(f"The list of errors cannot be written: {error.strerror}.", "تعذرت كتابة قائمة الأخطاء."),
            path=str(path),
        ) from error
    return count


def _rows(findings: Sequence[Finding]) -> Iterator[tuple[Any, ...]]:
    for finding in findings:
        source = finding.source
        values = _values(finding)
        ids = _ids(source, finding.rows)
        numbers = source.row_numbers[finding.rows]
        for number, key, value in zip(numbers, ids, values, strict=True):
            yield source.name, int(number), key, finding.column, value, finding.message.en, finding.message.ar


def _values(finding: Finding) -> list[str]:
    if finding.value is not None:
        return [finding.value] * len(finding.rows)
    frame: Mapping[str, Any] = finding.source.frame  # type: ignore[assignment]
    if finding.column not in frame:
        return [""] * len(finding.rows)
    return [normal(value) for value in frame[finding.column].iloc[finding.rows].tolist()]


def _ids(source: Source, rows: NDArray[numpy.int64]) -> list[str]:
    columns = [source.frame[name].iloc[rows].map(normal).tolist() for name in source.ids]
    return [
        "; ".join(f"{name}={value}" for name, value in zip(source.ids, values, strict=True))
        for values in (zip(*columns, strict=True) if columns else [()] * len(rows))
    ]
