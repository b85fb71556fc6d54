"""The titles of sources in Arabic: what was read, and where."""

from __future__ import annotations

import re
from functools import cache

from openfisca_jordan_sp.law.articles import article_in_arabic
from openfisca_jordan_sp.law.data_files import read_folder

#: The code that a dossier gives a source, at the end of its title: `(S30)`, `(S9, weak)`.
_CODES = re.compile(r"(?P<title>.+) \((?P<codes>[SG]\d+[a-z]?(?:, ?[SG]\d+[a-z]?)*)(?P<weak>, weak)?\)")
_ADDRESS = re.compile(r"(?:https?://\S+|\S*\w\.[a-z]\S*)")
_ENGLISH = re.compile(r"[A-Za-z]")


def arabic_title(title: str) -> str | None:
    """The Arabic of a source's title; None where there is none, as of a source of the user's own.

    A code at the end is kept, several sources may stand in one title, and an act or an address needs no entry.
    """
    if found := _CODES.fullmatch(title):
        told = arabic_title(found["title"])
        weak = "، ضعيف" if found["weak"] else ""
        return told and f"{told} ({found['codes'].replace(', ', '، ')}{weak})"
    if title in source_titles():
        return source_titles()[title]
    if not _ENGLISH.search(_ADDRESS.sub("", title)):
        return title.replace(", ", "، ").replace("; ", "؛ ")
    parts = [arabic_title(part) for part in title.split("; ")] if "; " in title else []
    if parts and None not in parts:
        return "؛ ".join(part for part in parts if part)
    return article_in_arabic(title)


@cache
def source_titles() -> dict[str, str]:
    """The Arabic of every title that the law and its reforms cite, by the English: one file for each instrument.

    Raises:
        LawFileError: a file cannot be read.
    """
    return {english: arabic for titles in read_folder("source_titles").values() for english, arabic in titles.items()}
