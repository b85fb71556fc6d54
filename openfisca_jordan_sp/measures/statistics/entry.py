"""All tables of statistics of a population under several policies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas

from openfisca_jordan_sp.asked import LINES, parse_line
from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.small_cells import hidden_notes
from openfisca_jordan_sp.measures.statistics.breakdown import Breakdown
from openfisca_jordan_sp.measures.statistics.budget_tables import budget
from openfisca_jordan_sp.measures.statistics.disclosure import Tables, without_small_cells
from openfisca_jordan_sp.measures.statistics.ground import Ground, check_evaluations
from openfisca_jordan_sp.measures.statistics.inequality_tables import decomposition, distributions, inequality, lorenz
from openfisca_jordan_sp.measures.statistics.ledger import Ledger
from openfisca_jordan_sp.measures.statistics.marginal_tables import marginal_rates
from openfisca_jordan_sp.measures.statistics.notes import notes_of
from openfisca_jordan_sp.measures.statistics.overlap_tables import overlap
from openfisca_jordan_sp.measures.statistics.poverty_tables import Finish, poverty
from openfisca_jordan_sp.measures.statistics.sheet import Sheet
from openfisca_jordan_sp.measures.statistics.targeting_tables import targeting
from openfisca_jordan_sp.measures.statistics.winners_tables import winners
from openfisca_jordan_sp.measures.statistics_options import DEFAULT_OPTIONS, Options
from openfisca_jordan_sp.measures.uncertainty import Replicates, household_bootstrap, rao_wu_bootstrap
from openfisca_jordan_sp.populations.design import design_of
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.suppression import minimum_cell

#: What is shown first: measures of all, by table.
_HEADLINES: Mapping[str, tuple[str, ...]] = {
    "poverty": ("headcount", "gap", "severity", "poor", "mean"),
    "inequality": ("gini", "palma"),
    "budget": ("cost_year", "persons"),
    "targeting": ("coverage", "adequacy", "leakage", "inclusion_error", "exclusion_error", "benefit_cost_ratio"),
}


def statistics_tables(
    population: Population,
    evaluations: Sequence[Evaluation],
    line: str | float = "national",
    options: Options = DEFAULT_OPTIONS,
    progress: Callable[[int], None] | None = None,
) -> dict[str, pandas.DataFrame]:
    """The statistics of a population under several policies, each table in tidy long form.

    Tables: `headline` (a choice of the others), `poverty`, `inequality`, `inequality_by_group`, `lorenz`, `targeting`,
    `concentration`, `winners_losers`, `overlap`, `programmes_per_family`, `budget`; `marginal_rates` if the options ask
    for it; `policies` and `notes`. Columns are those of `sheet.COLUMNS`: a row says what `measure` is of a `group`
    under a `policy`, as a `level` or as the `difference` from the first policy, with its standard error and interval
    (from the same replicate weights for all policies, so that errors of differences are right), in `unit`. What has no
    value is NaN, and what a survey may not show is too. docs/measures.md says what each measure is.

    Args:
        population: households, families and persons.
        evaluations: one for each policy, of one month; the first is what the others are compared with.
        line: `national`, `unindexed` or `naf` (lines a head, which another scale of the options turns into lines an
            adult equivalent that need the same money in all), or JOD a month for each head or adult equivalent.
        options: whom to count, what welfare is, replicates and seed.
        progress: called with no step done between replicates, so that it may stop them by raising.

    Raises:
        MeasureError: no evaluation, or evaluations that do not belong together; amounts that are missing; weights that
            are all zero; one household, or a stratum of one cluster, where errors are asked for.
        PeriodError: an unknown line.
        PopulationError: households that say their stratum and not their cluster, or the other way round.
    """
    check_evaluations(population, evaluations)
    ground = Ground(population, tuple(evaluations), _line(population, evaluations[0], line, options), options)
    ledger = Ledger(ground.weight, _replicates(ground))
    finishes = _planned(ground, ledger)
    ledger.run(progress)
    tables: Tables = {name: finish() for name, finish in finishes.items()}
    minimum = minimum_cell(population.manifest)
    shown = without_small_cells(tables, minimum, ground.sets, ground.policies)
    shown = {"headline": _headline(shown), **shown}
    return {**shown, "policies": _policies(ground), "notes": _notes(ground)}


def _line(population: Population, evaluation: Evaluation, line: str | float, options: Options) -> float:
    amount = parse_line(line, evaluation.period)
    if line not in LINES or options.per == "head":
        return amount
    return amount * heads_per_equivalent(Ground(population, (evaluation,), amount, options))


def heads_per_equivalent(ground: Ground) -> float:
    """Persons by adult equivalents in the whole population: what turns a line a head into one of the same money."""
    return float((ground.weight * ground.size).sum() / (ground.weight * ground.scale).sum())


def _replicates(ground: Ground) -> Replicates | None:
    """Rao-Wu where the households say their stratum and cluster, else of households drawn independently."""
    count, seed = ground.options.replicates, ground.options.seed
    if not count:
        return None
    design = design_of(ground.population.households)
    if design is not None:
        return rao_wu_bootstrap(ground.weight, *design, count=count, seed=seed)
    return household_bootstrap(ground.weight, count=count, seed=seed)


def _planned(ground: Ground, ledger: Ledger) -> dict[str, Finish]:
    """Every table, by name: what it needs is entered in the ledger, and what finishes it is given back."""

    def sheet() -> Sheet:
        return Sheet(ground.policies, ground.options.unit, ground.options.level)

    breakdown, sorted_welfare = Breakdown(ground, ledger), distributions(ground)
    of_targeting, of_curves = targeting(ground, ledger, sheet(), sheet())
    of_pairs, of_numbers = overlap(ground, ledger, sheet(), sheet())
    finishes = {
        "poverty": poverty(ground, ledger, breakdown, sheet()),
        "inequality": inequality(ground, ledger, breakdown, sorted_welfare, sheet()),
        "inequality_by_group": decomposition(ground, ledger, breakdown, sheet()),
        "lorenz": lorenz(ground, ledger, sorted_welfare, sheet()),
        "targeting": of_targeting,
        "concentration": of_curves,
        "winners_losers": winners(ground, breakdown, sheet()),
        "overlap": of_pairs,
        "programmes_per_family": of_numbers,
        "budget": budget(ground, ledger, sheet()),
    }
    if ground.options.marginal_rates:
        finishes["marginal_rates"] = marginal_rates(ground, ledger, sheet())
    return finishes


def _headline(tables: Tables) -> pandas.DataFrame:
    parts = []
    for name, measures in _HEADLINES.items():
        table = tables[name]
        chosen = table[(table["group_kind"] == "all") & table["programme"].isin(["", "all"])]
        parts += [chosen[chosen["measure"] == measure] for measure in measures]
    return pandas.concat(parts, ignore_index=True)


def _policies(ground: Ground) -> pandas.DataFrame:
    titles = [evaluation.policy.title for evaluation in ground.evaluations]
    return pandas.DataFrame(
        {
            "policy": ground.policies,
            "title_en": [title.en for title in titles],
            "title_ar": [title.ar for title in titles],
            "is_compared_with": [number == 0 for number in range(len(titles))],
        }
    )


def _notes(ground: Ground) -> pandas.DataFrame:
    notes: list[Text] = [*hidden_notes(ground.population.manifest), *notes_of(ground)]
    return pandas.DataFrame({"note_en": [note.en for note in notes], "note_ar": [note.ar for note in notes]})
