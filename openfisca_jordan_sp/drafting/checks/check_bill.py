"""All checks of one bill, in order."""

from __future__ import annotations

from collections.abc import Sequence

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
from openfisca_jordan_sp.drafting.checks.loading import BillLike, load
from openfisca_jordan_sp.errors import Text

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


def _severity(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)
