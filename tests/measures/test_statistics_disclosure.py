"""Tables of statistics of a survey: no figure of few cases, and none that gives one away."""

from functools import cache

import numpy
import pytest

from openfisca_jordan_sp.measures.statistics import Options, statistics_tables
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from tests.fixtures import small_population
from tests.measures.handmade import evaluation, with_manifest

MINIMUM = 10
LINE = 110.0
LAW, REFORM = "law_in_force", "law_in_force#2"
KEYS = ["measure", "programme", "group_kind", "figure", "policy"]


@cache
def policies():
    """Programmes of few families and of many, so that some groups have few."""
    count, random = small_population().family_count, numpy.random.default_rng(3)
    paid = {
        "uct": 50.0 * (random.random(count) < 0.3),
        "recurring_aid": 20.0 * (random.random(count) < 0.03),
        "wfp_food_assistance": 15.0 * (numpy.arange(count) % 400 == 0),
    }
    return [evaluation(paid), evaluation({**paid, "uct": paid["uct"] + 5.0 * (random.random(count) < 0.02)})]


@cache
def tables(minimum):
    people = with_manifest(small_population(), kind="survey", minimum_cell=minimum)
    return statistics_tables(people, policies(), LINE, Options(replicates=2))


def shown(table, **where):
    rows = tables(MINIMUM)[table]
    for column, known in {"figure": "level", "policy": LAW, **where}.items():
        rows = rows[rows[column] == known]
    return rows.set_index("group")["value"]


@pytest.mark.parametrize("programme", ["uct", "recurring_aid", "wfp_food_assistance"])
def test_a_cost_that_few_families_stand_behind_is_hidden(programme):
    people = small_population()
    home = people.households["governorate"][people.families["household_id"]]
    cases = numpy.bincount(home[policies()[0].year[programme] > 0], minlength=12)
    costs = shown("budget", programme=programme, group_kind="governorate", measure="cost_year")
    few = [name for name, count in zip(GOVERNORATES, cases, strict=True) if 0 < count < MINIMUM]
    assert programme == "uct" or few
    assert costs[few].isna().all()
    if programme == "uct":
        assert costs.notna().any()


def test_a_poverty_rate_that_few_poor_households_stand_behind_is_hidden():
    people = small_population()
    home = people.families["household_id"]
    size = numpy.bincount(people.persons["household_id"])
    paid = numpy.bincount(home, sum(policies()[0].year.values()) / 12, minlength=people.household_count)
    poor = (people.households["consumption_before_benefits"] + paid) / size < LINE
    cases = numpy.bincount(people.households["governorate"][poor], minlength=12)
    rates = shown("poverty", group_kind="governorate", measure="headcount")
    few = [name for name, count in zip(GOVERNORATES, cases, strict=True) if 0 < count < MINIMUM]
    assert few
    assert rates[few].isna().all()
    assert rates.notna().any()


def test_every_figure_of_a_hidden_row_is_hidden_and_nothing_else_is_changed():
    for name, table in tables(MINIMUM).items():
        open_table = tables(0)[name]
        if "value" not in table:
            continue
        hidden = table["value"].isna() & open_table["value"].notna()
        assert table.loc[hidden, ["standard_error", "low", "high"]].isna().all().all(), name
        rest = table.loc[~hidden, ["value", "standard_error"]].fillna(-1)
        assert (rest == open_table.loc[~hidden, ["value", "standard_error"]].fillna(-1)).all().all(), name


@pytest.mark.parametrize("table", ["budget", "poverty", "winners_losers"])
def test_no_hidden_figure_is_what_a_total_leaves(table):
    """Of groups that add up to a total that is shown, never is exactly one hidden."""
    rows = tables(MINIMUM)[table]
    totals = rows[rows["group_kind"] == "all"].set_index(["measure", "programme", "figure", "policy"])["value"]
    checked = 0
    for key, group in rows[rows["group_kind"] != "all"].groupby(KEYS):
        measure, programme, _, figure, policy = key
        known = tables(0)[table].loc[group.index, "value"]
        hidden = (group["value"].isna() & known.notna()).sum()
        if hidden and not numpy.isnan(totals[(measure, programme, figure, policy)]):
            checked += 1
            assert hidden != 1, key
    assert checked or table == "winners_losers"


def test_level_and_difference_do_not_give_the_other_level_away():
    for name in ("budget", "poverty", "targeting"):
        rows, known = tables(MINIMUM)[name], tables(0)[name]
        keys = ["measure", "programme", "group_kind", "group"]
        hidden = rows["value"].isna() & known["value"].notna()
        kinds = rows.assign(hidden=hidden, trio=rows["policy"] + rows["figure"])
        by_trio = kinds.pivot_table(index=keys, columns="trio", values="hidden", aggfunc="first").dropna()
        assert (by_trio.astype(int).sum(axis=1) != 1).all(), name


def test_programmes_and_their_pillar_do_not_give_one_another_away():
    rows, known = tables(MINIMUM)["budget"], tables(0)["budget"]
    hidden = rows.assign(hidden=rows["value"].isna() & known["value"].notna())
    hidden = hidden[hidden["measure"] == "cost_year"]
    by_programme = hidden.pivot_table(
        index=["group_kind", "group", "figure", "policy"], columns="programme", values="hidden", aggfunc="first"
    ).astype(int)
    karama = by_programme[["karama", "uct", "recurring_aid"]].sum(axis=1)
    assert (karama != 1).all()
    assert (by_programme[["all", "karama", "somoud"]].sum(axis=1) != 1).all()
    assert by_programme.to_numpy().any()


def test_a_matrix_of_overlap_hides_both_of_its_halves():
    rows = tables(MINIMUM)["overlap"]
    rows = rows[(rows["measure"] == "families_in_both") & (rows["figure"] == "level") & (rows["policy"] == LAW)]
    hidden = rows.pivot_table(index="programme", columns="group", values="value", dropna=False).isna()
    assert (hidden.to_numpy() == hidden.to_numpy().T).all()
    assert hidden.loc["wfp_food_assistance", "recurring_aid"] == hidden.loc["recurring_aid", "wfp_food_assistance"]


def test_a_population_without_a_minimum_hides_nothing_and_says_so_only_if_it_has_one():
    assert tables(0)["budget"]["value"].notna().all()
    assert not any("not shown" in note for note in tables(0)["notes"]["note_en"])
    assert any("not shown" in note for note in tables(MINIMUM)["notes"]["note_en"])
    assert REFORM in set(tables(MINIMUM)["policies"]["policy"])
