"""`jordan-sp law …`: what the law says, in both languages; good names, bad names and none."""

from dataclasses import replace

import pytest
from openfisca_core.parameters import Parameter

from openfisca_jordan_sp import JordanSocialProtectionSystem, law_screen
from openfisca_jordan_sp.errors import PeriodError, UnknownNameError
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.parameters import leaves, with_parameter
from openfisca_jordan_sp.law.show import kind_of, nearest_names, show
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.law_commands import parse_day
from openfisca_jordan_sp.system import law_in_force
from tests.arabic import english_words, visible_text, without_marks
from tests.command_line.running import run

DAY = "2024-06-01"


def shown(*arguments):
    result = run("law", "show", *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def view(name, day=DAY):
    return show(law_in_force(), name, day)


def is_one_clear_line(result, *words):
    assert result.exit_code == 2, result.output
    lines = without_marks(result.stderr).strip().splitlines()
    assert len(lines) == 1, lines
    assert all(word in lines[0] for word in words), lines


class TestCoverage:
    def test_tells_every_instrument_and_a_total(self):
        result = run("law", "coverage")
        assert result.exit_code == 0, result.output
        assert all(folder in result.output for folder in instruments())
        assert "Total" in result.output

    def test_of_an_instrument_tells_each_provision_with_article_state_and_variables(self):
        result = run("law", "coverage", "child_rights_law")
        assert result.exit_code == 0, result.output
        assert all(text in result.output for text in ("17/2022", "2023-01-12 (verified)", "article 2", "is_child"))

    def test_as_markdown_is_the_page_and_nothing_else(self):
        assert run("law", "coverage", "--markdown").output.startswith("# Coverage of the law\n")

    def test_is_told_in_arabic(self):
        output = without_marks(run("--language", "ar", "law", "coverage", "child_rights_law").output)
        assert "قانون حقوق الطفل" in output
        assert "منمذج (is_child" in output
        assert "المادة 2(أ)" in output

    @pytest.mark.parametrize("arguments", [(), *((folder,) for folder in sorted(instruments())), ("--markdown",)])
    def test_in_arabic_is_free_of_english(self, arguments):
        result = run("--language", "ar", "law", "coverage", *arguments)
        assert result.exit_code == 0, result.output
        assert english_words(visible_text(result.output)) == []

    def test_of_an_unknown_instrument_is_refused_with_the_nearest(self):
        is_one_clear_line(run("law", "coverage", "nationl_aid_fund"), "nationl_aid_fund", "national_aid_fund")

    def test_of_an_empty_name_says_where_instruments_are_listed(self):
        is_one_clear_line(run("law", "coverage", ""), "law coverage")


class TestAParameter:
    def test_is_shown_with_its_values_sources_and_readers(self):
        output = shown("national_aid_fund.uct.benefit_maximum", "--date", DAY)
        for text in (
            "Highest monthly transfer · الحد الأعلى للدعم الشهري",
            "dinars a month",
            "2022-01-01  136  (verified; date assumed)  ◄ in force on 2024-06-01",
            "Human Rights Watch, Automated Neglect, 2023-07-04",
            "uct_entitlement_amount",
        ):
            assert text in output

    def test_tells_what_was_superseded(self):
        assert "112.64  (derived) replaced by: alwakeelnews 760502" in shown("statistics.consumer_price_index")

    def test_before_its_first_value_has_nothing_in_force(self):
        path = "national_aid_fund.uct.benefit_maximum"
        assert "Nothing is in force on 2021-12-31." in shown(path, "--date", "2021-12-31")
        assert "◄" in shown(path, "--date", "2022-01-01")

    def test_is_in_force_with_one_value_at_most(self):
        for parameter in leaves(law_in_force().parameters):
            assert sum(value.in_force for value in view(parameter.name).values) <= 1

    def test_that_a_quota_reads_names_its_flag(self):
        assert "is_uct_inside_quota" in [one.name for one in view("national_aid_fund.uct.quota_families").read_by]

    def test_is_shown_in_arabic_with_its_sources_and_notes(self):
        result = run("--language", "ar", "law", "show", "national_aid_fund.recurring.income_limit_per_person")
        assert english_words(result.output) == []
        assert all(text in without_marks(result.output) for text in ("ملاحظة: ", "الاتحاد الأوروبي: 68 دينارا للفرد"))
        assert "الوصف" not in result.output

    def test_with_a_text_for_a_value_is_shown_in_arabic(self):
        path = "health_insurance.refugees.rate_regime"
        assert "  free  " in shown(path)
        assert "  مجانا  " in without_marks(run("--language", "ar", "law", "show", path).output)

    def test_without_metadata_is_shown_all_the_same(self):
        path = "statistics.bare"
        system = JordanSocialProtectionSystem()
        bare = Parameter(path, {"values": {"2020-01-01": {"value": None}}})
        system.parameters = with_parameter(system.parameters, path, bare)
        lines = [text for text, _ in law_screen.view_lines(show(system, path, DAY), Words(), DAY)]
        assert "  2020-01-01  unset  (assumed; date not graded)  ◄ in force on 2024-06-01" in lines


class TestAFolder:
    def test_is_shown_with_the_values_of_the_day(self):
        output = shown("national_aid_fund.uct", "--date", DAY)
        assert "national_aid_fund.uct.benefit_minimum  40 dinars a month  (verified)" in output
        assert "national_aid_fund.uct.score_cutoff  unset  (missing)" in output
        assert "payment_is_monthly  yes  (" in output

    def test_before_its_programme_is_unset(self):
        assert "uct.benefit_minimum  unset\n" in shown("national_aid_fund.uct", "--date", "2019-01-01")


class TestAVariable:
    def test_is_shown_with_its_formula_and_all_it_reads(self):
        output = shown("uct_amount", "--date", DAY)
        for text in (
            "Kind: amount",
            "Of: a family",
            "Computed: by the month",
            "variables/national_aid_fund/unified_cash_transfer.py",
            "Formula, from 2022-01-01  ◄ in force on 2024-06-01",
            'family("uct_entitlement_amount", period)',
            "national_aid_fund.uct.rounding_unit  1 Jordanian dinars",
            "is_uct_beneficiary  The family receives",
            "uct_payment_amount",
            "Unified Cash Transfer: bounds, quota, payment",
        ):
            assert text in output

    def test_before_its_first_formula_has_none_in_force(self):
        assert [one.in_force for one in view("uct_amount", "2021-12-31").formulas] == [False]
        assert [one.in_force for one in view("uct_amount", "2022-01-01").formulas] == [True]

    def test_that_is_an_input_has_no_formula(self):
        assert "It has no formula." in shown("rent_income")
        assert view("rent_income").kind == "input"

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("uct_entitled", "entitlement"),
            ("uct_amount", "amount"),
            ("is_child", "status"),
            ("naf_countable_income", "figure"),
        ],
    )
    def test_is_of_one_kind(self, name, kind):
        assert kind_of(law_in_force().variables[name]) == kind

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_can_be_shown_whichever_it_is(self, language):
        for name in law_in_force().variables:
            lines = list(law_screen.view_lines(view(name), Words(language), DAY))
            told = "\n".join(text for text, style in lines if style != law_screen.CODE)
            assert told
            assert language == "en" or english_words(told) == [], name

    def test_is_shown_in_arabic(self):
        result = run("--language", "ar", "law", "show", "uct_amount")
        assert result.exit_code == 0, result.output
        output = without_marks(result.output)
        assert all(text in output for text in ("النوع: مبلغ", "المعادلة، منذ 2022-01-01", "دينار شهريا"))
        assert english_words(result.output) == []

    def test_is_shown_in_arabic_without_its_english_explanation_and_with_its_article(self):
        english, arabic = (
            run("--language", one, "law", "show", "begging_sentence_maximum").output for one in ("en", "ar")
        )
        assert "Explanation: " in english
        assert "Penal Code, art. 389" in english
        assert "الشرح" not in arabic
        assert "المادة: قانون العقوبات، المادة 389" in without_marks(arabic)
        assert english_words(arabic) == []


