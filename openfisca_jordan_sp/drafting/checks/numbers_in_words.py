"""Whether a text of the law tells a number: in Western or Arabic digits, as a percentage, or in words."""

from __future__ import annotations

import re
from functools import lru_cache

_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: Marks of vowels, and letters that are written in more ways than one.
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_LETTERS = str.maketrans("أإآىة", "اااية")

_ENGLISH_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DIGITS = "|".join(_ENGLISH_UNITS[1:10])
#: Each by its stem, which is the same in all genders and cases.
_ARABIC_UNITS = ("صفر", "واحد", "اثن(?:ت?[اي]ن?)", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر")
_ARABIC_TENS = ("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
#: What gender and case add to a number below ten.
_ENDING = "ي?ة?"
_FRACTIONS = {
    0.5: ("half", "نصف"),
    0.25: ("quarter", "ربع"),
    0.75: ("three quarters", "ثلاثة ارباع"),
    0.2: ("fifth", "خمس"),
    0.1: ("tenth", "عشر"),
}


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
    fraction = _FRACTIONS.get(value, ())
    found = [rf"\b{word}" for word in fraction]
    if value == int(value) and 0 <= value < 1_000_000:
        found += [rf"\b{_english(int(value))}\b", rf"(?<![\u0621-\u064a])[وبال]*{_arabic(int(value))}"]
    return tuple(found)


def _english(value: int) -> str:
    """The words of a whole number, with hyphens and `and` left open."""
    if value < len(_ENGLISH_UNITS):
        return _ENGLISH_UNITS[value]
    if value < 100:
        ten = _ENGLISH_TENS[value // 10 - 2]
        return rf"{ten}(?![- ](?:{_DIGITS}))" if value % 10 == 0 else rf"{ten}[- ]{_ENGLISH_UNITS[value % 10]}"
    size, name = (1000, "thousand") if value >= 1000 else (100, "hundred")
    rest = rf"(?: and)? {_english(value % size)}" if value % size else ""
    return rf"{'(?:a|one)' if value // size == 1 else _english(value // size)} {name}{rest}"


def _arabic(value: int) -> str:
    """The words of a whole number, by their stems: endings of gender and case are left open."""
    if value <= 10:
        return rf"{_ARABIC_UNITS[value]}{_ENDING}(?![\u0621-\u064a])(?! عشر)"
    if value < 20:
        first = "احد" if value == 11 else _ARABIC_UNITS[value - 10]
        return rf"{first}{_ENDING} عشرة?"
    if value < 100:
        ten = _ARABIC_TENS[value // 10 - 2] + "[وي]ن"
        return ten if value % 10 == 0 else rf"{_ARABIC_UNITS[value % 10]}{_ENDING} و{ten}"
    size = 1000 if value >= 1000 else 100
    rest = rf" و{_arabic(value % size)}" if value % size else ""
    return f"{_hundreds(value // size) if size == 100 else _thousands(value // size)}{rest}"


def _hundreds(count: int) -> str:
    """مائة, مائتان, and the others as one word: خمسمائة."""
    if count == 2:
        return "ما?[يئ]ت[اي]ن?"
    return "ما?[يئ]ة" if count == 1 else f"{_ARABIC_UNITS[count]}{_ENDING} ?ما?[يئ]ة"


def _thousands(count: int) -> str:
    if count == 2:
        return "الف[اي]ن?"
    return "الف" if count == 1 else f"{_arabic(count)} (?:الف|الاف)"
