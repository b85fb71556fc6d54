"""What is asked of many families: a policy, a month, and the variables to answer with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openfisca_core.periods import DateUnit, Period

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situation_checks import problem, raise_problems, unknown_variable

#: What is answered where nobody says what: the two recurring transfers of the Fund, and all benefits of the month.
DEFAULT_OUTPUTS = ("uct_entitled", "uct_amount", "naf_recurring_aid_amount", "family_cash_benefits")


@dataclass(frozen=True, eq=False)
class BatchQuestion:
    """What is asked of each family.

    Attributes:
        policy: the law in force, or with reforms.
        month: the month computed; a variable of the year is answered for its calendar year.
        outputs: variables of persons, families and households, in the order of the answers.
    """

    policy: Policy
    month: Period
    outputs: tuple[str, ...]

    @classmethod
    def of(cls, period: str, outputs: Sequence[str] = (), policy: Policy | None = None) -> BatchQuestion:
        """A question, checked.

        Args:
            period: a month such as `2026-01`.
            outputs: names of variables; `DEFAULT_OUTPUTS` where there are none.
            policy: the law in force where it is None.

        Raises:
            PeriodError: no month.
            SituationError: outputs that the policy does not have, or one twice; all are listed.
        """
        asked = Policy.of() if policy is None else policy
        month = parse_month(period)
        names = tuple(outputs) or DEFAULT_OUTPUTS
        problems: list[Problem] = []
        for place, name in enumerate(names):
            path = f"outputs.{place}"
            if name not in asked.system.variables:
                problems.append(unknown_variable(asked.system, name[:100], path))
            elif name in names[:place]:
                problems.append(problem(path, Text(f"{name} stands twice.", f"{name} مكرر.")))
        raise_problems(problems, "outputs")
        return cls(asked, month, names)

    @property
    def system(self) -> Any:
        """The tax-benefit system of the policy."""
        return self.policy.system

    @property
    def year(self) -> Period:
        """The calendar year in which facts without a date hold."""
        return self.month.this_year

    def entity(self, output: str) -> str:
        """The key of the entity that an output is of."""
        return str(self.system.variables[output].entity.key)

    def period(self, output: str) -> Period:
        """The period that an output is answered for."""
        return self.year if self.system.variables[output].definition_period == DateUnit.YEAR else self.month
