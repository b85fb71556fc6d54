"""The articles of the law by name in Arabic: `Penal Code, art. 389` is «قانون العقوبات، المادة 389»."""

from __future__ import annotations

import re
from functools import cache

from openfisca_jordan_sp.law.data_files import read_data

_ITEM = re.compile(r"(\d*)((?:\([a-z0-9]\))*)")
_RANGE = re.compile(r"(\d+)(?: to |-)(\d+)")
_NUMBERED = re.compile(r"(.+?) (\d+)/(\d{4})")
_OF_YEAR = re.compile(r"(.+?) (?:of )?(\d{4})")
_WITH_NUMBER = re.compile(r"(.+?) (\d{1,3})")
#: How an act is told from its articles.
_MARK = re.compile(r",? arts?\. ")
#: The nouns for one article, two, and more.
_NOUNS = ("المادة", "المادتان", "المواد")


def article_in_arabic(article: str, *, noun: bool = True) -> str | None:
    """The Arabic name of an article as it is cited in English; None where it names something that is not known.

    Args:
        article: `50(a)(1)`, `10, 26; Preparation and After-care Bylaw of 2026` or `Labour Law 8/1996, art. 73 to 75`.
        noun: whether numbers without an act are told with the word for article, as outside a column of that name.
    """
    parts = [_part(part, noun=noun) for part in article.split("; ")]
    return None if None in parts else "؛ ".join(part for part in parts if part)


def _part(text: str, *, noun: bool) -> str | None:
    """The articles of one act, or of the instrument at hand."""
    if text[:1].isdigit():
        return _numbers(text, noun=noun)
    ending = next((end for end in _names("endings") if text.endswith(end)), "")
    act, *numbers = _MARK.split(text.removesuffix(ending), maxsplit=1)
    told = (_acts(act), *(_numbers(one, noun=True) for one in numbers))
    return None if None in told else "، ".join(part for part in told if part) + _names("endings").get(ending, "")


def _numbers(text: str, *, noun: bool) -> str | None:
    """`50 to 52`, `10 and 26` or `14(a), (b)`."""
    if found := _RANGE.fullmatch(text):
        return f"{_NOUNS[2]} من {found[1]} إلى {found[2]}" if noun else f"{found[1]}-{found[2]}"
    items = [_ITEM.fullmatch(item) for item in re.split(r", | and ", text)]
    if not all(item and item[0] for item in items):
        return None
    found_items = [item for item in items if item]
    articles = sum(bool(item[1]) for item in found_items)
    told = " و".join(item[1] + _paragraphs(item[2]) for item in found_items)
    return f"{_NOUNS[min(articles, 3) - 1]} {told}" if noun else told


def _paragraphs(text: str) -> str:
    letters = _names("paragraphs")
    return re.sub(r"\(([a-z])\)", lambda found: f"({letters.get(found[1], found[1])})", text)


def _acts(text: str) -> str | None:
    """One act, one as another amends it, or several."""
    if told := _act(text):
        return told
    for english, arabic in ((" as amended by ", " المعدل ب"), (", ", "، ")):
        parts = [_act(part) for part in text.split(english)]
        if len(parts) > 1 and None not in parts:
            return arabic.join(part for part in parts if part)
    return None


def _act(text: str) -> str | None:
    """An act by its name, its number and its year."""
    acts = _names("acts")
    if text in acts:
        return acts[text]
    for pattern, arabic in ((_NUMBERED, "{0} رقم {1} لسنة {2}"), (_OF_YEAR, "{0} لسنة {1}"), (_WITH_NUMBER, "{0} {1}")):
        found = pattern.fullmatch(text)
        if found and found[1] in acts:
            return arabic.format(acts[found[1]], *found.groups()[1:])
    return None


@cache
def _names(section: str) -> dict[str, str]:
    names: dict[str, str] = read_data("article_names.yaml")[section]
    return names
