"""Who works, since when, where, and for how much."""

from __future__ import annotations

import numpy

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.force import labour_force
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.margins import ADULT_AGE
from openfisca_jordan_sp.populations.synthesise.sectors import add_sectors

LONG_AGO = 1200
_MONTHS = 12


def add_work(frame: Frame) -> None:
    """Set months in the job, employment status and sector; wages follow."""
    active, unemployed = labour_force(frame)
    employed = active & ~unemployed
    uniform = frame.draws.uniform("job_start", "persons")
    mean = frame.targets["labour.job_years"]["mean"] * _MONTHS
    # Exponential, and never from before the age of work.
    possible = numpy.maximum(frame.age - ADULT_AGE, 0) * _MONTHS
    months = numpy.floor(numpy.minimum(-mean * numpy.log(1 - uniform), possible))
    frame.persons["months_since_job_start"] = numpy.where(employed, months, LONG_AGO)
    add_sectors(frame, employed)
    frame.persons["employment_status"][unemployed] = code("employment_status", "unemployed")
