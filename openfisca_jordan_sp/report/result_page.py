"""The page of a result that is no comparison: statistics, totals, a sweep. What each puts in stands beside.

What all have is made here: the notes that come first, where figures come from, and how they were computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.report import tables
from openfisca_jordan_sp.report.figures import Figure
from openfisca_jordan_sp.report.page import KeyFigure, caveats_of, population_facts, reform_facts, style, template
from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts

#: How every result is computed; see the texts of these keys.
METHODS = ("method_dues", "method_behaviour", "method_take_up", "method_month", "method_double")


@dataclass(frozen=True)
class Page:
    """What stands in each section.

    Attributes:
        title: of the page.
        month: that the figures are of.
        kicker: what kind of result it is.
        about: lines under the title.
        headline: the result in a sentence.
        key_figures: the numbers that stand out.
        main: the main table.
        main_note: how to read it.
        caveats: what a reader must know first.
        figures: charts with their numbers.
        tables: all others.
        sources: where the formulas and the data come from.
        methods: keys of texts that say how it was computed.
        facts: names and values of what the computation rests on.
        not_verified: the values of the law that no source verifies; None where there is none.
        lists_not_verified: whether the result knows which values it used.
    """

    title: str
    month: str
    kicker: str
    about: list[str]
    headline: str
    key_figures: list[KeyFigure]
    main: Table | None
    main_note: str
    caveats: list[str]
    figures: list[Figure]
    tables: list[Table]
    sources: list[str]
    methods: Sequence[str]
    facts: list[tuple[str, str]]
    not_verified: Table | None = None
    lists_not_verified: bool = True


def render_page(page: Page, texts: Texts) -> str:
    """The page as one HTML file that needs nothing else."""
    sections = ["charts"] if page.figures else []
    sections += ["tables", *(["not_verified"] if page.lists_not_verified else []), "sources", "method"]
    return template("result.html.jinja").render(
        texts=texts, style=style(), title=page.title, page=page, sections=sections
    )


def names_of(policies: Sequence[Policy], texts: Texts) -> list[str]:
    """The first policy by its title, the others as `1 · title`, in their order."""
    return [texts.of(policies[0].title), *(f"{n} · {texts.of(one.title)}" for n, one in enumerate(policies[1:], 1))]


def about_policies(policies: Sequence[Policy], texts: Texts) -> list[str]:
    """What each reform of the policies is and comes from, with the number of its policy."""
    said = []
    for number, policy in enumerate(policies[1:], 1):
        name = texts("policies_number", number=texts.number(number))
        said.append(f"{name}: {policy.id}. {'; '.join(reform_facts(policy, texts))}")
    return said


def caveats(notes: Sequence[Text], manifest: Mapping[str, Any], texts: Texts) -> list[str]:
    """The notes of a result, the caveats of its population, and what the figures may be used for."""
    is_synthetic = manifest.get("kind") == "synthetic"
    return [
        *[texts.of(note) for note in notes],
        *([] if is_synthetic else [texts("not_synthetic")]),
        *caveats_of(manifest.get("caveats"), texts),
        texts("use_can"),
        texts("result_use_cannot"),
    ]


def facts(
    policies: Sequence[Policy], month: str, manifest: Mapping[str, Any], texts: Texts, *more: tuple[str, str]
) -> list[tuple[str, str]]:
    """Package, policies, month, what else is given, and the population."""
    return [
        (texts("method_package"), f"openfisca-jordan-sp {version('openfisca-jordan-sp')}"),
        (texts("method_policy"), ", ".join(policy.id for policy in policies)),
        (texts("method_period"), month),
        *more,
        *population_facts(manifest, texts),
    ]


def sources(manifest: Mapping[str, Any], texts: Texts, *keys: str) -> list[str]:
    """Where the law's values, the population and the formulas come from."""
    people = texts("source_synthetic" if manifest.get("kind") == "synthetic" else "source_survey")
    return [texts("source_law"), people, *map(texts, keys)]


def not_verified(used: pandas.DataFrame, texts: Texts) -> Table | None:
    """The values that no source verifies, each once, whatever policies used them."""
    once = used.drop(columns="policy", errors="ignore")
    once = once[~once.astype(str).duplicated()]
    return tables.not_verified(once, texts) if len(once) else None
