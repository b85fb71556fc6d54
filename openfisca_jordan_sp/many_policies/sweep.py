"""A sweep: the headline figures of the law with one parameter or several varied over a grid or a distribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas

from openfisca_jordan_sp.comparison import DEFAULT_PERIOD
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.many_policies.asked import (
    AskedPopulation,
    AskedReform,
    about,
    asked_day,
    asked_policy,
    asked_stage,
    law_note,
    population_notes,
)
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.many_policies.charts import PARAMETERS_OF_A_MAP
from openfisca_jordan_sp.many_policies.orders import broken, orders_of
from openfisca_jordan_sp.many_policies.parameters import Lever
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.many_policies.settings import Point, Setting, Written, parse_settings, points_of
from openfisca_jordan_sp.many_policies.summaries import spread
from openfisca_jordan_sp.measures import law_tables
from openfisca_jordan_sp.measures.headlines import AMOUNT_FIGURES, FIGURES, Headlines, counted
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform_checks import check_values
from openfisca_jordan_sp.results import Result
from openfisca_jordan_sp.saving import json_rows

if TYPE_CHECKING:
    import altair

_SHOWN_OUTSIDE = 3


@dataclass(frozen=True)
class Sweep(Result):
    """The headline figures of each point of a sweep.

    Attributes:
        stage: the population, the period and the poverty line.
        policy: what is varied: the law in force, or with reforms.
        levers: the parameters varied, in their order.
        is_drawn: whether the points are draws of distributions and not a grid.
        since: the day from which the values hold, by path.
        tables: `points` (one row a point: the values, each figure, its difference from the law in force),
            `programmes` (one row a point and programme, contribution or tax that changes anywhere in the sweep),
            `law_in_force` (the figures compared with), `spread` (for draws: mean and quantiles), `non_verified`.
        turned: the numbers of points at which the law contradicts itself.
    """

    stage: Stage
    policy: Policy
    levers: tuple[Lever, ...]
    is_drawn: bool
    since: Mapping[str, str]
    tables: dict[str, pandas.DataFrame]
    turned: tuple[int, ...] = ()

    file_name = "sweep.json"

    def _manifest(self) -> Mapping[str, Any]:
        return self.stage.population.manifest

    @property
    def title(self) -> Text:
        """What the tables are about."""
        paths = [each.path for each in self.levers]
        return Text(f"A sweep of {', '.join(paths)}", f"تغيير {'، '.join(paths)}")

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        notes = [*population_notes(self.stage.population.manifest), law_note(len(self.tables["non_verified"]))]
        dates = ", ".join(sorted(set(self.since.values())))
        notes.append(Text(f"The values hold from {dates}.", f"تسري القيم من {dates}."))
        points = self.tables["points"]
        if not (points[[f"{name}_difference" for name in _compared()]] != 0).any(axis=None):
            notes.append(Text("No figure changes at any point.", "لا يتغير أي رقم عند أي نقطة."))
        if self.turned:
            notes.append(_turned_note(self.turned))
        if self.is_drawn:
            notes.append(
                Text(
                    "The spread is that of the distribution asked for, not a margin of error.",
                    "يعكس التشتت التوزيع المطلوب وليس هامش خطأ.",
                )
            )
        return notes

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data, ready for JSON."""
        return {
            **about(self.stage, self.policy),
            "parameters": [
                {"path": each.path, "label": vars(each.label), "unit": each.unit, "from": self.since[each.path]}
                for each in self.levers
            ],
            "notes": [vars(note) for note in self.notes()],
            "tables": {name: json_rows(table) for name, table in self.tables.items()},
        }

    def chart_names(self) -> tuple[str, ...]:
        """The figures that `chart` draws; none where more is varied than a chart has sides."""
        return tuple(FIGURES) if len(self.levers) <= PARAMETERS_OF_A_MAP else ()

    def chart(self, figure: str = "cost_year", language: str = "en") -> altair.LayerChart:
        """A figure against the parameter, as a line; against two parameters as a map; of draws, as points.

        Raises:
            ManyPoliciesError: an unknown figure, or the charts are not installed.
        """
        from openfisca_jordan_sp.many_policies.charts import sweep_chart  # noqa: PLC0415 - the charts are an extra

        return sweep_chart(self, figure, language)

    def _write(self, folder: Path, language: str, formats: Sequence[str]) -> list[Path]:
        """The charts of the usual figures as Vega-Lite files too, where they are installed."""
        from openfisca_jordan_sp.many_policies.charts import write_sweep_charts  # noqa: PLC0415

        return [*super()._write(folder, language, formats), *write_sweep_charts(self, folder, language)]

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.many_policies.sweep_page import render_sweep  # noqa: PLC0415 - the charts are an extra

        return render_sweep(self, language)


