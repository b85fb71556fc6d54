"""Searching the law in either language: instruments, articles, values and rules, the most relevant first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from openfisca_jordan_sp.errors import Problem, Text, UnknownNameError
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.finding import Found, find_words
from openfisca_jordan_sp.law.search import holds, normalised, normalised_name
from openfisca_jordan_sp.system import law_in_force

from ..errors import InvalidRequestError
from ..operations import Asked, Reply, operation
from .law_rules import folder_of_variable
from .law_told import both, cacheable, day_asked, folder_of_path, instrument_or_none, value_data

#: Searches that a process keeps.
_KEPT = 64
#: How many of a search may be told: the maximum of `limit` in the contract.
_MOST = 200
#: The order of kinds among what is equally relevant.
_KINDS = ("instrument", "article", "parameter", "variable")

_Entry = dict[str, Any]


@operation("searchLaw")
def search_law(asked: Asked) -> Reply:
    """What bears some words."""
    words, day = normalised(asked.query["q"]), day_asked(asked)
    if not words:
        message = Text("There are no words to look for.", "لا كلمات للبحث عنها.")
        raise InvalidRequestError([Problem("invalid_request", "q", message)])
    ranking = _ranked(words, asked.query.get("kind", ""), day)
    body = {
        "date": day,
        "total": ranking.total,
        "found": ranking.first[: asked.query["limit"]],
        "nearest": ranking.nearest,
    }
    return cacheable(asked, body, day)


@dataclass(frozen=True)
class _Ranking:
    """What bears some words: the first that may be told, how many there are, and the nearest names of nothing."""

    first: tuple[_Entry, ...]
    total: int
    nearest: tuple[str, ...]


@lru_cache(maxsize=_KEPT)
def _ranked(words: str, kind: str, day: str) -> _Ranking:
    """What bears some words, the most relevant first; of every kind where none is named."""
    nearest: tuple[str, ...] = ()
    try:
        found = find_words(law_in_force(), words, day)
    except UnknownNameError as error:
        found, nearest = Found((), (), ()), error.nearest
    every = [*_instruments(words), *_articles(found), *_parameters(found), *_variables(found)]
    chosen = sorted((one for one in every if kind in {"", one["kind"]}), key=lambda one: _distance(words, one))
    return _Ranking(tuple(chosen[:_MOST]), len(chosen), () if every else nearest)


def _distance(words: str, entry: _Entry) -> tuple[Any, ...]:
    """How far an entry is from the words: its very name, a label that begins so, one that holds them, then others."""
    label = entry["label"]
    texts = [normalised_name(text) for text in (label["en"], label["ar"], entry["name"])]
    return (
        words not in texts,
        not any(text.startswith(words) for text in texts),
        not holds(words, *texts),
        _KINDS.index(entry["kind"]),
        len(label["en"]),
        entry["name"],
    )


def _instruments(words: str) -> Iterator[_Entry]:
    for folder, one in instruments().items():
        if holds(words, one.title.en, one.title.ar, folder, folder.replace("_", " ")):
            yield _entry("instrument", folder, one.title, folder, f"/v1/law/instruments/{folder}")


def _articles(found: Found) -> Iterator[_Entry]:
    for folder, provision in found.provisions:
        href = f"/v1/law/instruments/{folder}"
        if provision.article:
            href += f"/articles/{quote(provision.article, safe='')}"
        name = f"{folder}:{provision.article}" if provision.article else folder
        yield _entry("article", name, provision.title, folder, href)


def _parameters(found: Found) -> Iterator[_Entry]:
    for one in found.parameters:
        known = {"value": value_data(one.value), "unit": one.unit or None, "confidence": one.confidence}
        folder, href = folder_of_path(one.path), f"/v1/law/parameters/{one.path}"
        yield _entry("parameter", one.path, one.label, folder, href) | known


def _variables(found: Found) -> Iterator[_Entry]:
    variables = law_in_force().variables
    for one in found.variables:
        variable = variables[one.name]
        entry = _entry("variable", one.name, one.label, folder_of_variable(variable), f"/v1/law/variables/{one.name}")
        yield entry | {"unit": variable.unit or None}


def _entry(kind: str, name: str, label: Text, folder: str, href: str) -> _Entry:
    return {
        "kind": kind,
        "name": name,
        "label": both(label),
        "instrument": instrument_or_none(folder),
        "href": href,
        "value": None,
        "unit": None,
        "confidence": None,
    }
