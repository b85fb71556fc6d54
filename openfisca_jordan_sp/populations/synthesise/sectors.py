"""Where the employed work: as many in public and in insured private work as are insured, the rest informal."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import SEXES, code
from openfisca_jordan_sp.populations.synthesise.force import by_origin_and_sex
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

_NEVER = 100.0
_ROUNDS = 60
#: Some work remains uninsured, whatever the counts of a small or changed Kingdom say.
_MOST_INSURED = 0.98

#: Status and sector of each kind of `labour.sector`; the second status is that of a share of them.
_OF_KIND = {
    "informal_wage": (("employee", "daily_wage_worker"), "informal"),
    "own_account": (("self_employed", "employer"), "informal"),
    "private_formal": (("employee",), "private_formal"),
    "public": (("employee",), "public"),
}
_KINDS = tuple(_OF_KIND)


def add_sectors(frame: Frame, employed: Mask, months_in_public_job: FloatArray) -> None:
    """Set employment status and sector, and who is under the Treasury's pension laws.

    The better educated and better off are nearer to public employment. Who is
    below the age of insurance, or draws a pension in own right, is not insured (assumed).
    """
    status = numpy.full(len(employed), code("employment_status", "inactive"), dtype=numpy.uint8)
    sector = numpy.full(len(employed), code("employment_sector", "none"), dtype=numpy.uint8)
    score = (
        frame.correlated("sector", "persons", "wage")
        + frame.targets["labour.sector_by_education"] * frame.persons["education_level"]
    )
    too_young = frame.age < frame.targets["insurance.rules"]["from_age"]
    score = score - _NEVER * (too_young | frame.persons["is_own_pensioner"])
    early = _entered_early(frame, months_in_public_job)
    of_origin = {origin: _shares(frame, origin, employed) for origin in ("jordanian", "other")}
    for origin, sex, members in by_origin_and_sex(frame):
        shares = of_origin[origin][SEXES.index(sex)]
        for kind, chosen in _chosen(frame, f"{origin} {sex}", score, members & employed, early, shares).items():
            names, sector_name = _OF_KIND[kind]
            sector[chosen] = code("employment_sector", sector_name)
            status[chosen] = code("employment_status", names[0])
    frame.persons["employment_status"], frame.persons["employment_sector"] = status, sector
    frame.persons["is_in_treasury_pension_scheme"] = early & frame.is_("employment_sector", "public")
    _second_statuses(frame)


def _entered_early(frame: Frame, months: FloatArray) -> Mask:
    """Whose public job, if it is one, is so old that the Treasury will pay the pension."""
    years = frame.targets["insurance.treasury"]
    military = frame.draws.uniform("military", "persons") < years["military"]
    first = frame.targets.day.astype("datetime64[M]") - months.astype("timedelta64[M]")
    year = first.astype("datetime64[Y]").astype(numpy.int64) + 1970
    is_early = year < numpy.where(military, years["military_before"], years["civil_before"])
    may_be = frame.is_("nationality", "jordanian") & ~frame.persons["is_own_pensioner"]
    return numpy.asarray(is_early & may_be)


def _shares(frame: Frame, origin: str, employed: Mask) -> FloatArray:
    """Of the employed of each sex (rows) the share in each kind of work (columns), so that the insured are counted."""

    def solve() -> FloatArray:
        rows = {sex: members & employed for of, sex, members in by_origin_and_sex(frame) if of == origin}
        number = numpy.array([float(frame.weight("persons")[rows[sex]].sum()) for sex in SEXES])
        prior = frame.targets["labour.sector"]
        table = numpy.array([[prior[f"{origin}_{sex}"][kind] for kind in _KINDS] for sex in SEXES])
        wanted = _counts(frame, origin, number, table * number[:, None])
        fitted = _fitted(table * number[:, None], number, wanted)
        return numpy.asarray((fitted / numpy.maximum(number, 1.0)[:, None]).ravel())

    shares = frame.align.solve(f"kinds of work {origin}", solve)
    return numpy.asarray(shares.reshape(len(SEXES), len(_KINDS)))


def _counts(frame: Frame, origin: str, number: FloatArray, prior: FloatArray) -> FloatArray:
    """Persons in each kind of work: public and private as insured, the rest divided as before."""
    targets = frame.targets
    insured = targets["insurance.insured"]
    private = float(targets["insurance.private_sector"] - insured["other"])
    public = float(insured["jordanian"] - targets["insurance.voluntary"] - private)
    of_origin = numpy.array([private, public] if origin == "jordanian" else [float(insured["other"]), 0.0])
    of_origin = numpy.maximum(of_origin, 0.0)
    of_origin *= min(1.0, _MOST_INSURED * number.sum() / max(of_origin.sum(), 1.0))
    informal = prior[:, :2].sum(axis=0)
    left = number.sum() - of_origin.sum()
    return numpy.concatenate([left * informal / max(informal.sum(), 1.0), of_origin])


def _fitted(table: FloatArray, rows: FloatArray, columns: FloatArray) -> FloatArray:
    """The table with those sums of rows and columns that is nearest to the given one."""
    for _ in range(_ROUNDS):
        table = table * (columns / numpy.maximum(table.sum(axis=0), 1e-9))
        table = table * (rows / numpy.maximum(table.sum(axis=1), 1e-9))[:, None]
    return table


def _chosen(
    frame: Frame, group: str, score: FloatArray, among: Mask, early: Mask, shares: FloatArray
) -> dict[str, Mask]:
    """Rows of each kind: public first, without counting those who entered early, then private, then own account."""
    number = shares * float(frame.weight("persons")[among].sum())
    informal, own, private, public = (float(each) for each in number)
    chosen = {"public": _select(frame, f"public {group}", score, among, public, ~early)}
    rest = among & ~chosen["public"]
    chosen["private_formal"] = _select(frame, f"private {group}", score, rest, private)
    rest = rest & ~chosen["private_formal"]
    left = float(frame.weight("persons")[rest].sum())
    chosen["own_account"] = _select(frame, f"own account {group}", score, rest, left * own / max(informal + own, 1.0))
    chosen["informal_wage"] = rest & ~chosen["own_account"]
    return chosen


def _select(
    frame: Frame, name: str, score: FloatArray, among: Mask, number: float, counted: Mask | None = None
) -> Mask:
    """The highest scores of `among`: so many persons, of whom only some are counted."""
    weight = frame.weight("persons") if counted is None else frame.weight("persons") * counted
    countable = float(weight[among].sum())
    return frame.align.select(name, score, weight, min(number / countable, 1.0) if countable else 0.0, among)


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
