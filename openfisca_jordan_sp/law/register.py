"""The register: every instrument, and what of it is modelled, provision by provision.

Facts about an instrument stand in `instruments/<folder>.yaml`, its provisions in
`coverage/<folder>.yaml`. Everything here is data; `coverage_page` and the command
line print it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from openfisca_jordan_sp.errors import Text, UnknownNameError
from openfisca_jordan_sp.law.acts import Act, Instrument, malformed, text_from_data
from openfisca_jordan_sp.law.catalogue import coverage, instruments, pillars

#: What may be said of a provision.
STATUSES = ("modelled", "not_computable", "text_not_seen", "not_yet_modelled")
#: What an act may be. `practice`: what a fund or a charity does, without a text of law that was seen.
KINDS = ("law", "bylaw", "instructions", "decision", "statistics", "practice")
#: How the day may be known from which an act is in force.
CONFIDENCES = ("verified", "derived", "recalled", "assumed", "missing")


@dataclass(frozen=True)
class Provision:
    """One provision of an instrument, how far it is modelled, and by which variables."""

    title: Text
    article: str | None
    status: str
    variables: tuple[str, ...] = ()
    reason: Text | None = None


@dataclass(frozen=True)
class Coverage:
    """An instrument with its provisions."""

    instrument: Instrument
    provisions: tuple[Provision, ...] = ()

    def count(self, status: str) -> int:
        """How many provisions are in a state."""
        return sum(provision.status == status for provision in self.provisions)

    @property
    def articles(self) -> list[str]:
        """The articles that provisions name, each once."""
        return list(dict.fromkeys(provision.article for provision in self.provisions if provision.article))


def register() -> tuple[Coverage, ...]:
    """Every instrument with its provisions, in the order of their folders.

    Raises:
        LawFileError: a file of the register is not in the agreed form.
    """
    return tuple(coverage_of(folder) for folder in instruments())


def coverage_of(folder: str) -> Coverage:
    """One instrument with its provisions.

    Raises:
        UnknownNameError: no instrument has that folder.
        LawFileError: a file of the register is not in the agreed form.
    """
    if folder not in instruments():
        raise UnknownNameError(folder, nearest_instruments(folder), message=_no_instrument(folder))
    return Coverage(instruments()[folder], provisions_from_data(folder, coverage().get(folder) or ()))


def provisions_from_data(folder: str, data: Iterable[Mapping[str, Any]]) -> tuple[Provision, ...]:
    """The provisions of an instrument from its coverage file.

    Raises:
        LawFileError: a field is missing or is not in the agreed form.
    """
    try:
        return tuple(_provision(entry) for entry in data)
    except (AttributeError, KeyError, TypeError) as error:
        raise malformed(f"coverage/{folder}.yaml", error) from None


def _provision(data: Mapping[str, Any]) -> Provision:
    title, article = data["provision"], data.get("article")
    return Provision(
        title=Text(title["en"], title["ar"]),
        article=None if article is None else str(article),
        status=data["status"],
        variables=tuple(data["variables"]),
        reason=text_from_data(data.get("reason")),
    )


def article_of(folder: str, article: str) -> Coverage:
    """An instrument with the provisions of one article.

    `2` finds `2(a)` and not `20`; where no provision names the paragraph `2(c)`, it finds those of article 2.

    Raises:
        UnknownNameError: there is no such instrument, or no provision of it names the article.
    """
    whole = coverage_of(folder)
    found = _provisions_of(whole, article) or _provisions_of(whole, article.partition("(")[0])
    if not found:
        known = [f"{folder}:{name}" for name in _nearest_articles(whole, article)]
        raise UnknownNameError(f"{folder}:{article}", known or [folder], message=_no_article(folder, article))
    return Coverage(whole.instrument, found)


def _provisions_of(whole: Coverage, article: str) -> tuple[Provision, ...]:
    """The provisions that name an article: their field may list several, and acts below the law."""
    wanted = article.strip()
    begins = re.compile(rf"{re.escape(wanted)}(?![\w/])")
    return tuple(
        provision
        for provision in whole.provisions
        if wanted and any(begins.match(part) for part in _parts(provision.article))
    )


def _parts(article: str | None) -> list[str]:
    """A field of articles, whole and in its parts: `10, 26; Bylaw of 2026` names 10, 26 and the bylaw."""
    return [article, *re.split(r"[,;]\s*", article)] if article else []


def provisions_with(variable: str) -> list[tuple[str, Provision]]:
    """The provisions that a variable models, each with the folder of its instrument."""
    return list(_by_variable().get(variable, ()))


@cache
def _by_variable() -> dict[str, list[tuple[str, Provision]]]:
    """The provisions of every variable that one names, found once."""
    found: dict[str, list[tuple[str, Provision]]] = {}
    for one in register():
        for provision in one.provisions:
            for variable in dict.fromkeys(provision.variables):
                found.setdefault(variable, []).append((one.instrument.folder, provision))
    return found


def nearest_instruments(name: str, count: int = 3) -> list[str]:
    """The instruments whose folder looks most like a name, the nearest first."""
    close = get_close_matches(name, instruments(), n=count, cutoff=0.5)
    return close or [folder for folder in instruments() if name and name in folder][:count]


def _nearest_articles(whole: Coverage, article: str, count: int = 3) -> list[str]:
    return (get_close_matches(article, whole.articles, n=count, cutoff=0.3) or whole.articles)[:count]


def _no_instrument(folder: str) -> Text:
    return Text(f"There is no instrument {folder!r}.", f"لا توجد أداة قانونية باسم {folder!r}.")


def _no_article(folder: str, article: str) -> Text:
    return Text(
        f"No provision of {folder}:{article} is in the register.", f"لا يوجد في السجل حكم من {folder}:{article}."
    )


def instrument_faults(known: Mapping[str, Instrument]) -> list[str]:
    """What is wrong with entries of the register of instruments, one line for each fault."""
    faults = []
    for folder, instrument in known.items():
        faults += [f"{folder}: pillar {pillar!r}" for pillar in instrument.pillars if pillar not in pillars()]
        for act in (instrument.act, *instrument.related):
            faults += [f"{folder}: {act.title.en}: {fault}" for fault in _act_faults(act)]
    return faults


def _act_faults(act: Act) -> list[str]:
    """What is wrong with one act: an unknown word, a day without a grade, a grade without a day or a source."""
    in_force = act.in_force
    faults = [] if act.kind in KINDS else [f"kind {act.kind!r}"]
    if in_force.confidence not in CONFIDENCES:
        faults.append(f"confidence {in_force.confidence!r}")
    if (in_force.day is None) != (in_force.confidence == "missing"):
        faults.append("a day is missing exactly when its confidence says so")
    if in_force.day is None and in_force.note is None:
        faults.append("no note on the day from which it is in force")
    if in_force.confidence in {"verified", "derived"} and not act.sources:
        faults.append("no source")
    return faults