class TestAnInstrument:
    def test_is_shown_with_its_entry_its_provisions_and_its_folders(self):
        output = shown("national_aid_fund")
        assert all(text in output for text in ("36/1986", "naf_category", "national_aid_fund.uct  Unified Cash"))

    def test_is_shown_by_article(self):
        output = shown("child_rights_law:2")
        assert "is_child" in output
        assert "All other articles" not in output

    @pytest.mark.parametrize("folder", sorted(instruments()))
    def test_can_be_shown_whichever_it_is(self, folder):
        assert instruments()[folder].title.ar in shown(folder)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "nearest"),
        [
            ("uct_amont", "uct_amount"),
            ("national_aid_fund.uct.benefit_maxim", "national_aid_fund.uct.benefit_maximum"),
            ("uct.benefit_maximum", "national_aid_fund.uct.benefit_maximum"),
            ("child_right_law", "child_rights_law"),
            ("child_right_law:2", "child_rights_law"),
            ("child_rights_law:9999", "child_rights_law:"),
            ("targeting_gate", "is_targeting_gate_passed"),
        ],
    )
    def test_that_are_mistyped_lead_to_the_nearest(self, name, nearest):
        is_one_clear_line(run("law", "show", name), name.partition(":")[0], nearest)

    @pytest.mark.parametrize("name", ["", " ", ":", "child_rights_law:", "qqqq", ".", "[bold]"])
    def test_that_mean_nothing_are_refused_in_one_line(self, name):
        is_one_clear_line(run("law", "show", name))

    def test_that_are_unknown_are_refused_in_arabic(self):
        is_one_clear_line(run("--language", "ar", "law", "show", "uct_amont"), "ليس أداة قانونية", "الأقرب: uct_amount")

    def test_are_an_error_of_the_law(self):
        with pytest.raises(UnknownNameError) as error:
            view("uct_amont")
        assert error.value.code == "unknown_name"
        assert error.value.nearest == ("uct_amount",)

    def test_at_the_top_have_no_nearest(self):
        assert nearest_names(law_in_force(), "") == []

    def test_left_out_are_a_usage_error(self):
        result = run("law", "show")
        assert result.exit_code == 2
        assert "NAME" in result.stderr


