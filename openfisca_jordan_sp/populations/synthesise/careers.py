"""Insured careers: since when, for how many months, and how long ago the last insured job ended.

A career is the months from registration to the present (or last insured) job, partly
insured, and that job, wholly insured. Nothing but its bounds is published: see `insurance` in the targets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.wages import SECTORS

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

MONTHS = 12
_DAYS_A_MONTH = 365.25 / MONTHS
#: Ages between which people are taken to have left insured work without a pension.
_PAST_FROM = 18
_SHORTEST_PAST = 12
#: Months since insured work ended of those who never had any: the law's own default.
NEVER = 1200
UNKNOWN_DAY = numpy.datetime64("0001-01-01")


def add_careers(frame: Frame) -> None:
    """Set who is and was insured, registration, contributions, and months since insured work ended."""
    persons = frame.persons
    insured = frame.is_("employment_sector", "public", "private_formal") & ~persons["is_in_treasury_pension_scheme"]
    possible = _possible_months(frame)
    former = _formerly_insured(frame, insured, possible)
    persons["is_insured"], persons["is_formerly_insured"] = insured, former
    persons["last_sector"] = _last_sector(frame, insured)
    rows = numpy.flatnonzero(insured | former)
    career = _Career.of(frame, rows, insured[rows], possible[rows])
    career.write(frame, rows)


def day_before(frame: Frame, months: IntArray | int) -> NDArray[numpy.datetime64]:
    """The day so many months before the base date."""
    return numpy.asarray(frame.targets.day - numpy.floor(months * _DAYS_A_MONTH).astype("timedelta64[D]"))


def below_pension_age(frame: Frame) -> Mask:
    """Adults below the age of the old-age pension who have no pension in own right."""
    pension_age = frame.targets["insurance.rules"]["pension_age"]
    limit = numpy.where(frame.is_("sex", "female"), pension_age["female"], pension_age["male"])
    return numpy.asarray((frame.age >= _PAST_FROM) & (frame.age < limit) & ~frame.persons["is_own_pensioner"])


def months_since(frame: Frame, year: float) -> int:
    """Completed months from a year (with a part of a year) to the base date."""
    start = numpy.datetime64("1970-01-01") + numpy.timedelta64(round((year - 1970) * MONTHS * _DAYS_A_MONTH), "D")
    return int((frame.targets.day - start).astype(int) / _DAYS_A_MONTH)


def _possible_months(frame: Frame) -> IntArray:
    """Months for which each person can have been insured at most."""
    rules = frame.targets["insurance.rules"]
    months = numpy.floor(numpy.maximum(frame.age - rules["from_age"], 0) * MONTHS).astype(numpy.int64)
    return numpy.asarray(numpy.minimum(months, months_since(frame, rules["first_year"])))


def _formerly_insured(frame: Frame, insured: Mask, possible: IntArray) -> Mask:
    """Jordanians who left insured work and draw no pension yet, a share of each status; not if the job is too old."""
    unemployed, inactive = (frame.is_("employment_status", status) for status in ("unemployed", "inactive"))
    outside = frame.is_("nationality", "jordanian") & ~insured & ~frame.persons["is_in_treasury_pension_scheme"]
    job = numpy.where(unemployed | inactive, 0, frame.persons["months_since_job_start"])
    among = outside & below_pension_age(frame) & (possible - job >= 2 * _SHORTEST_PAST) & ~frame.persons["is_enrolled"]
    noise = frame.draws.normal("formerly_insured", "persons")
    former = numpy.zeros(len(noise), dtype=bool)
    groups = {"unemployed": unemployed, "inactive": inactive, "employed": ~unemployed & ~inactive}
    for name, group in groups.items():
        share = frame.targets["insurance.ever"][name]
        former |= frame.select(f"formerly insured {name}", noise, "persons", share, among & group)
    return former


def _last_sector(frame: Frame, insured: Mask) -> IntArray:
    """Number of the sector of the present or the last insured job: of the former, as the insured are divided."""
    targets = frame.targets
    compulsory = sum(targets["insurance.insured"].values()) - targets["insurance.voluntary"]
    private = targets["insurance.private_sector"] / compulsory
    was_private = frame.draws.uniform("last_sector", "persons") < private
    public, private_formal = (SECTORS.index(name) for name in ("public", "private_formal"))
    now = numpy.where(frame.is_("employment_sector", "public"), public, private_formal)
    return numpy.where(insured, now, numpy.where(was_private, private_formal, public))


@dataclass(frozen=True)
class _Career:
    """Months of some persons, all counted backwards from the base date.

    Attributes:
        job: in the present insured job.
        out: since insured work ended (0: still insured).
        registered: since registration.
        earlier: insured before the present job, or before insured work ended.
        longest: the longest run.
        unemployment: insured against unemployment.
    """

    job: IntArray
    out: IntArray
    registered: IntArray
    earlier: IntArray
    longest: IntArray
    unemployment: IntArray

    @classmethod
    def of(cls, frame: Frame, rows: IntArray, insured: Mask, possible: IntArray) -> _Career:
        uniform = {
            stage: frame.draws.uniform(stage, "persons")[rows]
            for stage in ("months_out", "registration", "density", "longest_run")
        }
        held = numpy.minimum(frame.persons["months_since_job_start"][rows], possible).astype(numpy.int64)
        job = numpy.where(insured, held, 0)
        out = numpy.where(insured, 0, _months_out(frame, rows, uniform["months_out"], possible))
        before = numpy.floor(uniform["registration"] * (possible - job - out + 1)).astype(numpy.int64)
        before = numpy.where(insured, before, numpy.maximum(before, 1))
        shape = frame.targets["insurance.career"]
        density = shape["density_from"] + (shape["density_to"] - shape["density_from"]) * uniform["density"]
        earlier = numpy.maximum(numpy.floor(density * before), ~insured).astype(numpy.int64)
        longest = numpy.maximum(job, numpy.ceil(uniform["longest_run"] * earlier).astype(numpy.int64))
        window = months_since(frame, frame.targets["insurance.rules"]["unemployment_from"])
        recent = numpy.clip(numpy.minimum(job + out + before, window) - job - out, 0, None)
        covered = numpy.minimum(job, window) + numpy.floor(density * recent).astype(numpy.int64)
        private = frame.persons["last_sector"][rows] == SECTORS.index("private_formal")
        return cls(job, out, job + out + before, earlier, longest, numpy.where(private, covered, 0))

    def write(self, frame: Frame, rows: IntArray) -> None:
        """Set the columns of the record; whoever has none keeps the law's default."""
        persons, size = frame.persons, len(frame.age)
        count = self.job + self.earlier
        columns = {
            "ssc_contributions_count": count,
            "ssc_actual_contributions_count": count,
            "ssc_compulsory_contributions_count": count,
            "ssc_consecutive_contributions_count": self.longest,
            "unemployment_insurance_contributions": self.unemployment,
        }
        for name, values in columns.items():
            persons[name] = numpy.zeros(size, dtype=numpy.int64)
            persons[name][rows] = values
        persons["months_since_insured_work_end"] = numpy.full(size, NEVER)
        persons["months_since_insured_work_end"][rows] = self.out
        persons["ssc_first_registration_date"] = numpy.full(size, UNKNOWN_DAY)
        persons["ssc_first_registration_date"][rows] = day_before(frame, self.registered)
        was_private = persons["is_formerly_insured"] & (persons["last_sector"] == SECTORS.index("private_formal"))
        persons["was_last_job_privately_insured"] = was_private


def _months_out(frame: Frame, rows: IntArray, uniform: FloatArray, possible: IntArray) -> IntArray:
    """Months since insured work ended: exponential, at least those of a present uninsured job, less than possible."""
    mean = frame.targets["insurance.months_out"]
    unemployed, inactive = (frame.is_("employment_status", status)[rows] for status in ("unemployed", "inactive"))
    means = numpy.where(unemployed, mean["unemployed"], numpy.where(inactive, mean["inactive"], mean["employed"]))
    months = 1 + numpy.floor(-means * numpy.log(1 - uniform))
    job = numpy.where(unemployed | inactive, 0, frame.persons["months_since_job_start"][rows])
    return numpy.asarray(numpy.clip(months, job, numpy.maximum(possible - 1, 1)), dtype=numpy.int64)
