"""A difference as files: JSON for programs, a page for readers, a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from openfisca_jordan_sp.drafting.differences import PolicyDifference
from openfisca_jordan_sp.drafting.listing import Entry
from openfisca_jordan_sp.drafting.said import Said
from openfisca_jordan_sp.drafting.values import ValueDifference
from openfisca_jordan_sp.drafting.wording import WordingDifference
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.writing import LANGUAGES, Writing

#: The versions of the formats: a change that a program would notice raises the number.
DIFFERENCE_FORMAT, LIST_FORMAT = "jordan-sp.reform-difference.v1", "jordan-sp.reform-list.v1"


def list_to_dict(entries: Sequence[Entry]) -> dict[str, Any]:
    """The list of reforms, ready for JSON."""
    return {"format": LIST_FORMAT, **_package(), "reforms": [_entry(entry) for entry in entries]}


def difference_to_dict(difference: PolicyDifference) -> dict[str, Any]:
    """A difference, ready for JSON: dates as `YYYY-MM-DD`, values as in the law, null where there is none."""
    return {
        "format": DIFFERENCE_FORMAT,
        **_package(),
        "before": _policy(difference.before),
        "after": _policy(difference.after),
        "values": [_value(row) for row in difference.values],
        "rules": [asdict(row) | {"since": row.since} for row in difference.rules],
        "programmes_added": [asdict(programme) for programme in difference.programmes_added],
        "programmes_removed": [asdict(programme) for programme in difference.programmes_removed],
        "wording": [_wording(row) for row in difference.wording],
    }


def _package() -> dict[str, Any]:
    return {"package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")}}


def _entry(entry: Entry) -> dict[str, Any]:
    facts = {"since": entry.since, "values": entry.values, "rules": entry.rules, "is_text_known": entry.is_text_known}
    return _reform(entry.reform) | facts | {"instruments": list(entry.instruments)}


def _policy(policy: Policy) -> dict[str, Any]:
    reforms = [_reform(reform) for reform in policy.reforms]
    return {"id": policy.id, "title": asdict(policy.title), "reforms": reforms}


def _reform(reform: Reform) -> dict[str, Any]:
    """What a reform is, but for what it changes."""
    return {
        "id": reform.id,
        "status": reform.status,
        "title": asdict(reform.title),
        "summary": _both(reform.summary),
        "source": [dict(source) for source in reform.source],
    }


def _both(text: Text | None) -> dict[str, str] | None:
    return None if text is None else asdict(text)


def _value(row: ValueDifference) -> dict[str, Any]:
    return asdict(row) | {"difference": row.difference, "relative_difference": row.relative_difference}


def _wording(row: WordingDifference) -> dict[str, Any]:
    pieces = {language: [asdict(piece) for piece in row.pieces(language)] for language in LANGUAGES}
    source: Mapping[str, Any] | None = None if row.source is None else dict(row.source)
    return {
        "instrument": row.instrument,
        "article": row.article,
        "before": _both(row.before),
        "after": _both(row.after),
        "paraphrase": row.paraphrase,
        "source": source,
        "pieces": pieces,
    }


#: The columns of `provisions.csv`, in their order.
COLUMNS = (
    "instrument",
    "instrument_en",
    "instrument_ar",
    "articles",
    "path",
    "label_en",
    "label_ar",
    "kind",
    "unit",
    "since",
    "until",
    "before",
    "after",
    "difference",
    "relative_difference",
    "before_confidence",
    "after_confidence",
)


def provision_rows(difference: PolicyDifference) -> list[dict[str, Any]]:
    """The values that differ as rows of a table, with `COLUMNS`; a share is from 0 to 1."""
    titles = {language: Said(Writing(language)) for language in LANGUAGES}
    rows = []
    for value in difference.values:
        labels = {f"label_{language}": getattr(value.label, language) for language in LANGUAGES}
        names = {f"instrument_{language}": titles[language].instrument(value.instrument) for language in LANGUAGES}
        row = _value(value) | labels | names | {"articles": "; ".join(value.articles)}
        rows.append({column: row[column] for column in COLUMNS})
    return rows


def save_difference(
    difference: PolicyDifference, directory: str | Path, languages: Sequence[str] = LANGUAGES, digits: str = "western"
) -> list[Path]:
    """Write `diff.json`, `diff.html` and `provisions.csv`: all or none.

    Args:
        difference: what differs.
        directory: made if it is not there.
        languages: of the page, the first one first.
        digits: of an Arabic page, `western` or `arabic`.

    Raises:
        OutputError: the directory cannot be made or written.
    """
    import pandas  # noqa: PLC0415 - only files need it

    from openfisca_jordan_sp.drafting.page import difference_page  # noqa: PLC0415
    from openfisca_jordan_sp.saving import save_whole, write_csv, write_json  # noqa: PLC0415 - loads pandas

    table = pandas.DataFrame(provision_rows(difference), columns=list(COLUMNS), dtype=object)
    page = difference_page(difference, [Writing(language, digits) for language in languages])

    def write(folder: Path) -> list[Path]:
        path = folder / "diff.html"
        path.write_text(page, encoding="utf-8")
        json_file = write_json(difference_to_dict(difference), folder / "diff.json")
        return [json_file, path, write_csv(table, folder / "provisions.csv")]

    return save_whole(directory, write)
