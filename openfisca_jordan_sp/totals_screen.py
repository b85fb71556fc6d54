"""The totals of a population printed on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.console import amount_text, new_table
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.totals_tables import unique_ids
from openfisca_jordan_sp.totals import Totals

WIDTH = 120
_MILLION = 1e6
_WORDS = {
    "title": Text(
        "Totals of {persons:,} persons in {households:,} households of the data, {period}",
        "مجاميع {persons:,} فردا في {households:,} أسرة معيشية في البيانات، {period}",
    ),
    "headline": Text("Poverty at {line:.2f} JOD a person and month", "الفقر عند {line:.2f} دينار للفرد شهريا"),
    "change": Text("change", "التغير"),
    "quota": Text(
        "{policy}: the quota {flag} reaches {reached:,.0f} of {candidates:,.0f} families.",
        "{policy}: يصل العدد المستهدف {flag} إلى {reached:,.0f} من {candidates:,.0f} أسرة.",
    ),
    "written": Text("Written to {out}: {files}", "كُتب في {out}: {files}"),
}


def say(key: str, language: str, **values: object) -> str:
    """A word of the screen."""
    return str(getattr(_WORDS[key], language)).format(**values)


def show(result: Totals, screen: Console, language: str) -> None:
    """Print the headline table with what it rests on; the other tables are for files."""
    households, _, persons = result.summaries[0].counts
    words = {"persons": persons, "households": households, "period": result.question.month}
    screen.print(f"\n[bold]{say('title', language, **words)}[/bold]", highlight=False)
    for note in result.notes():
        screen.print(f"- {getattr(note, language)}", style="yellow", markup=False, highlight=False)
    for name, policy in zip(unique_ids(result.policies), result.policies, strict=True):
        screen.print(f"{name}: {getattr(policy.title, language)}", markup=False, highlight=False)
    screen.print(_headline(result, language))
    for row in result.tables["quotas"].to_dict(orient="records"):
        if row["is_binding"]:
            told = {"policy": row["policy"], "flag": row["quota"]}
            line = say("quota", language, **told, reached=row["reached"], candidates=row["candidates"])
            screen.print(line, markup=False, highlight=False)


def _headline(result: Totals, language: str) -> Table:
    """One line a figure; each policy, and what it changes."""
    rows = result.tables["headline"]
    first, *others = unique_ids(result.policies)
    headings = [first, *(heading for name in others for heading in (name, say("change", language)))]
    table = new_table(say("headline", language, line=result.summaries[0].line), "", *headings)
    for _, of_measure in rows.groupby("measure", sort=False):
        by_policy = of_measure.set_index("policy").to_dict(orient="index")
        unit = str(of_measure["unit"].iloc[0])
        cells = [_text(by_policy[first]["value"], unit)]
        for name in others:
            cells += [_text(by_policy[name]["value"], unit), _text(by_policy[name]["difference"], unit, is_change=True)]
        table.add_row(str(of_measure[f"label_{language}"].iloc[0]), *cells)
    return table


def _text(value: float, unit: str, *, is_change: bool = False) -> str:
    """A figure as people read it: JOD in millions, shares in per cent; changes with their sign."""
    if unit == "share":
        return f"{amount_text(value * 100, 3, signed=is_change)} {'pp' if is_change else '%'}"
    if unit == "JOD":
        return f"{amount_text(value / _MILLION, 3, signed=is_change)} m"
    return amount_text(value, {"index": 5, "JOD a month": 2}.get(unit, 0), signed=is_change)
