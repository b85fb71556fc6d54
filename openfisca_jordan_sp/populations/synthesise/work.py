"""Who works, where, since when, and for how much."""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import SEXES, code
from openfisca_jordan_sp.populations.synthesise.align import (
    LOGISTIC,
    align_rate,
    cut_by_rank,
    scaled_to_mean,
    select_rate,
)
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.human import in_ages
from openfisca_jordan_sp.populations.synthesise.margins import ADULT_AGE

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

LONG_AGO = 1200
_ROUNDS = 6
_WAGE_A_LEVEL_OF_EDUCATION = 0.18
_MONTHS = 12


def add_work(frame: Frame) -> None:
    """Set employment status, sector, months in the job, wage and other earnings."""
    active = _participation(frame)
    unemployed = _unemployment(frame, active)
    _status_and_sector(frame, active & ~unemployed)
    frame.persons["employment_status"][unemployed] = code("employment_status", "unemployed")
    _wages(frame)
    _own_earnings(frame)
    _job_start(frame)


def _groups(frame: Frame) -> Iterator[tuple[str, str, Mask]]:
    """Origin (`jordanian` or `other`), sex and the persons, all ages."""
    jordanian = frame.is_("nationality", "jordanian")
    for origin, members in (("jordanian", jordanian), ("other", ~jordanian)):
        for sex in SEXES:
            yield origin, sex, members & frame.is_("sex", sex)


def _participation(frame: Frame) -> Mask:
    """The labour force: by sex and origin exactly; of Jordanians, by age nearly as exactly."""
    adult = frame.age >= ADULT_AGE
    counts = frame.targets["labour.by_age"]
    force = {group: counts["employed"][group] + counts["unemployed"][group] for group in counts["employed"]}
    score = LOGISTIC * frame.draws.normal("participation", "persons") + _participation_effects(frame)
    return _aligned(frame, score, "labour.participation", adult, force)


def _unemployment(frame: Frame, active: Mask) -> Mask:
    """By sex and origin exactly; of Jordanians, by age nearly as exactly."""
    score = LOGISTIC * frame.draws.normal("unemployment", "persons")
    return _aligned(frame, score, "labour.unemployment", active, frame.targets["labour.by_age"]["unemployed"])


def _aligned(frame: Frame, score: FloatArray, name: str, among: Mask, by_age: dict[str, int]) -> Mask:
    """Rows selected so that rates by origin and sex are met, spread over ages as Jordanians' counts are."""
    score = score + _age_shifts(frame, score, name, among, by_age)
    chosen = numpy.zeros(len(score), dtype=bool)
    for origin, sex, members in _groups(frame):
        rate = frame.targets[f"{name}_{origin}"][sex]
        chosen |= select_rate(score, frame.weight("persons"), rate, members & among)
    return chosen


def _age_shifts(frame: Frame, score: FloatArray, name: str, among: Mask, by_age: dict[str, int]) -> FloatArray:
    """One shift for each age group, the same for all, so that Jordanians by sex and by age both fit.

    Sexes and ages are aligned in turn until they agree.
    """
    weight = frame.weight("persons")
    jordanian = frame.is_("nationality", "jordanian") & among
    rates = frame.targets[f"{name}_jordanian"]
    sexes = [(jordanian & frame.is_("sex", sex), rates[sex]) for sex in SEXES]
    total = sum(rate * float(weight[rows].sum()) for rows, rate in sexes)
    of_sex, of_age = numpy.zeros(len(score)), numpy.zeros(len(score))
    for _ in range(_ROUNDS):
        for rows, rate in sexes:
            of_sex[rows] = align_rate((score + of_age)[rows], weight[rows], rate)
        for group, number in by_age.items():
            here = in_ages(frame, group)
            rows = here & jordanian
            wanted = total * number / sum(by_age.values()) / max(float(weight[rows].sum()), 1.0)
            of_age[here] = align_rate((score + of_sex)[rows], weight[rows], min(wanted, 1.0))
    return of_age


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
        + effects["welfare"] * frame.welfare[frame.persons["household_id"]]
    )


