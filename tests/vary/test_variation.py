"""A variation is a result like all others: tables, notes, charts, files and a page, complete in both languages."""

import json
from functools import cache
from pathlib import Path

import numpy
import pandas
import pytest

from openfisca_jordan_sp.errors import MeasureError, PolicyError, ResultError, UnsetParameterError
from openfisca_jordan_sp.vary import vary
from openfisca_jordan_sp.vary.screen import lines
from openfisca_jordan_sp.vary.tables import compared
from tests.arabic import english_words, visible_text

WIDOW = Path(__file__).with_name("cases") / "widow.yaml"
SMOOTHED = "electricity_cliff_smoothed"


@cache
def along_wage():
    return vary(WIDOW)


@cache
def along_consumption():
    return vary(WIDOW, SMOOTHED, over=("electricity_consumption", 0, 300, 5))


@cache
def over_two():
    return vary(WIDOW, over=[("wage", 0, 400, 20), ("age", 18, 24, 1)], of=["widow", "son"])


class TestTables:
    def test_hold_the_figures_at_each_value(self):
        values = along_wage().table("values")
        assert values["value"].tolist() == list(range(401))
        at = values.set_index("value")
        assert at["disposable_income"][0] == 150
        assert at["disposable_income"][120] == 170
        assert at["disposable_income"][204] == 204

    def test_hold_effective_marginal_rates_but_at_leaps(self):
        rates = along_wage().table("values").set_index("value")["effective_marginal_rate"]
        assert rates[50] == pytest.approx(1)
        assert rates[150] == pytest.approx(0)
        assert numpy.isnan(rates[203])
        assert rates.isna().sum() == 2  # the cliff, and the end of the range

    def test_hold_no_rates_of_what_is_no_income(self):
        assert "effective_marginal_rate" not in along_consumption().table("values")

    def test_hold_each_programme_by_itself(self):
        aid = along_wage().table("entitlements").query("variable == 'naf_recurring_aid_amount'").set_index("value")
        assert (aid["amount"][0], aid["amount"][60], aid["amount"][204]) == (150, 90, 0)

    def test_hold_cliffs_with_rule_limit_and_trap(self):
        row = along_wage().table("cliffs").query("kind == 'cliff'").iloc[0]
        assert (row["last_before"], row["first_after"], row["change"]) == (203.999, 204, -50)
        assert row["rule"] == "is_naf_income_below_limit"
        assert row["limit"] == "national_aid_fund.recurring.income_limit_per_person"
        assert (row["back_at"], row["trap_width"]) == (253.999, 50)

    def test_hold_stretches_on_which_raises_are_lost(self):
        (row,) = along_wage().table("stretches").to_dict(orient="records")
        assert (row["low"], row["high"], row["known"]) == (0, 100, "recurring_aid_withdrawn")
        assert row["effective_marginal_rate"] == pytest.approx(1)

    def test_of_two_policies_tell_what_the_second_removes(self):
        (row,) = along_consumption().table("cliff_changes").to_dict(orient="records")
        assert (row["change"], row["law_first_after"], row["law_change"]) == ("removed", 50.001, -2.5)

    def test_of_two_inputs_are_a_map(self):
        table = over_two().table("map")
        assert len(table) == 21 * 7
        assert table.set_index(["x", "y"])["amount"][220, 20] == 220
        assert over_two().main.variable == "household_disposable_income"

    def test_agree_with_a_household_computed_alone(self):
        from openfisca_jordan_sp.cases import load_case
        from openfisca_jordan_sp.situations import calculate
        from openfisca_jordan_sp.system import law_in_force

        situation = dict(load_case(WIDOW).situation)
        for wage in (0, 99, 203, 204, 400):
            widow = {**situation["persons"]["widow"], "wage": wage}
            one = {**situation, "persons": {**situation["persons"], "widow": widow}}
            (alone,) = calculate(law_in_force(), one, "household_disposable_income", "2026-01")
            found = along_wage().table("values").set_index("value")["disposable_income"][wage]
            assert found == pytest.approx(alone, abs=1e-6)


def test_leaps_that_move_or_change_their_size_are_told_as_such():
    (cliff,) = [one for one in along_wage().cliffs["law_in_force"] if one.kind == "cliff"]
    from dataclasses import replace

    higher = replace(cliff, before=210.999, after=211.0)
    larger = replace(cliff, main=replace(cliff.main, change=-60.0))
    assert [kind for kind, _, _ in compared((cliff,), (higher,))] == ["moved"]
    assert [kind for kind, _, _ in compared((cliff,), (larger,))] == ["resized"]
    assert [kind for kind, _, _ in compared((), (cliff,))] == ["added"]
    assert list(compared((cliff,), (cliff,))) == []


FOSTER = {
    "persons": {
        "husband": {"sex": "male", "age": 46, "marital_status": "married", "wage": 480},
        "wife": {"sex": "female", "age": 43, "marital_status": "married"},
        "girl": {"age": 6, "alternative_care_placement": "foster", "has_alternative_care_decision": True},
    },
    "families": {
        "home": {
            "head": ["husband"],
            "spouses": ["wife"],
            "children": ["girl"],
            "is_alternative_care_assessment_passed": True,
            "years_married": 15,
        }
    },
}


