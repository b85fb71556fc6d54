"""Whether a text of the law tells a number: in Western or Arabic digits, as a percentage, or in words."""

from __future__ import annotations

import re
from functools import lru_cache

_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: Marks of vowels, and letters that are written in more ways than one.
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_LETTERS = str.maketrans("أإآى", "اااي")

_ENGLISH_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = "|".join(_ENGLISH_UNITS[1:10])
#: Each by its stem, which is the same in all genders and cases.
_ARABIC_UNITS = ("صفر", "واحد", "اثن(?:ت?[اي]ن?)", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر")
_ARABIC_TENS = ("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
#: What gender and case add to a number up to ten.
_ENDING = "ي?ة?"
_FRACTIONS = {
    0.5: ("half", "نصف"),
    0.25: ("quarter", "ربع"),
    0.75: ("three quarters", "ثلاثة ارباع"),
    0.2: ("fifth", "خمس"),
    0.1: ("tenth", "عشر"),
}

_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000
_ONE, _TWO, _ELEVEN = 1, 2, 11
#: Larger numbers are written in digits.
_MOST = 1_000_000


def is_told(value: float, text: str) -> bool:
    """Whether a text tells a number; a share also as a percentage.

    Args:
        value: 400, or a share such as 0.075.
        text: in English or Arabic.
    """
    plain = text.translate(_WESTERN)
    numbers = {float(found.replace(",", "")) for found in _NUMBER.findall(plain)}
    wanted = (value, value * 100) if 0 < abs(value) <= 1 else (value,)
    if any(abs(number - one) < 1e-9 * max(1, abs(one)) for number in numbers for one in wanted):
        return True
    words = _MARKS.sub("", plain).translate(_LETTERS).lower()
    return any(re.search(pattern, words) for one in wanted for pattern in _patterns(round(one, 9)))


@lru_cache(maxsize=256)
def _patterns(value: float) -> tuple[str, ...]:
    """Patterns of the words of a number, in both languages."""
    found = [rf"\b{word}" for word in _FRACTIONS.get(value, ())]
    if value == int(value) and 0 <= value < _MOST:
        found += [rf"\b{_english(int(value))}\b", rf"(?<![\u0621-\u064a])[وبال]*{_arabic(int(value))}"]
    return tuple(found)


def _english(value: int) -> str:
    """The words of a whole number, with hyphens and `and` left open."""
    if value < _TWENTY:
        return _ENGLISH_UNITS[value]
    if value < _HUNDRED:
        ten, unit = _ENGLISH_TENS[value // _TEN - 2], value % _TEN
        return rf"{ten}[- ]{_ENGLISH_UNITS[unit]}" if unit else rf"{ten}(?![- ](?:{_DIGITS}))"
    size, name = (_THOUSAND, "thousand") if value >= _THOUSAND else (_HUNDRED, "hundred")
    rest = rf"(?: and)? {_english(value % size)}" if value % size else ""
    return rf"{'(?:a|one)' if value // size == 1 else _english(value // size)} {name}{rest}"


def _arabic(value: int) -> str:
    """The words of a whole number, by their stems: endings of gender and case are left open."""
    if value <= _TEN:
        return rf"{_ARABIC_UNITS[value]}{_ENDING}(?![\u0621-\u064a])(?! عشر)"
    if value < _TWENTY:
        first = "احد[يى]?" if value == _ELEVEN else _ARABIC_UNITS[value - _TEN]
        return rf"{first}{_ENDING} عشرة?"
    if value < _HUNDRED:
        ten, unit = _ARABIC_TENS[value // _TEN - 2] + "[وي]ن", value % _TEN
        return rf"{_ARABIC_UNITS[unit]}{_ENDING} و{ten}" if unit else ten
    size = _THOUSAND if value >= _THOUSAND else _HUNDRED
    rest = rf" و{_arabic(value % size)}" if value % size else ""
    return f"{_thousands(value // size) if size == _THOUSAND else _hundreds(value // size)}{rest}"


def _hundreds(count: int) -> str:
    """مائة, مائتان, and the others as one word: خمسمائة."""
    if count == _TWO:
        return "ما?[يئ]ت[اي]ن?"
    return "ما?[يئ]ة" if count == _ONE else f"{_ARABIC_UNITS[count]}{_ENDING} ?ما?[يئ]ة"


def _thousands(count: int) -> str:
    if count == _TWO:
        return "الف[اي]ن?"
    return "الف" if count == _ONE else f"{_arabic(count)} (?:الف|الاف)"
