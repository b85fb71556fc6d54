"""The one result object: tables and charts by name, and every column named in both languages."""

from dataclasses import FrozenInstanceError
from functools import cache

import pandas
import pytest

from openfisca_jordan_sp import Comparison, compare, compare_years
from openfisca_jordan_sp.comparison_result import CHARTS, CHARTS_OF_ALL
from openfisca_jordan_sp.errors import ResultError, Text
from openfisca_jordan_sp.results import Result, TableResult
from openfisca_jordan_sp.results.labels import Labels, known_column
from tests.fixtures import small_population


@cache
def one():
    return compare("universal_child_grant", population=small_population())


@cache
def two():
    return compare("uct_maximum_160", "universal_child_grant", population=small_population())


@cache
def path():
    return compare_years("uct_maximum_160", years="2026", population=small_population())


def test_every_job_hands_back_a_result():
    for result in (one(), two(), path(), *two().comparisons):
        assert isinstance(result, Result)
        assert result.is_synthetic
        assert any("synthetic" in note.en for note in result.notes())
        assert result.title.ar


def test_a_result_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        one().line = 100.0


def test_a_table_is_had_by_its_name():
    assert one().table("poverty") is one().tables["poverty"]


@pytest.mark.parametrize(("name", "words"), [("povrty", "Nearest: poverty."), ("x", "Known: programmes")])
def test_an_unknown_table_is_named_with_the_nearest(name, words):
    with pytest.raises(ResultError, match=words) as raised:
        one().table(name)
    assert "لا يوجد جدول" in raised.value.message.ar
    assert "programmes" in raised.value.hint.ar


def test_an_unknown_chart_is_named_with_those_there_are():
    with pytest.raises(ResultError, match="Known: programmes, pillars, winners"):
        one().chart("histogram")
    with pytest.raises(ResultError, match="This result has no chart"):
        path().chart("poverty")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", CHARTS)
def test_each_chart_of_a_comparison_can_be_had_alone(name, language):
    pytest.importorskip("altair")
    chart = one().chart(name, language).to_dict()
    assert "".join(chart["title"]["text"])
    assert chart["layer"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", CHARTS_OF_ALL)
def test_each_chart_of_several_policies_can_be_had_alone(name, language):
    pytest.importorskip("altair")
    chart = two().chart(name, language).to_dict()
    title = "".join(chart["title"]["text"])
    assert any("\u0600" <= letter <= "\u06ff" for letter in title) == (language == "ar")


def test_the_charts_named_are_those_of_the_report():
    pytest.importorskip("altair")
    from openfisca_jordan_sp.report import figures, policies_figures

    assert tuple(plan.name for plan in figures._PLANS) == CHARTS
    assert set(CHARTS) - set(figures._REPORTED) == {"governorate_cost"}
    assert tuple(policies_figures._CHARTS) == CHARTS_OF_ALL


def test_every_table_and_column_has_a_name_in_both_languages():
    labels = Labels()
    for result in (one(), two(), path()):
        for name, table in result.tables.items():
            assert labels.table(name).ar != name, name
            for column in table.columns:
                label = known_column(str(column))
                assert label is not None, (name, column)
                assert any("\u0600" <= letter <= "\u06ff" for letter in label.ar), column


def test_plain_tables_become_a_result_with_notes_labels_and_charts():
    table = pandas.DataFrame({"share": [0.5], "own": [1]})
    result = TableResult(
        tables={"mine": table},
        population={"kind": "survey"},
        name=Text("Mine", "لي"),
        facts={"seed": 1},
        remarks=(Text("Careful.", "تنبه."),),
        column_labels={"own": Text("My own", "خاص بي")},
        charts={"bars": lambda found, language: (found.name, language)},
    )
    assert [note.en for note in result.notes()] == ["Careful."]
    assert result.labels().column("own").ar == "خاص بي"
    assert result.labels().column("unheard_of").en == "unheard_of"
    assert result.chart_names() == ("bars",)
    assert result.chart("bars", "ar") == (Text("Mine", "لي"), "ar")
    assert result.to_dict()["seed"] == 1


def test_one_policy_is_a_comparison_with_what_it_had_before():
    assert isinstance(one(), Comparison)
    keys = list(one().to_dict())
    assert [key for key in keys if key != "policies"] == [
        "package",
        "policy",
        "reforms",
        "period",
        "poverty_line",
        "population",
        "is_synthetic",
        "notes",
        "non_verified_values",
        "quotas",
        "tables",
    ]
    assert [each["id"] for each in one().to_dict()["policies"]] == ["universal_child_grant"]
