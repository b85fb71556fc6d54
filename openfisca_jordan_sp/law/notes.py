"""The notes of the parameters in Arabic: their files have them in English."""

from __future__ import annotations

from functools import cache

from openfisca_jordan_sp.law.data_files import read_folder


def arabic_note(note: str) -> str | None:
    """The Arabic of a note of the law; None where there is none, as of a note in a user's reform."""
    return arabic_notes().get(" ".join(note.split()))


@cache
def arabic_notes() -> dict[str, str]:
    """The Arabic of every note of the law by its English: one file for each instrument, read when first asked for.

    Raises:
        LawFileError: a file cannot be read.
    """
    return {entry["en"]: entry["ar"] for entries in read_folder("notes").values() for entry in entries}
