"""What is asked to be explained: one variable of one unit for a period, with one clear error for each mistake."""

from __future__ import annotations

from collections.abc import Sequence

from openfisca_core.periods import DateUnit, Period
from openfisca_core.periods import period as parse_period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import PeriodError, SituationError, Text, UnknownNameError
from openfisca_jordan_sp.law.show import nearest_names

_UNITS = {DateUnit.MONTH: Text("month", "شهر"), DateUnit.YEAR: Text("year", "سنة")}


def known_variable(system: TaxBenefitSystem, name: str) -> None:
    """Check that a variable is one of the law.

    Raises:
        UnknownNameError: it is not; the nearest are named.
    """
    if name in system.variables:
        return
    near = [one for one in nearest_names(system, name, 8) if one in system.variables][:3]
    raise UnknownNameError(
        name,
        near,
        message=Text(f"There is no variable {name}.", f"لا يوجد متغير باسم {name}."),
    )


def asked_period(system: TaxBenefitSystem, name: str, text: str) -> Period:
    """The period for which a variable is explained: of a yearly one the year of a month that was asked for.

    Raises:
        PeriodError: no period, or one that does not fit the variable.
    """
    try:
        asked = parse_period(text)
    except ValueError:
        raise _bad_period(text) from None
    if asked.unit not in (DateUnit.MONTH, DateUnit.YEAR) or asked.size != 1:
        raise _bad_period(text)
    by = system.variables[name].definition_period
    if by == DateUnit.ETERNITY:
        return Period.eternity()
    if by == DateUnit.YEAR:
        return asked.this_year
    if asked.unit == DateUnit.YEAR:
        month = f"{asked.start.year}-01"
        raise PeriodError(
            Text(
                f"{name} is of a month; months are not added up here, for each has its own reasons.",
                f"المتغير {name} شهري؛ ولا تُجمع الأشهر هنا فلكل شهر أسبابه.",
            ),
            path=text,
            hint=Text(f"Ask for one month, such as {month}.", f"اطلب شهرا واحدا مثل {month}."),
        )
    return asked


def household_period(text: str) -> str:
    """The period for which the household is built: a month; of a year its first."""
    asked = parse_period(text)
    return str(asked.first_month if asked.unit == DateUnit.YEAR else asked)


def asked_row(ids: Sequence[str], name: str, unit: str | None) -> int:
    """The place of the unit that is asked for; where there is only one of its kind, that one.

    Raises:
        SituationError: several and none named, or one that the variable is not of.
    """
    names = Text(", ".join(ids), "، ".join(ids))
    if unit is None and len(ids) == 1:
        return 0
    if unit is None:
        raise SituationError(
            Text(f"{name} is of one of several: {names.en}.", f"المتغير {name} يخص واحدا من عدة: {names.ar}."),
            path="of",
            hint=Text(f"Say of whom, such as {ids[0]!r}.", f"حدد صاحبه، مثل {ids[0]!r}."),
        )
    if unit not in ids:
        raise SituationError(
            Text(f"{name} is not of {unit!r}.", f"المتغير {name} لا يخص {unit!r}."),
            path="of",
            hint=Text(f"It is of: {names.en}.", f"هو يخص: {names.ar}."),
        )
    return list(ids).index(unit)


def _bad_period(text: str) -> PeriodError:
    return PeriodError(
        Text(f"{text!r} is neither a month nor a year.", f"{text!r} ليس شهرا ولا سنة."),
        path="period",
        hint=Text("Write it as 2026-01, or as 2026.", "اكتبه على نحو 2026-01 أو 2026."),
    )
