"""An instrument and its articles: what of them is computed and what is not, and why; their values and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Response

from openfisca_jordan_sp.law.register import STATUSES

from ..blueprint import pages as views
from ..figures import csv_of
from .showing import ALL, Crumb, day_of_law, front_crumb, instrument_crumb, of_law, page, texts, to, told


@views.get("/law/instruments/<folder>")
@told
def law_instrument(folder: str) -> str:
    """An instrument with its provisions, its values on the day and its rules."""
    instrument = of_law("readInstrument", path={"folder": folder})
    readings = of_law("listParameters", {"instrument": instrument["folder"], "limit": ALL})
    rules = of_law("listVariables", {"instrument": instrument["folder"], "limit": ALL})["variables"]
    return page(
        "law/instrument.html",
        day=readings["date"],
        crumbs=[front_crumb()],
        instrument=instrument,
        statuses=STATUSES,
        groups=_groups(readings["parameters"], instrument["folders"]),
        count=readings["total"],
        rules=rules,
    )


def _groups(
    readings: Sequence[Mapping[str, Any]], folders: Iterable[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any] | None, list[Mapping[str, Any]]]]:
    """The values of an instrument: first those that stand in no folder, then folder by folder."""
    alone = [one for one in readings if one["path"].count(".") == 1]
    groups = [(folder, [one for one in readings if one["path"].startswith(f"{folder['name']}.")]) for folder in folders]
    return [*([(None, alone)] if alone else []), *((folder, found) for folder, found in groups if found)]


@views.get("/law/instruments/<folder>/provisions.csv")
@told
def law_instrument_file(folder: str) -> Response:
    """The provisions of an instrument as a table."""
    instrument = of_law("readInstrument", path={"folder": folder})
    return csv_of(f"{instrument['folder']}-provisions", [_row(one) for one in instrument["provisions"]])


def _row(provision: Mapping[str, Any]) -> dict[str, Any]:
    reason = provision["reason"] or {"en": None, "ar": None}
    return {
        "article": provision["article"],
        "title_en": provision["title"]["en"],
        "title_ar": provision["title"]["ar"],
        "status": provision["status"],
        "reason_en": reason["en"],
        "reason_ar": reason["ar"],
        "variables": " ".join(one["name"] for one in provision["variables"]),
    }


@views.get("/law/articles/<folder>/<path:article>")
@told
def law_article(folder: str, article: str) -> str:
    """The provisions of an article, the rules that compute them, and the values that those read."""
    found = of_law("readArticle", path={"folder": folder, "article": article})
    names = dict.fromkeys(one["name"] for provision in found["provisions"] for one in provision["variables"])
    rules = [of_law("readVariable", path={"name": name}) for name in names]
    values = {one["path"]: one for rule in rules for one in rule["parameters"]}
    return page(
        "law/article.html",
        day=day_of_law(),
        crumbs=[front_crumb(), instrument_crumb(folder)],
        instrument=found,
        name=_name_of(found, article),
        values=[values[path] for path in sorted(values)],
        others=_neighbours(folder, article),
    )


def _name_of(found: Mapping[str, Any], article: str) -> str:
    """The article as it is read in the page's language; as it was asked for where its provisions name others too."""
    names = [one["article_name"] for one in found["provisions"] if one["article"] == article]
    return texts().of(names[0]) if names else article


def _neighbours(folder: str, article: str) -> list[Crumb]:
    """The other articles of the instrument, in their order."""
    whole = of_law("readInstrument", path={"folder": folder})
    named = {one["article"]: one["article_name"] for one in whole["provisions"] if one["article"]}
    return [
        Crumb(texts().of(name), to("law_article", folder=folder, article=other))
        for other, name in named.items()
        if other != article
    ]