def sweep(
    values: Mapping[str, Written],
    *reforms: AskedReform,
    population: AskedPopulation = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = "national",
    since: str | None = None,
    draws: int | None = None,
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
    started: Callable[[int], None] | None = None,
) -> Sweep:
    """Vary parameters of the law over a grid, or over distributions, and take the headline figures of each point.

    Args:
        values: by path or the end of one: `"100:200:10"` (both ends included), `"100,120"`, numbers, or a
            distribution such as `"uniform(100,200)"`. Several paths make the full grid.
        reforms: files, ids or loaded reforms that the law is first changed by; `"first+second"` is both.
        population: `demo`, a population folder, or a loaded population.
        period: the month of the monthly figures; yearly figures are of its calendar year.
        line: the poverty line, as in `compare`.
        since: the day from which the values hold; the first day of the year of the period where it is left out.
        draws: how many points are drawn from distributions (100 where it is left out).
        seed: of the draws; each depends on it, the path and its own number alone.
        progress: called with the number of steps done.
        started: called once with the number of steps there are.

    Raises:
        JordanSPError: any mistake in what is asked for; nothing is computed then.
    """
    policy = asked_policy(reforms)
    settings = parse_settings(policy.system.parameters, values)
    points = points_of(settings, draws, seed)
    levers = tuple(setting.lever for setting in settings)
    dates = {lever.path: asked_day(since, period, lever.path) for lever in levers}
    _check(policy, settings, points, dates)
    stage = asked_stage(population, period, line, progress)
    if started is not None:
        started(stage.steps(len(points)))
    turned = _turned(policy, points, dates)
    tables: dict[str, pandas.DataFrame] = {}

    def look(pair: Pair) -> None:
        tables["non_verified"] = law_tables.non_verified_table(pair)

    found = stage.headlines((policy_at(policy, point, dates) for point in points), look)
    is_drawn = settings[0].distribution is not None
    tables = {**_tables(policy, points, found), **tables}
    if is_drawn:
        tables["spread"] = spread(tables["points"], found)
    return Sweep(replace(stage, progress=None), policy, levers, is_drawn, dates, tables, turned)


def policy_at(policy: Policy, point: Point, dates: Mapping[str, str]) -> Policy:
    """The policy with the values of one point."""
    return policy.with_values({path: {dates[path]: value} for path, value in point.items()})


def _turned(policy: Policy, points: list[Point], dates: Mapping[str, str]) -> tuple[int, ...]:
    """The points at which a minimum exceeds its maximum, or a threshold the next one, and did not before."""
    paths = set(dates)
    orders = [order for order in orders_of(policy.system.parameters) if paths.intersection(order)]
    days = sorted(set(dates.values()))
    known = set(broken(policy.system.parameters, orders, days))
    orders = [order for order in orders if order not in known]
    if not orders:
        return ()
    return tuple(
        number
        for number, point in enumerate(points, 1)
        if broken(policy_at(policy, point, dates).system.parameters, orders, days)
    )


