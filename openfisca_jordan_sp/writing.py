"""How texts, numbers and dates are written in one language, so that a reader sees them in the right order.

In an Arabic line numbers, dates and names of the law stand in Latin characters, from left to right. Without a mark
the Unicode algorithm turns `2026-01-01` and `-5` around, and a line that begins with a name is laid out from the left.
So each run of Latin characters is wrapped in an isolate, and each line begins with the mark of a line from the right.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.words import Words

LEFT_TO_RIGHT_ISOLATE = "\u2066"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"

LANGUAGES = ("en", "ar")
WESTERN, ARABIC = DIGITS = ("western", "arabic")

_INSIDE = r"[A-Za-z0-9_@:/.,%=+\-−–×&?#\[\]()*'\"]*"
#: A run that is read from the left: it begins with a Latin letter or a digit, with its sign, the dashes of an option
#: or the start of its path;
#: words of one sentence stay together.
_RUN = re.compile(rf"(?:--|[+\-−~]|(?<![^\s(])\.{{0,2}}/)?[A-Za-z0-9_]{_INSIDE}(?: [A-Za-z]{_INSIDE})*")
#: What ends a run by chance belongs to the sentence: a mark, and a bracket that opens on Arabic, as in 14(أ).
_TRAILING = ".,:;!?'\"(["
#: The number of an article before its paragraph: in 14/ب the stroke stands between the two.
_BEFORE_STROKE = re.compile(r"[0-9]+/")
#: A run that is a number, a date, a share: it may be written in Arabic digits.
_NUMBER = re.compile(r"[+\-−~]?[0-9][0-9.,\-−–:/%×]*")
_ARABIC_DIGITS = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
_ISOLATES = (LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE)
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_PAIRS = {")": "(", "]": "["}


def is_arabic(text: str) -> bool:
    """Whether a text has an Arabic letter."""
    return _ARABIC_LETTER.search(text) is not None


@dataclass(frozen=True)
class Writing:
    """The writing of one language.

    Attributes:
        language: `en` or `ar`.
        digits: `western` (1, 2, 3), or `arabic` (١، ٢، ٣).
    """

    language: str = "en"
    digits: str = WESTERN

    @cached_property
    def words(self) -> Words:
        """The words of the law in this language."""
        return Words(self.language)

    @property
    def is_right_to_left(self) -> bool:
        """Whether lines run from the right."""
        return self.language == "ar"

    def of(self, text: Text) -> str:
        """The right one of a pair of texts."""
        return str(getattr(text, self.language))

    def amount(self, value: float, decimals: int = 3) -> str:
        """A number with thousands set apart: `1,312.500`."""
        return f"{value:,.{decimals}f}"

    def line(self, text: str) -> str:
        """One line for a terminal, a log or a text file."""
        if not self.is_right_to_left or not text.strip():
            return text
        return RIGHT_TO_LEFT_MARK + self.part(text)

    def part(self, text: str) -> str:
        """A part of a line, or a text whose direction is known, as a page's is."""
        return _wrapped(text, self._isolated) if self.is_right_to_left else text

    def code(self, text: str) -> str:
        """A line of code for a terminal: in its own order as a whole, its digits left as they are."""
        if not self.is_right_to_left or not text.strip():
            return text
        return f"{RIGHT_TO_LEFT_MARK}{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"

    def html(self, text: str) -> str:
        """A text for a page, escaped, with its runs from the left in elements of their own."""
        if not self.is_right_to_left:
            return html.escape(text)
        return _wrapped(text, self._in_element, html.escape)

    def _isolated(self, run: str) -> str:
        return f"{LEFT_TO_RIGHT_ISOLATE}{self._in_digits(run)}{POP_ISOLATE}"

    def _in_element(self, run: str) -> str:
        return f'<bdi dir="ltr">{html.escape(self._in_digits(run))}</bdi>'

    def _in_digits(self, run: str) -> str:
        is_written_so = self.digits == ARABIC and _NUMBER.fullmatch(run)
        return run.translate(_ARABIC_DIGITS) if is_written_so else run


def _wrapped(text: str, wrap: Callable[[str], str], other: Callable[[str], str] = str) -> str:
    """A text with each of its runs from the left wrapped, and what stands between them handed to `other`.

    A run that stands in an isolate already is left as it is.
    """
    parts, end = [], 0
    for found in _RUN.finditer(text):
        if text[found.start() - 1 : found.start()] in _ISOLATES:
            continue
        run = _without_ending(found.group())
        parts += [other(text[end : found.start()]), wrap(run)]
        end = found.start() + len(run)
    return "".join([*parts, other(text[end:])])


def _without_ending(run: str) -> str:
    """A run without the marks of the sentence at its end, and without a bracket that it does not open."""
    while run[-1] in _TRAILING or (run[-1] in _PAIRS and run.count(run[-1]) > run.count(_PAIRS[run[-1]])):
        run = run[:-1]
    return run[:-1] if _BEFORE_STROKE.fullmatch(run) else run
