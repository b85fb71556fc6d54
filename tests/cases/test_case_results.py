"""Cases as a result: which, when, with which notes, in which files."""

import json
import re

import pandas
import pytest

import openfisca_jordan_sp
from openfisca_jordan_sp.case_outcomes import case_results
from openfisca_jordan_sp.cases import case_from_data, cases, load_case
from openfisca_jordan_sp.errors import PeriodError, SituationError

WIDOW = "widow_with_orphans"
POOR = "large_poor_family"


class TestACaseFamily:
    @pytest.mark.parametrize("name", cases())
    def test_is_told_completely_in_both_languages(self, name):
        case = cases()[name]
        units = {unit for group in case.situation.values() for unit in group}
        assert units == set(case.names)
        for text in (case.title, case.summary, *case.names.values()):
            assert text.en
            assert re.search("[\u0600-\u06ff]", text.ar)
            assert not re.search("[A-Za-z]", text.ar), text.ar
            assert not re.search("[\u0600-\u06ff]", text.en), text.en

    @pytest.mark.parametrize("name", cases())
    def test_varies_a_fact_of_one_of_its_units(self, name):
        case = cases()[name]
        units = {unit: values for group in case.situation.values() for unit, values in group.items()}
        assert case.varies.of in units
        assert case.varies.low < case.varies.high

    @pytest.mark.parametrize("name", cases())
    def test_gives_the_facts_on_which_aid_rests(self, name):
        situation = cases()[name].situation
        (family,), (home,) = situation["families"].values(), situation["households"].values()
        told = {"naf_targeting_score", "is_uct_inside_quota", "claims_cash_transfer", "claims_recurring_aid"}
        assert told | {"claims_poor_family_card", "is_shock_horizontal_inside_quota"} <= family.keys()
        assert {"electricity_consumption", "is_registered_for_electricity_subsidy", "tenure"} <= home.keys()
        assert all({"age", "sex"} <= person.keys() for person in situation["persons"].values())


class TestAResult:
    def test_is_exported_by_the_package(self):
        assert openfisca_jordan_sp.case_results is case_results

    def test_of_no_policy_is_the_law_alone(self):
        result = case_results(cases=[WIDOW])
        assert set(result.tables["amounts"]["policy"]) == {"law_in_force"}
        assert "under the law in force" in result.title.en
        assert result.is_synthetic

    def test_shows_several_policies_side_by_side(self):
        result = case_results(["uct_maximum_160", "uct_maximum_160+universal_child_grant"], cases=[POOR])
        wide = result.table("amounts_wide").set_index("item")
        assert wide.loc["disposable_income", "law_in_force: month"] == 226
        assert wide.loc["disposable_income", "uct_maximum_160: month"] == 226 + 12
        assert wide.loc["disposable_income", "uct_maximum_160+universal_child_grant: month"] == 226 + 12 + 60

    def test_takes_a_month_for_all_and_says_what_does_not_move_with_it(self):
        result = case_results(
            ["ssc_bill_2026_feb24"], cases=["early_retiree", "worker_losing_his_job"], period="2027-03"
        )
        assert {str(month) for month in result.months.values()} == {"2027-03"}
        notes = " ".join(note.en for note in result.notes())
        assert "do not move with the period asked for: worker_losing_his_job" in notes
        assert "begins on" not in notes

    def test_says_that_a_policy_begins_later(self):
        notes = [note.en for note in case_results(["public_pay_rise_2027"], cases=["public_servant"]).notes()]
        assert any("public_pay_rise_2027 begins on 2027-01-01, after the month of all cases" in note for note in notes)

    def test_says_that_a_policy_changes_nothing(self):
        notes = [note.en for note in case_results(["uct_quota_250000"], cases=[WIDOW]).notes()]
        assert "uct_quota_250000 changes nothing in these cases." in notes

    def test_keeps_cases_of_different_years_apart(self):
        widow = load_case(WIDOW)
        older = case_from_data({"situation": widow.situation, "period": "2019-02", "id": "older"})
        table = case_results(cases=[widow, older]).tables["amounts"].set_index(["case", "item"])
        assert table.loc[(WIDOW, "recurring_aid"), "month"] == 3 * 50
        assert table.loc[("older", "recurring_aid"), "month"] == 3 * 40
        assert table.loc[("older", "bread_compensation"), ["month", "year"]].tolist()[0] == 0
        assert table.loc[("older", "bread_compensation"), "year"] > 0

    def test_of_a_users_own_family_does_not_call_it_made_up(self):
        result = case_results(cases=[case_from_data({"persons": {"woman": {"age": 70}}}, "mine")])
        assert not result.is_synthetic
        assert not any("made up" in note.en for note in result.notes())


class TestFiles:
    def test_hold_all_tables_and_a_page_in_each_language(self, tmp_path):
        result = case_results(["uct_maximum_160", "foster_family_allowance_100"], cases=[POOR, "foster_family"])
        names = {path.name for path in result.save(tmp_path, "ar", ("csv", "parquet"))}
        assert {"cases.json", "cases_amounts.csv", "cases_amounts.parquet", "cases_families.csv"} <= names
        content = json.loads((tmp_path / "cases.json").read_text(encoding="utf-8"))
        assert content["is_synthetic"] is True
        assert content["tables"]["amounts"][0]["case"] == POOR
        table = pandas.read_csv(tmp_path / "cases_amounts.csv", encoding="utf-8-sig")
        assert len(table) == len(result.tables["amounts"])
        page = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert 'dir="rtl"' in page
        assert "أسرة بديلة راعية" in page
        assert "238.000 (+12.000)" in page
        first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        result.save(tmp_path, "ar", ("csv", "parquet"))
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first

    def test_name_every_column_in_both_languages(self):
        result = case_results(cases=[WIDOW])
        for name in ("families", "amounts"):
            for column in result.tables[name]:
                label = result.labels().column(column)
                assert re.search("[\u0600-\u06ff]", label.ar), column


class TestAMistake:
    def test_in_several_cases_is_told_of_each(self):
        wrong = [
            case_from_data({"persons": {"a": {"agee": 4}}}, "one"),
            case_from_data({"persons": {"a": {"age": "x"}}}, "two"),
        ]
        with pytest.raises(SituationError) as caught:
            case_results(cases=wrong)
        assert [line.split(":")[0] for line in caught.value.lines("en")] == ["one", "two"]
        assert len(caught.value.lines("ar")) == 2

    def test_in_a_month_is_told_with_its_case(self):
        with pytest.raises(PeriodError, match="one: period"):
            case_results(cases=[case_from_data({"situation": {"persons": {"a": {}}}, "period": "2026"}, "one")])

    def test_of_a_case_given_twice_is_refused(self):
        with pytest.raises(SituationError, match="given twice"):
            case_results(cases=[WIDOW, WIDOW])
