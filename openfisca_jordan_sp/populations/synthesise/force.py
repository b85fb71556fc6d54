"""The labour force: who works or looks for work, so that rates by sex and by age and households' earners agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import SEXES
from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC, align_rate, bisect
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.human import in_ages
from openfisca_jordan_sp.populations.synthesise.margins import ADULT_AGE

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

_ROUNDS = 6
_STEPS = 12
_LARGEST_BONUS = 8.0
#: Households on which the bonus of main earners is searched, and on which it is corrected.
_FEW, _MANY = 8_000, 50_000
_NEAR, _FLAT = 0.5, 1e-3


def labour_force(frame: Frame) -> tuple[Mask, Mask]:
    """The active and, of them, the unemployed: by sex and origin exactly; of Jordanians, by age nearly as exactly.

    The main earner of each household is likelier to work, by as much as makes
    the share of households in which nobody earns.
    """
    force = _Force.of(frame)
    bonus = frame.align.number("main_earner", lambda: force.solve_bonus(frame))
    active = _aligned(frame, force.activity + bonus * force.is_main, "participation", frame.age >= ADULT_AGE)
    unemployed = _aligned(frame, force.joblessness - bonus * force.is_main, "unemployment", active)
    return active, unemployed


def by_origin_and_sex(frame: Frame) -> Iterator[tuple[str, str, Mask]]:
    """Origin (`jordanian` or `other`), sex and the persons, all ages."""
    jordanian = frame.is_("nationality", "jordanian")
    for origin, members in (("jordanian", jordanian), ("other", ~jordanian)):
        for sex in SEXES:
            yield origin, sex, members & frame.is_("sex", sex)


@dataclass(frozen=True)
class _Force:
    """Scores of everybody before alignment, and who is the main earner of each household."""

    activity: FloatArray
    joblessness: FloatArray
    is_main: Mask

    @classmethod
    def of(cls, frame: Frame) -> _Force:
        effects = _participation_effects(frame)
        activity = LOGISTIC * frame.draws.normal("participation", "persons") + effects
        joblessness = LOGISTIC * frame.draws.normal("unemployment", "persons")
        return cls(activity, joblessness, _main_earners(frame, activity))

    def solve_bonus(self, frame: Frame) -> float:
        """The bonus with which the wanted share of households has neither worker nor pensioner.

        A pensioner is no worker: where there is one, the household has an earner already.
        """
        few, many = self._excess_of_earners(frame, _FEW), self._excess_of_earners(frame, _MANY)
        bonus = bisect(few, -_LARGEST_BONUS, _LARGEST_BONUS, _STEPS)
        # The few give the place and the slope, the many the last correction.
        slope = (few(bonus + _NEAR) - few(bonus - _NEAR)) / (2 * _NEAR)
        return bonus - many(bonus) / slope if slope > _FLAT else bonus

    def _excess_of_earners(self, frame: Frame, number: int) -> Callable[[float], float]:
        """How far the share of households without earner lies below its target, by the bonus: on some of them."""
        households = frame.households["household_id"]
        chosen = households % max(len(households) // number, 1) == 0
        rows = chosen[frame.persons["household_id"]]
        search, wanted = _Search(frame, rows), float(frame.targets["households.earners"]["0"])

        def excess(bonus: float) -> float:
            active = search.select(self.activity[rows] + bonus * self.is_main[rows], "participation", search.adult)
            jobless = search.select(self.joblessness[rows] - bonus * self.is_main[rows], "unemployment", active)
            return wanted - search.without_earner(active & ~jobless, chosen)

        return excess


class _Search:
    """The alignment of the labour force on a few of the households, many times over."""

    def __init__(self, frame: Frame, rows: Mask) -> None:
        self.frame, self.rows = frame, rows
        self.adult = (frame.age >= ADULT_AGE)[rows]
        self.groups = [(origin, sex, members[rows]) for origin, sex, members in by_origin_and_sex(frame)]
        self.ages = {group: in_ages(frame, group)[rows] for group in frame.targets["labour.by_age"]["employed"]}
        self.weight = frame.weight("persons")[rows]
        self.household = frame.persons["household_id"][rows]
        self.pensioner = (frame.persons["pension"] > 0)[rows]

    def select(self, score: FloatArray, name: str, among: Mask) -> Mask:
        """Rows chosen so that rates by origin and sex are met, spread over ages as Jordanians' counts are."""
        shifts = _shifts(score, name, self, among)
        shifted = score + sum(shift * self.ages[group] for group, shift in shifts.items())
        chosen = numpy.zeros(len(score), dtype=bool)
        for origin, sex, members in self.groups:
            rows = members & among
            rate = self.frame.targets[f"labour.{name}_{origin}"][sex]
            chosen |= rows & (shifted + align_rate(shifted[rows], self.weight[rows], rate) > 0)
        return chosen

    def without_earner(self, employed: Mask, households: Mask) -> float:
        """The share of households in which nobody earns."""
        earners = numpy.bincount(self.household, employed | self.pensioner, minlength=len(households))[households]
        weight = self.frame.weight("households")[households]
        return float(weight[earners == 0].sum() / weight.sum())