class TestAPolicyThatCannotBeComputed:
    """The law in force names no allowance of foster families."""

    def test_is_left_out_and_named_where_another_can_be(self):
        result = vary(FOSTER, "foster_family_allowance_100", over=("wage", 0, 10, 5), of="husband")
        assert [policy.id for policy in result.shown] == ["foster_family_allowance_100"]
        assert any("left out" in note.en and "foster_allowance" in note.en for note in result.notes())
        assert result.table("cliff_changes").empty
        assert english_words(" ".join(text.ar for _, text in lines(result)), {"husband", "case"}) == []

    def test_stops_the_whole_where_there_is_no_other(self):
        with pytest.raises(UnsetParameterError, match="foster_allowance"):
            vary(FOSTER, over=("wage", 0, 10, 5), of="husband")


class TestLanguages:
    @pytest.mark.parametrize("made", [along_wage, along_consumption, over_two])
    def test_arabic_lines_hold_no_english_word(self, made):
        for _, text in lines(made()):
            assert english_words(text.ar) == []
            assert bool(text.ar) == bool(text.en)

    @pytest.mark.parametrize("made", [along_wage, along_consumption, over_two])
    def test_an_arabic_page_holds_no_english_word(self, made):
        page = made()._page("ar")
        assert 'dir="rtl"' in page
        assert english_words(visible_text(page), {"widow"}) == []

    def test_every_column_and_table_has_a_name_in_arabic(self):
        labels = along_wage().labels()
        for name in along_wage().tables:
            assert labels.table(name).ar != name

    def test_notes_say_that_the_household_is_an_example_and_how_leaps_are_found(self):
        notes = " ".join(note.en for note in along_wage().notes())
        assert all(word in notes for word in ("example", "thousandth", "not seen", "rounding", "next step"))


class TestCharts:
    def test_are_of_income_entitlement_and_rates_or_a_map(self):
        assert along_wage().chart_names() == ("income", "entitlement", "rate")
        assert along_consumption().chart_names() == ("income", "entitlement")
        assert over_two().chart_names() == ("map",)

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_are_vega_lite(self, language):
        for result in (along_wage(), over_two()):
            for name in result.chart_names():
                assert result.chart(name, language).to_dict()["$schema"]

    def test_draw_the_fall_of_a_cliff_upright(self):
        specification = along_wage().chart("income").to_dict()
        points = [point for rows in specification["datasets"].values() for point in rows]
        assert {"value": 203.999, "amount": 253.999} in points
        assert any(point.get("value") == 204 and point.get("amount") == 204 for point in points)

    def test_that_would_show_nothing_are_refused(self):
        with pytest.raises(ResultError):
            along_consumption().chart("entitlement")


class TestFiles:
    def test_are_written_with_a_page(self, tmp_path):
        written = {path.name for path in along_wage().save(tmp_path)}
        assert {"vary.json", "values.csv", "cliffs.csv", "report.html"} <= written
        page = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert 'lang="en"' in page
        assert "203.999" in page
        assert "is_naf_income_below_limit" in page

    def test_hold_the_same_each_time(self):
        first, second = (vary(WIDOW, over=("wage", 200, 210, 1)).to_dict() for _ in range(2))
        assert json.dumps(first) == json.dumps(second)

    def test_tell_what_was_asked(self):
        content = over_two().to_dict()
        assert [one["variable"] for one in content["over"]] == ["wage", "age"]
        assert content["over"][0]["here"] == 120
        assert content["population"] == {"kind": "case", "case": "widow"}

    def test_without_a_cliff_are_written_too(self, tmp_path):
        result = vary(WIDOW, over=("wage", 120, 130, 1))
        result.save(tmp_path)
        assert pandas.read_csv(tmp_path / "cliffs.csv").empty


class TestAMistake:
    def test_of_the_law_in_force_given_as_a_policy_is_told(self):
        with pytest.raises(MeasureError, match="anyway"):
            vary(WIDOW, [])

    def test_of_a_policy_given_twice_is_told(self):
        with pytest.raises(PolicyError, match="twice"):
            vary(WIDOW, SMOOTHED, SMOOTHED)

    def test_of_a_case_that_varies_nothing_is_asked_back(self):
        with pytest.raises(MeasureError, match="what to vary") as caught:
            vary({"persons": {"man": {"age": 40}}})
        assert "wage" in caught.value.hint.ar

    @pytest.mark.parametrize(
        ("over", "word"),
        [
            ([("wage", 0, 10, 1), ("wage", 0, 10, 1)], "the same"),
            ([("wage", 0, 10, 1)] * 3, "One input or two"),
            ([("wage", 0, 1000, 1), ("other_earnings", 0, 1000, 1)], "cells"),
        ],
    )
    def test_in_two_inputs_is_told(self, over, word):
        with pytest.raises(MeasureError, match=word):
            vary(WIDOW, over=over, of="widow")
