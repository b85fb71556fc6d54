"""What is asked on the page: all of it stands in the address, so that a link opens it again, in either language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from openfisca_jordan_sp.defaults import DEFAULT_PERIOD
from openfisca_jordan_sp.populations.listing import DEMO

from ..blueprint import with_query

#: What the figures are broken down by; `programme` to `governorate`, or everything.
BREAKDOWNS = ("programme", "pillar", "decile", "group", "governorate")


@dataclass(frozen=True)
class Change:
    """One value of the visitor's own bill, as it was written.

    Attributes:
        path: of the parameter.
        since: the day from which it holds.
        value: that it has then; empty where none was given yet.
    """

    path: str
    since: str = ""
    value: str = ""

    def __str__(self) -> str:
        return f"{self.path}@{self.since}={self.value}"


@dataclass(frozen=True)
class Asked:
    """What is asked.

    Attributes:
        policies: ids of the catalogue (`a+b` for two applied together) or of stored policies, in their order.
        changes: the visitor's own bill, which is a policy of its own after the others.
        title: of that bill.
        population: by its name.
        period: the month.
        line: `national`, `unindexed`, `naf` or JOD a person and month.
        breakdown: one of `BREAKDOWNS`; nothing shows all.
        shown: the number of the policy whose figures are shown.
        hurt: whether it is asked who is hurt by that policy.
        whole: whether everything is computed before the page is sent, for browsers without scripts.
        words: looked for among the provisions of the law.
        filter: looked for in the catalogue.
    """

    policies: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    title: str = ""
    population: str = DEMO
    period: str = DEFAULT_PERIOD
    line: str = "national"
    breakdown: str = ""
    shown: int = 1
    hurt: bool = False
    whole: bool = False
    words: str = ""
    filter: str = ""

    @property
    def made(self) -> tuple[Change, ...]:
        """The changes that have a value: the others wait for one, and change nothing yet."""
        return tuple(change for change in self.changes if change.value)

    @property
    def count(self) -> int:
        """How many policies stand beside the law in force."""
        return len(self.policies) + bool(self.made)

    def but(self, **changes: Any) -> Asked:
        """The same but for some of it."""
        return replace(self, **changes)

    @property
    def query(self) -> list[tuple[str, str]]:
        """The parameters of the address; what is as it is by default is left out."""
        plain = Asked()
        named = [("policy", one) for one in self.policies] + [("set", str(one)) for one in self.changes]
        alone: Sequence[tuple[str, Any, Any]] = (
            ("title", self.title, plain.title),
            ("population", self.population, plain.population),
            ("period", self.period, plain.period),
            ("line", self.line, plain.line),
            ("breakdown", self.breakdown, plain.breakdown),
            ("shown", self.shown, plain.shown),
            ("hurt", int(self.hurt), 0),
            ("view", "whole" if self.whole else "", ""),
            ("q", self.words, plain.words),
            ("filter", self.filter, plain.filter),
        )
        return named + [(name, str(value)) for name, value, usual in alone if value != usual]

    def at(self, endpoint: str = "pages.compare", **parts: Any) -> str:
        """The address of an endpoint with this state."""
        return with_query(url_for(endpoint, **parts), self.query, safe="@:=")
