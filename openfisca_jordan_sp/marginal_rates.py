"""What earners of a population lose of a raise, under the law in force and under policies beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.asked_policies import PolicyLike, parse_policies
from openfisca_jordan_sp.comparison_result import described
from openfisca_jordan_sp.comparison_tables import Tables, under_one_another
from openfisca_jordan_sp.defaults import DEFAULT_PERIOD, SMALLEST_STEP
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.marginal_rate_tables import marginal_rate_tables
from openfisca_jordan_sp.measures.small_cells import hidden_notes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.results import TableResult

_TITLE = Text(
    "Effective marginal rates of the highest earners, {period}", "معدلات الاقتطاع الحدية لأعلى الأجور، {period}"
)
_RAISE = Text(
    "The part of a raise of {step:g} JOD a month that the household loses in contributions, taxes and benefits.",
    "ما تفقده الأسرة من زيادة {step:g} دينار شهريا في الاشتراكات والضرائب والمنافع.",
)


@dataclass(frozen=True, kw_only=True)
class MarginalRates(TableResult):
    """Effective marginal rates of the highest earner of each household.

    Attributes:
        tables: `marginal_rates_bands` and `marginal_rates_deciles`, of the law in force and, beside it, of the policy;
            of several policies one under the other with a first column `policy`.
        population: the manifest of the population.
        policies: beside the law in force, in their order; none where it stands alone.
        by_policy: `bands` and `deciles` of each policy by itself; of the law in force alone where there is none.
    """

    policies: tuple[Policy, ...]
    by_policy: tuple[Tables, ...]

    file_name = "marginal_rates.json"


def marginal_rates(
    *policies: PolicyLike,
    population: Population | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    step: float = SMALLEST_STEP,
) -> MarginalRates:
    """The effective marginal rates of the earners of a population.

    Args:
        policies: each beside the law in force, as for `compare`; none shows the law in force alone.
        population: `demo`, a population folder, or a loaded population.
        period: a month.
        step: by how much the wage rises, JOD a month, 1 or more.

    Raises:
        JordanSPError: any mistake in the policies, the population, the period or the step.
    """
    parsed, month = parse_policies(policies), parse_month(period)
    people = population if isinstance(population, Population) else read_population(population)
    found = marginal_rate_tables(parsed, people, month, step)
    tables = found[0]
    if len(parsed) > 1:
        ids = [policy.id for policy in parsed]
        tables = {name: under_one_another(ids, [of[name] for of in found]) for name in tables}
    named = {f"marginal_rates_{name}": table for name, table in tables.items()}
    of_raise = Text(_RAISE.en.format(step=step), _RAISE.ar.format(step=step))
    return MarginalRates(
        tables=named,
        population=dict(people.manifest),
        name=Text(_TITLE.en.format(period=month), _TITLE.ar.format(period=month)),
        facts={"policies": [described(policy) for policy in parsed], "period": str(month), "step": step},
        remarks=(of_raise, *hidden_notes(people.manifest)),
        policies=tuple(parsed),
        by_policy=tuple(found),
    )
