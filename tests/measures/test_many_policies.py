"""Several policies in one pass: each the same as by itself, side by side in tidy tables, files and reports."""

import io
import json
import re
from functools import cache

import pandas
import pytest
from rich.console import Console

from openfisca_jordan_sp import Comparisons, compare
from openfisca_jordan_sp.comparison import progress_steps
from openfisca_jordan_sp.comparison_tables import OF_BASELINE
from openfisca_jordan_sp.errors import ResultError
from openfisca_jordan_sp.policies_screen import WIDTH, broken, show_policies
from tests.arabic import without_marks
from tests.fixtures import small_population

A, B, C = "uct_maximum_160", "universal_child_grant", "ssc_2022_draft"
TOGETHER = "universal_child_grant+uct_quota_250000"


@cache
def several():
    return compare(A, TOGETHER, C, population=small_population())


@cache
def alone(policy):
    return compare(policy, population=small_population())


@pytest.mark.parametrize("policy", [A, TOGETHER, C])
def test_each_policy_is_the_same_as_by_itself(policy):
    for name, table in alone(policy).tables.items():
        pandas.testing.assert_frame_equal(several().of(policy).tables[name], table, check_exact=True)


def test_tables_are_tidy_with_the_policy_first_and_totals_kept():
    result = several()
    assert isinstance(result, Comparisons)
    for name, table in result.tables.items():
        if name in {*OF_BASELINE, "policies"}:
            continue
        assert table.columns[0] == "policy", name
        assert list(table.columns[1:]) == list(alone(A).tables[name].columns), name
    programmes = result.table("programmes")
    assert programmes.loc[programmes["programme"] == "total", "policy"].tolist() == [A, TOGETHER, C]
    baseline = programmes[programmes["programme"] == "total"]["cost_year_baseline"]
    assert (baseline == baseline.iloc[0]).all()


def test_the_published_figures_stand_once():
    pandas.testing.assert_frame_equal(several().table("published"), alone(A).tables["published"])


def test_the_main_figures_stand_in_one_row_a_policy():
    rows = several().table("policies").set_index("policy")
    assert rows.index.tolist() == [A, TOGETHER, C]
    for policy in rows.index:
        one = alone(policy).tables
        assert rows.loc[policy, "cost_year_difference"] == one["programmes"].iloc[-1]["cost_year_difference"]
        assert rows.loc[policy, "levies_year_reform"] == one["levies"].iloc[-1]["cost_year_reform"]
        assert rows.loc[policy, "headcount_reform"] == one["poverty"].iloc[0]["headcount_reform"]
        assert rows.loc[policy, "gini_difference"] == one["inequality"].iloc[0]["gini_difference"]
        assert rows.loc[policy, "share_gain"] == one["winners_losers"].iloc[-1]["share_gain"]
        assert rows.loc[policy, "title_ar"] == alone(policy).policy.title.ar


def test_reforms_given_together_are_one_policy():
    both = compare((B, "uct_quota_250000"), population=small_population())
    assert both.policy.id == TOGETHER
    assert len(both.policy.reforms) == 2


def test_a_null_policy_beside_others_changes_nothing():
    rows = compare((), A, population=small_population()).table("policies").set_index("policy")
    changes = rows.loc["law_in_force", [column for column in rows.columns if column.endswith("_difference")]]
    assert (changes == 0).all()
    assert rows.loc[A, "cost_year_difference"] > 0


def test_notes_that_all_share_stand_once_and_others_name_their_policies():
    notes = [note.en for note in several().notes()]
    assert len(notes) == len(set(notes))
    assert sum("synthetic" in note for note in notes) == 1
    assert any(note.startswith(f"{C}: The reform changes no cost") for note in notes)
    shared = [note for note in notes if note.startswith(f"{A}, {C}: The quota")]
    assert shared


def test_progress_tells_of_every_policy():
    steps = []
    compare(A, B, population=small_population(), progress=steps.append)
    assert sum(steps) == progress_steps(2) == 39


def test_a_policy_that_is_not_compared_is_named_with_those_that_are():
    with pytest.raises(ResultError, match=f"Compared: {A}, ") as raised:
        several().of("uct_maximum_16")
    assert "ليست في هذه المقارنة" in raised.value.message.ar


def test_json_lists_the_policies_and_their_rows(tmp_path):
    several().save(tmp_path)
    data = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert [policy["id"] for policy in data["policies"]] == [A, TOGETHER, C]
    assert [reform["id"] for reform in data["policies"][1]["reforms"]] == TOGETHER.split("+")
    assert data["policies"][0]["quotas"]["reform"]
    assert {row["policy"] for row in data["tables"]["deciles"]} == {A, TOGETHER, C}
    assert (tmp_path / "policies.csv").read_text(encoding="utf-8-sig").startswith("policy,title_en")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_screen_fits_120_columns_and_shows_every_policy(language):
    screen = Console(file=io.StringIO(), width=WIDTH)
    show_policies(several(), screen, language)
    text = screen.file.getvalue()
    assert max(map(len, text.splitlines())) <= 120
    total = several().table("policies").set_index("policy").loc[TOGETHER, "cost_year_difference"]
    assert f"{total / 1e6:+,.2f}" in text
    assert ("القانون النافذ" if language == "ar" else "law in force") in text
    assert text.index("universal_child_grant") < text.index("250000")


def test_a_long_id_is_broken_where_it_can_be_read():
    assert broken(TOGETHER, 22) == "universal_child_grant\n+uct_quota_250000"
    assert broken("abc", 2) == "abc"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_report_shows_the_policies_side_by_side(language, tmp_path):
    pytest.importorskip("altair")
    several().save(tmp_path, language)
    page = without_marks((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert f'lang="{language}"' in page
    assert page.count("<figure") == 7
    for policy in several().policies:
        assert getattr(policy.title, language) in page
        assert policy.id in page
    assert not re.search(r"<(script|link|img|iframe)|\ssrc=", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    if language == "ar":
        words = [re.sub(r"<[^>]*>", " ", text) for text in re.findall(r"<text.*?</text>", page, flags=re.DOTALL)]
        assert not re.findall(r"[A-Za-z]{2,}", " ".join(words))


def test_policies_that_change_nothing_can_be_drawn(tmp_path):
    pytest.importorskip("altair")
    compare((), C, population=small_population()).save(tmp_path)
    assert "No policy changes the cost in the year" in (tmp_path / "report.html").read_text(encoding="utf-8")
