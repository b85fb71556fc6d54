"""Several policies side by side on a terminal: one column a policy, in at most 120 columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.comparison_result import Comparison, Comparisons
from openfisca_jordan_sp.console import amount_text, law_value, new_table, published, share_text
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.measures.rows import in_order

#: Columns of text that the widest table needs, and policies that stand beside one another in it.
WIDTH = 120
_ABREAST = 4
_LEAST_WIDTH = 14
_MILLION = 1e6

_WORDS = {
    "against": Text("against the law in force", "مقارنة بالقانون النافذ"),
    "law": Text("law in force", "القانون النافذ"),
    "headline": Text(
        "Main figures: the law in force, and by how much each policy changes them",
        "الأرقام الرئيسة: القانون النافذ ومقدار ما تغيره كل سياسة",
    ),
    "cost_month": Text("cost, m JOD a month", "الكلفة، مليون دينار شهريا"),
    "cost_year": Text("cost, m JOD a year", "الكلفة، مليون دينار سنويا"),
    "families": Text("families reached", "الأسر المنتفعة"),
    "persons": Text("persons reached", "الأفراد المنتفعون"),
    "levies_year": Text("paid in levies, m JOD a year", "الاشتراكات والضرائب، مليون دينار سنويا"),
    "headcount": Text("poor at {line:.2f} JOD a month", "الفقراء عند {line:.2f} دينار شهريا"),
    "gap": Text("poverty gap", "فجوة الفقر"),
    "gini": Text("Gini of consumption", "معامل جيني للاستهلاك"),
    "share_gain": Text("persons who gain", "الأفراد الرابحون"),
    "share_lose": Text("persons who lose", "الأفراد الخاسرون"),
    "programmes": Text("Programmes: change of the cost, m JOD a year", "البرامج: تغير الكلفة، مليون دينار سنويا"),
    "pillars": Text("Pillars of the strategy: change of the cost", "محاور الاستراتيجية: تغير الكلفة"),
    "levies": Text(
        "Contributions and taxes paid: change, m JOD a year", "الاشتراكات والضرائب: التغير، مليون دينار سنويا"
    ),
    "governorates": Text("Governorates: change of the cost, m JOD a year", "المحافظات: تغير الكلفة، مليون دينار سنويا"),
    "deciles": Text(
        "Deciles of persons by consumption per head: change of the cost, m JOD a year",
        "عشائر الأفراد حسب استهلاك الفرد: تغير الكلفة، مليون دينار سنويا",
    ),
    "winners": Text("Persons who gain / lose by decile, per cent", "الرابحون / الخاسرون حسب العشير، بالمئة"),
    "services": Text("Services: change of those entitled", "الخدمات: تغير عدد المستحقين"),
    "provisions": Text("What the policies change", "ما تغيره السياسات"),
    "all": Text("all", "الجميع"),
}
_COSTS = (("programmes", "programme"), ("pillars", "pillar"), ("levies", "levy"))
_PLACES = (("governorates", "governorate"), ("deciles", "decile"))


def show_policies(result: Comparisons, screen: Console, language: str = "en") -> None:
    """Print the main figures with one column a policy, then what changes by programme, place and decile."""
    screen.print(f"\n[bold]{_say(result.title, language)}[/bold], {result.period}", highlight=False)
    for policy in result.policies:
        screen.print(f"  {policy.id}: {_say(policy.title, language)}", markup=False, highlight=False)
    for note in result.notes():
        screen.print(f"- {_say(note, language)}", style="yellow", highlight=False, markup=False)
    for first in range(0, len(result.comparisons), _ABREAST):
        abreast = result.comparisons[first : first + _ABREAST]
        screen.print(_headline(abreast, language))
        for table, key in _COSTS:
            _print_if_any(screen, _changes(abreast, table, key, language, only_changed=True))
        _print_if_any(screen, _entitled(abreast, language))
        for table, key in _PLACES:
            screen.print(_changes(abreast, table, key, language))
        screen.print(_winners(abreast, language))
    _print_if_any(screen, _provisions(result, language))
    screen.print(published(result.tables["published"], language))


def _say(text: Text, language: str) -> str:
    return str(getattr(text, language))


def _word(key: str, language: str) -> str:
    return _say(_WORDS[key], language)


def _print_if_any(screen: Console, table: Table) -> None:
    if table.row_count:
        screen.print(table)


def _beside(title: str, comparisons: Sequence[Comparison], *before: str) -> Table:
    """A table with one column a policy; a long id takes several lines."""
    table = new_table(title, *before)
    width = (WIDTH - 52) // max(len(comparisons), 1)
    for one in comparisons:
        table.add_column(broken(one.policy.id, max(width, _LEAST_WIDTH)), justify="right", overflow="fold")
    return table


def broken(policy: str, width: int) -> str:
    """The id of a policy in lines of at most a width, broken after `_` and before `+` where it can be."""
    lines = [""]
    for part in re.split(r"(?<=_)|(?=\+)", policy):
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _headline(comparisons: Sequence[Comparison], language: str) -> Table:
    """Cost, reach, what is paid, poverty, inequality, and who gains and loses."""
    table = _beside(_word("headline", language), comparisons, "", _word("law", language))
    totals = [_rows(one, "programmes")[-1] for one in comparisons]
    for figure, divisor, decimals in (
        ("cost_month", _MILLION, 3),
        ("cost_year", _MILLION, 2),
        ("families", 1, 0),
        ("persons", 1, 0),
    ):
        table.add_row(_word(figure, language), *_law_and_changes(totals, figure, divisor, decimals))
    paid = [_rows(one, "levies")[-1] for one in comparisons]
    table.add_row(_word("levies_year", language), *_law_and_changes(paid, "cost_year", _MILLION, 2))
    poor = [_rows(one, "poverty")[0] for one in comparisons]
    for figure in ("headcount", "gap"):
        cells = [share_text(poor[0][f"{figure}_baseline"], "baseline")]
        cells += [share_text(row[f"{figure}_difference"], "difference", language) for row in poor]
        table.add_row(_word(figure, language).format(line=comparisons[0].line), *cells)
    unequal = [_rows(one, "inequality")[0] for one in comparisons]
    table.add_row(_word("gini", language), *_law_and_changes(unequal, "gini", 1, 5))
    winners = [_rows(one, "winners_losers")[-1] for one in comparisons]
    for figure in ("share_gain", "share_lose"):
        table.add_row(_word(figure, language), "", *[share_text(row[figure], "baseline") for row in winners])
    return table


def _law_and_changes(rows: Sequence[dict[Any, Any]], figure: str, divisor: float, decimals: int) -> list[str]:
    law = amount_text(rows[0][f"{figure}_baseline"] / divisor, decimals)
    return [law, *[amount_text(row[f"{figure}_difference"] / divisor, decimals, signed=True) for row in rows]]


def _changes(
    comparisons: Sequence[Comparison], table: str, key: str, language: str, *, only_changed: bool = False
) -> Table:
    """The change of the cost in the year by row of a table, one column a policy."""
    made = _beside(_word(table, language), comparisons, "", _word("law", language))
    by_policy = [{row[key]: row for row in _rows(one, table)} for one in comparisons]
    for name in in_order(by_policy):
        found = [rows.get(name) for rows in by_policy]
        changes = [row["cost_year_difference"] if row else 0.0 for row in found]
        if only_changed and not any(changes):
            continue
        row = next(row for row in found if row)
        cells = [amount_text(change / _MILLION, 2, signed=True) for change in changes]
        law = amount_text(row["cost_year_baseline"] / _MILLION, 2)
        made.add_row(str(row.get(f"label_{language}", name)), law, *cells)
    return made


def _entitled(comparisons: Sequence[Comparison], language: str) -> Table:
    """Who is entitled to services, where any policy changes it."""
    made = _beside(_word("services", language), comparisons, "", _word("law", language))
    for rows in zip(*(_rows(one, "services") for one in comparisons), strict=True):
        if any(row["entitled_difference"] for row in rows):
            made.add_row(rows[0][f"label_{language}"], *_law_and_changes(rows, "entitled", 1, 0))
    return made


def _winners(comparisons: Sequence[Comparison], language: str) -> Table:
    """Who gains and who loses in each decile, in per cent of its persons."""
    made = _beside(_word("winners", language), comparisons, "")
    for rows in zip(*(_rows(one, "winners_losers") for one in comparisons), strict=True):
        name = _word("all", language) if rows[0]["decile"] == "all" else str(rows[0]["decile"])
        cells = [" / ".join(amount_text(row[f"share_{kind}"] * 100, 1) for kind in ("gain", "lose")) for row in rows]
        made.add_row(name, *cells)
    return made


def _provisions(result: Comparisons, language: str) -> Table:
    """The values that each policy changes."""
    made = Table(title=_word("provisions", language), title_justify="left", title_style="bold", box=None)
    for _ in range(3):
        made.add_column(overflow="fold")
    for row in result.tables["provisions"].to_dict(orient="records"):
        before, after = (law_value(row[name], language) for name in ("before", "after"))
        arrow, unit = ("→", row["unit"]) if language == "en" else ("←", Words(language).unit(row["unit"]))
        made.add_row(str(row["policy"]), str(row["path"]), f"{row['date']}: {before} {arrow} {after} {unit}")
    return made


def _rows(comparison: Comparison, table: str) -> list[dict[Any, Any]]:
    return comparison.tables[table].to_dict(orient="records")
