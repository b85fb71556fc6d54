"""Who works, where, since when, and for how much."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.force import by_origin_and_sex, labour_force
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.margins import ADULT_AGE

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

LONG_AGO = 1200
_WAGE_A_LEVEL_OF_EDUCATION = 0.18
_MONTHS = 12


def add_work(frame: Frame) -> None:
    """Set employment status, sector, months in the job, wage and other earnings."""
    active, unemployed = labour_force(frame)
    _status_and_sector(frame, active & ~unemployed)
    frame.persons["employment_status"][unemployed] = code("employment_status", "unemployed")
    _wages(frame)
    _own_earnings(frame)
    _job_start(frame)


def _status_and_sector(frame: Frame, employed: Mask) -> None:
    """Sectors by rank: the better educated and better off nearer to public employment."""
    status = numpy.full(len(employed), code("employment_status", "inactive"), dtype=numpy.uint8)
    sector = numpy.full(len(employed), code("employment_sector", "none"), dtype=numpy.uint8)
    weight = frame.weight("persons")
    score = frame.correlated("sector", "persons", "wage") + 0.5 * frame.persons["education_level"]
    for origin, sex, members in by_origin_and_sex(frame):
        rows = numpy.flatnonzero(members & employed)
        group = f"{origin}_{sex}"
        shares = frame.targets["labour.sector"][group]
        kinds = frame.align.classes(f"sector {group}", score[rows], weight[rows], shares.values())
        for number, kind in enumerate(shares):
            chosen = rows[kinds == number]
            names, sector_name = _OF_KIND[kind]
            sector[chosen] = code("employment_sector", sector_name)
            status[chosen] = code("employment_status", names[0])
    frame.persons["employment_status"], frame.persons["employment_sector"] = status, sector
    _second_statuses(frame)


#: Status and sector of each kind of `labour.sector`; the second status is that of a share of them.
_OF_KIND = {
    "public": (("employee",), "public"),
    "private_formal": (("employee",), "private_formal"),
    "informal_wage": (("employee", "daily_wage_worker"), "informal"),
    "own_account": (("self_employed", "employer"), "informal"),
}


def _second_statuses(frame: Frame) -> None:
    """Some informal employees are paid by the day, some of the self-employed employ others."""
    noise = frame.draws.normal("status", "persons")
    informal = frame.is_("employment_sector", "informal")
    shares = {"informal_wage": "labour.daily_wage_share", "own_account": "labour.employer_share"}
    for kind, target in shares.items():
        first, second = _OF_KIND[kind][0]
        among = informal & frame.is_("employment_status", first)
        chosen = frame.select(f"status {second}", noise, "persons", frame.targets[target], among)
        frame.persons["employment_status"][chosen] = code("employment_status", second)


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
            wage[rows] = floor + frame.scaled(f"wage {sector} {sex}", above, "persons", rows, mean - floor)
    frame.persons["wage"] = numpy.round(wage)


def _own_earnings(frame: Frame) -> None:
    own = frame.is_("employment_status", "self_employed", "employer")
    score = frame.correlated("own_earnings", "persons", "wage")
    earnings = numpy.zeros(len(own))
    deviation = frame.targets["labour.wage_deviation"]["public"]
    for sex, mean in frame.targets["labour.mean_own_earnings"].items():
        rows = own & frame.is_("sex", sex)
        raw = numpy.exp(deviation * score[rows])
        earnings[rows] = frame.scaled(f"own_earnings {sex}", raw, "persons", rows, mean)
    frame.persons["other_earnings"] = numpy.round(earnings)


def _job_start(frame: Frame) -> None:
    """Months in the present job: exponential, and never from before the age of work."""
    working = ~frame.is_("employment_status", "inactive", "unemployed")
    mean = frame.targets["labour.job_years"]["mean"] * _MONTHS
    uniform = frame.draws.uniform("job_start", "persons")
    possible = numpy.maximum(frame.age - ADULT_AGE, 0) * _MONTHS
    months = numpy.floor(numpy.minimum(-mean * numpy.log(1 - uniform), possible))
    frame.persons["months_since_job_start"] = numpy.where(working, months, LONG_AGO)
