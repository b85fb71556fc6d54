"""The number of families of the horizontal support: ranked in a population, compared with a cut-off alone."""

import numpy
import pytest
from openfisca_core.periods import period
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine.simulated import simulate_month
from openfisca_jordan_sp.engine.simulation import gather
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.system import clear_law_errors
from tests.fixtures import small_population

MONTH = period("2026-01")
FLAG = "is_shock_horizontal_inside_quota"


def closure(tmp_path, **values):
    """The shock of a closure, with some values of the horizontal support changed."""
    lines = [f"  shock_response.horizontal.{name}: {{2026-01-01: {value}}}\n" for name, value in values.items()]
    path = tmp_path / "closure.yaml"
    path.write_text(
        "id: closure\ntitle: {en: Closure, ar: إغلاق}\nstatus: scenario\nvalues:\n"
        "  shock_response.declared: {2026-01-01: true}\n" + "".join(lines),
        encoding="utf-8",
    )
    return Policy.of(path)


def test_the_lowest_scores_are_paid_while_the_number_lasts(tmp_path):
    population = small_population()
    simulations, reached = simulate_month(closure(tmp_path, families=30_000), population, MONTH)
    quota = reached[FLAG]
    assert quota.is_binding
    assert 0 < quota.reached <= 30_000
    paid, entitled, score = (
        gather(simulations, name, MONTH)
        for name in ("shock_horizontal_amount", "shock_horizontal_entitled", "naf_targeting_score")
    )
    assert population.family_weight[paid > 0].sum() == quota.reached
    assert score[paid > 0].max() == quota.cutoff <= score[entitled & (paid == 0)].min()


def test_each_family_alone_gets_the_same_when_the_cutoff_is_the_one_that_the_ranking_implies(tmp_path):
    simulations, reached = simulate_month(closure(tmp_path, families=30_000), small_population(), MONTH)
    cutoff = reached[FLAG].cutoff
    alone = closure(tmp_path, score_cutoff=cutoff).system
    names = ("shock_horizontal_entitled", "naf_targeting_score", "family_size", "shock_horizontal_amount")
    entitled, score, size, paid = (gather(simulations, name, MONTH) for name in names)
    for index in numpy.flatnonzero(entitled)[:40]:
        members = [f"p{number}" for number in range(size[index])]
        family = {
            "head": members[0],
            "dependants": members[1:],
            "shock_horizontal_entitled": {"2026-01": True},
            "naf_targeting_score": {"2026-01": float(score[index])},
        }
        situation = {
            "persons": {name: {} for name in members},
            "families": {"f": family},
            "households": {"h": {"reference_person": members[0], "members": members[1:]}},
        }
        simulation = SimulationBuilder().build_from_entities(alone, situation)
        assert simulation.calculate("shock_horizontal_amount", MONTH).item() == paid[index]


def test_an_entitled_family_alone_is_told_which_value_is_missing(tmp_path):
    situation = {
        "persons": {"p": {}},
        "families": {"f": {"head": "p", "shock_horizontal_entitled": {"2026-01": True}}},
        "households": {"h": {"reference_person": "p"}},
    }
    simulation = SimulationBuilder().build_from_entities(closure(tmp_path).system, situation)
    with pytest.raises(UnsetParameterError, match=r"shock_response\.horizontal\.score_cutoff"), clear_law_errors():
        simulation.calculate("shock_horizontal_amount", MONTH)
