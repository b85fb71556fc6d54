"""Who works, since when, where, and for how much."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.force import labour_force
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.margins import ADULT_AGE
from openfisca_jordan_sp.populations.synthesise.sectors import add_sectors

FloatArray = NDArray[numpy.float64]

LONG_AGO = 1200
_MONTHS = 12


def add_work(frame: Frame) -> None:
    """Set months in the job, employment status and sector; wages follow."""
    active, unemployed = labour_force(frame)
    employed = active & ~unemployed
    add_sectors(frame, employed, _months_in_job(frame, "public"))
    months = numpy.where(
        frame.is_("employment_sector", "public"), _months_in_job(frame, "public"), _months_in_job(frame, "other")
    )
    frame.persons["months_since_job_start"] = numpy.where(employed, months, LONG_AGO)
    frame.persons["employment_status"][unemployed] = code("employment_status", "unemployed")


def _months_in_job(frame: Frame, sector: str) -> FloatArray:
    """Months in the present job, were it in that sector: exponential, and never from before the age of work."""
    uniform = frame.draws.uniform("job_start", "persons")
    mean = frame.targets["labour.job_years"][sector] * _MONTHS
    possible = numpy.maximum(frame.age - ADULT_AGE, 0) * _MONTHS
    return numpy.asarray(numpy.floor(numpy.minimum(-mean * numpy.log(1 - uniform), possible)))