def _turned_note(points: tuple[int, ...]) -> Text:
    return Text(
        f"At {len(points)} point(s), the first is point {points[0]}, a minimum exceeds its maximum or a threshold the "
        "next one: such a law contradicts itself.",
        f"في {len(points)} من النقاط، أولها {points[0]}، يتجاوز حد أدنى حده الأعلى أو عتبة ما يليها: قانون متناقض.",
    )


def _check(policy: Policy, settings: tuple[Setting, ...], points: list[Point], dates: Mapping[str, str]) -> None:
    """Refuse values that no reform could set, before anything is computed."""
    root = policy.system.parameters
    for setting in settings:
        path = setting.lever.path
        values = list(dict.fromkeys(point[path] for point in points))
        wrong = [(value, check_values(root, {path: {dates[path]: value}})) for value in values]
        outside = [(value, problems[0]) for value, problems in wrong if problems]
        if outside:
            named = "; ".join(problem.message.en.rstrip(".") for _, problem in outside[:_SHOWN_OUTSIDE])
            named_ar = "؛ ".join(problem.message.ar.rstrip(".") for _, problem in outside[:_SHOWN_OUTSIDE])
            raise refusal(
                path,
                f"{len(outside)} of {len(values)} values cannot be set: {named}.",
                f"تعذر تحديد {len(outside)} من {len(values)} من القيم: {named_ar}.",
                _NOT_MENDED if setting.distribution else Text("", ""),
            )


_NOT_MENDED = Text(
    "Draws are not moved into the range: choose a distribution that lies within it.",
    "لا تُعدل السحوبات لتدخل المدى: اختر توزيعا يقع ضمنه.",
)


def _compared() -> list[str]:
    """The figures that have a difference from the law in force."""
    return [name for name in FIGURES if not name.startswith("persons_")]


def _tables(policy: Policy, points: list[Point], found: list[Headlines]) -> dict[str, pandas.DataFrame]:
    rows = []
    for number, (point, headlines) in enumerate(zip(points, found, strict=True), 1):
        row = {"point": number, **point}
        for name in FIGURES:
            row[name] = headlines.figures[name]
            if name in headlines.baseline:
                row[f"{name}_difference"] = headlines.differences[name]
        rows.append(row)
    return {
        "points": pandas.DataFrame(rows),
        "programmes": _programmes(policy, points, found),
        "law_in_force": law_in_force_table(found),
    }


def law_in_force_table(found: list[Headlines]) -> pandas.DataFrame:
    """The figures of the law in force; one that is hidden beside any policy is hidden here."""
    rows = []
    for name, figure in FIGURES.items():
        values = [headlines.baseline[name] for headlines in found if name in headlines.baseline]
        if values:
            value = next((each for each in values if each != each), values[0])  # noqa: PLR0124 - not a number
            labels = {"label_en": figure.label.en, "label_ar": figure.label.ar}
            rows.append({"figure": name, **labels, "unit": figure.unit, "value": value})
    return pandas.DataFrame(rows, columns=["figure", "label_en", "label_ar", "unit", "value"])


def _programmes(policy: Policy, points: list[Point], found: list[Headlines]) -> pandas.DataFrame:
    """Programmes, contributions and taxes that change at any point, at every point."""
    changed = {name for headlines in found for name in headlines.changed()}
    rows = []
    for number, (point, headlines) in enumerate(zip(points, found, strict=True), 1):
        for name, item in counted(policy.programmes).items():
            if name not in changed:
                continue
            row = {"point": number, **point, "programme": name, "label_en": item.label.en, "label_ar": item.label.ar}
            before = headlines.baseline_amounts.get(name, dict.fromkeys(AMOUNT_FIGURES, 0.0))
            for figure in AMOUNT_FIGURES:
                row[figure] = headlines.amounts[name][figure]
                row[f"{figure}_difference"] = row[figure] - before[figure]
            rows.append(row)
    columns = ["point", *points[0], "programme", "label_en", "label_ar"]
    columns += [column for name in AMOUNT_FIGURES for column in (name, f"{name}_difference")]
    return pandas.DataFrame(rows, columns=columns)
