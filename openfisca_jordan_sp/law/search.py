"""Searching the law's names as people write them: with or without hamza, vowel marks or capitals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters of Arabic that are written in place of one another.
_SAME_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىئیې", "ي"),
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        **{chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)},
    }
)
#: Vowel marks, the long dash within words, and the marks of direction.
_UNWRITTEN = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200e\u200f\u2066-\u2069]")

#: The article before a word of three letters or more.
_ARTICLE = re.compile(r"^ال(?=\w{3})")


#: Names kept in their compared form: those of the law several times over.
_KEPT = 1 << 15


def normalised(text: str) -> str:
    """A text as it is compared: one form for letters that people write in several ways, single spaces, no capitals."""
    bare = _UNWRITTEN.sub("", unicodedata.normalize("NFC", text)).translate(_SAME_LETTERS)
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=_KEPT)
def normalised_name(name: str) -> str:
    """`normalised` for the names that are searched, which are the same each time."""
    return normalised(name)


def holds(words: str, *texts: str) -> bool:
    """Whether every one of some words stands in one or another of the texts; no words at all stand in any.

    The Arabic article makes no difference: it melts into the word before it (`الدعم`, `للدعم`).
    """
    whole = "\n".join(map(normalised_name, texts))
    return all(word in whole for word in _sought(words))


@lru_cache(maxsize=256)
def _sought(words: str) -> tuple[str, ...]:
    """The words that are looked for, each once."""
    return tuple(dict.fromkeys(_ARTICLE.sub("", word) for word in normalised(words).split()))
