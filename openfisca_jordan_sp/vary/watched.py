"""What is looked at along an input: incomes, programmes, rights to services, bills."""

from __future__ import annotations

from dataclasses import dataclass

from openfisca_core.periods import DateUnit, Period

from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.law.catalogue import services
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.variable import labels_of
from openfisca_jordan_sp.vary.words import say

#: What a household can spend, and what it is billed: where they depend on the input, their leaps are cliffs.
INCOME = "household_disposable_income"
BILLS = ("electricity_bill", "water_bill")

#: A leap in a month is at least a piastre: less is the rounding of contributions and of taxes.
SMALLEST_JUMP = 0.01
_MONTHS = 12
#: Kinds of figures that are shown wherever they are looked at; programmes and rights are where they are anything.
FIGURES = frozenset({"income", "bill", "outcome"})


@dataclass(frozen=True)
class Series:
    """One figure along an input.

    Attributes:
        variable: that it is of.
        kind: `income`, `programme`, `right`, `bill`, or `outcome` for one that a user asks for.
        label: its name.
        period: of the figure: the month, or its year for what is granted by the year.
        unit: of the variable.
    """

    variable: str
    kind: str
    label: Text
    period: Period
    unit: str

    @property
    def is_yearly(self) -> bool:
        """Whether it is of the year."""
        return bool(self.period.unit == DateUnit.YEAR)

    @property
    def smallest_jump(self) -> float:
        """What counts as a leap: a piastre a month; any change of a right."""
        return SMALLEST_JUMP * (_MONTHS if self.is_yearly else 1)


def candidates(policy: Policy, period: Period, outcome: str | None = None) -> list[Series]:
    """All that may be looked at under a policy, the income first; or the one outcome that a user asks for.

    Raises:
        MeasureError: an outcome that is neither a number nor a truth value.
    """
    if outcome is not None:
        return [_series(policy, period, outcome, "outcome", None)]
    found = [_series(policy, period, INCOME, "income", say("income"))]
    found += [_series(policy, period, one.variable, "programme", one.label) for one in policy.programmes]
    found += [_series(policy, period, name, "bill", None) for name in BILLS]
    return found + [_series(policy, period, one.variable, "right", one.label) for one in services()]


def _series(policy: Policy, period: Period, name: str, kind: str, label: Text | None) -> Series:
    variable = policy.system.variables.get(name)
    if variable is None or variable.value_type not in (float, int, bool):
        raise MeasureError(
            Text(f"{name} is no number and no right.", f"{name} ليس رقما ولا حقا."),
            path="outcome",
            hint=Text("Name a variable of the law that is a number.", "سم متغيرا رقميا من متغيرات القانون."),
        )
    when = period.this_year if variable.definition_period == DateUnit.YEAR else period
    return Series(name, kind, label or labels_of(variable), when, variable.unit or "")
