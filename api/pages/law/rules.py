"""A rule, or a fact that somebody gives: how it is computed, what it reads and what reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import g

from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.show import kind_of
from openfisca_jordan_sp.system import law_in_force

from ..blueprint import pages as views
from .showing import Crumb, front_crumb, instrument_crumb, of_law, page, told

_INPUT = "input"


@views.get("/law/rules/<name>")
@told
def law_rule(name: str) -> str:
    """One rule or fact."""
    rule = of_law("readVariable", path={"name": name})
    return page(
        "law/rule.html",
        day=rule["date"],
        crumbs=_crumbs(rule),
        rule=rule,
        since=min((one["since"] or "" for one in rule["formulas"]), default=""),
        documentation=paragraphs(rule["documentation"] or ""),
        references=[Source(reference).titled(g.page_language) for reference in rule["references"]],
        rules=[one for one in rule["variables"] if not _is_fact(one)],
        facts=[one for one in rule["variables"] if _is_fact(one)],
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that is broken into lines of code's width; what begins further in stays a line."""
    found = []
    for part in re.split(r"\n\s*\n|\n(?=[ \t*-])", text.strip()):
        found += [" ".join(part.split())] if part.strip() else []
    return found


def _crumbs(rule: Mapping[str, Any]) -> list[Crumb]:
    instrument = rule["instrument"]
    return [front_crumb(), *([instrument_crumb(instrument)] if instrument else [])]


def _is_fact(one: Mapping[str, Any]) -> bool:
    return kind_of(law_in_force().variables[one["name"]]) == _INPUT
