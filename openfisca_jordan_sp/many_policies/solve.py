"""The value of a parameter that meets a target: a budget, a caseload, a rate of poverty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas

from openfisca_jordan_sp.comparison import DEFAULT_PERIOD
from openfisca_jordan_sp.errors import NoSolutionError, Text
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
from openfisca_jordan_sp.many_policies.lines import Line, line_of
from openfisca_jordan_sp.many_policies.parameters import Lever, find_lever
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.many_policies.search import Found, Unreached, is_monotone, search
from openfisca_jordan_sp.many_policies.targets import Target, parse_target
from openfisca_jordan_sp.measures import law_tables
from openfisca_jordan_sp.measures.headlines import FIGURES, Headlines
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.saving import json_rows, save_whole, write_csv, write_json


@dataclass(frozen=True)
class Trial:
    """One value that was tried, and what comes of it."""

    value: float
    outcome: float
    round: int


@dataclass(frozen=True)
class Solution:
    """The value of a parameter that meets a target, or the two neighbours that enclose it.

    Attributes:
        stage: the population, the period and the poverty line.
        policy: the law in force, or with reforms, that the value is set in.
        lever: the parameter.
        since: the day from which the value holds.
        target: what was asked for.
        goal: what the outcome is to be.
        in_force: the outcome of the law in force.
        trials: every value tried, in the order tried.
        below: the lower neighbour; the same as `above` where one value meets the target itself.
        above: the higher neighbour.
        tables: `trials`; `headlines` (every figure at the value found, and its difference from the law in force);
            `non_verified`.
    """

    stage: Stage
    policy: Policy
    lever: Lever
    since: str
    target: Target
    goal: float
    in_force: float
    trials: tuple[Trial, ...]
    below: Trial
    above: Trial
    tables: dict[str, pandas.DataFrame]

    @property
    def is_exact(self) -> bool:
        """Whether one value meets the target itself."""
        return self.below.value == self.above.value

    @property
    def best(self) -> Trial:
        """The one of the two neighbours whose outcome is nearer to the target; the lower where both are as near."""
        return min(self.below, self.above, key=lambda trial: (abs(trial.outcome - self.goal), trial.value))

    @property
    def value(self) -> float:
        """The value whose outcome is nearest to the target."""
        return self.best.value

    @property
    def solved(self) -> Policy:
        """The policy with the value found."""
        return _with(self.policy, self.lever, self.since, self.value)

    def notes(self) -> list[Text]:
        """What a reader must know before using the value, the most important first."""
        notes = [*population_notes(self.stage.population.manifest), law_note(len(self.tables["non_verified"]))]
        if not self.is_exact:
            notes.append(_between(self))
        if not is_monotone({index: trial.outcome for index, trial in enumerate(_by_value(self.trials))}):
            notes.append(
                Text(
                    "The outcome rises and falls between the ends: other values may meet the target too.",
                    "ترتفع النتيجة وتنخفض بين الطرفين: قد تحقق قيم أخرى الهدف أيضا.",
                )
            )
        notes.append(Text(f"The value holds from {self.since}.", f"تسري القيمة من {self.since}."))
        return notes

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data, ready for JSON."""
        return {
            **about(self.stage, self.policy),
            "parameter": {"path": self.lever.path, "label": vars(self.lever.label), "unit": self.lever.unit},
            "from": self.since,
            "target": {**vars(self.target), "unit": self.target.unit, "goal": self.goal, "in_force": self.in_force},
            "value": self.value,
            "outcome": self.best.outcome,
            "is_exact": self.is_exact,
            "below": vars(self.below),
            "above": vars(self.above),
            "notes": [vars(note) for note in self.notes()],
            "tables": {name: json_rows(table) for name, table in self.tables.items()},
        }

    def save(self, directory: str | Path, language: str = "en") -> list[Path]:  # noqa: ARG002 - as other results
        """Write `solution.json` and one CSV file for each table.

        Raises:
            OutputError: the directory cannot be made or written.
        """
        return save_whole(directory, self._write)

    def _write(self, folder: Path) -> list[Path]:
        written = [write_json(self.to_dict(), folder / "solution.json")]
        return written + [write_csv(table, folder / f"{name}.csv") for name, table in self.tables.items()]


