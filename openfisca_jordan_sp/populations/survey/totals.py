"""The weighted totals and means that a mapping wants compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.populations.survey.rules import Check
from openfisca_jordan_sp.populations.survey.workspace import TableScope, Workspace


@dataclass(frozen=True)
class CheckResult:
    """A total or mean beside what it should be."""

    check: Check
    found: float

    @property
    def difference(self) -> float:
        """Relative to the target."""
        return (self.found - self.check.target) / abs(self.check.target)

    @property
    def is_met(self) -> bool:
        """Whether the difference is within the tolerance."""
        return abs(self.difference) <= self.check.tolerance

    @property
    def is_refused(self) -> bool:
        """Whether it is missed and the mapping calls that an error."""
        return self.check.is_error and not self.is_met

    def problem(self) -> Problem:
        """The check as a message."""
        numbers = f"{self.found:,.6g}", f"{self.check.target:,.6g}", f"{self.difference:+.1%}"
        limit = f"{self.check.tolerance:.1%}"
        return Problem(
            "survey_check",
            f"checks: {self.check.name}",
            Text(
                f"The survey gives {numbers[0]} where {numbers[1]} is expected: {numbers[2]}, more than {limit}.",
                f"يعطي المسح {numbers[0]} والمتوقع {numbers[1]}: {numbers[2]}، فوق {limit}.",
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """For the manifest."""
        figures = {"target": self.check.target, "found": float(f"{self.found:.6g}"), "is_met": self.is_met}
        return {"name": self.check.name, **figures, "tolerance": self.check.tolerance}


def check_totals(workspace: Workspace) -> tuple[CheckResult, ...]:
    """Every check of the mapping, with the weights as they are now."""
    return tuple(CheckResult(check, _found(check, workspace)) for check in workspace.mapping.checks)


def _found(check: Check, workspace: Workspace) -> float:
    weight = workspace.column("households", "household_weight")
    if check.table != "households":
        weight = weight[workspace.groups("household", check.table)]
    values = numpy.asarray(check.expression.evaluate(TableScope(workspace, check.table)), dtype=numpy.float64)
    total = float((weight * numpy.nan_to_num(values)).sum())
    return total / float(weight.sum()) if check.is_mean else total