def _status_and_sector(frame: Frame, employed: Mask) -> None:
    """Sectors by rank: the better educated and better off nearer to public employment."""
    status = numpy.full(len(employed), code("employment_status", "inactive"), dtype=numpy.uint8)
    sector = numpy.full(len(employed), code("employment_sector", "none"), dtype=numpy.uint8)
    weight = frame.weight("persons")
    score = frame.correlated("sector", "persons", "wage") + 0.5 * frame.persons["education_level"]
    second = frame.draws.normal("status", "persons")
    for origin, sex, members in _groups(frame):
        rows = numpy.flatnonzero(members & employed)
        shares = frame.targets["labour.sector"][f"{origin}_{sex}"]
        if not len(rows):
            continue
        kinds = cut_by_rank(score[rows], weight[rows], shares.values())
        for number, kind in enumerate(shares):
            chosen = rows[kinds == number]
            status[chosen], sector[chosen] = _of_kind(frame, kind, second[chosen], weight[chosen])
    frame.persons["employment_status"] = status
    frame.persons["employment_sector"] = sector


def _of_kind(frame: Frame, kind: str, score: FloatArray, weight: FloatArray) -> tuple[NDArray[numpy.int64], int]:
    """Status of each worker of a kind, and the sector of all."""
    if kind == "informal_wage":
        daily = select_rate(score, weight, frame.targets["labour.daily_wage_share"])
        names, sector = ("daily_wage_worker", "employee"), "informal"
    elif kind == "own_account":
        daily = select_rate(score, weight, frame.targets["labour.employer_share"])
        names, sector = ("employer", "self_employed"), "informal"
    else:
        daily = numpy.ones(len(score), dtype=bool)
        names, sector = ("employee", "employee"), kind
    codes = [code("employment_status", name) for name in names]
    return numpy.where(daily, *codes), code("employment_sector", sector)


def _wages(frame: Frame) -> None:
    """Lognormal above a floor, with the published mean by sector and sex; formal pay starts at the minimum wage."""
    targets = frame.targets
    paid = frame.is_("employment_status", "employee", "daily_wage_worker")
    score = frame.correlated("wage", "persons") + _WAGE_A_LEVEL_OF_EDUCATION * frame.persons["education_level"]
    wage = numpy.zeros(len(paid))
    means = {**targets["labour.mean_wage"], "informal": targets["labour.mean_informal_wage"]}
    for sector, by_sex in means.items():
        floor = 0.0 if sector == "informal" else float(targets["labour.minimum_wage"])
        for sex, mean in by_sex.items():
            rows = paid & frame.is_("employment_sector", sector) & frame.is_("sex", sex)
            above = numpy.exp(targets["labour.wage_deviation"][sector] * score[rows])
            wage[rows] = floor + scaled_to_mean(above, frame.weight("persons")[rows], mean - floor)
    frame.persons["wage"] = numpy.round(wage)


def _own_earnings(frame: Frame) -> None:
    own = frame.is_("employment_status", "self_employed", "employer")
    score = frame.correlated("own_earnings", "persons", "wage")
    earnings = numpy.zeros(len(own))
    for sex, mean in frame.targets["labour.mean_own_earnings"].items():
        rows = own & frame.is_("sex", sex)
        deviation = frame.targets["labour.wage_deviation"]["public"]
        earnings[rows] = scaled_to_mean(numpy.exp(deviation * score[rows]), frame.weight("persons")[rows], mean)
    frame.persons["other_earnings"] = numpy.round(earnings)


def _job_start(frame: Frame) -> None:
    """Months in the present job: exponential, and never from before the age of work."""
    working = ~frame.is_("employment_status", "inactive", "unemployed")
    mean = frame.targets["labour.job_years"]["mean"] * _MONTHS
    uniform = _normal_to_uniform(frame.draws.normal("job_start", "persons"))
    possible = numpy.maximum(frame.age - ADULT_AGE, 0) * _MONTHS
    months = numpy.floor(numpy.minimum(-mean * numpy.log(uniform), possible))
    frame.persons["months_since_job_start"] = numpy.where(working, months, LONG_AGO)


def _normal_to_uniform(normal: FloatArray) -> FloatArray:
    """Ranks as uniform numbers: no normal distribution function is needed."""
    ranks = numpy.empty(len(normal))
    ranks[numpy.argsort(normal, kind="stable")] = numpy.arange(len(normal))
    return (ranks + 0.5) / len(normal)