def _by_value(trials: Sequence[Trial]) -> list[Trial]:
    return sorted(trials, key=lambda trial: trial.value)


def _between(solution: Solution) -> Text:
    below, above = solution.below, solution.above
    return Text(
        f"No value tried meets the target itself: {below.value:,.10g} gives {below.outcome:,.6g}, "
        f"{above.value:,.10g} gives {above.outcome:,.6g}.",
        f"لا قيمة مما جُرب تحقق الهدف تماما: {below.value:,.10g} تعطي {below.outcome:,.6g} "
        f"و{above.value:,.10g} تعطي {above.outcome:,.6g}.",
    )


def solve(
    path: str,
    *reforms: AskedReform,
    target: str,
    between: tuple[float | str, float | str],
    programme: str | None = None,
    tolerance: float | None = None,
    rounded: float | None = None,
    population: AskedPopulation = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = "national",
    since: str | None = None,
    progress: Callable[[int], None] | None = None,
    tried: Callable[[Trial], None] | None = None,
) -> Solution:
    """Find the value of a parameter that meets a target.

    Args:
        path: of the parameter, or the end of it.
        reforms: files, ids or loaded reforms that the law is first changed by.
        target: `NAME=NUMBER` as in `targets.parse_target`; a change is from the law in force without the reforms.
        between: the lowest and the highest value.
        programme: the programme, contribution or tax whose figure the target is; all programmes where left out.
        tolerance: how near two values that enclose the target must be; a thousandth of the range or finer, where
            it is left out.
        rounded: only multiples of this are tried; of what is counted, whole numbers.
        population: `demo`, a population folder, or a loaded population.
        period: the month of the monthly figures; yearly figures are of its calendar year.
        line: the poverty line, as in `compare`.
        since: the day from which the value holds; the first day of the year of the period where it is left out.
        progress: called with the number of steps done.
        tried: shown each value as its outcome is known.

    Raises:
        NoSolutionError: every outcome lies on one side of the target, or none differs from another.
        JordanSPError: any other mistake in what is asked for.
    """
    policy = asked_policy(reforms)
    lever = find_lever(policy.system.parameters, path)
    values = line_of(lever, _end(lever, between[0]), _end(lever, between[1]), tolerance, rounded)
    aim = parse_target(target, programme, policy)
    day = asked_day(since, period, lever.path)
    for position in (0, values.last):
        _with(policy, lever, day, values.value(position))  # every mistake before anything is computed
    stage = asked_stage(population, period, line, progress)
    solver = _Solver(stage, policy, lever, day, aim, values, tried)
    return solver.solved()


def _end(lever: Lever, end: float | str) -> float:
    if lever.kind != "number":
        return 0.0  # `line_of` says what is wrong
    return float(lever.value(str(end)))


def _with(policy: Policy, lever: Lever, day: str, value: float) -> Policy:
    return policy.with_values({lever.path: {day: lever.number(value)}})


