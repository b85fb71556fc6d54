"""Where the enrolled learn: grade and authority of the school, school meals, and the studies after school."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import SEXES, code
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

#: No grade of a school; kindergarten's second year is grade 0 (the law's own numbers).
NO_GRADE = -2
_LAST_GRADE = 12
_SCHOOL_OPENS = 9
_FIRST_YEAR = 1970

#: What a level of studies must have completed in `education.attainment`.
_STUDIES = {"diploma": "diploma", "bachelor": "bachelor_or_higher"}
#: The ages whose attainment tells what students study for.
_GRADUATES = "22-24"


def add_schooling(frame: Frame) -> None:
    """Set grade and authority of the school, whether it gives meals, level of study and first years."""
    persons, ages = frame.persons, frame.targets["education.ages"]
    enrolled = persons["is_enrolled"]
    pupils = enrolled & (frame.age >= ages["school_from"]) & (frame.age < ages["school_below"])
    persons["school_grade"] = numpy.where(pupils, _grades(frame), NO_GRADE)
    persons["school_authority"] = _authorities(frame, pupils)
    _meals(frame, pupils & frame.is_("school_authority", "public", "unrwa"))
    _studies(frame, enrolled & (frame.age >= ages["school_below"]))


def _grades(frame: Frame) -> IntArray:
    """The grade that the year of birth lets expect, or one below it: the likelier, the more grades are passed."""
    day = frame.targets.day
    year, month = int(str(day)[:4]), int(str(day)[5:7])
    opening = year if month >= _SCHOOL_OPENS else year - 1
    birth_year = frame.persons["birth_date"].astype("datetime64[Y]").astype(numpy.int64) + _FIRST_YEAR
    expected = opening - birth_year - int(frame.targets["education.ages"]["school_from"])
    passed = numpy.clip(expected - 1, 0, _LAST_GRADE)
    promoted = (1 - frame.targets["education.repeaters"]) ** passed
    repeated = frame.draws.uniform("school_grade", "persons") >= promoted
    return numpy.asarray(numpy.clip(expected - repeated, 0, _LAST_GRADE))


def _authorities(frame: Frame, pupils: Mask) -> IntArray:
    """Counts by sex: the best off in private schools, the poorest Palestine refugees in UNRWA's, few in the army's.

    UNRWA's pupils are Jordanians and Gazans (its register is of Palestine
    refugees), the army's are Jordanians, wherever they live.
    """
    welfare = frame.welfare[frame.persons["household_id"]]
    score = welfare + frame.draws.normal("school_authority", "persons")
    noise = frame.draws.normal("military_school", "persons")
    jordanian, gazan = frame.is_("nationality", "jordanian"), frame.is_("nationality", "palestinian_gaza")
    authority = numpy.full(len(score), code("school_authority", "none"))
    authority[pupils] = code("school_authority", "public")
    for sex in SEXES:
        left = pupils & frame.is_("sex", sex)
        total = _count(frame, left)
        counts = frame.targets["education.authorities"][sex]
        scale = total / sum(counts.values())
        for name, by, group in (
            ("private", score, left),
            ("unrwa", -score, jordanian | gazan),
            ("military", noise, jordanian),
        ):
            among = left & group
            possible = _count(frame, among)
            rate = min(counts[name] * scale / possible, 1.0) if possible else 0.0
            chosen = frame.select(f"{name} school {sex}", by, "persons", rate, among)
            authority[chosen] = code("school_authority", name)
            left = left & ~chosen
    return authority


def _count(frame: Frame, rows: Mask) -> float:
    return float(frame.weight("persons")[rows].sum())


def _meals(frame: Frame, pupils: Mask) -> None:
    """The poorer the household, the likelier is its school in the programme."""
    ages = frame.targets["education.ages"]
    young = pupils & (frame.age < ages["meals_below"])
    score = frame.draws.normal("school_meals", "persons") - frame.welfare[frame.persons["household_id"]]
    total = _count(frame, young)
    share = min(frame.targets["education.pupils_with_meals"] / total, 1.0) if total else 0.0
    frame.persons["is_school_in_feeding_programme"] = frame.select("school_meals", score, "persons", share, young)


def _studies(frame: Frame, students: Mask) -> None:
    """Diploma or bachelor, as graduates have either by the years it takes; the youngest are in the first year."""
    years = frame.targets["education.years_of_study"]
    attained = frame.targets["education.attainment"][_GRADUATES]
    seats = {level: attained[completed] * years[level] for level, completed in _STUDIES.items()}
    score = frame.correlated("study_level", "persons", "education")
    share = seats["bachelor"] / sum(seats.values())
    bachelor = frame.select("bachelor students", score, "persons", share, students)
    members = {"diploma": students & ~bachelor, "bachelor": bachelor}
    level = numpy.full(len(score), code("study_level", "none"))
    first_year = numpy.zeros(len(score), dtype=bool)
    youth = frame.draws.normal("first_year", "persons") - frame.age
    for name, rows in members.items():
        level[rows] = code("study_level", name)
        first_year |= frame.select(f"first year {name}", youth, "persons", 1 / years[name], rows)
    frame.persons["study_level"] = level
    frame.persons["is_first_year_student"] = first_year
