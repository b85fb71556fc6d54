"""The words of the drafter's bench in one language, and what they tell of a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from openfisca_jordan_sp.drafting.rules import RuleDifference
from openfisca_jordan_sp.drafting.values import ADDED, REMOVED, ValueDifference
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.catalogue import instrument, is_instrument
from openfisca_jordan_sp.law.coverage_page import article_name, source_line
from openfisca_jordan_sp.law.parameters import CONFIDENCES
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.writing import Writing


@cache
def _all() -> dict[str, Text]:
    content = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    return {key: Text(**pair) for key, pair in read_yaml(content).items()}


@dataclass(frozen=True)
class Said:
    """The words of one language; what is told has no marks of direction yet: `Writing` puts them in."""

    writing: Writing

    def __call__(self, key: str, **values: Any) -> str:
        """The words of a key, with its values."""
        return self.writing.of(_all()[key]).format(**values)

    @cached_property
    def words(self) -> Words:
        """The words of the law."""
        return self.writing.words

    def policy(self, policy: Policy) -> str:
        """A policy by its title and its id; the law in force by its name."""
        title = self.writing.of(policy.title)
        return f"{title} ({policy.id})" if policy.reforms else title

    def instrument(self, folder: str) -> str:
        """The title of an instrument; a folder that is none by its name."""
        return self.writing.of(instrument(folder).title) if is_instrument(folder) else folder

    def articles(self, articles: Sequence[str]) -> str:
        """The articles of a value or a rule; nothing where none is known."""
        return self.words("semicolon").join(article_name(article, self.words) for article in articles)

    def sources(self, sources: Sequence[Any]) -> list[str]:
        """The sources of a reform or a text, one line for each."""
        return [source_line(Source.from_data(source), self.words) for source in sources]

    def time(self, row: ValueDifference) -> str:
        """From when, and to when where it does not stay so."""
        if row.until is None:
            return self("since", since=row.since)
        return self("since_until", since=row.since, until=row.until)

    def values(self, row: ValueDifference) -> str:
        """Both values with their unit, or the one of a parameter that is new or falls away."""
        if row.kind in {ADDED, REMOVED}:
            value = row.after if row.kind == ADDED else row.before
            return f"{self(f'kind_{row.kind}')}: {self.words.value_with_unit(value, row.unit)}"
        both = row.difference is not None
        old = self.words.value(row.before) if both else self.words.value_with_unit(row.before, row.unit)
        return f"{old} {self('arrow')} {self.words.value_with_unit(row.after, row.unit)}"

    def rise(self, row: ValueDifference) -> str:
        """By how much a number rises or falls, and by how many per cent; nothing where it is no number."""
        if row.difference is None:
            return ""
        share = "" if row.relative_difference is None else _percent(row.relative_difference)
        return self.words("comma").join(part for part in (f"{row.difference:+,.10g}", share) if part)

    def confidence(self, row: ValueDifference) -> str:
        """How both values are known: once where it is the same, nothing of a value that is not there."""
        known = dict.fromkeys(each for each in (row.before_confidence, row.after_confidence) if each)
        return f" {self('arrow')} ".join(self.grade(each) for each in known)

    def grade(self, confidence: str) -> str:
        """One grade of confidence; a word that a user put in its place is left as it is."""
        return self.words(f"confidence_{confidence}") if confidence in CONFIDENCES else confidence

    def rule(self, row: RuleDifference) -> str:
        """What happens to a rule, and from when."""
        since = self("since", since=row.since) if row.since else ""
        return self.words("comma").join(part for part in (self(f"kind_{row.kind}"), since) if part)

    def origin(self, row: RuleDifference) -> str:
        """The instrument and the articles of a rule; an article that names its law stands alone."""
        articles = self.articles(row.articles)
        if articles and not row.articles[0][0].isdigit():
            return articles
        named = [self.instrument(row.instrument), articles]
        return self.words("comma").join(part for part in named if part)


def _percent(share: float) -> str:
    """`+17.65%`, without zeros that say nothing."""
    text = f"{share * 100:+,.2f}"
    return f"{text.rstrip('0').rstrip('.')}%"
