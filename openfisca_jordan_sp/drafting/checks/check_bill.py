"""All checks of one bill, in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openfisca_jordan_sp.asked_policies import TOGETHER, parse_policy
from openfisca_jordan_sp.drafting.checks import dates, heading, intervals, new_cliffs, reach, reading, units
from openfisca_jordan_sp.drafting.checks.findings import (
    FILE,
    NEEDS,
    PEOPLE,
    SEVERITIES,
    Check,
    Finding,
    Findings,
)
from openfisca_jordan_sp.drafting.checks.loading import BillLike, findings_of, load
from openfisca_jordan_sp.errors import JordanSPError, Text

#: Every check beside those of the form, the paths, the dates and the values, which loading a bill makes.
CHECKS: tuple[Check, ...] = (
    *heading.CHECKS,
    *dates.CHECKS,
    *units.CHECKS,
    *intervals.CHECKS,
    *reading.CHECKS,
    *reach.CHECKS,
    *new_cliffs.CHECKS,
)


def check_bill(bill: BillLike, *, quick: bool = False, checks: Sequence[Check] = CHECKS) -> Findings:
    """Check a bill against the drafting mistakes that hurt.

    A mistake never raises: what keeps the bill from being read or applied is an error among the findings, and then only
    what its file says is checked further.

    Args:
        bill: its id in the catalogue or its file; the content of a file, without Python; or a reform.
        quick: whether to leave out what is tried on people (a sample of the demo population, and the case families).
        checks: the checks to be made.

    Returns:
        The findings, errors first.
    """
    loaded = load(bill)
    found = list(loaded.findings)
    possible = NEEDS[: NEEDS.index(PEOPLE)] if quick else NEEDS
    wanted = possible if loaded.is_lawful else (FILE,)
    if loaded.bill is not None:
        found += [one for check in checks if check.needs in wanted for one in check.findings(loaded.bill)]
    title = loaded.bill.reform.title if loaded.bill else Text(loaded.name, loaded.name)
    ordered = sorted(dict.fromkeys(found), key=_severity)
    return Findings(loaded.name, title, tuple(ordered), loaded.is_lawful, wanted == NEEDS)


def check_named(name: str, *, quick: bool = False) -> list[Findings]:
    """Check what a user names: a bill, or several joined with a plus, each by itself and then all together.

    Args:
        name: an id, a file, or `a+b`.
        quick: as of `check_bill`.
    """
    names = [part.strip() for part in name.split(TOGETHER)]
    if len(names) == 1 or Path(name).is_file():
        return [check_bill(name, quick=quick)]
    found = [check_bill(part, quick=quick) for part in names]
    if all(each.is_applicable for each in found):
        try:
            parse_policy(name)
        except JordanSPError as error:
            found.append(Findings(name, Text(name, name), tuple(findings_of(error)), is_applicable=False))
    return found


def _severity(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)
