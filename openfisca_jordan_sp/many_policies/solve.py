"""The value of a parameter that meets a target: a budget, a caseload, a rate of poverty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas

from openfisca_jordan_sp.comparison import DEFAULT_PERIOD
from openfisca_jordan_sp.errors import NoSolutionError, Text
from openfisca_jordan_sp.many_policies.asked import AskedPopulation, AskedReform, asked_day, asked_policy, asked_stage
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.many_policies.lines import Line, line_of
from openfisca_jordan_sp.many_policies.parameters import Lever, find_lever
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.many_policies.search import Found, Unreached, search
from openfisca_jordan_sp.many_policies.solution import Solution, Trial, headlines_table, with_value
from openfisca_jordan_sp.many_policies.targets import Target, parse_target
from openfisca_jordan_sp.measures import law_tables
from openfisca_jordan_sp.measures.headlines import Headlines
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.policy import Policy


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
    tried: Callable[[Trial, Lever, Target], None] | None = None,
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
        tried: shown each value as its outcome is known, with the parameter and the target.

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
        with_value(policy, lever, day, values.value(position))  # every mistake before anything is computed
    stage = asked_stage(population, period, line, progress)
    solver = _Solver(stage, policy, lever, day, aim, values, tried)
    return solver.solved()


def _end(lever: Lever, end: float | str) -> float:
    if lever.kind != "number":
        return 0.0  # `line_of` says what is wrong
    return float(lever.value(str(end)))


@dataclass
class _Solver:
    """One search: it keeps the figures of every value tried."""

    stage: Stage
    policy: Policy
    lever: Lever
    day: str
    target: Target
    line: Line
    tried: Callable[[Trial, Lever, Target], None] | None

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
        policies = [with_value(self.policy, self.lever, self.day, self.line.value(each)) for each in positions]
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
            self.tried(trial, self.lever, self.target)

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
