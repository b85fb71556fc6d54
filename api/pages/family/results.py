"""What a family gets, pays and is left with: the reply of `compare` as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas

from openfisca_jordan_sp.case_items import COUNTS, DISPOSABLE, PROGRAMME
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.report import numbers, tables
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.system import law_in_force

from ..asking import Answer

_NOTHING = {"month": 0.0, "year": 0.0, "unset": None}
#: The law in force in addresses and tables.
LAW = ""


@dataclass(frozen=True)
class Amount:
    """An amount under a policy, in JOD.

    Attributes:
        policy: its id; empty of the law in force.
        month, year: None where a value of the law is missing.
        change: of the month, from the law in force; None where it is not known.
    """

    policy: str
    month: float | None
    year: float | None
    change: float | None

    @property
    def is_changed(self) -> bool:
        """Whether the policy changes it by a fils at least."""
        return self.change is not None and not numbers.rounds_to_zero(self.change, 3)


@dataclass(frozen=True)
class Row:
    """A chosen programme, their sum, or what the family can spend.

    Attributes:
        id: of the programme; empty of sums.
        variable: that computes it.
        label: its name.
        amounts: under the law in force, then under each policy.
    """

    id: str
    variable: str
    label: Text
    amounts: Sequence[Amount]


@dataclass(frozen=True)
class Results:
    """The reply about one family.

    Attributes:
        titles: of the policies by id, the law in force first.
        rows: the chosen programmes.
        total: their sum.
        disposable: what the household can spend.
        items: all that the reply tells.
        warnings: what to be wary of.
        not_verified: the values behind the figures that no source says as they stand.
        notes: what was derived.
        law_date: the day whose law was applied.
        request_id: of the question, by which the audit finds it.
    """

    titles: Mapping[str, Text]
    rows: Sequence[Row]
    total: Row
    disposable: Row
    items: Sequence[Mapping[str, Any]]
    warnings: Sequence[Text]
    not_verified: Sequence[Mapping[str, Any]]
    notes: Sequence[Text]
    law_date: str
    request_id: str

    def sheets(self, title: str, period: str, texts: Texts) -> list[Table]:
        """All that the family gets and pays in the month and in its year, as the report of case families has it."""
        captions = {
            "month": texts("cases_in_month", case=title, month=texts.isolated(period)),
            "year": texts("cases_in_year", case=title, year=texts.isolated(period[:4])),
        }
        headings = [texts("cases_item"), *(texts.of(one) for one in self.titles.values())]
        return [Table(caption, headings, self._lines(which, texts)) for which, caption in captions.items()]

    def _lines(self, which: str, texts: Texts) -> list[list[Cell]]:
        made = []
        for item in self.items:
            if which == "year" and item["kind"] in COUNTS:
                continue
            policies = item["policies"].values()
            pairs = [(item["baseline"], None), *((one["reform"], one["difference"]) for one in policies)]
            if item["kind"] == DISPOSABLE or any(amount[which] is None or amount[which] for amount, _ in pairs):
                decimals = 0 if item["kind"] in COUNTS else 3
                cells = [_cell(amount[which], change and change[which], decimals, texts) for amount, change in pairs]
                made.append([Cell(texts.of(item["label"])), *cells])
        return made

    def unsure(self, texts: Texts) -> Table | None:
        """The values that are not verified; None where all are."""
        if not self.not_verified:
            return None
        rows = [
            {
                "path": one["path"],
                "value": one["value"],
                "date": one["since"],
                "confidence": one["confidence"],
                "source": texts.of(one["sources"][0]["text"]) if one["sources"] else "",
            }
            for one in self.not_verified
        ]
        return tables.not_verified(pandas.DataFrame(rows), texts)


def _cell(value: float | None, change: float | None, decimals: int, texts: Texts) -> Cell:
    told = texts("unset") if value is None else numbers.number(value, decimals)
    if change is not None and not numbers.rounds_to_zero(change, decimals):
        told = f"{told} ({numbers.number(change, decimals, signed=True)})"
    return Cell(told, "number")


def results_of(answer: Answer, chosen: Sequence[str], labels: Mapping[str, Any], asked: Sequence[str]) -> Results:
    """The results of an answer.

    Args:
        answer: of `compare`, about one family.
        chosen: ids of programmes.
        labels: programmes by id, each with its `variable` and `label`.
        asked: the ids by which the policies were asked for, in their order: a stored one has another of its own.
    """
    reply: Mapping[str, Any] = answer.body
    family = next(iter(reply["families"].values()))
    policies = dict(zip(asked, (str(one["id"]) for one in reply["policies"]), strict=True))
    titles = dict(zip(asked, (Text(**one["title"]) for one in reply["policies"]), strict=True))
    found = {item["id"]: item for item in family["items"] if item["kind"] == PROGRAMME}
    rows = [_row(name, labels[name], found.get(name), policies) for name in chosen if name in labels]
    disposable = next(item for item in family["items"] if item["kind"] == DISPOSABLE)
    return Results(
        titles={LAW: Text("The law in force", "القانون النافذ"), **titles},
        rows=rows,
        total=_total(rows, policies),
        disposable=_row("", disposable, disposable, policies),
        items=family["items"],
        warnings=[Text(**one["message"]) for one in reply["warnings"]],
        not_verified=reply["values_not_verified"],
        notes=[Text(**one) for one in family["notes"]],
        law_date=answer.law_date,
        request_id=answer.request_id,
    )


def paying(reply: Mapping[str, Any]) -> list[str]:
    """The programmes that give a family anything in the month, under the law or a policy; else those of the year."""
    family = next(iter(reply["families"].values()))
    items = [item for item in family["items"] if item["kind"] == PROGRAMME]
    now = [item["id"] for item in items if any(amount["month"] != 0 for amount in _amounts(item))]
    return now or [item["id"] for item in items]


def _amounts(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item["baseline"], *(one["reform"] for one in item["policies"].values())]


def _row(name: str, programme: Mapping[str, Any], item: Mapping[str, Any] | None, policies: Mapping[str, str]) -> Row:
    baseline = _NOTHING if item is None else item["baseline"]
    amounts = [Amount(LAW, baseline["month"], baseline["year"], None)]
    for policy, own in policies.items():
        one = None if item is None else item["policies"][own]
        told = _NOTHING if one is None else one["reform"]
        amounts.append(Amount(policy, told["month"], told["year"], 0.0 if one is None else one["difference"]["month"]))
    return Row(name, str(programme["variable"]), Text(**programme["label"]), amounts)


_TOTAL = Text("The chosen programmes together", "البرامج المختارة معا")


def _total(rows: Sequence[Row], policies: Mapping[str, str]) -> Row:
    amounts: list[Amount] = []
    for place, policy in enumerate([LAW, *policies]):
        of = [row.amounts[place] for row in rows]
        month, year = _sum([one.month for one in of]), _sum([one.year for one in of])
        first = amounts[0].month if amounts else None
        change = None if place == 0 or month is None or first is None else round(month - first, 6)
        amounts.append(Amount(policy, month, year, change))
    return Row("", "", _TOTAL, amounts)


def _sum(values: Sequence[float | None]) -> float | None:
    """The sum; None where one is not known."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def is_of_persons(variable: str) -> bool:
    """Whether a programme is granted to single persons."""
    known = law_in_force().variables.get(variable)
    return known is not None and known.entity.key == "person"
