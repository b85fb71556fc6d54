"""Where the enrolled learn: the authority of the school, school meals, and the level of study after school."""

from __future__ import annotations

import numpy

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.frame import Frame

#: The poorest attend schools of the first authorities, the best off those of the last.
_AUTHORITIES = ("unrwa", "public", "military", "private")


def add_schooling(frame: Frame) -> None:
    """Set the school's authority, whether it gives meals, and the level of study."""
    persons, targets = frame.persons, frame.targets
    ages = targets["education.ages"]
    enrolled = persons["is_enrolled"]
    pupils = enrolled & (frame.age >= ages["school_from"]) & (frame.age < ages["school_below"])
    weight = frame.weight("persons")
    score = frame.welfare[persons["household_id"]] + frame.draws.normal("school_authority", "persons")
    shares = [targets["education.authorities"][name] for name in _AUTHORITIES]
    classes = frame.align.classes("school_authority", score[pupils], weight[pupils], shares)
    codes = numpy.array([code("school_authority", name) for name in _AUTHORITIES])
    authority = numpy.full(len(score), code("school_authority", "none"))
    authority[pupils] = codes[classes]
    persons["school_authority"] = authority
    _meals(frame, pupils & frame.is_("school_authority", "public", "unrwa"))
    students = enrolled & ~pupils & (frame.age >= ages["school_below"])
    level = numpy.where(students, code("study_level", "bachelor"), code("study_level", "none"))
    persons["study_level"] = level


def _meals(frame: Frame, pupils: numpy.ndarray) -> None:
    """The poorer the household, the likelier is its school in the programme."""
    ages = frame.targets["education.ages"]
    young = pupils & (frame.age < ages["meals_below"])
    weight = frame.weight("persons")
    score = frame.draws.normal("school_meals", "persons") - frame.welfare[frame.persons["household_id"]]
    total = float(weight[young].sum())
    share = min(frame.targets["education.pupils_with_meals"] / total, 1.0) if total else 0.0
    frame.persons["is_school_in_feeding_programme"] = frame.select("school_meals", score, "persons", share, young)