class TestDates:
    @pytest.mark.parametrize("day", ["2024-13-01", "2024-02-30", "2024", "yesterday", ""])
    def test_that_are_no_days_are_refused(self, day):
        is_one_clear_line(run("law", "show", "uct_amount", "--date", day), "is not a day")
        with pytest.raises(PeriodError):
            parse_day(day)

    def test_are_days_of_the_calendar(self):
        assert parse_day("2024-02-29") == "2024-02-29"


@pytest.mark.parametrize("arguments", [["law", "--help"], ["law", "show", "--help"], ["law", "coverage", "--help"]])
def test_help_is_given(arguments):
    assert run(*arguments).exit_code == 0


def test_what_nobody_can_print_is_a_mistake_of_the_caller():
    with pytest.raises(TypeError):
        law_screen.view_lines(replace(Words()), Words(), DAY)


class TestFind:
    def test_tells_values_and_rules_that_bear_the_words(self):
        result = run("law", "find", "income", "ceiling", "insurance", "--date", "2026-01-01")
        assert result.exit_code == 0
        assert "health_insurance.poor_family.income_ceiling  300 dinars a month" in result.output

    def test_is_complete_in_arabic(self):
        result = run("law", "find", "سقف", "دخل", "التأمين", "--lang", "ar")
        assert result.exit_code == 0
        assert english_words(result.output) == []

    def test_of_no_words_is_one_clear_line(self):
        result = run("law", "find")
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
