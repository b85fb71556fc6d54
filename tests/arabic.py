"""Finding English that leaks into Arabic outputs.

Addresses, identifiers, code and marks stand in Latin letters in every language; words do not. A run that
`writing.py` isolates (U+2066) is judged like any other, for it wraps whatever is Latin, leaked sentences too; what is
shown as it stands (U+2068: code, a text of the user's) and code in backticks is not.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.reform import catalogue
from openfisca_jordan_sp.system import law_in_force

#: Names that are written in Latin letters in Arabic texts too.
BRANDS = frozenset({"jordan-sp", "openfisca-jordan-sp", "OpenFisca", "YAML", "JSON", "HTML", "CSV", "Excel", "Python"})

_AS_IT_STANDS = re.compile("\u2068[^\u2069]*\u2069?|`[^`]*`")
_MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_RUN = re.compile(r"[A-Za-z0-9_./@:+=\[\]%&?#'’-]*[A-Za-z][A-Za-z0-9_./@:+=\[\]%&?#'’-]*")
_WORD = re.compile(r"[A-Za-z]{2,}(?:['’-][A-Za-z]+)*")


def english_words(text: str, allowed: frozenset[str] | set[str] = frozenset()) -> list[str]:
    """The words of English in a text that is to be Arabic, in their order.

    Args:
        text: any text; of a page, what `visible_text` gives.
        allowed: further words that may stand, as the names that the test itself gave a family.
    """
    shown = _ADDRESS.sub(" ", _MARKS.sub("", _AS_IT_STANDS.sub(" ", text)))
    known = allowed | BRANDS | names_of_the_law()
    return [word for run in _RUN.findall(shown) for word in _words(run, known)]


def _words(run: str, known: frozenset[str] | set[str]) -> list[str]:
    bare = run.strip(".:'’/=[]?-")
    if bare in known or run.startswith("--") or _is_identifier(bare):
        return []
    return [word for word in _WORD.findall(bare) if word not in known]


def _is_identifier(run: str) -> bool:
    """A path, a file, a domain, a code: something in it is no letter of a word."""
    return bool(re.search(r"[_@\d]|\w\.\w", run))


@cache
def names_of_the_law() -> frozenset[str]:
    """Names of variables, instruments and reforms: some have no underscore, as `age`, `statistics`, `drought`."""
    return frozenset({*law_in_force().variables, *instruments(), *catalogue()})


def without_marks(text: str) -> str:
    """A text without the marks that order it: for looking up words in it."""
    return _MARKS.sub("", text)


def visible_text(page: str) -> str:
    """What a reader sees of a page of HTML: neither tags nor scripts nor styles, and no code."""
    reader = _Reader()
    reader.feed(page)
    return " ".join(reader.parts)


class _Reader(HTMLParser):
    _HIDDEN = ("script", "style", "code", "pre")

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag in self._HIDDEN
        self.parts += [value for name, value in attrs if name in ("title", "alt", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag in self._HIDDEN

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self.parts.append(data)
