"""`jordan-sp reform list | show | diff | new`: good input, bad input and none, in both languages."""

import json
import re

import pytest
from click.testing import CliRunner

from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.reform import catalogue, load_reform
from openfisca_jordan_sp.reform_commands import new as new_command
from tests.arabic import english_words
from tests.command_line.running import is_one_clear_line, run

WITH_TEXT = "unemployment_without_account_link"
_MARKS = re.compile("[\u200f\u2066\u2069]")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def printed(*arguments):
    result = run("reform", *arguments)
    assert result.exit_code == 0, (arguments, result.output, result.exception)
    return result.output


class TestList:
    def test_tells_every_reform_of_the_catalogue(self):
        output = printed("list")
        assert all(f"{name}\n" in output for name in catalogue())
        assert f"Reforms: {len(catalogue())}" in output

    def test_is_complete_in_arabic(self):
        assert english_words(printed("list", "--lang", "ar")) == []

    def test_finds_words_in_either_language(self):
        assert "uct_maximum_160" in printed("list", "highest", "unified")
        assert "uct_maximum_160" in printed("list", "الحدّ", "الاعلى", "--status", "scenario")

    def test_says_that_nothing_was_found(self):
        assert printed("list", "nothing-like-this").strip() == "No reform of the catalogue is such."

    def test_gives_json_with_its_version(self):
        data = json.loads(printed("list", "--json", "--instrument", "social_security_law", "--status", "bill"))
        assert data["format"] == "jordan-sp.reform-list.v1"
        assert "widower_equal_rights" in {one["id"] for one in data["reforms"]}
        assert {one["status"] for one in data["reforms"]} == {"bill"}

    def test_refuses_an_unknown_instrument(self):
        is_one_clear_line(run("reform", "list", "--instrument", "national_aid"), "national_aid_fund")
        assert run("reform", "list", "--status", "law").exit_code == 2


class TestShow:
    @pytest.mark.parametrize("name", catalogue())
    def test_tells_each_reform_in_english_and_without_english_in_arabic(self, name):
        english, arabic = printed("show", name, "--lang", "en"), printed("show", name, "--lang", "ar")
        reform = load_reform(name)
        assert english.startswith(reform.title.en)
        assert reform.title.ar in re.sub("[\u200f\u2066\u2069]", "", arabic)
        assert english_words(arabic) == []

    def test_tells_values_rules_programmes_and_the_wording(self):
        output = printed("show", f"universal_child_grant+{WITH_TEXT}", "--lang", "en")
        for text in (
            "600 → 500 dinars a month  (-100, -16.67%)  [verified → of the reform]",
            "article 53(b)",
            "new: 10 dinars a month  [assumed]",
            "universal_child_grant_amount",
            "new programme",
            "180 contributions [-under the law-]{+to this insurance+}, and for 3 months to others.",
            "told in other words",
        ):
            assert text in output
        assert "الضمان" not in output

    def test_tells_a_file_with_its_summary(self, tmp_path):
        (tmp_path / "mine.yaml").write_text(
            "id: mine\ntitle: {en: Mine, ar: مشروعي}\nsummary: {en: What for, ar: الغاية}\nstatus: bill\n"
            "values: {national_aid_fund.uct.benefit_maximum: {2026-01-01: 160}}\n",
            encoding="utf-8",
        )
        output = printed("show", "mine.yaml")
        assert "Summary: What for" in output
        assert "no source is named" in output
        assert "الغاية" in printed("show", "mine.yaml", "--lang", "ar")

    def test_gives_json(self):
        assert json.loads(printed("show", WITH_TEXT, "--json"))["after"]["id"] == WITH_TEXT

    def test_writes_arabic_digits_when_asked(self):
        assert "٥٠٠" in printed("show", WITH_TEXT, "--lang", "ar", "--digits", "arabic")

    def test_of_nothing_or_of_what_is_no_reform_is_one_clear_line(self, tmp_path):
        is_one_clear_line(run("reform", "show"), "No reform is named", "reform list")
        is_one_clear_line(run("reform", "show", "law"), "No reform is named")
        is_one_clear_line(run("reform", "show", "uct_maximum_16"), "uct_maximum_160")
        is_one_clear_line(run("reform", "show", "flood+"), "missing beside")
        (tmp_path / "bad.yaml").write_text("id: bad\ntitle: {en: B, ar: ب}\nstatus: bill\nsource: [text]\n", "utf-8")
        is_one_clear_line(run("reform", "show", "bad.yaml"), "source[0]", "title")
        (tmp_path / "bad.yaml").write_text("[", "utf-8")
        is_one_clear_line(run("reform", "show", "bad.yaml"), "YAML")

    def test_a_new_parameter_without_names_in_both_languages_is_one_clear_line(self, tmp_path):
        (tmp_path / "bad.yaml").write_text(
            "id: bad\ntitle: {en: B, ar: ب}\nstatus: bill\nadds:\n  labour_law.trial:\n"
            "    metadata: {label: only one, unit: JOD}\n    values: {2026-01-01: {value: 1}}\n",
            "utf-8",
        )
        is_one_clear_line(run("reform", "show", "bad.yaml"), "labour_law.trial", "label `en`")


