"""Several policies on a survey: nothing is shown of one policy that another hides."""

from dataclasses import replace

import pandas
import pytest

from openfisca_jordan_sp import compare
from tests.fixtures import small_population

A, B = "uct_maximum_160", "universal_child_grant"
MINIMUM = 30


@pytest.fixture(scope="module")
def shown():
    people = small_population()
    survey = replace(people, manifest={**people.manifest, "kind": "survey", "minimum_cell": MINIMUM})
    return compare(A, B, population=survey)


@pytest.fixture(scope="module")
def whole():
    return compare(A, B, population=small_population())


def test_the_law_in_force_is_hidden_in_the_same_cells_under_every_policy(shown):
    for name, keys in (("programmes", "programme"), ("governorates", "governorate"), ("poverty", "group")):
        first, second = (one.tables[name].set_index(keys) for one in shown.comparisons)
        for column in first.columns[first.columns.str.endswith("_baseline")]:
            common = first.index.intersection(second.index)
            hidden = first.loc[common, column].isna()
            assert (hidden == second.loc[common, column].isna()).all(), (name, column)
    assert shown.of(A).tables["governorates"].isna().any(axis=None)


def test_what_is_shown_is_what_it_would_be(shown, whole):
    for name, table in whole.tables.items():
        for column in table.columns:
            visible = shown.tables[name][column].notna()
            assert (shown.tables[name][column][visible] == table[column][visible]).all(), (name, column)


def test_two_policies_that_few_families_tell_apart_do_not_give_them_away(shown, whole):
    # Where both reforms are shown, at least MINIMUM families, or none, lie between them.
    place = small_population().households["governorate"][small_population().families["household_id"]]
    sums = [sum(one.evaluations["reform"].month.values()) for one in whole.comparisons]
    years = [sum(one.evaluations["reform"].year.values()) for one in whole.comparisons]
    apart = (sums[0] != sums[1]) | (years[0] != years[1])
    tables = [one.tables["governorates"] for one in shown.comparisons]
    for code in range(len(tables[0])):
        between = int((apart & (place == code)).sum())
        both = all(pandas.notna(table.iloc[code]["cost_month_reform"]) for table in tables)
        assert not (both and 0 < between < MINIMUM)


def test_no_report_chart_shows_a_hidden_figure(shown, tmp_path):
    pytest.importorskip("altair")
    shown.save(tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "…" in page
    assert ">nan" not in page
