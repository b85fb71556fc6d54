"""What a reader must know before using the figures of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas

from openfisca_jordan_sp.engine.quota import QuotaReach
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import quota_named

#: Facts missing in the data that a note names; further ones are of less concern.
_NAMED_INPUTS = 4
NO_EFFECT = Text("The reform changes no cost in this year.", "لا يغير المشروع أي كلفة في هذه السنة.")
_ONLY_LEVIES = Text(
    "The reform changes no benefit in this year, but what is paid in contributions and taxes.",
    "لا يغير المشروع أي منفعة في هذه السنة، وإنما ما يُدفع من اشتراكات وضرائب.",
)
_ONLY_SERVICES = Text(
    "The reform changes no cash benefit in this year, but who is entitled to services, or their value.",
    "لا يغير المشروع أي منفعة نقدية في هذه السنة، وإنما مستحقي الخدمات أو قيمتها.",
)

Tables = Mapping[str, pandas.DataFrame]


def effect_of(tables: Tables) -> Text | None:
    """What a reform that changes no benefit changes at all; nothing of one that does change some."""
    if _changes_cost(tables["programmes"]):
        return None
    if _changes_cost(tables["levies"]):
        return _ONLY_LEVIES
    return _ONLY_SERVICES if _changes_services(tables["services"]) else NO_EFFECT


def _changes_cost(table: pandas.DataFrame) -> bool:
    """Whether the total, the last row of a table of costs, changes in the year."""
    return bool(table.iloc[-1]["cost_year_difference"] != 0)


def _changes_services(table: pandas.DataFrame) -> bool:
    changes = table[["entitled_difference", "value_month_difference"]]
    return bool((changes.fillna({"value_month_difference": 0}) != 0).any().any())


def not_verified_note(count: int) -> Text:
    """How many of the law's values stand on no source as they are."""
    return Text(
        f"Values of the law used here that no source verifies: {count} (table non_verified).",
        f"عدد قيم القانون المستخدمة هنا وغير المتحقق منها في مصدر: {count} (جدول non_verified).",
    )


def year_notes(population: Mapping[str, Any], year: int) -> Iterator[Text]:
    """That the law of another year is applied to the people there are."""
    base_year = int(str(population.get("base_date", year))[:4])
    if not base_year <= year <= base_year + 1:
        yield Text(
            f"The law of {year} is applied to the people of the end of {base_year}, at their consumption then.",
            f"يُطبق قانون {year} على سكان نهاية {base_year} وباستهلاكهم حينها.",
        )


def silence(inputs: Sequence[Text]) -> Text:
    """Why a reform may change nothing here: nobody in the data is told to be concerned."""
    english = "; ".join(text.en for text in inputs[:_NAMED_INPUTS])
    arabic = "؛ ".join(text.ar for text in inputs[:_NAMED_INPUTS])
    return Text(
        f"The changed rules ask for facts that this population does not tell, so that it concerns nobody: {english}.",
        f"تسأل الأحكام المعدلة عن وقائع لا يذكرها هؤلاء السكان فلا تنطبق على أحد: {arabic}.",
    )


def quota_notes(reached: Mapping[str, QuotaReach]) -> list[Text]:
    """Why widening a quota does nothing: nobody is left outside."""
    return [_quota_note(flag, quota) for flag, quota in reached.items() if not quota.is_binding and not quota.is_idle]


def _quota_note(flag: str, quota: QuotaReach) -> Text:
    of = quota_named(flag).of
    families, candidates = f"{quota.families:,.0f}", f"{quota.candidates:,.0f}"
    return Text(
        f"The quota of {of.en}, {families} families, leaves nobody out: {candidates} pass the gates and apply.",
        f"العدد المستهدف في {of.ar} ({families} أسرة) لا يستبعد أحدا: {candidates} أسرة تجتاز الشروط وتتقدم.",
    )


def notes_of_all(notes: Mapping[str, Sequence[Text]]) -> list[Text]:
    """The notes of several policies: each once, those of single ones with the ids of their policies."""
    holders: dict[Text, list[str]] = {}
    for policy, of_policy in notes.items():
        for note in of_policy:
            holders.setdefault(note, []).append(policy)
    shared = [note for note, policies in holders.items() if len(policies) == len(notes)]
    return shared + [
        Text(f"{', '.join(policies)}: {note.en}", f"{'، '.join(policies)}: {note.ar}")
        for note, policies in holders.items()
        if note not in shared
    ]
