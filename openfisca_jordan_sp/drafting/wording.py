"""The wording of articles before and after, word by word: what falls away and what is put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import ArticleText

SAME, DELETED, INSERTED = "same", "deleted", "inserted"

#: Marks that belong to the letter before them: vowels and the long dash of Arabic, accents of Latin letters.
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
#: A number with its share sign, a Latin name, a word with its marks (apart from a number behind it), a stretch of
#: blanks, or a single sign.
_TOKEN = re.compile(rf"\d+(?:[.,/٫٬]\d+)*[%٪]?|[A-Za-z_]\w*|(?:[^\W\d]|[{_MARKS}])+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of words that is the `same` in both texts, `deleted` from the first or `inserted` in the second."""

    kind: str
    text: str


def words_of(text: str) -> list[str]:
    """A text cut into numbers, words, blanks and signs; joined they are the text again."""
    return _TOKEN.findall(text)


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """What to delete from one text and to insert in it to have the other.

    The same and the deleted pieces joined are the text before, the same and the inserted ones the text after. Where
    words follow one another that all change, they are one deletion and one insertion.
    """
    old, new = words_of(before), words_of(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    stretches = [
        (kind == "equal", "".join(old[start:end]), "".join(new[from_:to])) for kind, start, end, from_, to in steps
    ]
    return tuple(_pieces(_without_lone_blanks(stretches)))


def _without_lone_blanks(stretches: Sequence[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    """Blanks between two changes change with them."""
    last = len(stretches) - 1
    return [
        (is_same and (place in {0, last} or not old.isspace()), old, new)
        for place, (is_same, old, new) in enumerate(stretches)
    ]


def _pieces(stretches: Sequence[tuple[bool, str, str]]) -> Iterator[Piece]:
    for is_same, run in groupby(stretches, key=lambda stretch: stretch[0]):
        found = list(run)
        old, new = "".join(stretch[1] for stretch in found), "".join(stretch[2] for stretch in found)
        if is_same:
            yield Piece(SAME, old)
            continue
        if old:
            yield Piece(DELETED, old)
        if new:
            yield Piece(INSERTED, new)


@dataclass(frozen=True)
class WordingDifference:
    """The wording of one article under two policies.

    Attributes:
        instrument: the folder of the instrument.
        article: its number; None where it is not known.
        before: None where the article is new.
        after: None where the article falls away.
        paraphrase: whether it is told in other words than the law's.
        source: where it was read; None where the reform's own source holds.
    """

    instrument: str
    article: str | None
    before: Text | None
    after: Text | None
    paraphrase: bool
    source: Mapping[str, Any] | None = None

    def pieces(self, language: str) -> tuple[Piece, ...]:
        """What is deleted and inserted in one language, `en` or `ar`."""
        old, new = (str(getattr(text, language)) if text else "" for text in (self.before, self.after))
        return word_difference(old, new)


def wording_differences(before: Policy, after: Policy) -> tuple[WordingDifference, ...]:
    """The articles whose wording is known to differ between two policies, in the order of their reforms.

    An article that only one of them changes stands in the other as that one found it.
    """
    old, new = _articles(before), _articles(after)
    differing = [_between(old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]
    return tuple(one for one in differing if one.before != one.after)


def _articles(policy: Policy) -> dict[tuple[Any, ...], ArticleText]:
    """The texts of a policy by what tells an article from others.

    Where its number is not known, an article is told by its wording before.
    """
    found: dict[tuple[Any, ...], ArticleText] = {}
    for text in (text for reform in policy.reforms for text in reform.text):
        key: tuple[Any, ...] = (text.instrument, text.article, text.before if text.article is None else None)
        same = sum(known[:3] == key for known in found)
        found[(*key, same)] = text
    return found


def _between(old: ArticleText | None, new: ArticleText | None) -> WordingDifference:
    known = [text for text in (new, old) if text is not None]
    return WordingDifference(
        instrument=known[0].instrument,
        article=known[0].article,
        before=old.after if old else known[0].before,
        after=new.after if new else known[0].before,
        paraphrase=any(text.paraphrase for text in known),
        source=next((text.source for text in known if text.source), None),
    )
