"""Results written to a folder: all files or none, tables as JSON rows and as CSV."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas

from openfisca_jordan_sp.errors import OutputError, Text


def save_whole(directory: str | Path, write: Callable[[Path], list[Path]]) -> list[Path]:
    """Let `write` fill a folder beside the target, then move its files there: a failure leaves nothing half-written.

    Raises:
        OutputError: the directory cannot be made or written.
    """
    target = Path(directory)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=target) as temporary:
            written = write(Path(temporary))
            for path in written:
                shutil.move(str(path), str(target / path.name))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            Text(f"Results cannot be written: {reason}.", f"تعذرت كتابة النتائج: {reason}."), path=str(target)
        ) from None
    return [target / path.name for path in written]


def write_all(
    directory: Path, name: str, content: dict[str, Any], tables: Mapping[str, pandas.DataFrame], page: Callable[[], str]
) -> list[Path]:
    """Write a result as JSON, each of its tables as CSV, and `report.html` where charts are installed.

    Args:
        directory: that is there.
        name: of the JSON file.
        content: of it.
        tables: by the name of their file.
        page: makes the report; not called where it could not.
    """
    written = [write_json(content, directory / name)]
    written += [write_csv(table, directory / f"{table_name}.csv") for table_name, table in tables.items()]
    if has_charts():
        path = directory / "report.html"
        path.write_text(page(), encoding="utf-8")
        written.append(path)
    return written


def write_json(content: dict[str, Any], path: Path) -> Path:
    """Write JSON without NaN or infinity."""
    path.write_text(json_text(content) + "\n", encoding="utf-8")
    return path


def json_text(content: dict[str, Any]) -> str:
    """JSON without NaN or infinity, as files and standard output have it."""
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False, default=str)


def write_csv(table: pandas.DataFrame, path: Path) -> Path:
    """Write a table for spreadsheets: the mark at the start makes them read the Arabic as Arabic."""
    table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
    return path


def json_rows(table: pandas.DataFrame) -> list[dict[str, Any]]:
    """Rows with Python values; what is not there is null."""
    columns = {str(name): _json_column(column) for name, column in table.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _json_column(column: pandas.Series) -> list[Any]:
    values = column.astype(object).where(column.notna(), None).tolist()
    # Only a column of anything may hold NumPy's numbers still.
    return [_json_value(value) for value in values] if column.dtype == object else values


def _json_value(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def has_charts() -> bool:
    """Whether the extra `report` is installed."""
    return all(find_spec(library) is not None for library in ("altair", "jinja2", "vl_convert"))