def _main_earners(frame: Frame, activity: FloatArray) -> Mask:
    """In each household without a pensioner the adult who is likeliest to be active."""
    persons = frame.persons
    likely = activity + frame.targets["labour.participation_effects"]["main_earner_male"] * frame.is_("sex", "male")
    likely = likely - numpy.abs(frame.age - frame.targets["labour.participation_effects"]["main_earner_age"]) / 10
    likely = numpy.where(frame.age >= ADULT_AGE, likely, -numpy.inf)
    order = numpy.lexsort((-likely, persons["household_id"]))
    first = order[numpy.diff(persons["household_id"][order], prepend=-1) != 0]
    is_main = numpy.zeros(len(likely), dtype=bool)
    is_main[first] = True
    has_pension = frame.household_any(persons["pension"] > 0)[persons["household_id"]]
    return is_main & ~has_pension & (frame.age >= ADULT_AGE)


def _aligned(frame: Frame, score: FloatArray, name: str, among: Mask) -> Mask:
    """As `_Search.select`, with numbers that hold for every part."""
    groups = frame.targets["labour.by_age"]["employed"]
    everybody = numpy.ones(len(score), dtype=bool)
    shifts = frame.align.solve(
        f"{name} by age",
        lambda: numpy.array(list(_shifts(score, name, _Search(frame, everybody), among).values())),
    )
    for group, shift in zip(groups, shifts, strict=True):
        score = score + shift * in_ages(frame, group)
    chosen = numpy.zeros(len(score), dtype=bool)
    for origin, sex, members in by_origin_and_sex(frame):
        rate = frame.targets[f"labour.{name}_{origin}"][sex]
        chosen |= frame.select(f"{name} {origin} {sex}", score, "persons", rate, members & among)
    return chosen


def _shifts(score: FloatArray, name: str, search: _Search, among: Mask) -> dict[str, float]:
    """One shift for each age group, the same for all, so that Jordanians by sex and by age both fit.

    Sexes and ages are aligned in turn until they agree.
    """
    weight, targets = search.weight, search.frame.targets
    sexes = [(rows & among, targets[f"labour.{name}_jordanian"][sex]) for origin, sex, rows in search.groups[:2]]
    jordanian = sexes[0][0] | sexes[1][0]
    total = sum(rate * float(weight[rows].sum()) for rows, rate in sexes)
    by_age = _counts(targets["labour.by_age"], name)
    of_sex, of_age = numpy.zeros(len(score)), numpy.zeros(len(score))
    shifts: dict[str, float] = {}
    for _ in range(_ROUNDS):
        for rows, rate in sexes:
            of_sex[rows] = _finite(align_rate((score + of_age)[rows], weight[rows], rate))
        for group, number in by_age.items():
            rows = search.ages[group] & jordanian
            wanted = total * number / sum(by_age.values()) / max(float(weight[rows].sum()), 1.0)
            shifts[group] = _finite(align_rate((score + of_sex)[rows], weight[rows], min(wanted, 1.0)))
            of_age[search.ages[group]] = shifts[group]
    return shifts


def _finite(shift: float) -> float:
    """Nobody or everybody is far away, not infinitely far: infinities do not add up."""
    return float(numpy.clip(shift, -1e6, 1e6))


def _counts(by_age: Mapping[str, Mapping[str, int]], name: str) -> dict[str, int]:
    """Jordanians of each age who are active, or unemployed."""
    if name == "unemployment":
        return dict(by_age["unemployed"])
    return {group: by_age["employed"][group] + by_age["unemployed"][group] for group in by_age["employed"]}


def _participation_effects(frame: Frame) -> FloatArray:
    effects = frame.targets["labour.participation_effects"]
    female = frame.is_("sex", "female")
    education = effects["diploma"] * frame.is_("education_level", "diploma")
    education = education + effects["bachelor_or_higher"] * frame.is_("education_level", "bachelor_or_higher")
    return numpy.asarray(
        education * numpy.where(female, effects["female_factor"], 1.0)
        + effects["enrolled"] * frame.persons["is_enrolled"]
        + effects["severe_disability"] * frame.is_("disability_severity", "severe")
        + effects["married_woman"] * (female & frame.is_("marital_status", "married"))
        + effects["pensioner"] * (frame.persons["pension"] > 0)
        + effects["welfare"] * frame.welfare[frame.persons["household_id"]]
    )
