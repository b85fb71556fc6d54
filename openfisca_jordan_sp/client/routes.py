"""The routes of the service by what they are about: law, reforms, policies, populations, cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from openfisca_jordan_sp.client.calls import Connection

#: JSON of the service; its fields are those of the contract.
Data = dict[str, Any]


@dataclass(frozen=True)
class Routes:
    """Some routes of a service."""

    connection: Connection

    def _get(self, *parts: str, **query: Any) -> Data:
        """What stands at an address of `/v1`."""
        found: Data = self.connection.ask("GET", v1(*parts), query=query).body
        return found

    def _post(self, body: Any, *parts: str) -> Data:
        """What an address of `/v1` answers to some JSON."""
        found: Data = self.connection.ask("POST", v1(*parts), body).body
        return found

    def _pages(self, key: str, *parts: str, turn: str = "cursor", **query: Any) -> Iterator[Data]:
        """The items of every page, one page asked for at a time; `turn` is how the query names the next one."""
        following = None
        while True:
            page = self._get(*parts, **{turn: following}, **query)
            yield from page[key]
            following = page["next"]
            if following is None:
                return


def v1(*parts: str) -> str:
    """An address of `/v1`, its parts escaped."""
    return "/".join(["/v1", *(quote(part, safe="") for part in parts)])


def given(**values: Any) -> Data:
    """The fields of a request that are given at all."""
    return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class LawRoutes(Routes):
    """The law. `date` is a day (`YYYY-MM-DD`), today where it is left out."""

    def overview(self, date: str | None = None) -> Data:
        """Instruments, pillars, programmes and counts."""
        return self._get("law", date=date)

    def search(self, words: str, *, kind: str | None = None, limit: int = 20, date: str | None = None) -> list[Data]:
        """What bears some words in either language, the most relevant first."""
        found: list[Data] = self._get("law", "search", q=words, kind=kind, limit=limit, date=date)["found"]
        return found

    def instrument(self, folder: str) -> Data:
        """An instrument with its provisions."""
        return self._get("law", "instruments", folder)

    def article(self, folder: str, article: str) -> Data:
        """The provisions of one article."""
        return self._get("law", "instruments", folder, "articles", article)

    def parameters(self, *, date: str | None = None, **filters: Any) -> Iterator[Data]:
        """Parameters with their values on a day, by path.

        Args:
            date: the day.
            filters: `instrument`, `pillar`, `under`, `confidence`, `verified`; `limit` of one page.
        """
        return self._pages("parameters", "law", "parameters", date=date, **filters)

    def parameter(self, path: str, date: str | None = None) -> Data:
        """A parameter with its history, its sources and its readers."""
        return self._get("law", "parameters", path, date=date)

    def variables(self, **filters: Any) -> Iterator[Data]:
        """Variables by name: `instrument`, `kind`, `entity`, `pillar`; `limit` of one page."""
        return self._pages("variables", "law", "variables", **filters)

    def variable(self, name: str, date: str | None = None) -> Data:
        """A variable with its formulas, what they read, and its articles."""
        return self._get("law", "variables", name, date=date)

    def programmes(self) -> list[Data]:
        """The programmes whose cost is counted."""
        found: list[Data] = self._get("law", "programmes")["programmes"]
        return found

    def coverage(self) -> Data:
        """How many provisions of each instrument are modelled."""
        return self._get("law", "coverage")

    def not_verified(self, date: str | None = None) -> Data:
        """The values in use that were not read in a source as they stand."""
        return self._get("law", "not-verified", date=date)


@dataclass(frozen=True)
class ReformRoutes(Routes):
    """The catalogue of reforms, and drafts."""

    def all(self, words: str | None = None, *, status: str | None = None, instrument: str | None = None) -> list[Data]:
        """The reforms that bear some words."""
        found: list[Data] = self._get("reforms", q=words, status=status, instrument=instrument)["reforms"]
        return found

    def show(self, name: str) -> Data:
        """All that one reform says."""
        return self._get("reforms", name)

    def check(self, reform: Any, *, quick: bool = True) -> list[Data]:
        """The findings of a draft; of several, each by itself and then together."""
        found: list[Data] = self._post({"reform": reform, "quick": quick}, "reforms", "check")["bills"]
        return found

    def diff(self, before: Any, after: Any) -> Data:
        """What differs between two policies; an empty list is the law in force."""
        return self._post({"before": before, "after": after}, "reforms", "diff")


@dataclass(frozen=True)
class PolicyRoutes(Routes):
    """Stored policies."""

    def store(self, reforms: Any) -> Data:
        """Store a policy; the same content has the same id."""
        return self._post({"reforms": reforms}, "policies")

    def read(self, policy_id: str) -> Data:
        """A stored policy with the provisions that it changes."""
        return self._get("policies", policy_id)


@dataclass(frozen=True)
class PopulationRoutes(Routes):
    """The populations that comparisons may name."""

    def all(self) -> list[Data]:
        """Every population that can be read."""
        found: list[Data] = self._get("populations")["populations"]
        return found

    def show(self, name: str) -> Data:
        """One population with its targets."""
        return self._get("populations", name)


@dataclass(frozen=True)
class CaseRoutes(Routes):
    """The case families."""

    def all(self) -> list[Data]:
        """The case families with their titles."""
        found: list[Data] = self._get("cases")["cases"]
        return found

    def show(self, name: str) -> Data:
        """One case family."""
        return self._get("cases", name)

    def results(self, *policies: Any, cases: Iterable[str] | None = None, period: str | None = None) -> Data:
        """What each case family gets under policies, all of them where `cases` names none."""
        chosen = None if cases is None else list(cases)
        return self._post({"policies": list(policies), **given(cases=chosen, period=period)}, "cases", "results")


def situation_request(situation: Mapping[str, Any], **more: Any) -> Data:
    """A request about one household."""
    return {"situation": dict(situation), **given(**more)}
