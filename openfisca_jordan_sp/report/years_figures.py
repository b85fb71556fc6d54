"""The figures of a cost path: each a chart, the sentence that it shows, and its numbers; from its tables alone."""

from __future__ import annotations

from collections.abc import Mapping

import pandas

from openfisca_jordan_sp.measures.rows import records
from openfisca_jordan_sp.report import years_charts, years_tables
from openfisca_jordan_sp.report.drawn import Drawn
from openfisca_jordan_sp.report.texts import Texts


def drawn(tables: Mapping[str, pandas.DataFrame], texts: Texts, *, is_law: bool = False) -> dict[str, Drawn]:
    """The figures by name, in the order of the page; the note of each is the text `years_note_<name>`.

    Args:
        tables: those of a cost path.
        texts: of a language.
        is_law: whether the path is of the law in force alone: then there is no change to show.
    """
    computed = tables["years"][tables["years"]["reason_en"].isna()]
    of = "law" if is_law else "finding"
    made = {} if is_law else {"change": _change(tables["years"], computed, texts)}
    costs = years_tables.costs(tables["years"], int(tables["years"]["year"].iloc[0]), texts)
    said = texts(f"years_cost_{of}", **ends(computed, "cost_year_reform", texts))
    made["cost"] = Drawn(years_charts.costs(computed, texts, is_law=is_law), said, costs)
    made |= _pillars(tables["years_pillars"], texts)
    reach = years_tables.reach(tables["years"], texts)
    said = texts(f"years_poverty_{of}", **_poor(computed, texts))
    made["poverty"] = Drawn(years_charts.poverty(computed, texts, is_law=is_law), said, reach)
    return made


def ends(computed: pandas.DataFrame, column: str, texts: Texts, *, signed: bool = False) -> dict[str, str]:
    """The first and the last year computed, with their amounts."""
    first, last = computed.iloc[0], computed.iloc[-1]
    return {
        "first": texts.isolated(str(first["year"])),
        "last": texts.isolated(str(last["year"])),
        "first_value": texts.money(first[column], signed=signed),
        "last_value": texts.money(last[column], signed=signed),
    }


def _change(rows: pandas.DataFrame, computed: pandas.DataFrame, texts: Texts) -> Drawn:
    first = int(rows["year"].iloc[0])
    said = texts("years_change_finding", **ends(computed, "cost_year_difference", texts, signed=True))
    return Drawn(years_charts.changes(computed, first, texts), said, years_tables.costs(rows, first, texts))


def _poor(computed: pandas.DataFrame, texts: Texts) -> dict[str, str]:
    shares = zip(("first", "last"), (computed.iloc[0], computed.iloc[-1]), strict=True)
    poor = {f"{end}_value": texts.percent(row["headcount_reform"], 2) for end, row in shares}
    return ends(computed, "cost_year_reform", texts) | poor


def _pillars(rows: pandas.DataFrame, texts: Texts) -> dict[str, Drawn]:
    """Cost by pillar with the policy; nothing where a survey hides a figure of it, which the others would give away."""
    if rows.empty or rows["cost_year_reform"].isna().any():
        return {}
    last = rows[rows["year"] == rows["year"].max()]
    most = records(last.sort_values("cost_year_reform", ascending=False, kind="stable"))[0]
    said = texts(
        "years_pillars_finding",
        year=texts.isolated(str(most["year"])),
        name=str(most[texts.label_column]).partition(":")[0],
        value=texts.money(most["cost_year_reform"]),
        total=texts.money(last["cost_year_reform"].sum()),
    )
    return {"pillars": Drawn(years_charts.pillars(rows, texts), said, years_tables.by_pillar(rows, texts))}
