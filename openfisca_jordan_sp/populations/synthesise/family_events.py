"""Births: who has a young child, who gave birth this month, and the mothers' months of maternity insurance."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.frame import DAYS_A_YEAR, Frame
from openfisca_jordan_sp.populations.synthesise.kinds import LAST_BIRTH

IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

NO_CHILD = -1
_MONTHS_OF_WINDOW = 12


def add_family_events(frame: Frame) -> None:
    """Set months since the last birth (of mothers and fathers), births of the month, and maternity insurance.

    Data hold in every month of a simulation, so those who gave birth in the month
    of the base date stand for those of any month: twelve of them are a year's births.
    """
    months = _months_since_child_birth(frame)
    female = frame.is_("sex", "female")
    frame.persons["months_since_child_birth"] = months
    frame.persons["has_given_birth"] = female & (months == 0)
    _maternity_insurance(frame, female)


def _months_since_child_birth(frame: Frame) -> IntArray:
    """Of head and wife, from the youngest child in their family; -1 without one."""
    family, birth = frame.persons["family_id"], frame.persons["birth_date"]
    # Children stand in the order of their ages, the youngest last.
    children = numpy.flatnonzero(frame.is_("family_role", "child"))
    last = children[numpy.diff(family[children], append=-1) != 0]
    youngest = numpy.full(len(frame.family_size), -1)
    youngest[family[last]] = last
    parent = numpy.zeros(len(family), dtype=bool)
    parent[_fathers(frame, youngest)] = True
    parent[_mothers(frame, youngest)] = True
    child = youngest[family[parent]]
    month = frame.targets.day.astype("datetime64[M]")
    passed = (month - birth[child].astype("datetime64[M]")).astype(numpy.int64)
    months = numpy.full(len(family), NO_CHILD)
    months[parent] = passed
    return months


def _fathers(frame: Frame, youngest: IntArray) -> IntArray:
    """Men who head a family with children."""
    men = frame.head[frame.is_("sex", "male")[frame.head]]
    return numpy.asarray(men[youngest[frame.persons["family_id"][men]] >= 0])


def _mothers(frame: Frame, youngest: IntArray) -> IntArray:
    """In each family with children the woman who can have borne the youngest; of two wives, the younger one."""
    persons = frame.persons
    women = numpy.flatnonzero(frame.is_("sex", "female") & frame.is_("family_role", "head", "spouse"))
    women = women[youngest[persons["family_id"][women]] >= 0]
    child = youngest[persons["family_id"][women]]
    days = (persons["birth_date"][child] - persons["birth_date"][women]).astype(numpy.int64)
    at_birth = days / DAYS_A_YEAR
    married = frame.targets["marital.first_marriage_shape"]["lowest"]
    women = women[(at_birth > married) & (at_birth < LAST_BIRTH + 1)]
    # Wives stand in the order of their ages, the oldest first.
    is_last = numpy.diff(persons["family_id"][women], append=-1) != 0
    return numpy.asarray(women[is_last])


def _maternity_insurance(frame: Frame, female: Mask) -> None:
    """Formal employees of the private sector are insured from the first month of the job; earlier jobs count not."""
    insured = female & frame.is_("employment_sector", "private_formal")
    insured &= frame.persons["employment_status"] == code("employment_status", "employee")
    months = numpy.where(insured, frame.persons["months_since_job_start"], 0)
    frame.persons["successive_maternity_contributions"] = months
    frame.persons["recent_maternity_contributions"] = numpy.minimum(months, _MONTHS_OF_WINDOW)
