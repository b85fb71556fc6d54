"""How a sample was drawn, as far as its population says: strata and clusters of households."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.populations.columns import Table
from openfisca_jordan_sp.populations.problems import problem, raise_problems
from openfisca_jordan_sp.populations.schema import CLUSTER, DESIGN_COLUMNS, STRATUM

_HINT = Text(
    "Give both or neither. Where there were no strata, give every household the same one; where households were drawn "
    "one by one inside strata, give each a cluster of its own.",
    "أعط العمودين معا أو لا تعط أيا منهما. إن لم تكن هناك طبقات فأعط كل الأسر المعيشية الطبقة نفسها؛ وإن سُحبت الأسر "
    "واحدة واحدة داخل الطبقات فأعط كل أسرة عنقودا خاصا بها.",
)


def design_problems(households: Table, path: str) -> Iterator[Problem]:
    """The problem of a table that has one of the two columns of the design and lacks the other.

    Args:
        households: the table of households.
        path: what a message calls it.
    """
    lacking = [name for name in DESIGN_COLUMNS if name not in households]
    if len(lacking) == 1:
        given = STRATUM if lacking == [CLUSTER] else CLUSTER
        yield problem(
            f"{path}: {lacking[0]}",
            f"The column is missing, although there is {given}: one alone does not say how the sample was drawn.",
            f"العمود غير موجود مع أن {given} موجود: أحدهما وحده لا يبين كيف سُحبت العينة.",
            _HINT,
        )


def design_of(households: Table) -> tuple[NDArray[Any], NDArray[Any]] | None:
    """Stratum and cluster of each household, or None where the population does not say them.

    Raises:
        PopulationError: the table has one of the two and lacks the other.
    """
    raise_problems(list(design_problems(households, "households")))
    return (households[STRATUM], households[CLUSTER]) if STRATUM in households else None