class TestDiff:
    @pytest.mark.parametrize("name", catalogue())
    def test_tells_each_reform_beside_the_law_without_english_in_arabic(self, name):
        assert name in printed("diff", name)
        assert english_words(printed("diff", name, "law", "--lang", "ar")) == []

    def test_tells_both_languages_the_one_asked_for_first(self):
        lines = printed("diff", WITH_TEXT).splitlines()
        told = "    The benefit is at most [-600-]{+500+} dinars a month[- (the cap of 2024)-]."
        assert "دينار شهريا" in lines[lines.index(told) + 1]
        arabic = run("--language", "ar", "reform", "diff", WITH_TEXT).output.splitlines()
        assert arabic.index(told) > next(place for place, line in enumerate(arabic) if "دينار شهريا[-" in line)

    def test_tells_two_bills_on_the_days_of_both(self):
        output = printed("diff", "ssc_bill_2026_feb17", "ssc_bill_2026_feb24")
        assert "from 2027-01-01 to 2029-12-31: 360 months → unset  [verified]" in output

    def test_tells_that_nothing_differs(self):
        assert "Nothing differs." in printed("diff", "flood", "flood")
        assert "لا شيء يختلف." in printed("diff", "law", "law", "--lang", "ar")

    def test_writes_its_files_in_both_languages_or_in_one(self, tmp_path):
        output = printed("diff", WITH_TEXT, "--out", "both")
        assert all(name in output for name in ("diff.json", "diff.html", "provisions.csv"))
        page = (tmp_path / "both" / "diff.html").read_text(encoding="utf-8")
        assert page.index('<article id="en"') < page.index('<article id="ar"')
        printed("diff", WITH_TEXT, "--out", "one", "--lang", "ar")
        page = (tmp_path / "one" / "diff.html").read_text(encoding="utf-8")
        assert 'id="en"' not in page
        body = re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL)
        assert english_words(body.replace("openfisca-jordan-sp", "")) == []

    def test_is_not_swallowed_by_json(self):
        result = run("reform", "diff", WITH_TEXT, "--json", "--out", "out")
        assert json.loads(result.stdout)["format"] == "jordan-sp.reform-difference.v1"
        assert "diff.html" in result.stderr

    def test_of_nothing_of_three_or_of_what_is_no_policy_is_one_clear_line(self, tmp_path):
        is_one_clear_line(run("reform", "diff"), "No reform is named")
        is_one_clear_line(run("reform", "diff", "flood", "drought", "law"), "between two policies")
        is_one_clear_line(run("reform", "diff", "flood", "droght"), "drought")
        is_one_clear_line(run("reform", "diff", "flood+flood"), "twice")
        (tmp_path / "file").write_text("mine")
        is_one_clear_line(run("reform", "diff", "flood", "--out", "file/below"), "cannot be written")
        assert "سياستين" in run("reform", "diff", "a", "b", "c", "--lang", "ar").stderr


class TestNew:
    def test_begins_a_bill_and_says_what_it_changes(self, tmp_path):
        output = printed("new", "my_bill", "--from", "uct.benefit_maximum=160", "--from-date", "2026-06-01")
        assert "from 2026-06-01: 136 → 160 dinars a month" in output
        assert "my_bill.yaml" in output
        assert "136 → 160" in printed("diff", "my_bill.yaml")
        assert [path.name for path in tmp_path.iterdir()] == ["my_bill.yaml"]

    def test_speaks_arabic_in_the_file_too(self, tmp_path):
        output = printed("new", "my_bill", "--from", "uct.benefit_maximum=160", "--lang", "ar")
        assert english_words(output) == []
        assert "# العنوان باللغتين." in (tmp_path / "my_bill.yaml").read_text(encoding="utf-8")

    def test_begins_an_empty_bill_and_says_so(self):
        assert "It is empty" in printed("new", "my_bill")
        is_one_clear_line(run("reform", "show", "my_bill.yaml"), "empty")

    def test_refuses_what_is_wrong_with_one_clear_line_and_writes_nothing(self, tmp_path):
        is_one_clear_line(run("reform", "new"), "no name")
        is_one_clear_line(run("reform", "new", "flood"), "catalogue already")
        is_one_clear_line(run("reform", "new", "mine", "--from", "uct.benefit_maximun=1"), "uct.benefit_maximum")
        is_one_clear_line(run("reform", "new", "mine", "--from", "uct.benefit_maximum=99999"), "outside")
        is_one_clear_line(run("reform", "new", "mine", "--from-date", "soon"), "not a day")
        assert list(tmp_path.iterdir()) == []

    def test_never_overwrites(self, tmp_path):
        (tmp_path / "mine.yaml").write_text("mine")
        is_one_clear_line(run("reform", "new", "mine"), "there already")
        assert (tmp_path / "mine.yaml").read_text() == "mine"

    def test_asks_on_a_terminal_where_nothing_is_given(self, monkeypatch, tmp_path):
        monkeypatch.setattr(new_command, "is_terminal", lambda: True)
        answers = "my_bill\nuct.benefit_maximum=160\n\n2026-06-01\nMine\n\n"
        result = CliRunner().invoke(main, ["reform", "new"], input=answers)
        assert result.exit_code == 0, result.output
        assert "Value to change" in result.output
        assert load_reform("my_bill.yaml").title.en == "Mine"
        assert load_reform("my_bill.yaml").values == {"national_aid_fund.uct.benefit_maximum": {"2026-06-01": 160}}

    def test_asks_nothing_where_anything_is_given(self, monkeypatch):
        monkeypatch.setattr(new_command, "is_terminal", lambda: True)
        is_one_clear_line(run("reform", "new", "--title-en", "Mine"), "no name")


def test_the_old_name_of_the_list_is_gone():
    result = run("reforms")
    assert result.exit_code == 2
    assert "No such command" in result.output
