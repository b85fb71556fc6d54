"""The formats of tables, and whether this machine can write them."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib.util import find_spec

from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.results.files import missing_extra

CSV, PARQUET, XLSX, STATA = "csv", "parquet", "xlsx", "stata"
FORMATS = (CSV, PARQUET, XLSX, STATA)


def parse_formats(asked: str | Sequence[str]) -> tuple[str, ...]:
    """The formats asked for, each once: `csv,xlsx`, or a list of names.

    Raises:
        OutputError: an unknown format, none at all, or one whose library is not installed.
    """
    names = asked.split(",") if isinstance(asked, str) else list(asked)
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in names))
    for name in wanted or ("",):
        if name not in FORMATS:
            raise _unknown(name)
    if XLSX in wanted and find_spec("openpyxl") is None:
        raise missing_extra(Text("A workbook needs openpyxl.", "يحتاج ملف Excel إلى openpyxl."), "survey")
    return wanted


def _unknown(name: str) -> OutputError:
    known = ", ".join(FORMATS)
    others = {"excel": XLSX, "dta": STATA, "xls": XLSX}
    near = [others[name]] if name in others else get_close_matches(name, FORMATS, n=1, cutoff=0.5)
    asked = Text(f"Did you mean {near[0]}? ", f"هل تقصد {near[0]}؟ ") if near else Text("", "")
    message = Text(f"{name!r} is not a format of tables.", f"{name!r} ليس صيغة للجداول.")
    if not name:
        message = Text("A format of tables is missing.", "صيغة الجداول غير مذكورة.")
    hint = Text(f"{asked.en}Known: {known}.", f"{asked.ar}المعروف: {known}.")
    return OutputError(message, path="format", hint=hint)
