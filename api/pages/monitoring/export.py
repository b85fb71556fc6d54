"""All indicators as one table: what the page shows, with what each figure rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.strategy import Aim, aims
from openfisca_jordan_sp.measures.indicators import ALL, LITERATURE, of_pillars, pairs_within_pillars, target_of
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.saving import json_rows

from .figures import LAW, pillars_of
from .state import State
from .tables import tables_of

Row = dict[str, Any]
Results = Mapping[str, Mapping[str, Any]]
#: The columns, in their order.
COLUMNS = (
    "pillar",
    "indicator",
    "label_en",
    "label_ar",
    "group",
    "policy",
    "figure",
    "period",
    "value",
    "low",
    "high",
    "unit",
    "target",
    "source",
    "population",
    "law_digest",
    "note_en",
    "note_ar",
)
_ENTITLED = Text("entitled", "المستحقون")
_REACHED = Text("families reached in the month", "الأسر التي يصلها الدعم في الشهر")
_OF_YEARS = {
    "cost_year": (Text("cost in the year", "الكلفة في السنة"), "JOD/year"),
    "families": (_REACHED, "families"),
    "headcount": (Text("Poverty headcount ratio (FGT 0)", "نسبة الفقر"), "share"),
}
#: The figures of a comparison, and what each is.
_SCENARIOS = (("baseline", "level"), ("reform", "level"), ("difference", "difference"))


def indicator_rows(state: State, results: Results) -> list[Row]:
    """Every indicator of the page, and every aim of the strategy that has none.

    Args:
        state: of the page.
        results: of its parts by name; those that were not asked for are left out.
    """
    rows = [*_of_statistics(state, results["pillars"]), *_of_services(state, results["services"])]
    rows += _of_years(state, results["years"]) if "years" in results else []
    rows += _of_shocks(results["shocks"]) if "shocks" in results else []
    rows += [_of_aim(aim, state) for aim in aims() if not aim.measures]
    digest = results["pillars"]["law_digest"]
    same = {"population": state.population, "law_digest": digest}
    return [{**dict.fromkeys(COLUMNS), "period": state.period, **same, **row} for row in rows]


def _of_statistics(state: State, result: Mapping[str, Any]) -> Iterator[Row]:
    tables = tables_of(result["tables"], is_tidy=True)
    headline = tables["headline"]
    poverty = headline[headline["measure"].isin(["headcount", "gap", "severity"])]
    yield from _tidy(json_rows(poverty.assign(pillar=ALL, group="")))
    yield from _by_pillar(json_rows(of_pillars(tables)))
    numbers = tables["programmes_per_family"]
    yield from _tidy(json_rows(numbers.assign(pillar=ALL, group=numbers["group"] + " programmes")))
    pairs = pairs_within_pillars(tables["overlap"], pillars_of(state))
    yield from _tidy(json_rows(pairs.assign(group=pairs["programme"] + "+" + pairs["group"])))


def _by_pillar(rows: Iterable[Row]) -> Iterator[Row]:
    """Indicators by pillar; of a pillar of which nobody is paid the note says so."""
    unpaid = {f"note_{language}": Texts(language)("indicators_unpaid_pillar") for language in ("en", "ar")}
    for row in rows:
        group = "" if row["group_kind"] == "all" else f"{row['group_kind']} {row['group']}"
        yield from _tidy([{**row, "group": group, **({} if row["is_paid"] else unpaid)}])


def _tidy(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of statistics."""
    for row in rows:
        source = LITERATURE.get(row["measure"], "openfisca-jordan-sp")
        yield {"indicator": row["measure"], "source": source} | {key: row[key] for key in COLUMNS if key in row}


def _of_services(state: State, result: Mapping[str, Any]) -> Iterator[Row]:
    tables = result["policies"][0]["tables"]
    for row in tables["pillars"]:
        yield from _both(state, row, "families", {"indicator": "families_reached", "unit": "families"}, _REACHED)
    for row in tables["services"]:
        named = {"indicator": "entitled", "group": row["service"], "unit": _UNITS[row["entity"]]}
        yield from _both(state, row, "entitled", named, _ENTITLED)


_UNITS = {"person": "persons", "family": "families", "household": "households"}


def _both(state: State, row: Row, figure: str, named: Row, label: Text) -> Iterator[Row]:
    """One figure of a row of a comparison, under the law in force and under the chosen policy, and the change."""
    told = {
        "label_en": label.en,
        "label_ar": label.ar,
        "source": "openfisca-jordan-sp",
        "pillar": row.get("pillar", ALL),
    }
    shown = _SCENARIOS if state.policy else _SCENARIOS[:1]
    for scenario, kind in shown:
        policy = LAW if scenario == "baseline" else state.policy
        yield {"policy": policy, "figure": kind, "value": row[f"{figure}_{scenario}"], **told, **named}


def _of_years(state: State, result: Mapping[str, Any]) -> Iterator[Row]:
    tables = result["tables"]
    for row in (*tables["years_pillars"], *tables["years"]):
        for figure, (label, unit) in _OF_YEARS.items():
            if f"{figure}_baseline" in row and row.get("reason_en") is None:
                named = {"indicator": figure, "unit": unit, "period": str(row["year"])}
                yield from _both(state, row, figure, named, label)


def _of_shocks(result: Mapping[str, Any]) -> Iterator[Row]:
    for one in result["shocks"]:
        for figure, (label, unit) in _OF_YEARS.items():
            yield {
                "pillar": "somoud",
                "indicator": f"shock_{figure}",
                "label_en": label.en,
                "label_ar": label.ar,
                "group": one["id"],
                "policy": result["base"],
                "figure": "difference",
                "value": one["headline"][f"{figure}_difference"],
                "unit": unit,
                "source": "openfisca-jordan-sp",
            }


def _of_aim(aim: Aim, state: State) -> Row:
    """An aim that the strategy names and that is not computed."""
    missing = aim.missing or Text("", "")
    return {
        "pillar": aim.pillar or ALL,
        "indicator": aim.id,
        "label_en": aim.aim.en,
        "label_ar": aim.aim.ar,
        "target": target_of(aim, f"{state.period}-01"),
        "source": sources_told(aim, "en"),
        "note_en": missing.en,
        "note_ar": missing.ar,
    }


def sources_told(aim: Aim, language: str) -> str:
    """The sources of an aim, each with its date."""
    told: Sequence[str] = [
        f"{getattr(one.title, language)} ({one.published})" if one.published else getattr(one.title, language)
        for one in aim.sources
    ]
    return {"ar": "؛ "}.get(language, "; ").join(told)
