"""What is owed to a family, or by it, month by month since a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openfisca_core.periods import DateUnit, Period

from openfisca_jordan_sp.case_simulation import Joined, join_all
from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.situations import Situation, prepare_situation
from openfisca_jordan_sp.system import law_in_force

from ..errors import InvalidRequestError
from .families import OfUnits, figure, month_of, total_of, values_by_family
from .outcomes import is_money

if TYPE_CHECKING:
    from .appeals import Appeal

#: Months over which arrears are added up.
MOST_MONTHS = 60
_FAMILY, _PATH = "family", "body.until"


def last_month(text: str | None, first: Period) -> Period | None:
    """The month until which arrears are asked for, that month included; None where they are not.

    Raises:
        InvalidRequestError: before the decision, or more than `MOST_MONTHS`.
    """
    if text is None:
        return None
    until = month_of(text, _PATH)
    count = _count(first, until)
    if not 1 <= count <= MOST_MONTHS:
        message = Text(
            f"must lie within {MOST_MONTHS} months from {first} on.", f"يجب أن يقع ضمن {MOST_MONTHS} شهرا من {first}."
        )
        raise InvalidRequestError([Problem("period_error", _PATH, message)])
    return until


def _count(first: Period, last: Period) -> int:
    return int((last.start.year - first.start.year) * 12 + last.start.month - first.start.month + 1)


def arrears_of(appeal: Appeal, until: Period) -> dict[str, Any]:
    """The differences of the monthly amounts among the outputs, by month and together.

    Facts without a date are taken to hold in each year; what depends on a value that no source gives is null.
    """
    variables = appeal.policy.system.variables
    names = [
        name
        for name in appeal.outputs
        if is_money(variables[name]) and variables[name].definition_period == DateUnit.MONTH
    ]
    months = [appeal.month.offset(place, DateUnit.MONTH) for place in range(_count(appeal.month, until))]
    unset: set[str] = set()
    rows: list[dict[str, Any]] = []
    for month, groups in _by_month(appeal, months):
        owed = {name: _owed(groups, name, month, unset) for name in names}
        rows.append({"period": str(month), "amounts": owed})
    totals = {name: _total([row["amounts"][name] for row in rows]) for name in names}
    return {"from": str(appeal.month), "until": str(until), "months": rows, "totals": totals, "unset": sorted(unset)}


def _by_month(appeal: Appeal, months: list[Period]) -> Iterator[tuple[Period, list[list[Joined]]]]:
    """Both families in each month; they are described anew for each year."""
    groups: list[list[Joined]] = []
    year = None
    for month in months:
        if month.start.year != year:
            year = month.start.year
            groups = [_joined(appeal, raw, month) for raw in appeal.raw]
        yield month, groups


def _joined(appeal: Appeal, raw: Situation, month: Period) -> list[Joined]:
    situation, _ = prepare_situation(law_in_force(), raw, str(month))
    return join_all(appeal.policy.system, {_FAMILY: situation}, str(month))


def _owed(groups: list[list[Joined]], variable: str, month: Period, unset: set[str]) -> float | None:
    """What the corrected facts give more, summed over the units; parameters without a value are added to `unset`."""
    sums: list[float | None] = []
    for one in groups:
        values: OfUnits = values_by_family(one, variable, month)[_FAMILY]
        if isinstance(values, str):
            unset.add(values)
            return None
        sums.append(total_of(values))
    before, after = sums
    return None if before is None or after is None else figure(after - before)


def _total(amounts: list[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return figure(sum(known)) if len(known) == len(amounts) else None
