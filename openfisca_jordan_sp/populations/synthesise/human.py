"""Disability, education and enrolment of persons."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.groups import group_bounds
from openfisca_jordan_sp.populations.schema import DISABILITY_SEVERITIES, EDUCATION_LEVELS, code
from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC, bisect
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.margins import ADULT_AGE

Mask = NDArray[numpy.bool_]

_LARGEST_LOG_ODDS = 10.0


def add_human_capital(frame: Frame) -> None:
    """Set severity of disability, education and enrolment."""
    _disability(frame)
    _education(frame)
    _enrolment(frame)


def in_ages(frame: Frame, group: str) -> Mask:
    """Persons whose age in completed years lies in a group such as `15-24` or `65+`."""
    low, high = group_bounds(group)
    return (frame.age >= low) & (frame.age < high)


def _disability(frame: Frame) -> None:
    """Aligned for adults and children; the highest scores, the old above all, are the severe ones."""
    noise = LOGISTIC * frame.correlated("disability", "persons")
    score = noise + frame.targets["health.disability_a_year_older"] * frame.age
    severity = numpy.zeros(len(score), dtype=numpy.uint8)
    weight = frame.weight("persons")
    adult = frame.age >= ADULT_AGE
    for name, group in (("15_and_over", adult), ("under_15", ~adult)):
        rate, shares = frame.targets[f"health.disabled_{name}"], frame.targets["health.severity"][name]
        classes = [1 - rate, rate - shares["severe"] - shares["moderate"], shares["moderate"], shares["severe"]]
        severity[group] = frame.align.classes(f"disability {name}", score[group], weight[group], classes)
    assert DISABILITY_SEVERITIES == ("none", "mild", "moderate", "severe")
    frame.persons["disability_severity"] = severity


def _education(frame: Frame) -> None:
    """The attainment of each age group, the better-off higher; below 15 nothing is completed yet."""
    score = frame.correlated("education", "persons")
    weight = frame.weight("persons")
    level = numpy.full(len(score), code("education_level", "none"), dtype=numpy.uint8)
    for group, shares in frame.targets["education.attainment"].items():
        rows = in_ages(frame, group)
        wanted = [shares[name] for name in EDUCATION_LEVELS]
        level[rows] = frame.align.classes(f"education {group}", score[rows], weight[rows], wanted)
    frame.persons["education_level"] = level


def _enrolment(frame: Frame) -> None:
    """By age; where the pupils' total is aligned, the odds of all ages of school move by one factor."""
    severe, effects = frame.is_("disability_severity", "severe"), frame.targets["education.enrolment_effects"]
    score = LOGISTIC * frame.correlated("enrolment", "persons") + effects["severe_disability"] * severe
    # Beyond school, who has secondary education and more studies on.
    has_secondary = frame.persons["education_level"] >= code("education_level", "secondary")
    score = score + effects["secondary_or_higher"] * has_secondary
    rates = frame.targets["education.enrolment"]
    odds_ratio = 1.0
    if frame.targets.by_name["education.pupils"].role == "align":
        odds_ratio = frame.align.number("pupils", lambda: _odds_ratio(frame))
    enrolled = numpy.zeros(len(score), dtype=bool)
    for group, rate in rates.items():
        aligned = times_odds(rate, odds_ratio) if _is_of_school(frame, group) else rate
        enrolled |= frame.select(f"enrolment {group}", score, "persons", aligned, in_ages(frame, group))
    frame.persons["is_enrolled"] = enrolled


def _is_of_school(frame: Frame, group: str) -> bool:
    ages = frame.targets["education.ages"]
    low, high = group_bounds(group)
    return bool(ages["school_from"] <= low and high <= ages["school_below"])


def times_odds(rate: float, ratio: float) -> float:
    """The rate whose odds are so many times those of `rate`."""
    return ratio * rate / (1 - rate + ratio * rate)


def _odds_ratio(frame: Frame) -> float:
    """The factor of the odds with which pupils of all schools are as many as counted."""
    rates = {group: rate for group, rate in frame.targets["education.enrolment"].items() if _is_of_school(frame, group)}
    weight = frame.weight("persons")
    persons = {group: float(weight[in_ages(frame, group)].sum()) for group in rates}
    pupils = float(frame.targets["education.pupils"])

    def excess(log_ratio: float) -> float:
        ratio = float(numpy.exp(log_ratio))
        return sum(persons[group] * times_odds(rate, ratio) for group, rate in rates.items()) - pupils

    return float(numpy.exp(bisect(excess, -_LARGEST_LOG_ODDS, _LARGEST_LOG_ODDS)))