@dataclass
class _Solver:
    """One search: it keeps the figures of every value tried."""

    stage: Stage
    policy: Policy
    lever: Lever
    day: str
    target: Target
    line: Line
    tried: Callable[[Trial], None] | None

    def __post_init__(self) -> None:
        self.headlines: dict[int, Headlines] = {}
        self.trials: list[Trial] = []
        self.non_verified = pandas.DataFrame()
        self.rounds = 0

    def solved(self) -> Solution:
        found = search(self._outcomes, self.line.last, self._goal, self.line.width)
        if isinstance(found, Unreached):
            raise self._unreached(found)
        return self._solution(found)

    def _outcomes(self, positions: Sequence[int]) -> list[float]:
        policies = [_with(self.policy, self.lever, self.day, self.line.value(each)) for each in positions]
        figures = self.stage.headlines(policies, self._look if not self.headlines else None)
        self.rounds += 1
        outcomes = [self.target.outcome(each) for each in figures]
        self.headlines.update(zip(positions, figures, strict=True))
        for position, outcome in zip(positions, outcomes, strict=True):
            self._note(Trial(self.lever.number(self.line.value(position)), outcome, self.rounds))
        return outcomes

    def _note(self, trial: Trial) -> None:
        if trial.outcome != trial.outcome:
            raise refusal(
                "target",
                "The outcome is hidden: too few families or persons of the survey stand behind it.",
                "النتيجة محجوبة: يقف وراءها عدد قليل من أسر المسح أو أفراده.",
            )
        self.trials.append(trial)
        if self.tried is not None:
            self.tried(trial)

    def _look(self, pair: Pair) -> None:
        self.non_verified = law_tables.non_verified_table(pair)

    def _goal(self) -> float:
        return self.target.goal(next(iter(self.headlines.values())))

    def _unreached(self, found: Unreached) -> NoSolutionError:
        ends = [(self.line.value(position), found.outcomes[position]) for position in (0, self.line.last)]
        name, unit = self.target.label, self.target.unit
        if not found.moves:
            return NoSolutionError(
                Text(
                    f"{name.en} does not move between {ends[0][0]:,.10g} and {ends[1][0]:,.10g}: "
                    f"it stays {ends[0][1]:,.6g} ({unit}).",
                    f"لا تتغير {name.ar} بين {ends[0][0]:,.10g} و{ends[1][0]:,.10g}: تبقى {ends[0][1]:,.6g}.",
                ),
                path=self.lever.path,
                hint=Text(
                    "Does anything that is paid in this period read the parameter? `jordan-sp law show` tells.",
                    "هل يقرأ المعلمة ما يُدفع في هذه الفترة؟ انظر `jordan-sp law show`.",
                ),
            )
        least, most = min(found.outcomes.values()), max(found.outcomes.values())
        return NoSolutionError(
            Text(
                f"The target {self._goal():,.10g} ({unit}) is not between the ends: {name.en} is "
                f"{ends[0][1]:,.10g} at {ends[0][0]:,.10g} and {ends[1][1]:,.10g} at {ends[1][0]:,.10g}.",
                f"الهدف {self._goal():,.10g} ليس بين الطرفين: {name.ar} تساوي {ends[0][1]:,.10g} عند "
                f"{ends[0][0]:,.10g} و{ends[1][1]:,.10g} عند {ends[1][0]:,.10g}.",
            ),
            path=self.lever.path,
            hint=Text(
                f"Widen --between, or aim from {least:,.10g} to {most:,.10g}.",
                f"وسع --between أو اختر هدفا من {least:,.10g} إلى {most:,.10g}.",
            ),
        )

    def _solution(self, found: Found) -> Solution:
        by_value = {trial.value: trial for trial in self.trials}
        below, above = (by_value[self.lever.number(self.line.value(at))] for at in (found.below, found.above))
        first = next(iter(self.headlines.values()))
        solution = Solution(
            stage=replace(self.stage, progress=None),
            policy=self.policy,
            lever=self.lever,
            since=self.day,
            target=self.target,
            goal=self._goal(),
            in_force=self.target.in_force(first),
            trials=tuple(self.trials),
            below=below,
            above=above,
            tables={"trials": pandas.DataFrame([vars(trial) for trial in self.trials])},
        )
        at = found.below if solution.best == below else found.above
        solution.tables.update(headlines=headlines_table(self.headlines[at]), non_verified=self.non_verified)
        return solution


def headlines_table(headlines: Headlines) -> pandas.DataFrame:
    """Every figure of a policy beside the law in force."""
    rows = []
    for name, figure in FIGURES.items():
        before, value = headlines.baseline.get(name, float("nan")), headlines.figures[name]
        labels = {"label_en": figure.label.en, "label_ar": figure.label.ar, "unit": figure.unit}
        rows.append({"figure": name, **labels, "baseline": before, "value": value, "difference": value - before})
    return pandas.DataFrame(rows)
