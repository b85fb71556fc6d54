"""Sweeps, searches and the law's uncertainty on a terminal, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas
from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.many_policies.intervals import LawUncertainty
from openfisca_jordan_sp.many_policies.parameters import Lever
from openfisca_jordan_sp.many_policies.solution import Solution, Trial
from openfisca_jordan_sp.many_policies.sweep import Sweep
from openfisca_jordan_sp.measures.headlines import FIGURES
from openfisca_jordan_sp.report import numbers

#: Rows shown of a long table; the files have all.
_MOST_ROWS = 60
_MOST_VALUES = 10
_SHOWN = (
    "cost_month",
    "cost_year",
    "families",
    "poverty_headcount",
    "poverty_gap",
    "gini",
    "persons_gain",
    "persons_lose",
)
_WORDS: Mapping[str, Text] = {
    "sweep": Text("{points} points, {period}", "{points} نقطة، {period}"),
    "law": Text("law in force", "القانون النافذ"),
    "more": Text("… and {count} more rows: --out writes all.", "… و{count} صفا آخر: يكتبها --out كلها."),
    "difference": Text("difference", "الفرق"),
    "programmes": Text("Programmes and levies that change", "البرامج والاشتراكات التي تتغير"),
    "spread": Text("Over the draws: mean, and where 90 % of them lie", "عبر السحوبات: المتوسط ومدى 90٪ منها"),
    "figure": Text("figure", "الرقم"),
    "of": Text("of", "في"),
    "mean": Text("mean", "المتوسط"),
    "sd": Text("sd", "الانحراف المعياري"),
    "low": Text("low", "الأدنى"),
    "median": Text("median", "الوسيط"),
    "high": Text("high", "الأعلى"),
    "point": Text("point", "القيمة"),
    "value": Text("value", "القيمة"),
    "baseline": Text("law in force", "القانون النافذ"),
    "reform": Text("reform", "المشروع"),
    "path": Text("Path of the search", "مسار البحث"),
    "target": Text(
        "Target: {label} = {goal} (law in force: {in_force})", "الهدف: {label} = {goal} (القانون النافذ: {in_force})"
    ),
    "trial": Text("  round {round}: {value} → {outcome}", "  الجولة {round}: {value} ← {outcome}"),
    "found": Text("{label} = {value} → {outcome}", "{label} = {value} ← {outcome}"),
    "neighbours": Text(
        "between {below} ({below_outcome}) and {above} ({above_outcome})",
        "بين {below} ({below_outcome}) و{above} ({above_outcome})",
    ),
    "intervals": Text(
        "Intervals that hold {level} of {draws} draws, {period}", "مديات تضم {level} من {draws} سحبا، {period}"
    ),
    "contributions": Text("Values that have most to do with {label} ({of})", "القيم الأكثر صلة بـ{label} ({of})"),
    "rank_correlation": Text("rank correlation", "ارتباط الرتب"),
    "drawn_from": Text("drawn from", "سُحبت من"),
    "at_low": Text("at its low end", "عند أدناها"),
    "at_high": Text("at its high end", "عند أعلاها"),
}


def _say(key: str, language: str, **values: object) -> str:
    return str(getattr(_WORDS[key], language)).format(**values)


def _spread_text(figure: str, column: str, value: float, *, signed: bool) -> str:
    """A cell of draws; the standard deviation of a share is in percentage points and has no sign."""
    if column == "sd":
        return figure_text(figure, value, signed=True).lstrip("+")
    return figure_text(figure, value, signed=signed)


def figure_text(name: str, value: float, *, signed: bool = False) -> str:
    """A headline figure with its unit: millions of dinars, per cent (a difference in points), or a number."""
    unit = FIGURES[name].unit
    if unit.startswith("JOD"):
        return f"{numbers.millions(value, 3, signed=signed)} m JOD"
    if unit == "share":
        return f"{numbers.number(value * 100, 3, signed=signed)} {'pp' if signed else '%'}"
    return numbers.number(value, 5 if unit == "index" else 0, signed=signed)


def _value(lever: Lever, value: Any, language: str) -> str:
    return Words(language).value_with_unit(value, lever.unit)


def _table(title: str, headings: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for position, heading in enumerate(headings):
        table.add_column(heading, justify="left" if position == 0 else "right")
    return table


def _notes(notes: Iterable[Text], screen: Console, language: str) -> None:
    for note in notes:
        screen.print(f"- {getattr(note, language)}", style="yellow", highlight=False, markup=False)


def _title(title: Text, rest: str, screen: Console, language: str) -> None:
    screen.print(f"\n{getattr(title, language)}: {rest}", style="bold", highlight=False, markup=False)


def show_sweep(result: Sweep, screen: Console, language: str = "en") -> None:
    """Print the headline figures of each point, or of draws their spread, and the programmes that change."""
    points = result.tables["points"]
    _title(
        result.policy.title, _say("sweep", language, points=len(points), period=result.stage.period), screen, language
    )
    _notes(result.notes(), screen, language)
    if result.is_drawn:
        screen.print(_spread(result.tables["spread"], language))
    else:
        screen.print(_points(result, language))
        screen.print(_programmes(result, language))
        _more(len(points), screen, language)


def _more(count: int, screen: Console, language: str) -> None:
    if count > _MOST_ROWS:
        screen.print(_say("more", language, count=count - _MOST_ROWS), highlight=False)


def _levers_text(result: Sweep, row: Mapping[Any, Any], language: str) -> list[str]:
    return [Words(language).value(row[lever.path]) for lever in result.levers]


def _lever_headings(result: Sweep, language: str) -> list[str]:
    words = Words(language)
    return [f"{words.of(lever.label)}\n{words.unit(lever.unit)}" for lever in result.levers]


def _points(result: Sweep, language: str) -> Table:
    labels = [str(getattr(FIGURES[name].label, language)) for name in _SHOWN]
    table = _table("", [*_lever_headings(result, language), *labels])
    law = result.tables["law_in_force"].set_index("figure")["value"]
    rest = [figure_text(name, float(law[name])) if name in law else "" for name in _SHOWN]
    table.add_row(_say("law", language), *[""] * (len(result.levers) - 1), *rest, style="dim")
    for row in result.tables["points"].head(_MOST_ROWS).to_dict(orient="records"):
        cells = [_with_difference(row, name) for name in _SHOWN]
        table.add_row(*_levers_text(result, row, language), *cells)
    return table


def _with_difference(row: Mapping[Any, Any], name: str) -> str:
    text = figure_text(name, row[name])
    difference = row.get(f"{name}_difference", 0.0)
    return f"{text}\n{figure_text(name, difference, signed=True)}" if difference else text


def _programmes(result: Sweep, language: str) -> Table:
    names = ("cost_year", "families")
    labels = [str(getattr(FIGURES[name].label, language)) for name in names]
    headings = [_say("value", language), *_lever_headings(result, language)[1:], "", *labels]
    table = _table(_say("programmes", language), headings)
    for row in result.tables["programmes"].head(_MOST_ROWS).to_dict(orient="records"):
        cells = [
            f"{figure_text(name, row[name])} ({figure_text(name, row[f'{name}_difference'], signed=True)})"
            for name in names
        ]
        table.add_row(*_levers_text(result, row, language), row[f"label_{language}"], *cells)
    return table


def _spread(rows: pandas.DataFrame, language: str) -> Table:
    columns = ("mean", "sd", "low", "median", "high")
    table = _table(
        _say("spread", language), [_say("figure", language), "", *(_say(name, language) for name in columns)]
    )
    for row in rows.to_dict(orient="records"):
        signed = row["of"] == "difference"
        cells = [_spread_text(row["figure"], name, row[name], signed=signed) for name in columns]
        table.add_row(row[f"label_{language}"], _say(row["of"], language), *cells)
    return table


def show_trial(trial: Trial, lever: Lever, figure: str, screen: Console, language: str = "en") -> None:
    """Print one step of a search."""
    text = {"value": _value(lever, trial.value, language), "outcome": figure_text(figure, trial.outcome)}
    screen.print(_say("trial", language, round=trial.round, **text), highlight=False, markup=False)


def show_solution(result: Solution, screen: Console, language: str = "en") -> None:
    """Print the value found, its neighbours, and every headline figure at it."""
    figure, lever = result.target.figure, result.lever
    goal = {"goal": figure_text(figure, result.goal), "in_force": figure_text(figure, result.in_force)}
    screen.print(
        _say("target", language, label=getattr(result.target.label, language), **goal), highlight=False, markup=False
    )
    found = {"value": _value(lever, result.value, language), "outcome": figure_text(figure, result.best.outcome)}
    screen.print(_say("found", language, label=getattr(lever.label, language), **found), style="bold", highlight=False)
    if not result.is_exact:
        ends = {
            "below": Words(language).value(result.below.value),
            "above": Words(language).value(result.above.value),
            "below_outcome": figure_text(figure, result.below.outcome),
            "above_outcome": figure_text(figure, result.above.outcome),
        }
        screen.print(_say("neighbours", language, **ends), highlight=False, markup=False)
    _notes(result.notes(), screen, language)
    headings = [_say(key, language) for key in ("figure", "baseline", "value", "difference")]
    table = _table("", headings)
    for row in result.tables["headlines"].to_dict(orient="records"):
        name, is_change = row["figure"], row["figure"] not in ("persons_gain", "persons_lose")
        before, difference = (
            (figure_text(name, row["baseline"]), figure_text(name, row["difference"], signed=True))
            if is_change
            else ("", "")
        )
        table.add_row(row[f"label_{language}"], before, figure_text(name, row["value"]), difference)
    screen.print(table)


def show_uncertainty(result: LawUncertainty, screen: Console, language: str = "en") -> None:
    """Print the intervals, and the values that have most to do with the cost."""
    level = f"{result.level:.0%}"
    words = {"level": level, "draws": result.draws, "period": result.stage.period}
    _title(result.policy.title, _say("intervals", language, **words), screen, language)
    _notes(result.notes(), screen, language)
    columns = ("point", "low", "median", "high", "sd")
    table = _table("", [_say("figure", language), "", *(_say(name, language) for name in columns)])
    for row in result.tables["intervals"].to_dict(orient="records"):
        signed = row["of"] == "difference"
        cells = [_spread_text(row["figure"], name, row[name], signed=signed) for name in columns]
        table.add_row(row[f"label_{language}"], _say(row["of"], language), *cells)
    screen.print(table)
    for figure in ("cost_year", "poverty_headcount"):
        screen.print(_contributions(result, figure, language))


def _contributions(result: LawUncertainty, figure: str, language: str) -> Table:
    of = "difference" if result.policy.reforms else "baseline"
    rows = result.tables["contributions"]
    rows = rows[(rows["figure"] == figure) & (rows["of"] == of)]
    rows = rows.assign(size=rows["rank_correlation"].abs()).sort_values(["size", "path"], ascending=[False, True])
    has_ends = bool(rows["at_low"].notna().any())
    ends = ("at_low", "at_high") if has_ends else ()
    title = _say("contributions", language, label=getattr(FIGURES[figure].label, language), of=_say(of, language))
    headings = [_say(key, language) for key in ("value", "drawn_from", "rank_correlation", *ends)]
    table = _table(title, headings)
    drawn = result.tables["values"].set_index(["path", "date"])["drawn_from"].to_dict()
    for row in rows.head(_MOST_VALUES).to_dict(orient="records"):
        cells = [figure_text(figure, row[end], signed=of == "difference") for end in ends]
        source = str(drawn[(row["path"], row["date"])])
        table.add_row(row["path"], source, numbers.number(row["rank_correlation"], 2, signed=True), *cells)
    return table
