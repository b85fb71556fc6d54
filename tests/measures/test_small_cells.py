"""A comparison on a survey: no cell of few families, none that can be worked out, and the same figures otherwise."""

import io
import json
from dataclasses import replace
from functools import cache

import numpy
import pandas
import pytest
from click.testing import CliRunner
from rich.console import Console

from openfisca_jordan_sp import compare, console
from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.small_cells import hide_small_cells
from openfisca_jordan_sp.measures.tables import SCENARIOS, Pair
from openfisca_jordan_sp.populations.store import write_population
from tests.fixtures import small_population

TRIO = (*SCENARIOS, "difference")
#: A reform that concerns few families of the small population, and one that concerns most.
FEW, MANY = "uct_maximum_160", "universal_child_grant"


def survey(minimum):
    people = small_population()
    return replace(people, manifest={**people.manifest, "kind": "survey", "minimum_cell": minimum})


@cache
def compared(reform, minimum):
    return compare(reform, population=survey(minimum) if minimum else small_population())


@pytest.fixture(params=[(FEW, 30), (MANY, 10)], ids=["few", "many"])
def pair(request):
    """The same comparison with everything shown and with small cells hidden."""
    reform, minimum = request.param
    return compared(reform, 0), compared(reform, minimum)


def families_behind(result, ids):
    """Families with anything of some programmes, by scenario."""
    nothing = numpy.zeros(small_population().family_count)
    amounts = {
        name: tuple(sum((of[i] for i in ids if i in of), nothing) for of in (each.month, each.year))
        for name, each in result.evaluations.items()
    }
    found = {name: (month != 0) | (year != 0) for name, (month, year) in amounts.items()}
    (m0, y0), (m1, y1) = (amounts[name] for name in SCENARIOS)
    return found | {"difference": (m0 != m1) | (y0 != y1)}


def groups_of(result):
    """Table, name of the row and families behind each of its scenarios."""
    people = small_population()
    ids = [programme.id for programme in result.policy.programmes]
    behind = families_behind(result, ids)
    place = people.households["governorate"][people.families["household_id"]]
    for number, name in enumerate(result.tables["governorates"]["governorate"]):
        yield "governorates", name, {key: int((mask & (place == number)).sum()) for key, mask in behind.items()}
    for each in ids:
        masks = families_behind(result, [each])
        yield "programmes", each, {key: int(mask.sum()) for key, mask in masks.items()}


KEYS = {"governorates": "governorate", "programmes": "programme"}


def test_no_cell_of_fewer_families_than_the_minimum_is_shown(pair):
    _, shown = pair
    smalls = 0
    for table, name, counts in groups_of(shown):
        row = shown.tables[table].set_index(KEYS[table]).loc[name]
        for scenario in TRIO:
            if 0 < counts[scenario] < shown.population["minimum_cell"]:
                smalls += 1
                for figure in ("cost_month", "cost_year", "families", "persons", "mean_amount"):
                    assert numpy.isnan(row[f"{figure}_{scenario}"]), (table, name, scenario)
    assert smalls


def test_what_is_shown_is_what_it_would_be_without_hiding(pair):
    everything, shown = pair
    for name, table in shown.tables.items():
        whole = everything.tables[name]
        for column in table.columns:
            visible = table[column].notna()
            assert (table[column][visible] == whole[column][visible]).all(), (name, column)


def equations(tables):
    """Sets of cells (table, row, column) of which each is the sum or difference of the others."""
    for table in ("programmes", "levies", "pillars", "governorates", "deciles"):
        for row in range(len(tables[table])):
            for figure in ("cost_month", "cost_year", "families", "persons"):
                yield [(table, row, f"{figure}_{scenario}") for scenario in TRIO]
    for scenario in TRIO:
        yield from sums(tables, f"cost_month_{scenario}")
        yield from sums(tables, f"cost_year_{scenario}")
    outcomes = ("persons_gain", "persons_lose", "persons_unchanged")
    rows = range(len(tables["winners_losers"]))
    yield from ([("winners_losers", row, column) for column in outcomes] for row in rows)
    yield from ([("winners_losers", row, column) for row in rows] for column in outcomes)


def sums(tables, column):
    """Tables that add up to the total of programmes, and programmes that add up to a pillar."""
    last = len(tables["programmes"]) - 1
    for table in ("programmes", "levies"):
        yield [(table, row, column) for row in range(len(tables[table]))]
    for table in ("pillars", "governorates", "deciles"):
        yield [("programmes", last, column), *((table, row, column) for row in range(len(tables[table])))]
    for place, pillar in enumerate(tables["pillars"]["pillar"]):
        rows = numpy.flatnonzero(tables["programmes"]["pillar"] == pillar)
        yield [("pillars", place, column), *(("programmes", int(row), column) for row in rows)]


def test_no_hidden_cell_follows_from_those_that_are_shown(pair):
    _, shown = pair
    for cells in equations(shown.tables):
        unknown = [cell for cell in cells if pandas.isna(shown.tables[cell[0]][cell[2]].iloc[cell[1]])]
        assert len(unknown) != 1, unknown


def test_a_reform_that_few_feel_hides_who_gains_and_what_it_costs():
    shown = compared(FEW, 30)
    assert shown.tables["winners_losers"].set_index("decile").loc["1", ["share_gain", "mean_change"]].isna().all()
    assert numpy.isnan(shown.tables["programmes"].iloc[-1]["cost_year_difference"])
    assert numpy.isnan(shown.tables["inequality"].iloc[0]["gini_difference"])


def test_scores_of_single_families_are_not_told(pair):
    everything, shown = pair
    assert any(quota.cutoff is not None for quota in everything.evaluations["reform"].quotas.values())
    assert all(quota.cutoff is None for quota in shown.evaluations["reform"].quotas.values())


def test_a_minimum_above_the_survey_hides_every_figure_of_people():
    whole = compared(MANY, 0)
    pair = Pair(Basis(survey(100_000), whole.evaluations["baseline"]), whole.evaluations["reform"])
    tables = hide_small_cells(whole.tables, pair, whole.line)
    assert tables["programmes"].iloc[-1][[f"cost_year_{scenario}" for scenario in TRIO]].isna().all()
    assert tables["poverty"][["headcount_baseline", "headcount_reform"]].isna().all().all()
    assert numpy.isnan(tables["inequality"].iloc[0]["gini_baseline"])


def test_hidden_cells_are_null_in_json_empty_in_csv_and_dots_on_screen_and_in_the_report(tmp_path):
    result, screen = compared(FEW, 30), Console(file=io.StringIO(), width=160)
    console.show(result, screen)
    assert "…" in screen.file.getvalue()
    assert "nan" not in screen.file.getvalue()
    result.save(tmp_path, "ar")
    data = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert data["tables"]["programmes"][-1]["cost_year_difference"] is None
    assert ",," in (tmp_path / "programmes.csv").read_text(encoding="utf-8-sig")
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "أقل من أن تُعرض" in report
    assert "…" in report
    assert ">nan" not in report


def test_marginal_rates_of_few_earners_are_not_shown(tmp_path):
    write_population(survey(30), tmp_path / "survey")
    result = CliRunner().invoke(main, ["marginal-rates", "--population", str(tmp_path / "survey")])
    assert result.exit_code == 0, result.output
    assert "…" in result.output
    assert "nan" not in result.output


def test_synthetic_people_are_shown_whole():
    result = compared(FEW, 0)
    assert result.tables["programmes"].notna().all().all()
    assert not any("not shown" in note.en for note in result.notes())
